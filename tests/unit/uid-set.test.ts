import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  differenceOf,
  hasUid,
  intersectionOf,
  parseUidSet,
  uidCount,
  uidSetOf,
  uidsOf,
  unionOf,
  writeUidSet,
} from '../../src/domain/uid-set.ts';

const someUids = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 120 });
const sorted = (uids: Iterable<number>): number[] => [...new Set(uids)].sort((a, b) => a - b);

describe('a UID set', () => {
  it('behaves as a set of numbers', () => {
    fc.assert(
      fc.property(someUids, someUids, (a, b) => {
        const [left, right] = [uidSetOf(a), uidSetOf(b)];
        expect([...uidsOf(left)]).toEqual(sorted(a));
        expect(uidCount(left)).toBe(new Set(a).size);
        expect([...uidsOf(unionOf(left, right))]).toEqual(sorted([...a, ...b]));
        expect([...uidsOf(differenceOf(left, right))]).toEqual(sorted(a.filter((uid) => !b.includes(uid))));
        expect([...uidsOf(intersectionOf(left, right))]).toEqual(sorted(a.filter((uid) => b.includes(uid))));
        for (let uid = 0; uid <= 301; uid += 1) expect(hasUid(left, uid)).toBe(a.includes(uid));
      }),
    );
  });

  it('is written as the shortest sequence-set and read back', () => {
    expect(writeUidSet(uidSetOf([5, 1, 2, 3, 9]))).toBe('1:3,5,9');
    expect(parseUidSet('9,3:1,4:5')).toEqual([
      [1, 5],
      [9, 9],
    ]);
    expect(parseUidSet('')).toEqual([]);
    expect(() => parseUidSet('1:x')).toThrow();
    fc.assert(
      fc.property(someUids, (uids) => {
        expect(parseUidSet(writeUidSet(uidSetOf(uids)))).toEqual(uidSetOf(uids));
      }),
    );
  });

  it('stays one range for a mailbox without holes, however large', () => {
    expect(writeUidSet([[1, 4_000_000_000]])).toBe('1:4000000000');
    expect(uidCount(parseUidSet('1:4000000000'))).toBe(4_000_000_000);
  });
});
