/**
 * Fair shares of a worker's places: so many pieces of work at a time, no more than a few of them for one
 * key, and the keys in turn; of one key, by rank. What has to wait waits here as long as there is room for its
 * key; what finds none, or has to make room for what goes before it, is told when to come again, about when its
 * turn will be, and holds nothing meanwhile.
 */
import { createWaitingRow, type Waiter, type WaitingRow } from './waiting-row.ts';

export interface LanesOptions {
  /** Places to work, for all keys together. */
  readonly total: number;
  /** Places to work, for each key. */
  readonly running: number;
  /** Work that takes longer waits for somebody else: its place among all is free again, that of its key is not. Absent: never. */
  readonly slowMs?: number;
  /** Places to wait, for all keys together; one key alone gets three quarters of them, several share. */
  readonly waiting: number;
  readonly now?: () => number;
}

export type Entry =
  | {
      readonly kind: 'entered';
      readonly leave: () => void;
      /** What a piece of work of this key takes, as far as is known while there is work for it; else null. */
      readonly meanMs: number | null;
    }
  | { readonly kind: 'full'; readonly again: number };

export interface Lanes {
  /**
   * Waits for a place where there is room to wait; an abort ends the waiting. Of one key the smaller `rank` is first, else
   * who comes first. `prepare` is called when few of its key are before it, perhaps more than once, and not where a place is free.
   */
  enter(key: string, signal: AbortSignal, rank?: number, prepare?: () => void, group?: Group): Promise<Entry>;
}

/** Keys that share something of which there is only so much. */
export interface Group {
  /** Counted by the lanes. */
  running: number;
  /** Places to work for all its keys together; a bound that has grown is seen with the next who leaves or enters. */
  readonly most: number;
}

interface Lane {
  readonly key: string;
  running: number;
  group: Group | null;
  readonly waiting: WaitingRow;
  /** When those who were sent away come back, the next one first. */
  readonly away: number[];
  /** Mean time of a piece of work, recent ones weighing more; a guess until one has ended. */
  meanMs: number;
  isGuess: boolean;
}

const soonestMs = 100;
const latestMs = 500;
/** A long row comes back no faster: coming costs work as well. */
const comingEveryMs = 1;

export function createLanes({ total, running, waiting, slowMs, now = Date.now }: LanesOptions): Lanes {
  const lanes = new Map<string, Lane>();
  /** Lanes in which somebody waits, the next one first. */
  const line = new Set<Lane>();
  let busy = 0;
  let waitingNow = 0;

  const laneOf = (key: string): Lane => {
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const lane: Lane = {
      key,
      running: 0,
      group: null,
      waiting: createWaitingRow(),
      away: [],
      meanMs: 10,
      isGuess: true,
    };
    lanes.set(key, lane);
    return lane;
  };

  const isFree = ({ running: taken, group }: Lane): boolean =>
    busy < total && taken < running && (group === null || group.running < group.most);

  const begin = (lane: Lane): Entry => {
    const begunAt = now();
    const { group } = lane;
    if (group !== null) group.running += 1;
    lane.running += 1;
    busy += 1;
    let left = false;
    let counted = true;
    const free = (): void => {
      if (counted) busy -= 1;
      counted = false;
      callNext();
    };
    const timer = slowMs === undefined ? undefined : setTimeout(free, slowMs).unref();
    return {
      kind: 'entered',
      meanMs: lane.isGuess ? null : lane.meanMs,
      leave() {
        if (left) return;
        left = true;
        clearTimeout(timer);
        lane.meanMs = 0.8 * lane.meanMs + 0.2 * (now() - begunAt);
        lane.isGuess = false;
        lane.running -= 1;
        if (group !== null) group.running -= 1;
        free();
        if (lane.running === 0 && lane.waiting.size === 0 && (lane.away.at(-1) ?? 0) <= now()) {
          lanes.delete(lane.key);
        }
      },
    };
  };

  const callNext = (): void => {
    for (const lane of line) {
      if (busy >= total) return;
      if (!isFree(lane)) continue;
      const next = lane.waiting.takeFirst();
      line.delete(lane);
      if (next === null) continue;
      waitingNow -= 1;
      if (lane.waiting.size > 0) line.add(lane);
      next.call();
      lane.waiting.at(running - 1)?.prepare();
    }
  };

  const hasRoom = (lane: Lane): boolean => lane.waiting.size < 3 * (waiting - waitingNow);

  const makeRoom = (lane: Lane, rank: number): boolean => {
    const last = lane.waiting.last();
    if (last === null || last.rank <= rank) return false;
    last.sendAway();
    return true;
  };

  const sendAway = (lane: Lane): Entry => {
    const time = now();
    while ((lane.away[0] ?? time + 1) <= time) lane.away.shift();
    const each = lane.meanMs / running;
    const soonest = time + soonestMs + (lane.waiting.size / 2) * each;
    // The speed so far is a guess: nobody stays away for long by it, unless they are very many.
    const latest = time + Math.max(latestMs, lane.away.length * comingEveryMs);
    const again = Math.ceil(Math.min(Math.max(lane.away.at(-1) ?? 0, soonest) + each, latest));
    lane.away.push(again);
    return { kind: 'full', again };
  };

  return {
    enter(key, signal, rank = 0, prepare = () => undefined, group) {
      const lane = laneOf(key);
      lane.group = group ?? null;
      if (isFree(lane)) return Promise.resolve(begin(lane));
      if (signal.aborted || !(hasRoom(lane) || makeRoom(lane, rank))) return Promise.resolve(sendAway(lane));
      return new Promise<Entry>((resolve) => {
        const end = (entry: Entry): void => {
          signal.removeEventListener('abort', giveUp);
          resolve(entry);
        };
        const leave = (entry: () => Entry): void => {
          if (!lane.waiting.remove(waiter)) return;
          waitingNow -= 1;
          end(entry());
        };
        const giveUp = (): void => leave(() => ({ kind: 'full', again: now() }));
        const waiter: Waiter = {
          rank,
          call: () => end(begin(lane)),
          prepare,
          sendAway: () => leave(() => sendAway(lane)),
        };
        signal.addEventListener('abort', giveUp, { once: true });
        lane.waiting.add(waiter);
        if (lane.waiting.size <= running) prepare();
        waitingNow += 1;
        line.add(lane);
      });
    },
  };
}
