/** Which ways out of a mailing list a message names, and what is written to it. */
import { describe, expect, it } from 'vitest';
import { readMailingList } from '../../src/domain/mailing-list.ts';
import { chooseWayOut, readLeavingLetter, waysOut } from '../../src/domain/unsubscribe.ts';

describe('a letter to the list', () => {
  it.each([
    ['mailto:leave@lists.example', 'leave@lists.example', 'unsubscribe', 'unsubscribe'],
    ['MAILTO:leave%2Ba1@lists.example?Subject=u%201', 'leave+a1@lists.example', 'u 1', 'unsubscribe'],
    ['mailto:l@x.example?subject=a+b&body=one%0D%0Atwo', 'l@x.example', 'a+b', 'one\ntwo'],
    ['mailto:?to=l@x.example&subject=s', 'l@x.example', 's', 'unsubscribe'],
    ['mailto:l@x.example?cc=a@y.example&bcc=b@y.example&subject=s', 'l@x.example', 's', 'unsubscribe'],
    [
      'mailto:l@x.example?subject=a%0D%0ABcc:%20b@y.example',
      'l@x.example',
      'a Bcc: b@y.example',
      'unsubscribe',
    ],
    ['mailto:l@x.example?body=a%00b%1Bc', 'l@x.example', 'unsubscribe', 'abc'],
    ['mailto:l@x.example?subject=first&subject=second', 'l@x.example', 'first', 'unsubscribe'],
  ])('%s', (uri, to, subject, text) => {
    expect(readLeavingLetter(uri)).toEqual({ to, subject, text });
  });

  it('is no longer than a few words', () => {
    const letter = readLeavingLetter(
      `mailto:l@x.example?subject=${'s'.repeat(9_000)}&body=${'b'.repeat(9_000)}`,
    );
    expect([letter?.subject.length, letter?.text.length]).toEqual([500, 5_000]);
  });

  it.each([
    'mailto:',
    'mailto:nobody',
    'mailto:a@x.example,b@x.example',
    'mailto:a@x.example%2Cb@x.example',
    'mailto:a@x.example?to=b@x.example',
    'mailto:a@x.example%0D%0ABcc:b@x.example',
    'mailto:a@x.example%3E%20ORCPT=x',
    'mailto:%ff@x.example',
    'mailto:a@x.example?subject=%zz',
    'https://x.example/mailto:a@x.example',
  ])('is not written for %s', (uri) => {
    expect(readLeavingLetter(uri)).toBeNull();
  });
});

describe('the ways out', () => {
  const list = (unsubscribe: string, post = true): ReturnType<typeof readMailingList> =>
    readMailingList([
      { name: 'List-Unsubscribe', value: unsubscribe },
      ...(post ? [{ name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }] : []),
    ]);
  const both = '<mailto:leave@x.example>, <https://x.example/u?1>';

  it('begin with one click, and only where both fields are there', () => {
    expect(waysOut(list(both), null).map(({ method }) => method)).toEqual(['one-click', 'mailto']);
    expect(waysOut(list(both, false), null).map(({ method }) => method)).toEqual(['mailto']);
    expect(waysOut(list('<http://x.example/u>'), null)).toEqual([]);
    expect(waysOut(null, null)).toEqual([]);
  });

  it.each([
    ['pass', 2],
    [null, 2],
    ['fail', 1],
    ['none', 1],
    ['temperror', 1],
  ])('by one click are believed as the account’s own server says of DKIM: %s', (dkim, count) => {
    expect(waysOut(list(both), { dkim })).toHaveLength(count);
  });

  it('are taken in their order, or as is wished, or not at all', () => {
    const ways = waysOut(list(both), null);
    expect(chooseWayOut(ways, null)).toEqual({ method: 'one-click', url: 'https://x.example/u?1' });
    expect(chooseWayOut(ways, 'mailto')).toMatchObject({ letter: { to: 'leave@x.example' } });
    expect(() => chooseWayOut([], null)).toThrow('names no way');
    expect(() => chooseWayOut(waysOut(list(both, false), null), 'one-click')).toThrow('one-click');
  });
});
