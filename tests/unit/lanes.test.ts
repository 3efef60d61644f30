import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLanes, type Entry, type Lanes } from '../../src/workers/lanes.ts';

let clock = 0;
const never = new AbortController().signal;
const lanesOf = (running: number, waiting: number, total = 100): Lanes =>
  createLanes({ total, running, waiting, now: () => clock });
const entered = (entry: Entry): Extract<Entry, { kind: 'entered' }> => {
  if (entry.kind !== 'entered') throw new Error('it is full');
  return entry;
};

afterEach(() => {
  vi.useRealTimers();
});

describe('lanes', () => {
  it('let in so many of one key at a time, and the next in order when one leaves', async () => {
    const lanes = lanesOf(2, 2);
    const first = entered(await lanes.enter('a', never));
    entered(await lanes.enter('a', never));
    const order: string[] = [];
    const third = lanes.enter('a', never).then((entry) => {
      order.push('third');
      return entered(entry);
    });
    const fourth = lanes.enter('a', never).then(() => order.push('fourth'));
    first.leave();
    first.leave();
    await third;
    expect(order).toEqual(['third']);
    (await third).leave();
    await fourth;
    expect(order).toEqual(['third', 'fourth']);
  });

  it('tell who waits that its turn is near, when no more are before it than work at a time', async () => {
    const lanes = lanesOf(2, 10);
    const told: string[] = [];
    const enter = (name: string): Promise<Entry> => lanes.enter('a', never, 0, () => void told.push(name));
    const working = [entered(await enter('first')), entered(await enter('second'))];
    const third = enter('third');
    void enter('fourth');
    void enter('fifth');
    void enter('sixth');
    expect(told).toEqual(['third', 'fourth']);
    working[0]?.leave();
    expect(told).toEqual(['third', 'fourth', 'fifth']);
    entered(await third).leave();
    expect(told).toEqual(['third', 'fourth', 'fifth', 'sixth']);
  });

  it('let others pass work that waits for somebody else, but none of its own key', async () => {
    vi.useFakeTimers();
    const lanes = createLanes({ total: 2, running: 1, waiting: 10, slowMs: 3_000 });
    const hung = entered(await lanes.enter('a', never));
    entered(await lanes.enter('b', never));
    const order: string[] = [];
    const enter = (key: string): void => void lanes.enter(key, never).then(() => order.push(key));
    enter('a');
    enter('c');
    await vi.advanceTimersByTimeAsync(2_999);
    expect(order).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(order).toEqual(['c']);
    hung.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['c', 'a']);
  });

  it('do not mix up the keys', async () => {
    const lanes = lanesOf(1, 0);
    entered(await lanes.enter('a', never));
    entered(await lanes.enter('b', never));
    expect((await lanes.enter('a', never)).kind).toBe('full');
  });

  it('call of one key the smaller rank first, and make room for it', async () => {
    const lanes = lanesOf(1, 3);
    const first = entered(await lanes.enter('a', never));
    const order: number[] = [];
    const sentAway: number[] = [];
    for (const rank of [5, 7, 6, 1, 8]) {
      void lanes.enter('a', never, rank).then((entry) => {
        if (entry.kind === 'full') return void sentAway.push(rank);
        order.push(rank);
        entry.leave();
      });
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(sentAway).toEqual([7, 8]);
    first.leave();
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([1, 5, 6]);
  });

  it('tell who finds no room to come back one after the other, at the speed of the work', async () => {
    clock = 1_000;
    const lanes = lanesOf(2, 0);
    const slow = entered(await lanes.enter('a', never));
    entered(await lanes.enter('a', never));
    clock += 1_000;
    slow.leave();
    entered(await lanes.enter('a', never));
    const times: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const entry = await lanes.enter('a', never);
      if (entry.kind === 'full') times.push(entry.again);
    }
    expect(times[0]).toBeGreaterThan(clock + 100);
    // One fifth of the second weighs in the mean of the first ten milliseconds; two work side by side.
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const step of steps.slice(0, 2)) expect(Math.abs(step - 104)).toBeLessThanOrEqual(1);
    // The speed is a guess: nobody stays away long by it.
    expect(times.at(-1)).toBeLessThanOrEqual(clock + 500);
  });

  it('serve the keys in turn when all places are taken', async () => {
    const lanes = lanesOf(2, 10, 2);
    const places = [entered(await lanes.enter('a', never)), entered(await lanes.enter('a', never))];
    const order: string[] = [];
    for (const key of ['a', 'a', 'a', 'b', 'b', 'c']) {
      void lanes.enter(key, never).then((entry) => {
        order.push(key);
        places.push(entered(entry));
      });
    }
    while (places.length > 0) {
      places.shift()?.leave();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(order).toEqual(['a', 'b', 'c', 'a', 'b', 'a']);
  });

  it('let go of who waits when the work is to stop', async () => {
    const lanes = lanesOf(1, 5);
    const first = entered(await lanes.enter('a', never));
    const stop = new AbortController();
    const waiting = lanes.enter('a', stop.signal);
    stop.abort();
    expect((await waiting).kind).toBe('full');
    first.leave();
    expect((await lanes.enter('a', never)).kind).toBe('entered');
  });
});
