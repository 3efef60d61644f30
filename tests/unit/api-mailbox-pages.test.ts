import { describe, expect, it } from 'vitest';
import { mailboxPage } from '../../src/api/mailbox-pages.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';

const mailbox = (path: string): Mailbox => ({
  id: `mbx_${path}`,
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
    const page = mailboxPage(mailboxes, { limit: 50 });
    expect(paths(page.items)).toBe('INBOX A a b c');
    expect(page).toMatchObject({ next: null, previous: null });
  });

  it('lead forward and back over the same items', () => {
    const first = mailboxPage(mailboxes, { limit: 2 });
    const second = mailboxPage(mailboxes, { limit: 2, cursor: first.next ?? '' });
    const third = mailboxPage(mailboxes, { limit: 2, cursor: second.next ?? '' });
    expect([first, second, third].map(({ items }) => paths(items))).toEqual(['INBOX A', 'a b', 'c']);
    expect(third.next).toBeNull();
    expect(paths(mailboxPage(mailboxes, { limit: 2, cursor: third.previous ?? '' }).items)).toBe('a b');
    expect(first.previous).toBeNull();
  });

  it('run backward from an item when asked to, whatever the cursor says', () => {
    const page = mailboxPage(mailboxes, { limit: 2, cursor: 'mbx_b', direction: 'previous' });
    expect(paths(page.items)).toBe('A a');
  });

  it.each([
    ['mbx_gone', 'cursor-expired'],
    ['~mbx_gone', 'cursor-expired'],
    ['AAAA', 'invalid-cursor'],
  ])('refuse the cursor %s as %s', (cursor, code) => {
    expect(() => mailboxPage(mailboxes, { limit: 2, cursor })).toThrow(expect.objectContaining({ code }));
  });
});
