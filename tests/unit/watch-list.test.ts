import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import { watchedAmong } from '../../src/imap-pool/watch-list.ts';

const mailbox = (path: string, rest: Partial<Mailbox> = {}): Mailbox => ({
  id: `mbx_${path}`,
  key: path,
  path,
  name: path,
  delimiter: '/',
  specialUse: null,
  subscribed: true,
  selectable: true,
  counts: null,
  ...rest,
});
const all = [
  mailbox('Archive', { specialUse: 'archive' }),
  mailbox('Folders', { selectable: false }),
  mailbox('INBOX', { specialUse: 'inbox' }),
  mailbox('Work'),
];
const paths = (wanted: Parameters<typeof watchedAmong>[1]): readonly string[] =>
  watchedAmong(all, wanted).map((each) => each.path);

describe('the watched mailboxes', () => {
  it('are named by special use, path or id, each once, the inbox first', () => {
    expect(paths(['Work', 'archive', 'inbox', 'Archive'])).toEqual(['INBOX', 'Work', 'Archive']);
    expect(paths(['mbx_Work', 'inbox', 'Inbox'])).toEqual(['INBOX', 'Work']);
  });

  it('are all that can be selected where all are wanted', () => {
    expect(paths('all')).toEqual(['INBOX', 'Archive', 'Work']);
  });

  it('do not include what is not there or cannot be selected', () => {
    expect(paths(['Nowhere', 'junk', 'Folders'])).toEqual([]);
  });
});
