/**
 * Reading on through octets that may never be held whole: a format's reader asks for a few octets to look at, or passes over
 * many, and does not know whether a buffer or a stream answers it.
 */

/** A reader in its progress: `take` is answered by the octets, fewer only at the end of all; `skip` by none. */
export type Reading<T> = Generator<{ readonly take: number } | { readonly skip: number }, T, Buffer>;

export interface Cursor {
  /** Octets behind which it stands. */
  at: number;
}

/** The octets end before the format does. */
export class CutOff extends Error {
  override readonly name = 'CutOff';
}

/** The format says of itself what cannot be. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** Throws `Malformed` where that would lead beyond `end`. */
export function* take(cursor: Cursor, count: number, end: number): Reading<Buffer> {
  const octets = yield* takeOrEnd(cursor, count, end);
  if (octets === null) throw new CutOff();
  return octets;
}

/** null where fewer are left of all. */
export function* takeOrEnd(cursor: Cursor, count: number, end: number): Reading<Buffer | null> {
  if (cursor.at + count > end) throw new Malformed();
  const octets = yield { take: count };
  if (octets.length < count) return null;
  cursor.at += count;
  return octets;
}

/** Whether the octets went so far is seen by who takes the next ones. */
export function* skip(cursor: Cursor, count: number, end: number): Reading<void> {
  if (cursor.at + count > end) throw new Malformed();
  if (count === 0) return;
  yield { skip: count };
  cursor.at += count;
}

export function readBuffer<T>(reading: Reading<T>, octets: Buffer): T {
  let at = 0;
  let step = reading.next();
  while (step.done !== true) {
    const wanted = step.value;
    const from = at;
    at += 'take' in wanted ? wanted.take : wanted.skip;
    step = reading.next('take' in wanted ? octets.subarray(from, at) : nothing);
  }
  return step.value;
}

/** Reads the source to its end. Holds a piece of it at a time. */
export async function readStream<T>(reading: Reading<T>, source: AsyncIterable<Buffer>): Promise<T> {
  let held: Buffer = nothing;
  let passing = 0;
  let step = reading.next();
  const goOn = (isEnd: boolean): void => {
    for (;;) {
      const passed = Math.min(passing, held.length);
      held = held.subarray(passed);
      passing -= passed;
      if (step.done === true || (passing > 0 && !isEnd)) return;
      const wanted = step.value;
      if ('skip' in wanted) {
        passing += wanted.skip;
        step = reading.next(nothing);
        continue;
      }
      if (held.length < wanted.take && !isEnd) return;
      const octets = passing > 0 ? nothing : held.subarray(0, wanted.take);
      held = held.subarray(octets.length);
      step = reading.next(octets);
    }
  };
  for await (const piece of source) {
    held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    goOn(false);
    if (step.done === true) held = nothing;
  }
  goOn(true);
  if (step.done !== true) throw new Error('A reader that is told the end has to come to its own.');
  return step.value;
}

const nothing: Buffer = Buffer.alloc(0);
