/** Sets of sequence numbers and uids (RFC 3501 §9: `sequence-set`), read and written. */
import type { SequenceSet } from '../../search/key.ts';

const RANGE = /^(\d{1,10}|\*)(?::(\d{1,10}|\*))?$/;
const HIGHEST = 0xffff_ffff;

/** null for what is no set. */
export function parseSequenceSet(text: string): SequenceSet | null {
  const ranges: SequenceSet[number][] = [];
  for (const item of text.split(',')) {
    const match = RANGE.exec(item);
    if (match === null) return null;
    const first = bound(match[1] ?? '');
    const last = match[2] === undefined ? first : bound(match[2]);
    if (first === null || last === null) return null;
    ranges.push({ first, last });
  }
  return ranges;
}

/** Ranges that rise and do not overlap, with `*` as `highest`. */
export function resolved(set: SequenceSet, highest: number): readonly (readonly [number, number])[] {
  const ranges = set.map(({ first, last }) => {
    const one = first === '*' ? highest : first;
    const other = last === '*' ? highest : last;
    return [Math.min(one, other), Math.max(one, other)] as const;
  });
  const joined: [number, number][] = [];
  for (const [first, last] of ranges.sort((a, b) => a[0] - b[0])) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

/** In the order given; numbers that follow each other become a range. */
export function formatSequenceSet(numbers: readonly number[]): string {
  const ranges: string[] = [];
  for (let start = 0; start < numbers.length;) {
    let end = start;
    while (numbers[end + 1] === (numbers[end] ?? 0) + 1) end += 1;
    ranges.push(start === end ? String(numbers[start]) : `${String(numbers[start])}:${String(numbers[end])}`);
    start = end + 1;
  }
  return ranges.join(',');
}

function bound(text: string): number | '*' | null {
  if (text === '*') return '*';
  const number = Number(text);
  return number >= 1 && number <= HIGHEST ? number : null;
}
