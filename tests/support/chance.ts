/** Random moments that can be had again: a run tells its seed, and `SEED=<seed>` repeats it. */

export interface Chance {
  readonly seed: number;
  /** A whole number from `from` up to and without `to`. */
  between(from: number, to: number): number;
}

/** Mulberry32. */
export function chance(seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 32))): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, between: (from, to) => from + Math.floor(next() * (to - from)) };
}
