import { describe, expect, it } from 'vitest';
import type { SearchKey } from '../../../src/sandbox/search/key.ts';
import { search } from '../../../src/sandbox/search/search.ts';
import { mailbox, numbers } from './mailbox.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const now = new Date('2024-01-01T01:00:00Z');
const day = (value: string): Date => new Date(`${value}T12:00:00Z`);

describe('SEARCH by text', () => {
  const messages = mailbox(
    'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nFrom: =?utf-8?q?J=C3=BCrgen?= <j@x.test>\n\nHello World',
    'Subject: a\n folded line\nX-Spam: \nFrom: "Doe, \\"J\\"" <doe@y.test>\nTo: one@z, two@z\n\nnone',
    'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9 so=\nft',
    'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: base64\n\nGyRCRnxLXBsoQg==\n--b\nContent-Type: image/png; name=picture.png\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n--b--',
    'Content-Type: message/rfc822\n\nSubject: inner\n\ndeep text',
    'Content-Transfer-Encoding: x-unknown\n\ncaf\xc3\xa9 as it stands',
  );
  const found = (key: SearchKey): readonly number[] => numbers(search(messages, key, now));

  it('finds subjects decoded, unfolded and in any case', () => {
    expect(found({ kind: 'subject', value: 'GRÜß' })).toEqual([1]);
    expect(found({ kind: 'subject', value: 'a folded LINE' })).toEqual([2]);
    expect(found({ kind: 'subject', value: 'inner' })).toEqual([]);
    expect(found({ kind: 'subject', value: 'grüsse' })).toEqual([]);
  });

  it('finds addresses by name and by address, however they are quoted', () => {
    expect(found({ kind: 'address', field: 'from', value: 'jürgen <J@x' })).toEqual([1]);
    expect(found({ kind: 'address', field: 'from', value: 'Doe, "J"' })).toEqual([2]);
    expect(found({ kind: 'address', field: 'to', value: 'two@Z' })).toEqual([2]);
    expect(found({ kind: 'address', field: 'cc', value: '' })).toEqual([]);
  });

  it('finds fields by name, and by their mere presence', () => {
    expect(found({ kind: 'header', name: 'x-spam', value: '' })).toEqual([2]);
    expect(found({ kind: 'header', name: 'x-spam', value: 'a' })).toEqual([]);
  });

  it('finds what bodies say once encoding and charset are undone', () => {
    expect(found({ kind: 'body', value: 'CAFÉ' })).toEqual([3, 6]);
    expect(found({ kind: 'body', value: 'soft' })).toEqual([3]);
    expect(found({ kind: 'body', value: '日本' })).toEqual([4]);
    expect(found({ kind: 'body', value: 'hello' })).toEqual([1]);
    expect(found({ kind: 'body', value: 'world' })).toEqual([1]);
    expect(found({ kind: 'body', value: 'folded' })).toEqual([]);
  });

  it('finds headers of parts and messages within as part of the body', () => {
    expect(found({ kind: 'body', value: 'picture.png' })).toEqual([4]);
    expect(found({ kind: 'body', value: 'subject: inner' })).toEqual([5]);
  });

  it('finds text in header and body alike, and the empty string everywhere', () => {
    expect(found({ kind: 'text', value: 'grüße' })).toEqual([1]);
    expect(found({ kind: 'text', value: 'deep' })).toEqual([5]);
    expect(found({ kind: 'text', value: '' })).toEqual([1, 2, 3, 4, 5, 6]);
    expect(found({ kind: 'body', value: '' })).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('takes composed and decomposed letters for the same', () => {
    expect(found({ kind: 'address', field: 'from', value: 'Ju\u0308rgen' })).toEqual([1]);
  });
});

describe('SEARCH by what a message is', () => {
  const messages = mailbox(
    {
      text: 'Date: Mon, 31 Dec 2023 23:00:00 -0500\n\nx',
      flags: new Set(['\\Seen', 'Work']),
      internalDate: day('2024-01-02'),
    },
    { text: 'Date: nonsense\n\nlonger', threadId: 'T1', savedAt: day('2024-03-01') },
    { text: 'Subject: none\n\n', flags: new Set(['\\Deleted']) },
  );
  const found = (key: SearchKey): readonly number[] => numbers(search(messages, key, now));

  it('compares flags in any case', () => {
    expect(found({ kind: 'flag', flag: 'WORK', set: true })).toEqual([1]);
    expect(found({ kind: 'flag', flag: '\\seen', set: false })).toEqual([2, 3]);
  });

  it('takes the day of Date as it is written', () => {
    expect(found({ kind: 'sent-date', compare: 'on', day: '2023-12-31' })).toEqual([1]);
    expect(found({ kind: 'sent-date', compare: 'before', day: '2024-01-01' })).toEqual([1]);
    expect(found({ kind: 'sent-date', compare: 'since', day: '1970-01-01' })).toEqual([1]);
  });

  it('compares days of arrival and of saving', () => {
    expect(found({ kind: 'internal-date', compare: 'since', day: '2024-01-02' })).toEqual([1]);
    expect(found({ kind: 'internal-date', compare: 'before', day: '2024-01-02' })).toEqual([2, 3]);
    expect(found({ kind: 'saved-date', compare: 'on', day: '2024-03-01' })).toEqual([2]);
  });

  it('counts an age of exactly the interval both ways', () => {
    const seconds = 58 * 60;
    expect(found({ kind: 'within', compare: 'older', seconds })).toEqual([2]);
    expect(found({ kind: 'within', compare: 'younger', seconds })).toEqual([1, 2, 3]);
  });

  it('compares size, modseq and ids', () => {
    const size = messages[2]?.message.raw.length ?? 0;
    expect(found({ kind: 'size', compare: 'larger', octets: size })).toEqual([1, 2]);
    expect(found({ kind: 'size', compare: 'smaller', octets: size + 1 })).toEqual([3]);
    expect(found({ kind: 'modseq', from: 200 })).toEqual([2, 3]);
    expect(found({ kind: 'thread-id', id: 'T1' })).toEqual([1, 2]);
    expect(found({ kind: 'email-id', id: 'E3' })).toEqual([3]);
  });

  it('reads sets with the last message as *, either way round', () => {
    expect(found({ kind: 'sequence', set: [{ first: 2, last: '*' }] })).toEqual([2, 3]);
    expect(found({ kind: 'uid', set: [{ first: '*', last: 1_000 }] })).toEqual([3]);
    expect(found({ kind: 'uid', set: [{ first: 1_000, last: '*' }] })).toEqual([3]);
    expect(
      found({
        kind: 'uid',
        set: [
          { first: 30, last: 25 },
          { first: 5, last: 10 },
          { first: 7, last: 9 },
        ],
      }),
    ).toEqual([1, 3]);
    expect(search([], { kind: 'sequence', set: [{ first: 1, last: '*' }] }, now)).toEqual([]);
  });

  it('joins keys by and, or and not', () => {
    const seen: SearchKey = { kind: 'flag', flag: '\\Seen', set: true };
    const x: SearchKey = { kind: 'body', value: 'x' };
    expect(found({ kind: 'and', keys: [x, { kind: 'not', key: seen }] })).toEqual([]);
    expect(found({ kind: 'or', keys: [x, { kind: 'flag', flag: '\\Deleted', set: true }] })).toEqual([1, 3]);
    expect(found({ kind: 'and', keys: [] })).toEqual([1, 2, 3]);
    expect(found({ kind: 'not', key: { kind: 'all' } })).toEqual([]);
  });
});

describe('SEARCH over 50,000 messages', () => {
  const letter = (n: number): string =>
    `Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nFrom: Person ${n} <p${n}@x.test>\nTo: me@x.test\nMessage-ID: <${n}@x.test>\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= number ${n}\n\nSome text of letter ${n}\n`;
  const messages = mailbox(...Array.from({ length: 50_000 }, (_, index) => letter(index)));

  it('finds a subject at little cost', () => {
    const begun = cpuMs();
    expect(search(messages, { kind: 'subject', value: 'grüße NUMBER 4999' }, now)).toHaveLength(11);
    expect(cpuMs() - begun).toBeLessThan(1_500);
  });

  it('reads a set of thousands of ranges once', () => {
    const set = Array.from({ length: 20_000 }, (_, index) => ({ first: 2 * index, last: 2 * index }));
    const begun = cpuMs();
    expect(search(messages, { kind: 'sequence', set }, now)).toHaveLength(19_999);
    expect(cpuMs() - begun).toBeLessThan(500);
  });
});
