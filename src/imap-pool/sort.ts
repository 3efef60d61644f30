/** SORT on the selected mailbox (RFC 5256, RFC 5267 §3): UIDs in an order, where the server can put them into it. */
import { GatewayError } from '../domain/errors.ts';
import type { MessageOrder, SortKey } from '../domain/message-order.ts';
import { atom, numberOf, sequence, textOf, type Token, type Untagged } from './exchange.ts';
import { lowestProcessed } from './message-limit.ts';
import { partIn, partOr, rangeOf, tellsPart, type Part } from './search-part.ts';
import type { Session } from './session.ts';

/** More than a mailbox has that can be read here. */
const mostMessages = 1_000_000;

const criteria: Readonly<Record<Exclude<SortKey, 'uid'>, string>> = {
  received: 'ARRIVAL',
  date: 'DATE',
  from: 'FROM',
  to: 'TO',
  subject: 'SUBJECT',
  size: 'SIZE',
};

export function canSort(session: Session): boolean {
  return session.can('SORT') || session.can('SORT=DISPLAY');
}

/** The first of so many as are sorted. */
export interface FirstOf {
  readonly count: number;
  readonly total: number;
}

/** Of an order that is turned the first are the last that the server tells. */
function partOf(order: MessageOrder, { count, total }: FirstOf): Part & FirstOf {
  return { count, total, from: order.at(-1)?.desc === true ? 'last' : 'first' };
}

/**
 * The UIDs of the messages of `set` (all when null) in a complete order; with `most` perhaps only the first of them; null
 * when the server goes over no more than some of them.
 */
export async function sortUids(
  session: Session,
  order: MessageOrder,
  set: string | null,
  most: FirstOf | null = null,
): Promise<readonly number[] | null> {
  const all = async (): Promise<Sorted> => await sorted(session, order, set, null);
  const part = most === null ? null : partOf(order, most);
  if (part === null || !session.can('ESORT') || !tellsPart(session, part)) return (await all()).uids;
  const { uids } = await partOr(
    session,
    async () => {
      const answer = await sorted(session, order, set, part);
      return answer.isPart ? answer : null;
    },
    all,
  );
  // What vanished meanwhile leaves the part shorter than it was counted.
  const isWhole = uids === null || uids.length >= Math.min(part.count, part.total);
  return isWhole ? uids : (await all()).uids;
}

interface Sorted {
  readonly uids: readonly number[] | null;
  /** Whether the part was told that was asked for. */
  readonly isPart: boolean;
}

async function sorted(
  session: Session,
  order: MessageOrder,
  set: string | null,
  part: Part | null,
): Promise<Sorted> {
  const uids: number[] = [];
  let isPart = false;
  // Equal messages come by ascending number whatever is reversed (RFC 5256 §3): for a descending end all is turned.
  const turned = order.at(-1)?.desc === true;
  const keys = order.flatMap(({ by, desc }): readonly Token[] => {
    if (by === 'uid') return [];
    return desc === turned ? [atom(criteria[by])] : [atom('REVERSE'), atom(criteria[by])];
  });
  const within = set === null ? [atom('ALL')] : [atom('UID'), sequence(set)];
  const options = part === null ? [atom('ALL')] : [atom('PARTIAL'), rangeOf(part)];
  const returning = session.can('ESORT') ? [atom('RETURN'), options] : [];
  const completion = await session.command('UID SORT', [...returning, keys, atom('UTF-8'), ...within], {
    SORT: (response) => collectNumbers(response, uids),
    ESEARCH: ({ attributes }) => {
      const words = attributes ?? [];
      const at = words.findIndex((word) => textOf(word)?.toUpperCase() === 'ALL');
      if (at !== -1) collectSet(textOf(words[at + 1]) ?? '', uids);
      const told = partIn(words);
      if (told === null) return;
      isPart = true;
      collectSet(told, uids);
    },
  });
  if (lowestProcessed(completion) !== null) return { uids: null, isPart };
  return { uids: turned ? uids.reverse() : uids, isPart };
}

function collectNumbers({ numbers, attributes }: Untagged, into: number[]): void {
  for (const value of numbers ?? []) into.push(value);
  for (const token of attributes ?? []) {
    const value = numberOf(token);
    if (value !== null) into.push(value);
  }
}

/** In the order of the set, whose ranges may run downwards (RFC 5267 §3). */
function collectSet(set: string, into: number[]): void {
  if (set === '') return;
  for (const part of set.split(',')) {
    const [first, last = first] = part.split(':').map(Number);
    if (!isUid(first) || !isUid(last)) throw noOrder();
    if (into.length + Math.abs(last - first) > mostMessages) throw noOrder();
    const step = last < first ? -1 : 1;
    for (let uid = first; uid !== last + step; uid += step) into.push(uid);
  }
}

function isUid(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0;
}

function noOrder(): GatewayError {
  return new GatewayError('upstream-protocol-error', 'The mail server answered a SORT with no set of UIDs.');
}
