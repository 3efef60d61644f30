/** Chance that a seed number repeats. */

export interface Random {
  /** 0 ≤ n < below. */
  below(limit: number): number;
  /** True once in `times`. */
  once(times: number): boolean;
  of<Value>(values: readonly Value[]): Value;
  octets(count: number): Buffer;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    once: (times) => below(times) === 0,
    of(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('nothing to choose from');
      return value;
    },
    octets: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
  };
}
