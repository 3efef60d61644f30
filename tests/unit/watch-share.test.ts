import { describe, expect, it } from 'vitest';
import { accountsToClaim, accountsToGive, shareOf } from '../../src/workers/watch-share.ts';

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `acc_${index}`);

describe('sharing accounts among replicas', () => {
  it('gives every replica the same share, and leaves no account without one', () => {
    expect([shareOf(10, 1), shareOf(10, 2), shareOf(10, 3), shareOf(0, 4), shareOf(5, 0)]).toEqual([
      10, 5, 4, 0, 5,
    ]);
  });

  it('gives up what is above the share, a part at a time', () => {
    expect(accountsToGive(ids(10), 5, 3)).toHaveLength(3);
    expect(accountsToGive(ids(6), 5, 3)).toHaveLength(1);
    expect(accountsToGive(ids(5), 5, 3)).toEqual([]);
  });

  it('claims in another order than other replicas do', () => {
    const [one, two] = ['a', 'b'].map((replica) => accountsToClaim(ids(100), 20, replica));
    expect(new Set(one).size).toBe(20);
    expect(one?.filter((id) => two?.includes(id)).length).toBeLessThan(15);
    expect(accountsToClaim(ids(3), 20, 'a')).toHaveLength(3);
  });
});
