/** A sequence set (RFC 3501 §9) made ready to be asked often. */
import type { SequenceSet } from './key.ts';

/** `highest` is what `*` stands for. Takes O(log n) of the ranges for each question. */
export function numberSet(set: SequenceSet, highest: number): (number: number) => boolean {
  const ranges = set
    .map(({ first, last }) => {
      const ends = [first === '*' ? highest : first, last === '*' ? highest : last] as const;
      return { from: Math.min(...ends), to: Math.max(...ends) };
    })
    .sort((one, other) => one.from - other.from);
  const merged: { readonly from: number; to: number }[] = [];
  for (const range of ranges) {
    const before = merged.at(-1);
    if (before !== undefined && range.from <= before.to + 1) before.to = Math.max(before.to, range.to);
    else merged.push(range);
  }
  return (number) => {
    let low = 0;
    let high = merged.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((merged[middle]?.to ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return (merged[low]?.from ?? Infinity) <= number;
  };
}
