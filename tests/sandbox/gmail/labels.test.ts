import { beforeEach, describe, expect, it } from 'vitest';
import { keepLabels, type Labels } from '../../../src/sandbox/gmail/labels.ts';
import { GMAIL } from '../../../src/sandbox/personas/gmail.ts';
import { furnish } from '../../../src/sandbox/personas/persona.ts';
import { createMailStore } from '../../../src/sandbox/store/mail-store.ts';
import type { Mailbox, MailUser } from '../../../src/sandbox/store/model.ts';

const RAW = Buffer.from('Subject: one\r\n\r\nHello.\r\n');

describe("a Gmail user's mailboxes", () => {
  let user: MailUser;
  let labels: Labels;
  const box = (name: string): Mailbox => {
    const mailbox = user.mailbox(name);
    if (mailbox === null) throw new Error(`There is no ${name}.`);
    return mailbox;
  };
  const holding = (): string[] =>
    user
      .mailboxes()
      .filter(({ messages }) => messages.length > 0)
      .map(({ name, messages }) => `${name} ${messages.length}`);
  const uidsOf = (name: string): number[] => box(name).messages.map(({ uid }) => uid);
  const flagsIn = (name: string): string[] => [...(box(name).messages[0]?.flags ?? [])].sort();

  beforeEach(() => {
    user = createMailStore().addUser({ name: 'ann', password: 'x', mailboxes: 'inbox' });
    furnish(user, GMAIL);
    labels = keepLabels(user);
    box('INBOX').append([{ raw: RAW }]);
  });

  it('hold what arrives in All Mail as well, as the same message', () => {
    expect(holding()).toEqual(['INBOX 1', '[Gmail]/All Mail 1']);
    const [inbox, all] = ['INBOX', '[Gmail]/All Mail'].map((name) => box(name).messages[0]);
    expect(inbox?.emailId).toBe(all?.emailId);
  });

  it('keep what is expunged from one in All Mail', () => {
    box('INBOX').expunge(uidsOf('INBOX'));
    expect(holding()).toEqual(['[Gmail]/All Mail 1']);
  });

  it('give a message in Trash or Spam no other place', () => {
    for (const name of ['[Gmail]/Trash', '[Gmail]/Spam']) {
      const [from] = user.mailboxes().filter(({ messages }) => messages.length > 0);
      if (from !== undefined) user.move(from, [from.messages[0]?.uid ?? 0], box(name));
      expect(holding()).toEqual([`${name} 1`]);
    }
    box('[Gmail]/Spam').expunge(uidsOf('[Gmail]/Spam'));
    expect(holding()).toEqual([]);
  });

  it('let a message with labels go from All Mail to Trash', () => {
    user.create('Work');
    user.copy(box('INBOX'), uidsOf('INBOX'), box('Work'));
    user.move(box('[Gmail]/All Mail'), uidsOf('[Gmail]/All Mail'), box('[Gmail]/Trash'));
    expect(holding()).toEqual(['[Gmail]/Trash 1']);
  });

  it('take a message back out of Trash into All Mail', () => {
    user.move(box('INBOX'), uidsOf('INBOX'), box('[Gmail]/Trash'));
    user.move(box('[Gmail]/Trash'), uidsOf('[Gmail]/Trash'), box('INBOX'));
    expect(holding()).toEqual(['INBOX 1', '[Gmail]/All Mail 1']);
  });

  it('share all flags but \\Deleted', () => {
    box('INBOX').changeFlags(uidsOf('INBOX'), { add: ['\\Seen', 'work', '\\Deleted'] });
    expect(flagsIn('[Gmail]/All Mail')).toEqual(['\\Seen', 'work']);
    box('[Gmail]/All Mail').changeFlags(uidsOf('[Gmail]/All Mail'), { remove: ['\\Seen'] });
    expect(flagsIn('INBOX')).toEqual(['\\Deleted', 'work']);
  });

  it('show what is flagged in Starred, and the other way round', () => {
    box('INBOX').changeFlags(uidsOf('INBOX'), { add: ['\\Flagged'] });
    expect(holding()).toContain('[Gmail]/Starred 1');
    box('[Gmail]/Starred').expunge(uidsOf('[Gmail]/Starred'));
    expect(flagsIn('INBOX')).toEqual([]);
    user.copy(box('INBOX'), uidsOf('INBOX'), box('[Gmail]/Starred'));
    expect(flagsIn('[Gmail]/All Mail')).toEqual(['\\Flagged']);
    box('INBOX').changeFlags(uidsOf('INBOX'), { remove: ['\\Flagged'] });
    expect(holding()).not.toContain('[Gmail]/Starred 1');
  });

  it('hold no message twice', () => {
    user.create('Work');
    user.copy(box('INBOX'), uidsOf('INBOX'), box('Work'));
    user.copy(box('INBOX'), uidsOf('INBOX'), box('Work'));
    expect(uidsOf('Work')).toEqual([2]);
  });

  it('take a message with a label back into All Mail, and let go of one without', () => {
    const all = box('[Gmail]/All Mail');
    all.expunge(uidsOf(all.name));
    expect(uidsOf(all.name)).toEqual([2]);
    box('INBOX').expunge(uidsOf('INBOX'));
    all.expunge(uidsOf(all.name));
    expect(holding()).toEqual([]);
  });

  it('are told by a message as its labels, without the one that is looked at', () => {
    user.create('Work/Urgent');
    labels.add(box('INBOX'), uidsOf('INBOX'), ['Work/Urgent', '\\Important', 'Made now'], null);
    const [message] = box('INBOX').messages;
    if (message === undefined) throw new Error('It is gone.');
    expect(labels.of(message, box('INBOX'))).toEqual(['Work/Urgent', '\\Important', 'Made now']);
    expect(labels.of(message, box('Work/Urgent'))).toEqual(['\\Inbox', '\\Important', 'Made now']);
    labels.set(box('INBOX'), uidsOf('INBOX'), ['\\important', 'Other'], null);
    expect(labels.of(message, box('INBOX'))).toEqual(['\\Important', 'Other']);
    labels.remove(box('[Gmail]/All Mail'), uidsOf('[Gmail]/All Mail'), ['\\Inbox'], null);
    expect(holding()).toEqual(['Other 1', '[Gmail]/All Mail 1', '[Gmail]/Important 1']);
  });

  it('lose a label with its mailbox, and no message', () => {
    labels.add(box('INBOX'), uidsOf('INBOX'), ['Work'], null);
    user.delete('Work');
    expect(holding()).toEqual(['INBOX 1', '[Gmail]/All Mail 1']);
    user.create('Work');
    user.move(box('INBOX'), uidsOf('INBOX'), box('Work'));
    expect(holding()).toEqual(['Work 1', '[Gmail]/All Mail 1']);
  });

  it('count a message once against the quota', () => {
    user.setQuota({ messages: 3 });
    box('INBOX').append([{ raw: RAW, flags: ['\\Flagged'] }]);
    expect(holding()).toEqual(['INBOX 2', '[Gmail]/All Mail 2', '[Gmail]/Starred 1']);
  });
});
