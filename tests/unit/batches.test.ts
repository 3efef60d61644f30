import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SyncPosition } from '../../src/domain/sync-position.ts';
import { uidCount, uidSetOf, uidsOf, writeUidSet } from '../../src/domain/uid-set.ts';
import { batchSize, cut, inBatches } from '../../src/imap-pool/batches.ts';

const position: SyncPosition = {
  uidValidity: 7,
  uidNext: 2001,
  highestModseq: '1',
  known: '1:2000',
  fresh: {},
  flags: {},
  number: 1,
  updatedAt: '2026-01-31T12:00:00.000Z',
};

describe('batches', () => {
  it('hold every UID once, in order, and none more than its size', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 60 })),
        fc.integer({ min: 1, max: 9 }),
        (uids, size) => {
          const set = uidSetOf(uids);
          const pieces = [...cut(set, size)];
          expect(pieces.flatMap((piece) => [...uidsOf(piece)])).toEqual([...uidsOf(set)]);
          expect(pieces.every((piece) => uidCount(piece) <= size && uidCount(piece) > 0)).toBe(true);
          expect(pieces.slice(0, -1).every((piece) => uidCount(piece) === size)).toBe(true);
        },
      ),
    );
  });

  it('name only what is known to be gone', () => {
    const gone = [...inBatches(position, { kind: 'vanished', uids: [[701, 9000]] })];
    expect(gone.map((each) => each.kind)).toEqual(['vanished', 'vanished', 'vanished']);
    expect(gone.map((each) => (each.kind === 'vanished' ? writeUidSet(each.uids) : ''))).toEqual([
      '701:1200',
      '1201:1700',
      '1701:2000',
    ]);
    expect([...inBatches(position, { kind: 'vanished', uids: [[2001, 4_000_000_000]] })]).toEqual([]);
  });

  it('leave MODSEQ to the last piece of changed flags', () => {
    const rows = Array.from({ length: batchSize * 2 + 1 }, (_, n) => ({
      uid: n + 1,
      flags: [],
      modseq: String(n + 2),
    }));
    const pieces = [...inBatches(position, { kind: 'flags', rows, highestModseq: '9', rest: false })];
    expect(pieces.map((piece) => piece.kind === 'flags' && piece.rest)).toEqual([true, true, false]);
  });
});
