/** What a case of the benchmark is given and what it tells. */
import type { Comparison } from './measure.ts';
import type { World } from './world.ts';

export interface Bench {
  readonly name: string;
  run(world: World, effort: Effort): Promise<readonly Result[]>;
}

export interface Effort {
  /** The full number of blocks or rounds, or fewer in a quick run; at least two. */
  blocks(full: number): number;
  /** The full number of runs in a block, or fewer in a quick run. */
  runs(full: number): number;
}

export interface Result {
  readonly work: string;
  readonly floor: string;
  readonly unit: 'ms' | '/s' | 'KiB';
  readonly comparison: Comparison;
  readonly target: Target;
  /** Further figures, in words. */
  readonly notes: readonly string[];
}

/** `expected` is what this version must keep, `goal` what guarantees.md promises for the end. */
export interface Target {
  readonly goal: string;
  readonly expected?: { readonly text: string; holds(comparison: Comparison): boolean };
}

export function ratioAtMost(limit: number): NonNullable<Target['expected']> {
  return { text: `≤ ${limit} ×`, holds: ({ ratios }) => ratios.p50 <= limit };
}

export function ratioAtLeast(limit: number): NonNullable<Target['expected']> {
  return { text: `≥ ${limit} ×`, holds: ({ ratios }) => ratios.p50 >= limit };
}
