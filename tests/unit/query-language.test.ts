/** The query language of `q`: what it means, what it refuses, and that nothing else ever comes out of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/domain/errors.ts';
import { parseQuery } from '../../src/domain/query-language.ts';
import type { Filter } from '../../src/domain/search.ts';
import { cpuMs } from '../support/cpu-time.ts';

const unread: Filter = { flags: { lacks: ['\\Seen'] } };

describe('a query', () => {
  it.each<readonly [string, Filter]>([
    ['minutes', { text: 'minutes' }],
    ['"board minutes"', { text: 'board minutes' }],
    ['board minutes', { all: [{ text: 'board' }, { text: 'minutes' }] }],
    ['from:ann', { from: 'ann' }],
    ['FROM:Ann', { from: 'Ann' }],
    ['to:a cc:b bcc:c', { all: [{ to: 'a' }, { cc: 'b' }, { bcc: 'c' }] }],
    ['subject:"weekly news"', { subject: 'weekly news' }],
    ['subject:"say \\"hi\\" \\\\"', { subject: 'say "hi" \\' }],
    ['body:quince text:quince', { all: [{ body: 'quince' }, { text: 'quince' }] }],
    ['header:X-Kind:one', { header: { name: 'X-Kind', value: 'one' } }],
    ['header:X-Kind:"a b"', { header: { name: 'X-Kind', value: 'a b' } }],
    ['header:List-Id', { header: { name: 'List-Id', value: '' } }],
    ['header:List-Id:', { header: { name: 'List-Id', value: '' } }],
    ['is:unread', unread],
    ['is:READ', { flags: { has: ['\\Seen'] } }],
    ['is:unflagged', { flags: { lacks: ['\\Flagged'] } }],
    ['has:attachment', { hasAttachments: true }],
    ['-has:attachment', { not: { hasAttachments: true } }],
    ['larger:1M', { larger: 1_048_576 }],
    ['larger:1.5k smaller:2GB', { all: [{ larger: 1_536 }, { smaller: 2_147_483_648 }] }],
    ['before:2026-02-01', { receivedBefore: '2026-02-01' }],
    ['after:2026-02-01', { receivedSince: '2026-02-01' }],
    ['since:2026-02-01T10:00:00Z', { receivedSince: '2026-02-01T10:00:00Z' }],
    ['on:2026-02-28', { all: [{ receivedSince: '2026-02-28' }, { receivedBefore: '2026-03-01' }] }],
    ['keyword:$Junk', { flags: { has: ['$Junk'] } }],
    ['label:"Work in progress"', { label: 'Work in progress' }],
    ['a OR b', { any: [{ text: 'a' }, { text: 'b' }] }],
    ['a or b', { all: [{ text: 'a' }, { text: 'or' }, { text: 'b' }] }],
    ['a "OR" b', { all: [{ text: 'a' }, { text: 'OR' }, { text: 'b' }] }],
    ['a b OR c', { any: [{ all: [{ text: 'a' }, { text: 'b' }] }, { text: 'c' }] }],
    ['a AND b', { all: [{ text: 'a' }, { text: 'b' }] }],
    ['a (b OR c)', { all: [{ text: 'a' }, { any: [{ text: 'b' }, { text: 'c' }] }] }],
    ['-(a OR from:b)', { not: { any: [{ text: 'a' }, { from: 'b' }] } }],
    ['e-mail -x', { all: [{ text: 'e-mail' }, { not: { text: 'x' } }] }],
    ['"-x"', { text: '-x' }],
    ['Grüße', { text: 'Grüße' }],
    ['"http://example.org/"', { text: 'http://example.org/' }],
  ])('%s', (text, filter) => {
    expect(parseQuery(text)).toEqual({ filter, mailbox: null });
  });

  it('matches everything when it is empty', () => {
    expect(parseQuery(' \t ')).toEqual({ filter: null, mailbox: null });
  });

  it.each<readonly [string, string, Filter | null]>([
    ['in:trash', 'trash', null],
    ['in:* is:unread', '*', unread],
    ['is:unread in:anywhere', '*', unread],
    ['in:"Sent Items" (a OR b)', 'Sent Items', { any: [{ text: 'a' }, { text: 'b' }] }],
  ])('%s says where to search', (text, mailbox, filter) => {
    expect(parseQuery(text)).toEqual({ mailbox, filter });
  });

  it.each<readonly [string, number, RegExp]>([
    ['subject:"open', 9, /not closed/],
    ['a (b', 3, /not closed/],
    ['a b)', 4, /closes none/],
    ['()', 2, /missing before a closing parenthesis/],
    ['a OR', 5, /ends/],
    ['OR a', 1, /missing before OR/],
    ['a OR OR b', 6, /missing before OR/],
    ['-', 1, /minus/],
    ['a - b', 3, /minus/],
    ['--a', 1, /minus/],
    ['from:', 1, /no value/],
    ['a from: b', 3, /no value/],
    ['fro:ann', 1, /there is no fro:.*subject:/],
    ['constructor:x', 1, /there is no constructor:/],
    ['http://example.org', 1, /quotes/],
    ['is:red', 1, /unread/],
    ['has:legs', 1, /attachment/],
    ['larger:big', 1, /K, M or G/],
    ['larger:9G', 1, /below 4G/],
    ['before:yesterday', 1, /2026-01-31/],
    ['before:2026-02-30', 1, /2026-01-31/],
    ['on:2026-02-01T10:00:00Z', 1, /a day/],
    ['keyword:\\Seen', 1, /is:/],
    ['keyword:"a b"', 1, /keyword/],
    ['header:', 1, /header:Name:value/],
    ['a"b"', 2, /quote/],
    ['"a"b', 4, /quote/],
    ['""', 1, /nothing between/],
    ['in:', 1, /in: has no value/],
    ['in:a in:b', 6, /twice/],
    ['-in:a', 2, /where to search/],
    ['(in:a b)', 2, /where to search/],
    ['in:a b OR c', 8, /parentheses/],
    ['"a\u0000"', 1, /control/],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, 21, /nest/],
    ['a '.repeat(101), 201, /at most 100/],
  ])('%j is refused at its place', (text, place, words) => {
    const error = refusalOf(text);
    expect(error.code).toBe('invalid-request');
    const [problem] = error.errors ?? [];
    expect(problem?.pointer).toBe('/q');
    expect(problem?.message).toMatch(words);
    expect(problem?.message).toMatch(new RegExp(`^At character ${place}: `));
  });

  it('of any text at all is understood or refused', { timeout: 20_000 }, () => {
    const pieces = ['(', ')', '"', '-', ' ', 'OR', 'AND', 'from:', 'in:', 'is:', 'header:', ':', '\\', 'a'];
    const odd = ['ü', '\u0000', '😀', '\ud800', 'larger:1', '2026-01-01', 'on:', '*', '{3}', '\r\n'];
    const texts = fc.oneof(
      fc.array(fc.constantFrom(...pieces, ...odd), { maxLength: 30 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 100 }),
    );
    let understood = 0;
    fc.assert(
      fc.property(texts, (text) => {
        try {
          parseQuery(text);
          understood += 1;
        } catch (thrown) {
          if (!(thrown instanceof GatewayError) || thrown.code !== 'invalid-request') throw thrown;
        }
      }),
      { numRuns: 1_000 },
    );
    expect(understood).toBeGreaterThan(100);
  });

  it('of the most hostile kind takes no time', () => {
    const startedAt = cpuMs();
    for (const sign of ['(', '"', '-', '\\', 'a:', '"\\', ' ', ':', 'header:a']) {
      for (const text of [sign.repeat(2_000 / sign.length), `"${sign.repeat(1_900 / sign.length)}`]) {
        try {
          parseQuery(text);
        } catch {
          // That it comes to an end soon is what counts here.
        }
      }
    }
    expect(cpuMs() - startedAt).toBeLessThan(500);
    expect(() => parseQuery('a'.repeat(1_000_000))).toThrow(GatewayError);
  });
});

function refusalOf(text: string): GatewayError {
  try {
    parseQuery(text);
  } catch (thrown) {
    if (thrown instanceof GatewayError) return thrown;
    throw thrown;
  }
  throw new Error(`${text} was understood`);
}
