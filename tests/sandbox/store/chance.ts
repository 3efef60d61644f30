/** Random choices that come again with the same seed. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  /** From 0 to `below - 1`. */
  int(below: number): number;
  one<T>(of: readonly T[]): T;
  some<T>(of: readonly T[], atMost: number): T[];
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  const one = <T>(of: readonly T[]): T => {
    const chosen = of[int(of.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  return {
    next,
    int,
    one,
    some: (of, atMost) => (of.length === 0 ? [] : Array.from({ length: int(atMost + 1) }, () => one(of))),
  };
}
