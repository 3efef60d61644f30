/** A webhook's filter as its maker writes it: checked, so that none is kept that could never hold. Pure. */
import { invalid } from './errors.ts';
import {
  fieldKind,
  type Condition,
  type EventFilter,
  type FieldKind,
  type FilterOp,
} from './event-filter.ts';
import { summaryFields } from './message.ts';
import { isDateTime } from './time.ts';

/** As the contract's schema lets it pass: which keys go together is not yet known. */
export interface FilterInput {
  readonly all?: readonly FilterInput[] | undefined;
  readonly any?: readonly FilterInput[] | undefined;
  readonly not?: FilterInput | undefined;
  readonly field?: string | undefined;
  readonly op?: FilterOp | undefined;
  readonly value?: unknown;
}

const deepest = 8;
const mostConditions = 100;
const largestBytes = 16_384;

/** Throws `invalid-request` with the pointer of what is wrong, which begins with `pointer`. */
export function readEventFilter(input: FilterInput, pointer: string): EventFilter {
  if (Buffer.byteLength(JSON.stringify(input)) > largestBytes)
    throw invalid(pointer, `A filter has at most ${largestBytes} octets.`);
  let conditions = 0;

  const read = (node: FilterInput, at: string, depth: number): EventFilter => {
    if (depth > deepest) throw invalid(at, `A filter nests at most ${deepest} levels deep.`);
    const [form, ...others] = (['all', 'any', 'not', 'field'] as const).filter(
      (key) => node[key] !== undefined,
    );
    const isMixed = form !== 'field' && (node.op !== undefined || node.value !== undefined);
    if (form === undefined || others.length > 0 || isMixed)
      throw invalid(at, 'A filter is one of { all }, { any }, { not } and { field, op, value }.');
    const { all, any, not } = node;
    const list = (nodes: readonly FilterInput[], key: string): readonly EventFilter[] =>
      nodes.map((each, index) => read(each, `${at}/${key}/${index}`, depth + 1));
    if (all !== undefined) return { all: list(all, 'all') };
    if (any !== undefined) return { any: list(any, 'any') };
    if (not !== undefined) return { not: read(not, `${at}/not`, depth + 1) };
    conditions += 1;
    if (conditions > mostConditions) throw invalid(at, `A filter has at most ${mostConditions} conditions.`);
    return readCondition(node, at);
  };
  return read(input, pointer, 1);
}

/** True when it looks at more of messages than the payload level `minimal` tells. */
export function asksForContent(filter: EventFilter): boolean {
  if ('all' in filter) return filter.all.some(asksForContent);
  if ('any' in filter) return filter.any.some(asksForContent);
  if ('not' in filter) return asksForContent(filter.not);
  const name = messageField(filter.field);
  return name !== null && !['id', 'mailboxId', 'mailboxPath', 'uid'].includes(name);
}

function readCondition({ field = '', op, value }: FilterInput, at: string): Condition {
  const kind = fieldKind(field);
  if (kind === null)
    throw invalid(
      `${at}/field`,
      'No event has this field. Fields are named as `data.message.from.address`, elements of arrays without a number.',
    );
  const name = messageField(field);
  if (name !== null && !summaryFields.some((each) => each === name))
    throw invalid(`${at}/field`, `Filters see messages as the payload "summary" has them, without ${name}.`);
  if (op === undefined) throw invalid(`${at}/op`, 'is missing');
  if (op === 'exists') {
    if (value !== undefined && typeof value !== 'boolean')
      throw invalid(`${at}/value`, 'must be true or false');
    return { field, op, value: value ?? true };
  }
  if (kind === 'object' || kind === 'map')
    throw invalid(`${at}/op`, 'This field is no single value: it takes exists.');
  const { ops, isValue, says } = rules[kind];
  if (!ops.includes(op)) throw invalid(`${at}/op`, `This field takes ${['exists', ...ops].join(', ')}.`);
  if (op !== 'in') return { field, op, value: checked(value, `${at}/value`) };
  if (!Array.isArray(value) || value.length === 0)
    throw invalid(`${at}/value`, 'must be a list that is not empty');
  return { field, op, value: value.map((each, index) => checked(each, `${at}/value/${index}`)) };

  function checked(each: unknown, pointer: string): string | number | boolean {
    if (!isValue(each)) throw invalid(pointer, `must be ${says}`);
    return each;
  }
}

/** The name of the field of a message that the path begins with; null for a path to something else. */
function messageField(path: string): string | null {
  const [data, message, name] = path.split('.');
  return data === 'data' && message === 'message' && name !== undefined ? name : null;
}

interface Rule {
  readonly ops: readonly FilterOp[];
  readonly isValue: (value: unknown) => value is string | number | boolean;
  readonly says: string;
}

const words: Rule = {
  ops: ['equals', 'in', 'startsWith', 'contains'],
  isValue: (value): value is string => typeof value === 'string',
  says: 'a text',
};
const compared = ['equals', 'in', 'greater', 'less'] as const;

const rules: Readonly<Record<Exclude<FieldKind, 'object' | 'map'>, Rule>> = {
  text: words,
  id: words,
  address: words,
  number: {
    ops: compared,
    isValue: (value): value is number => typeof value === 'number',
    says: 'a number',
  },
  time: {
    ops: compared,
    isValue: (value): value is string => typeof value === 'string' && isDateTime(value),
    says: 'a time by RFC 3339',
  },
  boolean: {
    ops: ['equals'],
    isValue: (value): value is boolean => typeof value === 'boolean',
    says: 'true or false',
  },
};
