/**
 * One page of a mailbox in an order of keys: sorted by the server where it has SORT, else here, up to a stated number
 * of messages. Both follow RFC 5256; where a server's order turns out to be another one, it is done here.
 */
import { GatewayError } from '../domain/errors.ts';
import { compareKeys, placeComparator, type MessageOrder, type SortValue } from '../domain/message-order.ts';
import type { Direction } from '../domain/page.ts';
import type { Filter } from '../domain/search.ts';
import { uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import type { MessageAnchor } from '../use-cases/ports/mail.ts';
import type { Token } from './exchange.ts';
import { fetchRows, rowsOf, type Row } from './fetch-rows.ts';
import { includingArrivals } from './freshness.ts';
import { positionInOrder } from './position-in-order.ts';
import { searchUids } from './search.ts';
import type { Session } from './session.ts';
import { canSort, sortUids } from './sort.ts';
import { keysOf, withKeyItems } from './sort-keys.ts';
import type { Place } from './to-message.ts';

/** So many messages at most are sorted here. */
export const mostSortedHere = 20_000;

/** So few are sorted here at the price of asking the server. */
const few = 250;
/** A longer UID set would be refused by some servers (RFC 7162 §4). */
const longestSet = 8_000;
const rowsPerFetch = 2_000;

export interface SortedQuery {
  readonly filter: Filter | null;
  /** Complete, and not by UID alone. */
  readonly order: MessageOrder;
  readonly anchor: MessageAnchor | null;
  readonly direction: Direction;
  readonly limit: number;
  readonly items: readonly Token[];
}

export interface OrderedWindow {
  /** In the order of the list. */
  readonly rows: readonly Row[];
  /** Whether the list goes on before and behind them. */
  readonly before: boolean;
  readonly after: boolean;
}

export async function sortedWindow(
  session: Session,
  place: Pick<Place, 'mailboxId' | 'uidValidity'>,
  query: SortedQuery,
): Promise<OrderedWindow> {
  const { filter, order } = query;
  if (filter === null && session.mailbox.exists === 0) await session.command('NOOP');
  if (filter === null && session.mailbox.exists === 0) return { rows: [], before: false, after: false };
  const found = filter === null ? null : await includingArrivals(session, () => searchUids(session, filter));
  if (canSort(session) && (found === null || found.length > few)) {
    const ordered = await serverOrder(session, order, found);
    const window = ordered === null ? null : await windowAmong(session, place, query, ordered);
    if (window !== null) return window;
  }
  const uids = found ?? (await includingArrivals(session, () => searchUids(session, null)));
  return await windowSortedHere(session, place, query, uids);
}

/** The UIDs of `found` (null: of all messages), sorted by the server. */
async function serverOrder(
  session: Session,
  order: MessageOrder,
  found: readonly number[] | null,
): Promise<readonly number[] | null> {
  if (found === null) return await includingArrivals(session, () => sortUids(session, order, null));
  const set = writeUidSet(uidSetOf(found));
  if (set.length <= longestSet) return await sortUids(session, order, set);
  const wanted = new Set(found);
  const all = await sortUids(session, order, null);
  return all?.filter((uid) => wanted.has(uid)) ?? null;
}

/** null when the anchor's place cannot be told because the server's order is not the one that is known here. */
async function windowAmong(
  session: Session,
  { mailboxId, uidValidity }: Pick<Place, 'mailboxId' | 'uidValidity'>,
  query: SortedQuery,
  ordered: readonly number[],
): Promise<OrderedWindow | null> {
  const { anchor, order } = query;
  const isHere = anchor?.mailboxId === mailboxId && anchor.uidValidity === uidValidity;
  const at = anchor !== null && isHere ? ordered.indexOf(anchor.uid) : -1;
  if (anchor === null || at !== -1) {
    const { uids, ...edges } = cut(ordered, at === -1 ? null : { first: at, behind: at + 1 }, query);
    return { rows: await pageOf(session, uids, query), ...edges };
  }
  const position = await positionInOrder(session, order, ordered, anchor, mailboxId);
  if (position === null) return null;
  const { uids, ...edges } = cut(ordered, { first: position, behind: position }, query);
  const rows = await pageOf(session, uids, query);
  const keys = rows.map((row) => keysOf(row, order));
  const agrees = keys.every((each, index) => compareKeys(order, keys[index - 1] ?? each, each) <= 0);
  return agrees ? { rows, ...edges } : null;
}

async function windowSortedHere(
  session: Session,
  { mailboxId }: Pick<Place, 'mailboxId'>,
  query: SortedQuery,
  uids: readonly number[],
): Promise<OrderedWindow> {
  const { anchor, order } = query;
  if (uids.length > mostSortedHere) throw tooMany();
  const keys = await keysOfAll(session, order, uids);
  const places = [...keys].map(([uid, values]) => ({ mailboxId, uid, keys: values }));
  const compare = placeComparator(order);
  places.sort(compare);
  const among = (isPast: (difference: number) => boolean): number => {
    const at = anchor === null ? -1 : places.findIndex((each) => isPast(compare(each, anchor)));
    return at === -1 ? places.length : at;
  };
  const edge = anchor === null ? null : { first: among((by) => by >= 0), behind: among((by) => by > 0) };
  const { uids: page, ...edges } = cut(
    places.map(({ uid }) => uid),
    edge,
    query,
  );
  return { rows: await pageOf(session, page, query), ...edges };
}

async function keysOfAll(
  session: Session,
  order: MessageOrder,
  uids: readonly number[],
): Promise<ReadonlyMap<number, readonly SortValue[]>> {
  const keys = new Map<number, readonly SortValue[]>();
  const wanted = new Set(uids);
  for (let at = 0; at < uids.length; at += rowsPerFetch) {
    const set = writeUidSet(uidSetOf(uids.slice(at, at + rowsPerFetch)));
    for (const row of await fetchRows(session, 'uid', set, withKeyItems(order))) {
      if (wanted.has(row.uid)) keys.set(row.uid, keysOf(row, order));
    }
  }
  return keys;
}

/** What stands beside `edge`: the index of the anchor and that of what is behind it, the same where it is gone. */
function cut(
  ordered: readonly number[],
  edge: { readonly first: number; readonly behind: number } | null,
  { direction, limit }: Pick<SortedQuery, 'direction' | 'limit'>,
): { readonly uids: readonly number[]; readonly before: boolean; readonly after: boolean } {
  const end =
    direction === 'next'
      ? Math.min(ordered.length, (edge?.behind ?? 0) + limit)
      : (edge?.first ?? ordered.length);
  const start = direction === 'next' ? (edge?.behind ?? 0) : Math.max(0, end - limit);
  return { uids: ordered.slice(start, end), before: start > 0, after: end < ordered.length };
}

/** What has vanished meanwhile is left out. */
async function pageOf(
  session: Session,
  uids: readonly number[],
  { order, items }: Pick<SortedQuery, 'order' | 'items'>,
): Promise<readonly Row[]> {
  if (uids.length === 0) return [];
  const rows = await rowsOf(session, uids, withKeyItems(order, items));
  return uids.flatMap((uid) => rows.get(uid) ?? []);
}

function tooMany(): GatewayError {
  return new GatewayError(
    'search-too-broad',
    `The mail server does not sort, and more than ${mostSortedHere} messages would have to be sorted; narrow the search.`,
  );
}
