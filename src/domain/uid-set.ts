/**
 * A set of UIDs as ascending ranges, in the syntax of an IMAP sequence-set (RFC 9051 §9) when written.
 * A mailbox without holes is one range however large it is.
 */
export type UidRange = readonly [first: number, last: number];
/** Ascending, disjoint, not touching. */
export type UidSet = readonly UidRange[];

export function uidSetOf(uids: Iterable<number>): UidSet {
  const ranges: [number, number][] = [];
  for (const uid of [...uids].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && uid <= last[1] + 1) last[1] = Math.max(last[1], uid);
    else ranges.push([uid, uid]);
  }
  return ranges;
}

/** `text` as written by `writeUidSet`, or as a server sends it: ranges may be reversed and out of order. */
export function parseUidSet(text: string): UidSet {
  if (text === '') return [];
  const ranges = text.split(',').map((part): UidRange => {
    const [a, b] = part.split(':').map(Number);
    if (a === undefined || !Number.isSafeInteger(a) || (b !== undefined && !Number.isSafeInteger(b))) {
      throw new Error(`Not a UID set: ${part.slice(0, 40)}`);
    }
    return b === undefined ? [a, a] : [Math.min(a, b), Math.max(a, b)];
  });
  return join(ranges);
}

export function writeUidSet(set: UidSet): string {
  return set.map(([first, last]) => (first === last ? String(first) : `${first}:${last}`)).join(',');
}

export function uidCount(set: UidSet): number {
  return set.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

export function* uidsOf(set: UidSet): Generator<number> {
  for (const [first, last] of set) for (let uid = first; uid <= last; uid += 1) yield uid;
}

export function hasUid(set: UidSet, uid: number): boolean {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = set[middle];
    if (range === undefined) return false;
    if (uid < range[0]) high = middle - 1;
    else if (uid > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}

export function unionOf(a: UidSet, b: UidSet): UidSet {
  return join([...a, ...b]);
}

/** What is in `a` and not in `b`. */
export function differenceOf(a: UidSet, b: UidSet): UidSet {
  const result: UidRange[] = [];
  let next = 0;
  for (const [first, last] of a) {
    let start = first;
    while (next < b.length && (b[next]?.[1] ?? 0) < start) next += 1;
    for (let index = next; index < b.length; index += 1) {
      const hole = b[index];
      if (hole === undefined || hole[0] > last) break;
      if (hole[0] > start) result.push([start, hole[0] - 1]);
      start = Math.max(start, hole[1] + 1);
    }
    if (start <= last) result.push([start, last]);
  }
  return result;
}

export function intersectionOf(a: UidSet, b: UidSet): UidSet {
  return differenceOf(a, differenceOf(a, b));
}

function join(ranges: readonly UidRange[]): UidSet {
  const joined: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

/** The highest of them, at most so many. */
export function newestUids(uids: UidSet, most: number): UidSet {
  const newest: [number, number][] = [];
  let room = most;
  for (const [first, last] of [...uids].reverse()) {
    if (room === 0) break;
    const from = Math.max(first, last - room + 1);
    newest.unshift([from, last]);
    room -= last - from + 1;
  }
  return newest;
}
