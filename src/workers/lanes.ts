/**
 * Fair shares of a worker's slots: each key has a few places to work and some to wait in; what finds both
 * full is told when to come again, and holds no slot meanwhile. The time told is the one at which, going by
 * the speed so far, a place will be free, so that a long row comes back as fast as it is worked off.
 */
export interface LanesOptions {
  /** Places to work, for each key. */
  readonly running: number;
  /** Places to wait, for each key. */
  readonly waiting: number;
  readonly now?: () => number;
}

export type Entry =
  | { readonly kind: 'entered'; readonly leave: () => void }
  | { readonly kind: 'full'; readonly again: number };

export interface Lanes {
  /** Waits for a place where there is room to wait. */
  enter(key: string): Promise<Entry>;
}

interface Lane {
  running: number;
  readonly waiting: (() => void)[];
  /** When the last of those sent away comes back. */
  horizon: number;
  /** Mean time of a piece of work, recent ones weighing more. */
  meanMs: number;
}

const soonestMs = 100;

export function createLanes({ running, waiting, now = Date.now }: LanesOptions): Lanes {
  const lanes = new Map<string, Lane>();

  const laneOf = (key: string): Lane => {
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const lane: Lane = { running: 0, waiting: [], horizon: 0, meanMs: 10 };
    lanes.set(key, lane);
    return lane;
  };

  const work = (key: string, lane: Lane): Entry => {
    const begunAt = now();
    let left = false;
    return {
      kind: 'entered',
      leave() {
        if (left) return;
        left = true;
        lane.meanMs = 0.8 * lane.meanMs + 0.2 * (now() - begunAt);
        const next = lane.waiting.shift();
        if (next !== undefined) {
          next();
          return;
        }
        lane.running -= 1;
        if (lane.running === 0 && lane.horizon <= now()) lanes.delete(key);
      },
    };
  };

  return {
    async enter(key) {
      const lane = laneOf(key);
      if (lane.running < running) {
        lane.running += 1;
        return work(key, lane);
      }
      if (lane.waiting.length < waiting) {
        await new Promise<void>((resolve) => lane.waiting.push(resolve));
        return work(key, lane);
      }
      const each = lane.meanMs / running;
      lane.horizon = Math.max(lane.horizon, now() + soonestMs + lane.waiting.length * each) + each;
      return { kind: 'full', again: Math.ceil(lane.horizon) };
    },
  };
}
