import { describe, expect, it } from 'vitest';
import { createMailStore } from '../../../src/sandbox/store/mail-store.ts';
import type { ListChange, MailUser } from '../../../src/sandbox/store/model.ts';

function ann(): MailUser {
  return createMailStore().addUser({ name: 'ann', password: 'secret' });
}

function names(user: MailUser): string[] {
  return user.mailboxes().map(({ name }) => name);
}

const letter = { raw: Buffer.from('Subject: one\r\n\r\nText') };

describe('the mailboxes of a user', () => {
  it('are the standard ones with their special uses, all subscribed, INBOX first', () => {
    const user = ann();
    expect(user.mailboxes().map(({ name, specialUse }) => [name, specialUse])).toEqual([
      ['INBOX', null],
      ['Archive', '\\Archive'],
      ['Drafts', '\\Drafts'],
      ['Junk', '\\Junk'],
      ['Sent', '\\Sent'],
      ['Trash', '\\Trash'],
    ]);
    expect(user.subscriptions()).toEqual(names(user).sort());
    expect(user.mailboxes().every(({ subscribed }) => subscribed)).toBe(true);
  });

  it('are found as INBOX in any case, and else exactly', () => {
    const user = ann();
    expect(user.mailbox('inBox')?.name).toBe('INBOX');
    expect(user.mailbox('sent')).toBeNull();
    expect(user.create('Inbox/Invoices').name).toBe('INBOX/Invoices');
    expect(user.create('Inboxes').name).toBe('Inboxes');
  });

  it('are listed with those below each right behind it', () => {
    const user = createMailStore().addUser({ name: 'ann', password: 'secret', mailboxes: 'inbox' });
    for (const name of ['a b', 'a/z', 'a', 'INBOX/x', 'A', 'Ä', 'a-1']) {
      if (user.mailbox(name) === null) user.create(name);
    }
    expect(names(user)).toEqual(['INBOX', 'INBOX/x', 'A', 'a', 'a/z', 'a b', 'a-1', 'Ä']);
  });

  it('come with all that is missing above them', () => {
    const user = ann();
    const told: ListChange[] = [];
    user.onListChange((change) => told.push(change));
    user.create('Projects/Apollo/2026/');
    expect(told).toEqual([
      { kind: 'created', name: 'Projects' },
      { kind: 'created', name: 'Projects/Apollo' },
      { kind: 'created', name: 'Projects/Apollo/2026' },
    ]);
    expect(user.mailbox('Projects')?.hasChildren).toBe(true);
    expect(user.mailbox('Projects/Apollo/2026')?.hasChildren).toBe(false);
  });

  it.each(['', '/', 'a//b', '/a', 'a\u0000b', 'a\nb', '\ud800', 'x'.repeat(1_001), 'a/'.repeat(50) + 'a'])(
    'cannot be named %j',
    (name) => {
      expect(() => ann().create(name)).toThrow(expect.objectContaining({ code: 'invalid-name' }));
    },
  );

  it('leave a name behind that cannot be used until it is created again, and that goes with the last below it', () => {
    const user = ann();
    const before = user.create('a');
    const told: unknown[] = [];
    user.create('a/b');
    before.append([letter]);
    before.onChange((change) => told.push(change));
    user.delete('a');
    expect(told).toEqual([{ kind: 'reset' }]);
    expect(() => before.append([letter])).toThrow(expect.objectContaining({ code: 'nonexistent' }));
    expect(user.mailbox('a')).toMatchObject({ selectable: false, hasChildren: true, messages: [] });
    expect(user.quota.usage()).toEqual({ storageKiB: 0, messages: 0 });
    expect(() => user.delete('a')).toThrow(expect.objectContaining({ code: 'has-children' }));

    const again = user.create('a');
    expect(again).toMatchObject({ selectable: true, hasChildren: true });
    expect(again.uidValidity).toBeGreaterThan(before.uidValidity);
    expect(again.id).not.toBe(before.id);

    user.delete('a');
    user.delete('a/b');
    expect(user.mailbox('a')).toBeNull();
  });

  it('never lose INBOX', () => {
    expect(() => ann().delete('inbox')).toThrow(expect.objectContaining({ code: 'inbox' }));
  });

  it('take those below along when they are renamed, and keep their identity and their messages', () => {
    const user = ann();
    const apollo = user.create('Projects/Apollo');
    const [message] = apollo.append([letter]);
    const told: ListChange[] = [];
    user.onListChange((change) => told.push(change));
    user.rename('Projects', 'Old/Work');
    expect(told).toEqual([
      { kind: 'created', name: 'Old' },
      { kind: 'renamed', name: 'Old/Work', before: 'Projects' },
      { kind: 'renamed', name: 'Old/Work/Apollo', before: 'Projects/Apollo' },
    ]);
    expect(user.mailbox('Old/Work/Apollo')).toBe(apollo);
    expect(apollo.messages).toEqual([message]);
    expect(() => user.rename('Old', 'Old/Older')).toThrow(expect.objectContaining({ code: 'invalid-name' }));
  });

  it('let INBOX give its messages to a new mailbox and stay, with those below it', () => {
    const user = ann();
    user.create('INBOX/kept');
    const inbox = user.mailbox('INBOX');
    inbox?.append([{ ...letter, flags: ['\\Seen'] }, letter]);
    const told: unknown[] = [];
    inbox?.onChange((change) => told.push(change));
    user.setQuota({ messages: 0 });
    user.rename('inbox', 'Old');
    expect(told).toEqual([{ kind: 'expunged', uids: [1, 2], by: null }]);
    expect(inbox).toMatchObject({ name: 'INBOX', messages: [], uidNext: 3 });
    expect(user.mailbox('Old')).toMatchObject({ unseen: 1, specialUse: null });
    expect(user.mailbox('Old')?.messages).toHaveLength(2);
    expect(names(user)).toContain('INBOX/kept');
  });

  it('keep subscriptions of names that are gone', () => {
    const user = ann();
    const told: ListChange[] = [];
    user.onListChange((change) => told.push(change));
    user.create('news');
    user.subscribe('news', true);
    user.subscribe('news', true);
    user.delete('news');
    expect(user.subscriptions()).toContain('news');
    user.subscribe('news', false);
    user.subscribe('news', false);
    expect(user.subscriptions()).not.toContain('news');
    expect(told.filter(({ kind }) => kind === 'subscribed')).toHaveLength(2);
    expect(() => user.subscribe('news', true)).toThrow(expect.objectContaining({ code: 'nonexistent' }));
  });

  it('are at most ten thousand', () => {
    const user = ann();
    for (let made = user.mailboxes().length; made < 10_000; made += 1) user.create(`m${made}`);
    expect(() => user.create('one-more')).toThrow(expect.objectContaining({ code: 'over-quota' }));
  });
});

describe('the users of a store', () => {
  it('are found by name and by address, in any case, and are each there once', () => {
    const store = createMailStore();
    const user = store.addUser({ name: 'Ann', password: 'x', addresses: ['ann@example.org', 'a@mail.test'] });
    const other = store.addUser({ name: 'bob', password: 'x' });
    expect(store.user('ANN')).toBe(user);
    expect(store.user('A@Mail.Test')).toBe(user);
    expect(other.addresses).toEqual(['bob@example.org']);
    expect(() => store.addUser({ name: 'a@mail.test', password: 'x' })).toThrow(
      expect.objectContaining({ code: 'exists' }),
    );
    expect(store.users()).toEqual([user, other]);
  });

  it('end the sessions in their mailboxes when they are removed', () => {
    const store = createMailStore();
    const user = store.addUser({ name: 'ann', password: 'x' });
    const told: unknown[] = [];
    user.mailbox('Sent')?.onChange((change) => told.push(change));
    store.removeUser('ann');
    expect(told).toEqual([{ kind: 'reset' }]);
    expect(store.user('ann@example.org')).toBeNull();
    expect(() => {
      store.removeUser('ann');
    }).toThrow(expect.objectContaining({ code: 'nonexistent' }));
  });
});
