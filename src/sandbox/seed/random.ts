/** Choices that come again with the same seed, on every machine and every version of Node. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Both ends included. */
  between(low: number, high: number): number;
  one<T>(of: readonly [T, ...T[]]): T;
  chance(of: number): boolean;
  /** Lower case hexadecimal digits. */
  hex(digits: number): string;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    one: (of) => of[Math.floor(next() * of.length)] ?? of[0],
    chance: (of) => next() < of,
    hex: (digits) => Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join(''),
  };
}
