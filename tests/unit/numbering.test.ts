import { describe, expect, it } from 'vitest';
import { Numbering } from '../../src/imap-pool/numbering.ts';

function numbered(...uids: readonly number[]): Numbering {
  const numbering = new Numbering();
  for (const [index, uid] of uids.entries()) numbering.note(index + 1, uid);
  return numbering;
}

describe('what a connection knows of sequence numbers', () => {
  it('is told only when all of it is known', () => {
    const numbering = numbered(10, 20, 30);
    expect(numbering.between(1, 3)).toEqual([10, 20, 30]);
    expect(numbering.between(2, 2)).toEqual([20]);
    expect(numbering.between(2, 4)).toBeNull();
  });

  it('is forgotten from a message on that vanished, by its number or its UID', () => {
    const bySequence = numbered(10, 20, 30);
    bySequence.vanished({ sequence: 2 });
    expect(bySequence.between(1, 1)).toEqual([10]);
    expect(bySequence.between(2, 2)).toBeNull();
    const byUid = numbered(10, 20, 30);
    byUid.vanished({ uid: 15 });
    expect(byUid.between(1, 1)).toEqual([10]);
    expect(byUid.between(2, 2)).toBeNull();
    byUid.vanished({ uid: 10 });
    expect(byUid.between(1, 1)).toBeNull();
  });

  it('outlives what vanishes behind all that is known', () => {
    const numbering = numbered(10, 20);
    numbering.vanished({ uid: 21 });
    numbering.vanished({ sequence: 3 });
    expect(numbering.between(1, 2)).toEqual([10, 20]);
    numbering.note(3, 30);
    expect(numbering.between(1, 3)).toEqual([10, 20, 30]);
  });

  it('is bounded', () => {
    const numbering = new Numbering();
    for (let sequence = 1; sequence <= 1_500; sequence += 1) numbering.note(sequence, sequence);
    expect(numbering.between(1, 1)).toBeNull();
    expect(numbering.between(1_400, 1_500)).toHaveLength(101);
  });
});
