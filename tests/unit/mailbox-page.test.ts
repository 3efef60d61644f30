import { describe, expect, it } from 'vitest';
import { mailboxId } from '../../src/domain/ids.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import { mailboxPage } from '../../src/use-cases/mailbox-page.ts';

const account = { id: 'ann', incarnation: '00112233445566778899aabbccddeeff' };
const idOf = (path: string): string => mailboxId(account, path);

const mailbox = (path: string): Mailbox => ({
  id: idOf(path),
  key: path,
  path,
  name: path,
  delimiter: '/',
  specialUse: path === 'INBOX' ? 'inbox' : null,
  subscribed: true,
  selectable: true,
  counts: null,
});
const mailboxes = ['b', 'INBOX', 'a', 'c', 'A'].map(mailbox);
const paths = (items: readonly Mailbox[]): string => items.map(({ path }) => path).join(' ');

describe('pages of mailboxes', () => {
  it('show the inbox first and the others by path', () => {
    const page = mailboxPage(account, mailboxes, { limit: 50 });
    expect(paths(page.items)).toBe('INBOX A a b c');
    expect(page).toMatchObject({ next: null, previous: null });
  });

  it('lead forward and back over the same items', () => {
    const first = mailboxPage(account, mailboxes, { limit: 2 });
    const second = mailboxPage(account, mailboxes, { limit: 2, cursor: first.next ?? '' });
    const third = mailboxPage(account, mailboxes, { limit: 2, cursor: second.next ?? '' });
    expect([first, second, third].map(({ items }) => paths(items))).toEqual(['INBOX A', 'a b', 'c']);
    expect(third.next).toBeNull();
    expect(paths(mailboxPage(account, mailboxes, { limit: 2, cursor: third.previous ?? '' }).items)).toBe(
      'a b',
    );
    expect(first.previous).toBeNull();
  });

  it('run backward from an item when asked to, whatever the cursor says', () => {
    const page = mailboxPage(account, mailboxes, { limit: 2, cursor: idOf('b'), direction: 'previous' });
    expect(paths(page.items)).toBe('A a');
  });

  const forged = idOf('b').replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
  it.each([
    ['of a mailbox that is gone', idOf('gone'), 'cursor-expired'],
    ['of one that is gone, backward', `~${idOf('gone')}`, 'cursor-expired'],
    ['that was forged', forged, 'invalid-cursor'],
    ['that was forged, backward', `~${forged}`, 'invalid-cursor'],
    ['of another account', mailboxId({ ...account, id: 'bea' }, 'b'), 'invalid-cursor'],
    ['of an account that was made anew', mailboxId({ ...account, incarnation: 'ff' }, 'b'), 'invalid-cursor'],
    ['with a mark inside', `${idOf('b')}~`, 'invalid-cursor'],
    ['of another kind', 'AAAA', 'invalid-cursor'],
  ])('refuse a cursor %s', (_, cursor, code) => {
    expect(() => mailboxPage(account, mailboxes, { limit: 2, cursor })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
