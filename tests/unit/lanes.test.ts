import { describe, expect, it } from 'vitest';
import { createLanes, type Entry, type Lanes } from '../../src/workers/lanes.ts';

let clock = 0;
const lanesOf = (running: number, waiting: number): Lanes =>
  createLanes({ running, waiting, now: () => clock });
const entered = (entry: Entry): Extract<Entry, { kind: 'entered' }> => {
  if (entry.kind !== 'entered') throw new Error('it is full');
  return entry;
};

describe('lanes', () => {
  it('let in so many of one key at a time, and the next in order when one leaves', async () => {
    const lanes = lanesOf(2, 2);
    const first = entered(await lanes.enter('a'));
    entered(await lanes.enter('a'));
    const order: string[] = [];
    const third = lanes.enter('a').then((entry) => {
      order.push('third');
      return entered(entry);
    });
    const fourth = lanes.enter('a').then(() => order.push('fourth'));
    first.leave();
    first.leave();
    await third;
    expect(order).toEqual(['third']);
    (await third).leave();
    await fourth;
    expect(order).toEqual(['third', 'fourth']);
  });

  it('do not mix up the keys', async () => {
    const lanes = lanesOf(1, 0);
    entered(await lanes.enter('a'));
    entered(await lanes.enter('b'));
    expect((await lanes.enter('a')).kind).toBe('full');
  });

  it('tell who finds no room to come back one after the other, at the speed of the work', async () => {
    clock = 1_000;
    const lanes = lanesOf(2, 0);
    const slow = entered(await lanes.enter('a'));
    entered(await lanes.enter('a'));
    clock += 1_000;
    slow.leave();
    entered(await lanes.enter('a'));
    const times: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const entry = await lanes.enter('a');
      if (entry.kind === 'full') times.push(entry.again);
    }
    expect(times[0]).toBeGreaterThan(clock + 100);
    // One fifth of the second weighs in the mean of the first ten milliseconds; two work side by side.
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const step of steps) expect(Math.abs(step - 104)).toBeLessThanOrEqual(1);
  });
});
