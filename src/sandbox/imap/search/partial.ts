/** Ranges of results (RFC 9394): from the first, or with a minus from the last. */
import type { Arguments } from '../wire/arguments.ts';
import { BadSyntax } from '../wire/syntax.ts';

export interface PartialRange {
  readonly from: number;
  readonly to: number;
  /** Counted from the last. */
  readonly backwards: boolean;
}

export function readPartialRange(given: Arguments): PartialRange {
  const backwards = given.accept('-');
  const one = given.positive();
  given.expect(':');
  if (backwards) given.expect('-');
  const other = given.positive();
  if (other > 0xffff_ffff || one > 0xffff_ffff) throw new BadSyntax('The range is too large.');
  return { from: Math.min(one, other), to: Math.max(one, other), backwards };
}

export function formatPartialRange({ from, to, backwards }: PartialRange): string {
  return backwards ? `-${from}:-${to}` : `${from}:${to}`;
}

/** In the order of the results, whichever end was counted from. */
export function inRange<Result>(
  results: readonly Result[],
  { from, to, backwards }: PartialRange,
): readonly Result[] {
  if (!backwards) return results.slice(from - 1, to);
  return results.slice(Math.max(0, results.length - to), Math.max(0, results.length - from + 1));
}
