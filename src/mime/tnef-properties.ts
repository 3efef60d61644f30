/** A list of MAPI properties within TNEF (MS-OXTNEF §2.1.3.4): what each is, and where its value lies. */
import { Malformed, skip, take, type Cursor, type Reading } from './passing-reader.ts';

export interface Property {
  readonly id: number;
  readonly type: number;
  /** Octets of the value, at which the cursor stands. */
  readonly size: number;
}

export const propertyType = { object: 0x0d, string: 0x1e, unicode: 0x1f, binary: 0x102 } as const;

/** Octets of a value, with what fills them up to four; all others tell their own length. */
const fixedSizes = new Map([
  [0x02, 4],
  [0x03, 4],
  [0x04, 4],
  [0x05, 8],
  [0x06, 8],
  [0x07, 8],
  [0x0a, 4],
  [0x0b, 4],
  [0x14, 8],
  [0x40, 8],
  [0x48, 16],
]);
const variable: readonly number[] = Object.values(propertyType);
const several = 0x1000;

/** What may still be looked at, of all lists together. */
export interface Patience {
  left: number;
}

/** `look` may read as much of a value as it likes; of named properties and lists of values nothing is shown. */
export function* readProperties(
  cursor: Cursor,
  end: number,
  patience: Patience,
  look: (property: Property) => Reading<void>,
): Reading<void> {
  let count = yield* number(cursor, end);
  for (; count > 0; count -= 1) {
    const head = yield* take(cursor, 4, end);
    const [type, id] = [head.readUInt16LE(0), head.readUInt16LE(2)];
    if (id >= 0x8000) yield* passName(cursor, end);
    const base = type & ~several;
    const isVariable = variable.includes(base);
    let values = isVariable || (type & several) !== 0 ? yield* number(cursor, end) : 1;
    for (; values > 0; values -= 1) {
      patience.left -= 1;
      if (patience.left < 0) throw new Malformed();
      const size = isVariable ? yield* number(cursor, end) : fixedSizes.get(base);
      // Where a value of a type that nobody knows ends, nobody knows.
      if (size === undefined) throw new Malformed();
      const behind = cursor.at + padded(size);
      if (cursor.at + size > end) throw new Malformed();
      if ((type & several) === 0 && id < 0x8000) yield* look({ id, type, size });
      yield* skip(cursor, Math.min(behind, end) - cursor.at, end);
    }
  }
}

/** A set's identifier, then a number or a text. */
function* passName(cursor: Cursor, end: number): Reading<void> {
  yield* skip(cursor, 16, end);
  const isText = (yield* number(cursor, end)) === 1;
  const size = yield* number(cursor, end);
  if (isText) yield* skip(cursor, padded(size), end);
}

function* number(cursor: Cursor, end: number): Reading<number> {
  return (yield* take(cursor, 4, end)).readUInt32LE(0);
}

function padded(size: number): number {
  return Math.ceil(size / 4) * 4;
}
