/**
 * Which events a webhook asks for beyond their types: a tree of conditions over the event as the journal keeps it, its
 * message at the level `summary`. Pure. What callers may write is `read-event-filter.ts`.
 */
import { eventFields } from './event-fields.gen.ts';
import type { JournalEvent } from './event.ts';

export const filterOps = ['equals', 'in', 'exists', 'startsWith', 'contains', 'greater', 'less'] as const;
export type FilterOp = (typeof filterOps)[number];

export type Scalar = string | number | boolean;

export interface Condition {
  /** A path through the event; elements of an array have the path of the array. */
  readonly field: string;
  readonly op: FilterOp;
  /** A list for `in`, a boolean for `exists`, else of the field's kind. */
  readonly value: Scalar | readonly Scalar[];
}

export type EventFilter =
  | { readonly all: readonly EventFilter[] }
  | { readonly any: readonly EventFilter[] }
  | { readonly not: EventFilter }
  | Condition;

/**
 * How a field is compared: `id` exactly, `text` without regard to case, an `address` by its address. An `object` can only be
 * asked for, and so can a `map`, whose values are text under names of the caller's.
 */
export type FieldKind = 'id' | 'text' | 'number' | 'time' | 'boolean' | 'address' | 'object' | 'map';

/** null for a path that no event has. */
export function fieldKind(path: string): FieldKind | null {
  const kinds: Readonly<Record<string, FieldKind>> = eventFields;
  if (Object.hasOwn(kinds, path)) return kinds[path] ?? null;
  const isInMap = Object.keys(kinds).some((each) => kinds[each] === 'map' && path.startsWith(`${each}.`));
  return isInMap ? 'text' : null;
}

/** A condition on a field that the event does not have does not hold; an array has it where one of its elements has. */
export function holds(filter: EventFilter, event: FilteredEvent): boolean {
  if ('all' in filter) return filter.all.every((each) => holds(each, event));
  if ('any' in filter) return filter.any.some((each) => holds(each, event));
  if ('not' in filter) return !holds(filter.not, event);
  return meets(filter, event);
}

export type FilteredEvent = Pick<JournalEvent, 'id' | 'type' | 'timestamp' | 'accountId' | 'data'>;

function meets({ field, op, value }: Condition, event: FilteredEvent): boolean {
  const found = valuesAt(event, field.split('.'));
  if (op === 'exists') return found.length > 0 === value;
  const kind = fieldKind(field) ?? 'text';
  const asked = [value].flat().map((each) => comparable(kind, each));
  return found.some((each) => {
    const present = comparable(kind, each);
    return present !== null && asked.some((one) => one !== null && compares(op, present, one));
  });
}

function compares(op: Exclude<FilterOp, 'exists'>, present: Scalar, asked: Scalar): boolean {
  switch (op) {
    case 'equals':
    case 'in':
      return present === asked;
    case 'startsWith':
      return String(present).startsWith(String(asked));
    case 'contains':
      return String(present).includes(String(asked));
    case 'greater':
      return present > asked;
    case 'less':
      return present < asked;
  }
}

/** All that stands at the path, whatever arrays lie on the way; null stands for nothing. */
function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (typeof value !== 'object') return [];
  // Names in a map may hold points.
  const whole = own(value, path.join('.'));
  return whole === undefined ? valuesAt(own(value, name), rest) : valuesAt(whole, []);
}

function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** Such that equal things are equal and greater ones greater; null for what is not of the kind. */
function comparable(kind: FieldKind, value: unknown): Scalar | null {
  switch (kind) {
    case 'address':
      return comparable('text', typeof value === 'object' && value !== null ? own(value, 'address') : value);
    case 'text':
      return typeof value === 'string' ? value.normalize('NFC').toLowerCase() : null;
    case 'id':
      return typeof value === 'string' ? value : null;
    case 'time':
      return typeof value === 'string' ? Date.parse(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'object':
    case 'map':
      return null;
  }
}
