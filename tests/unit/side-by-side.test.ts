import { describe, expect, it } from 'vitest';
import { sideBySide } from '../../src/use-cases/side-by-side.ts';

const never = new AbortController().signal;

describe('work side by side', () => {
  it('keeps the order of its items and goes on so many at a time', async () => {
    let running = 0;
    let most = 0;
    const results = await sideBySide([1, 2, 3, 4, 5, 6, 7], 3, never, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < 8 - item; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 10;
    });
    expect(results).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(most).toBe(3);
  });

  it('ends with the first failure, which the others are told of, and begins nothing more', async () => {
    const begun: number[] = [];
    const told: number[] = [];
    const failing = sideBySide([1, 2, 3, 4, 5], 2, never, (item, signal) => {
      begun.push(item);
      if (item === 2) return Promise.reject(new Error('no'));
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          told.push(item);
          reject(new Error('ended'));
        });
      });
    });
    await expect(failing).rejects.toThrow('no');
    expect([begun, told]).toEqual([[1, 2], [1]]);
  });
});
