/** One page of a mailbox in an order of keys (`ordering.ts`), beside an anchor that may be gone or in another mailbox. */
import { compareKeys, placeComparator, type MessageOrder, type SortKey } from '../domain/message-order.ts';
import type { MessageAnchor } from '../use-cases/ports/mail.ts';
import { rowsOf, type Row } from './fetch-rows.ts';
import { includingArrivals } from './freshness.ts';
import { narrowedOrdering } from './narrowed-ordering.ts';
import { mostSortedHere, orderedHere, orderingOf, type Ordering } from './ordering.ts';
import type { OrderedWindow, WindowQuery } from './ordered-window.ts';
import { positionInOrder } from './position-in-order.ts';
import { searchUids } from './search.ts';
import type { Session } from './session.ts';
import type { Stretch } from './sort.ts';
import { keysOf, withKeyItems } from './sort-keys.ts';
import type { Place } from './to-message.ts';

const textKeys: readonly SortKey[] = ['from', 'to', 'subject'];

/** So many come along at most. */
const mostEqual = 1_000;
const equalAtOnce = 50;

export async function sortedWindow(
  session: Session,
  place: Pick<Place, 'mailboxId' | 'uidValidity'>,
  query: WindowQuery,
): Promise<OrderedWindow> {
  const { filter, order } = query;
  const found = filter === null ? null : await includingArrivals(session, () => searchUids(session, filter));
  // What stands first in one collation may be last in another: no look at a page could tell.
  const mayDiffer = query.isMerged === true && order.some(({ by }) => textKeys.includes(by));
  const orderingWith = (enough: Stretch | null): Promise<Ordering | null> =>
    orderingOf(session, order, found, query.items, mayDiffer, enough);
  const near = await orderingWith(stretchFor(query));
  const ordering = near !== null && isMisplaced(near, query) ? await orderingWith(null) : near;
  const window = ordering === null ? null : await windowAmong(session, place, query, ordering);
  if (window !== null) return window;
  const uids = found ?? (await includingArrivals(session, () => searchUids(session, null)));
  const own =
    uids.length <= mostSortedHere
      ? await orderedHere(session, order, uids)
      : await narrowedOrdering(session, query, uids);
  return (await windowAmong(session, place, query, own)) ?? nothing;
}

/**
 * A page, the anchor where it was, and one more, which tells whether the list goes on; null where nobody can say how much that
 * is.
 */
function stretchFor({ anchor, direction, limit, withEqual }: WindowQuery): Stretch | null {
  if (withEqual === true) return null;
  if (anchor === null) return direction === 'next' ? { from: 0, to: limit + 1 } : null;
  const { sequence } = anchor;
  if (sequence === null) return null;
  return direction === 'next'
    ? { from: sequence - 1, to: sequence + limit + 1 }
    : { from: Math.max(0, sequence - limit - 2), to: sequence };
}

/** Whether the anchor is no longer where it was: then a stretch around that place says nothing of its neighbours. */
function isMisplaced({ uids, isPart }: Ordering, { anchor, direction }: WindowQuery): boolean {
  return isPart && anchor !== null && uids.at(direction === 'next' ? 0 : -1) !== anchor.uid;
}

const nothing: OrderedWindow = { rows: [], before: false, after: false, begins: null };

