/** SORT on the selected mailbox (RFC 5256, RFC 5267 §3): UIDs in an order, where the server can put them into it. */
import { GatewayError } from '../domain/errors.ts';
import type { MessageOrder, SortKey } from '../domain/message-order.ts';
import { atom, numberOf, sequence, textOf, type Token, type Untagged } from './exchange.ts';
import { lowestProcessed } from './message-limit.ts';
import { partIn, partOrNothing, returnPart, tellsPart, type Part } from './search-part.ts';
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

/**
 * The UIDs of the messages of `set` (all when null) in a complete order; null when the server goes over no more than some
 * of them.
 */
export async function sortUids(
  session: Session,
  order: MessageOrder,
  set: string | null,
): Promise<readonly number[] | null> {
  return (await sort(session, order, set, null)).uids;
}

/** A stretch of an order by its places in it, from 0, `to` not included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** That stretch of the order of `total` messages; null where the server does not tell exactly that. */
export async function sortStretch(
  session: Session,
  order: MessageOrder,
  set: string | null,
  { from, to }: Stretch,
  total: number,
): Promise<readonly number[] | null> {
  const end = Math.min(to, total);
  const part = isTurned(order) ? { from: total - end + 1, to: total - from } : { from: from + 1, to: end };
  if (from >= end || !session.can('ESORT') || !tellsPart(session, part)) return null;
  const uids = await partOrNothing(session, async () => {
    const answer = await sort(session, order, set, part);
    return answer.isPart ? answer.uids : null;
  });
  // What vanished meanwhile leaves less than was counted.
  return uids?.length === end - from ? uids : null;
}

/** Equal messages come by ascending number whatever is reversed (RFC 5256 §3): for a descending end all is turned. */
function isTurned(order: MessageOrder): boolean {
  return order.at(-1)?.desc === true;
}

async function sort(
  session: Session,
  order: MessageOrder,
  set: string | null,
  part: Part | null,
): Promise<{ readonly uids: readonly number[] | null; readonly isPart: boolean }> {
  const uids: number[] = [];
  let isPart = false;
  const turned = isTurned(order);
  const keys = order.flatMap(({ by, desc }): readonly Token[] => {
    if (by === 'uid') return [];
    return desc === turned ? [atom(criteria[by])] : [atom('REVERSE'), atom(criteria[by])];
  });
  const within = set === null ? [atom('ALL')] : [atom('UID'), sequence(set)];
  const options = part === null ? [atom('ALL')] : returnPart(part);
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
