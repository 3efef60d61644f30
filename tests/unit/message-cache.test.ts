import { describe, expect, it } from 'vitest';
import type { MessageView } from '../../src/domain/message.ts';
import { createMessageCache, type MailboxState } from '../../src/imap-pool/message-cache.ts';

const inbox: MailboxState = {
  account: { id: 'acc_1', incarnation: 'aa', revision: 1 },
  mailboxId: 'mbx_1',
  uidValidity: 1,
};

function view(uid: number, subject = `subject ${uid}`): MessageView {
  return { id: `msg_${uid}`, mailboxId: 'mbx_1', mailboxPath: 'INBOX', uid, subject, flags: ['\\Seen'] };
}

describe('the cache of messages', () => {
  it('keeps what lasts of a message and nothing that may change', () => {
    const messages = createMessageCache(1_000_000).of(inbox);
    messages.learn(1, { fields: { ...view(1), modseq: '7', unread: false, labels: [], text: 'hello' } });
    expect(messages.get(1)?.fields).toEqual({ id: 'msg_1', subject: 'subject 1' });
    messages.learn(1, { fields: { ...view(1), size: 100 } });
    expect(messages.get(1)?.fields).toEqual({ id: 'msg_1', subject: 'subject 1', size: 100 });
    expect(messages.get(2)).toBeNull();
  });

  it('knows nothing of a mailbox that was made anew, of other settings, of another account', () => {
    const cache = createMessageCache(1_000_000);
    cache.of(inbox).learn(1, { fields: view(1) });
    const { account } = inbox;
    expect(cache.of({ ...inbox }).get(1)).not.toBeNull();
    expect(cache.of({ ...inbox, uidValidity: 2 }).get(1)).toBeNull();
    expect(cache.of({ ...inbox, mailboxId: 'mbx_2' }).get(1)).toBeNull();
    expect(cache.of({ ...inbox, account: { ...account, revision: 2 } }).get(1)).toBeNull();
    expect(cache.of({ ...inbox, account: { ...account, incarnation: 'bb' } }).get(1)).toBeNull();
    expect(cache.of({ ...inbox, account: { ...account, id: 'acc_2' } }).get(1)).toBeNull();
  });

  it('stays within its bound, and gives up what was not used for longest', () => {
    const bound = 50_000;
    const cache = createMessageCache(bound);
    const messages = cache.of(inbox);
    for (let uid = 1; uid <= 1_000; uid += 1) {
      messages.learn(uid, { fields: view(uid) });
      messages.get(1);
      expect(cache.octets).toBeLessThanOrEqual(bound);
    }
    expect(messages.get(1)).not.toBeNull();
    expect(messages.get(2)).toBeNull();
    expect(messages.get(1_000)).not.toBeNull();
  });

  it('leaves out what is too much for one message', () => {
    const cache = createMessageCache(1_000_000);
    const messages = cache.of(inbox);
    messages.learn(1, { fields: view(1, 'x'.repeat(100_000)) });
    expect(messages.get(1)?.fields).toEqual({ id: 'msg_1' });
    const content = { fields: { text: 'x'.repeat(100_000) }, truncated: false, problem: null };
    messages.learn(1, { content: { asked: 'text', content } });
    expect(messages.get(1)?.content('text')).toBeUndefined();
    expect(cache.octets).toBeLessThan(2_000);
  });

  it('forgets an account with all that it is still about to learn of it', () => {
    const cache = createMessageCache(1_000_000);
    const other = { ...inbox, account: { ...inbox.account, id: 'acc_2' } };
    const messages = cache.of(inbox);
    messages.learn(1, { fields: view(1) });
    cache.of(other).learn(1, { fields: view(1) });
    cache.forget('acc_1');
    messages.learn(2, { fields: view(2) });
    expect(messages.get(1)).toBeNull();
    expect(messages.get(2)).toBeNull();
    expect(cache.of(other).get(1)).not.toBeNull();
    cache.forget('acc_2');
    expect(cache.octets).toBe(0);
  });

  it('keeps nothing without room', () => {
    const cache = createMessageCache(0);
    cache.of(inbox).learn(1, { fields: view(1) });
    expect(cache.of(inbox).get(1)).toBeNull();
    expect(cache.octets).toBe(0);
  });
});