/** null when the server's order is not the one that is known here, and the anchor's place therefore cannot be told. */
async function windowAmong(
  session: Session,
  place: Pick<Place, 'mailboxId' | 'uidValidity'>,
  query: WindowQuery,
  ordering: Ordering,
): Promise<OrderedWindow | null> {
  const { anchor, direction, limit, order, isMerged = false } = query;
  const { uids } = ordering;
  const edge = anchor === null ? null : await edgeBeside(place, query, anchor, ordering);
  if (anchor !== null && edge === null) return null;
  const forwards = direction === 'next';
  const end = forwards ? Math.min(uids.length, (edge?.behind ?? 0) + limit) : (edge?.first ?? uids.length);
  const start = forwards ? (edge?.behind ?? 0) : Math.max(0, end - limit);
  const from = forwards ? (edge?.firstEqual ?? start) : await farEnd(ordering, query, start - 1, -1);
  const to = forwards ? await farEnd(ordering, query, end, 1) : (edge?.behindEqual ?? end);
  const rows = await rowsInOrder(session, ordering, uids.slice(from, to), query);
  const mustAgree = isMerged || edge?.isExact === false;
  if (mustAgree && !ordering.isOurs && !agrees(rows, order)) return null;
  const isCut = ordering.isPart && anchor !== null;
  return {
    rows,
    before: start > 0 || (isCut && forwards),
    after: end < uids.length || (isCut && !forwards),
    begins: ordering.begins === null ? null : ordering.begins + from,
  };
}

interface Edge {
  /** Indexes of the first message that is not before the anchor, and of the first behind it. */
  readonly first: number;
  readonly behind: number;
  /** The same with all that equals the anchor. */
  readonly firstEqual: number;
  readonly behindEqual: number;
  readonly isExact: boolean;
}

async function edgeBeside(
  { mailboxId, uidValidity }: Pick<Place, 'mailboxId' | 'uidValidity'>,
  { order, withEqual = false }: WindowQuery,
  anchor: MessageAnchor,
  ordering: Ordering,
): Promise<Edge | null> {
  const isHere = anchor.mailboxId === mailboxId && anchor.uidValidity === uidValidity;
  const at = isHere ? ordering.uids.indexOf(anchor.uid) : -1;
  const compare = placeComparator(order);
  const behind =
    at !== -1
      ? at + 1
      : await positionInOrder(ordering, order, (each) => compare({ mailboxId, ...each }, anchor) > 0);
  if (behind === null) return null;
  const edge = { first: at === -1 ? behind : at, behind, isExact: at !== -1 };
  if (!withEqual) return { ...edge, firstEqual: behind, behindEqual: edge.first };
  const position = (least: number): Promise<number | null> =>
    positionInOrder(ordering, order, ({ keys }) => compareKeys(order, keys, anchor.keys) >= least);
  const firstEqual = await position(0);
  const behindEqual = await position(Number.MIN_VALUE);
  return firstEqual === null || behindEqual === null ? null : { ...edge, firstEqual, behindEqual };
}

/** The bound of a page whose next message would be at `index`, moved on over what equals its last one. */
async function farEnd(
  { uids, keysOf: keysFrom }: Ordering,
  { order, withEqual = false }: WindowQuery,
  index: number,
  step: 1 | -1,
): Promise<number> {
  let next = index;
  while (withEqual && uids[next] !== undefined && Math.abs(next - index) < mostEqual) {
    const ahead =
      step === 1
        ? uids.slice(next - 1, next + equalAtOnce)
        : uids.slice(Math.max(0, next - equalAtOnce), next + 2);
    const keys = await keysFrom(ahead);
    const here = keys.get(uids[next] ?? 0);
    const last = keys.get(uids[next - step] ?? 0);
    if (here === undefined || last === undefined || compareKeys(order, here, last) !== 0) break;
    next += step;
  }
  return step === 1 ? next : next + 1;
}

function agrees(rows: readonly Row[], order: MessageOrder): boolean {
  const keys = rows.map((row) => keysOf(row, order));
  return keys.every((each, index) => compareKeys(order, keys[index - 1] ?? each, each) <= 0);
}

/** What has vanished meanwhile is left out. */
async function rowsInOrder(
  session: Session,
  { rows: known }: Pick<Ordering, 'rows'>,
  uids: readonly number[],
  { order, items }: Pick<WindowQuery, 'order' | 'items'>,
): Promise<readonly Row[]> {
  if (uids.length === 0) return [];
  const rows = known ?? (await rowsOf(session, uids, withKeyItems(order, items)));
  return uids.flatMap((uid) => rows.get(uid) ?? []);
}
