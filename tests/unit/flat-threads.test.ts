/** Threads of a server become flat before they are parsed, however deep senders nest them. */
import { describe, expect, it } from 'vitest';
import { withFlatThreads } from '../../src/imap-pool/flat-threads.ts';

const flat = (text: string): string =>
  withFlatThreads({ payload: Buffer.from(text), literals: [] }).payload.toString();

describe('the threads of a server', () => {
  it.each([
    ['* THREAD (2)(3 6 (4 23)(44 7 96))', '* THREAD (2)(3 6 4 23 44 7 96)'],
    ['* thread ((3)(5))(1 2)\r\n', '* THREAD (3 5)(1 2)\r\n'],
    ['* THREAD', '* THREAD'],
    ['* SEARCH 1 2', '* SEARCH 1 2'],
    ['* 1 FETCH (BODY[TEXT] "* THREAD (1 (2)(3))")', '* 1 FETCH (BODY[TEXT] "* THREAD (1 (2)(3))")'],
  ])('%s are %s', (said, expected) => {
    expect(flat(said)).toBe(expected);
  });

  it('may be nested without end', () => {
    const depth = 100_000;
    const deep = Array.from({ length: depth }, (_, index) => `(${index + 1} `).join('');
    const members = flat(`* THREAD ${deep}${')'.repeat(depth)}`);
    expect(members.match(/\(/g)).toHaveLength(1);
    expect(members.match(/\d+/g)).toHaveLength(depth);
  });
});
