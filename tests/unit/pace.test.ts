import { describe, expect, it } from 'vitest';
import { freePace, paceAfter, type Pace } from '../../src/domain/pace.ts';

const minute = 60_000;

function failing(standing: 'busy' | 'auth-failed' | 'unreachable', times: number): Pace[] {
  const paces: Pace[] = [];
  let pace = freePace;
  let now = 1_000_000;
  for (let n = 0; n < times; n += 1) {
    pace = paceAfter(pace, standing, now, 0.5);
    paces.push(pace);
    now = pace.until;
  }
  return paces;
}
const waits = (paces: readonly Pace[]): number[] => {
  let now = 1_000_000;
  return paces.map(({ until }) => {
    const wait = until - now;
    now = until;
    return wait;
  });
};

describe('the pace of an account', () => {
  it('falls with every failure in a row', () => {
    expect(waits(failing('unreachable', 7))).toEqual([
      2_000, 10_000, 30_000, 60_000, 120_000, 300_000, 300_000,
    ]);
  });

  it('never tries a refused login more than five times in an hour', () => {
    const tries = [1_000_000, ...failing('auth-failed', 12).map(({ until }) => until)];
    for (const from of tries) {
      expect(tries.filter((at) => at >= from && at < from + 60 * minute).length).toBeLessThanOrEqual(5);
    }
  });

  it('counts what failed at the same time once', () => {
    const once = paceAfter(freePace, 'busy', 1_000, 0.5);
    expect(paceAfter(once, 'busy', 1_001, 0.5)).toBe(once);
  });

  it('is free again after one success', () => {
    expect(paceAfter(failing('busy', 3).at(-1) ?? freePace, 'ready', 0, 0.5)).toBe(freePace);
  });
});
