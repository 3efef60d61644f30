import { describe, expect, it } from 'vitest';
import type { SyncPosition } from '../../src/domain/sync-position.ts';
import { uidSetOf, writeUidSet } from '../../src/domain/uid-set.ts';
import { readPosition, writePosition } from '../../src/redis/position-text.ts';
import { chance } from '../support/chance.ts';

const empty: SyncPosition = {
  uidValidity: 1_795_459_199,
  uidNext: 1,
  highestModseq: '88213',
  known: '',
  fresh: {},
  flags: {},
  number: 41,
  updatedAt: '2026-11-23T09:30:00.412Z',
};
const everyUid = Array.from({ length: 55_000 }, (_, index) => 4_000_000_000 + index);

/** Keeps each with this likelihood left over, the same ones every time. */
function without(gone: number): () => boolean {
  const { between } = chance(7);
  return () => between(0, 1_000) >= gone * 1_000;
}

describe('a position in Redis', () => {
  it.each([
    ['of a mailbox without holes', everyUid, 400],
    // 5,000 were expunged here and there; as a sequence-set they take 90,000 characters.
    ['of 50,000 messages with holes all over', everyUid.filter(without(0.09)), 6_000],
  ])('%s takes a few kilobytes and comes back as it was', (_, uids, most) => {
    const position = { ...empty, known: writeUidSet(uidSetOf(uids)), uidNext: 4_000_055_000 };
    const text = writePosition(position);
    expect(text.length).toBeLessThan(most);
    expect(readPosition(text)).toEqual(position);
  });

  it('with the flags of a thousand messages takes a few kilobytes as well', () => {
    const flags = Object.fromEntries(
      everyUid.slice(0, 1_000).map((uid) => [uid, '$Forwarded \\Answered \\Seen']),
    );
    const position = { ...empty, highestModseq: null, known: '4000000000:4000000999', flags };
    const text = writePosition(position);
    expect(text.length).toBeLessThan(6_000);
    expect(readPosition(text)).toEqual(position);
  });

  it('is read as an older version wrote it', () => {
    const position = { ...empty, known: writeUidSet(uidSetOf(everyUid.filter(without(0.09)))) };
    expect(readPosition(JSON.stringify(position))).toEqual(position);
    expect(readPosition(null)).toBeNull();
  });
});
