/** Which range a request names, and which octets those are. */
import { describe, expect, it } from 'vitest';
import { contentRange, wantedRange } from '../../src/api/range.ts';
import { spanWithin } from '../../src/domain/octet-range.ts';

const tag = '"k3v0"';

describe('a Range header', () => {
  it.each([
    ['bytes=0-499', { first: 0, last: 499 }],
    ['bytes=500-', { first: 500, last: null }],
    ['bytes=-500', { suffix: 500 }],
    ['Bytes= 7-7 ', { first: 7, last: 7 }],
    [`bytes=${'9'.repeat(40)}-`, { first: Number.MAX_SAFE_INTEGER, last: null }],
  ])('%s names one range', (header, range) => {
    expect(wantedRange(header, undefined, tag)).toEqual(range);
  });

  it.each(['bytes=0-1,3-4', 'bytes=5-2', 'lines=1-2', 'bytes=', 'bytes=-', 'bytes=a-b', '0-499', ''])(
    '%s asks for the whole',
    (header) => {
      expect(wantedRange(header, undefined, tag)).toBeNull();
    },
  );

  it('holds only if the caller has a part of the same content', () => {
    expect(wantedRange('bytes=1-2', tag, tag)).toEqual({ first: 1, last: 2 });
    for (const other of ['"other"', `W/${tag}`, 'Mon, 23 Nov 2026 10:00:00 GMT', ''])
      expect(wantedRange('bytes=1-2', other, tag)).toBeNull();
  });
});

describe('a range of a content of ten octets', () => {
  it.each([
    [
      { first: 0, last: 0 },
      { first: 0, last: 0 },
    ],
    [
      { first: 3, last: 99 },
      { first: 3, last: 9 },
    ],
    [
      { first: 9, last: null },
      { first: 9, last: 9 },
    ],
    [{ suffix: 4 }, { first: 6, last: 9 }],
    [{ suffix: 40 }, { first: 0, last: 9 }],
    [{ first: 10, last: null }, null],
    [{ suffix: 0 }, null],
  ])('%j is %j', (range, span) => {
    expect(spanWithin(range, 10)).toEqual(span);
  });

  it('is told with its place in the whole, or in one that is not known', () => {
    expect(contentRange({ first: 2, last: 4 }, 10)).toBe('bytes 2-4/10');
    expect(contentRange({ first: 2, last: 4 }, null)).toBe('bytes 2-4/*');
  });
});
