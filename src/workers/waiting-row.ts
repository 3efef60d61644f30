/** Those who wait for one thing, in order of their rank and, where that is the same, of their coming. */
export interface Waiter {
  /** The smaller, the sooner. */
  readonly rank: number;
  readonly call: () => void;
  /** It is called before long. */
  readonly prepare: () => void;
  /** Another one has taken its room. */
  readonly sendAway: () => void;
}

export interface WaitingRow {
  readonly size: number;
  add(waiter: Waiter): void;
  /** False when it does not wait here any more. */
  remove(waiter: Waiter): boolean;
  takeFirst(): Waiter | null;
  last(): Waiter | null;
  /** Counted from the first, which is 0. */
  at(place: number): Waiter | null;
}

export function createWaitingRow(): WaitingRow {
  const row: Waiter[] = [];
  return {
    get size() {
      return row.length;
    },
    add(waiter) {
      // Most come in order: the place is looked for from the end.
      let at = row.length;
      while (at > 0 && (row[at - 1]?.rank ?? 0) > waiter.rank) at -= 1;
      row.splice(at, 0, waiter);
    },
    remove(waiter) {
      const at = row.indexOf(waiter);
      if (at >= 0) row.splice(at, 1);
      return at >= 0;
    },
    takeFirst: () => row.shift() ?? null,
    last: () => row.at(-1) ?? null,
    at: (place) => row[place] ?? null,
  };
}
