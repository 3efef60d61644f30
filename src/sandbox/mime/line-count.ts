/** Counts the lines of many, perhaps nested, pieces of one message without reading any octet often. */

const BLOCK = 4_096;
const LF = 10;

/** How many line ends lie in the octets from `start` to before `end`. */
export type LineCount = (start: number, end: number) => number;

export function createLineCount(raw: Buffer): LineCount {
  /** Line ends before each block that was passed so far. */
  const before = [0];
  const scan = (start: number, end: number): number => {
    let lines = 0;
    for (let at = start; at < end; at += 1) if (raw[at] === LF) lines += 1;
    return lines;
  };
  const upTo = (offset: number): number => {
    const block = Math.floor(offset / BLOCK);
    for (let last = before.length - 1; last < block; last += 1) {
      before.push((before[last] ?? 0) + scan(last * BLOCK, (last + 1) * BLOCK));
    }
    return (before[block] ?? 0) + scan(block * BLOCK, offset);
  };
  return (start, end) => upTo(end) - upTo(start);
}
