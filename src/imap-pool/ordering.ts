/**
 * The messages of a list in an order of keys: sorted by the server where it has SORT, else here, up to a stated number
 * of messages. Both follow RFC 5256. What a page needs of it is `sorted-window.ts`.
 */
import { GatewayError } from '../domain/errors.ts';
import { placeComparator, type MessageOrder, type SortValue } from '../domain/message-order.ts';
import { uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import { textOf, type Token } from './exchange.ts';
import { fetchRows, rowsOf, type Row } from './fetch-rows.ts';
import { includingArrivals } from './freshness.ts';
import type { Session } from './session.ts';
import { canSort, sortStretch, sortUids, type Stretch } from './sort.ts';
import { keysOf, withKeyItems } from './sort-keys.ts';

export interface Ordering {
  readonly uids: readonly number[];
  /** By UID; what has vanished is missing. Costs a FETCH for those that are not known yet. */
  keysOf(uids: readonly number[]): Promise<ReadonlyMap<number, readonly SortValue[]>>;
  /** By UID, with all that the page wants of them, where they had to be fetched anyway. */
  readonly rows: ReadonlyMap<number, Row> | null;
  /** Whether the order is surely that of `placeComparator`. */
  readonly isOurs: boolean;
  /** Whether it holds only what a page beside the anchor needs. */
  readonly isPart: boolean;
  /** The place of its first in the whole order, from 0; null where nobody knows. */
  readonly begins: number | null;
}

/** So many messages at most are sorted here. */
export const mostSortedHere = 20_000;

/** So few are sorted here at the price of asking the server. */
const few = 250;
/** Of no more than so many all of an order is told as quickly as a part of it, which may have to be asked for anew. */
const short = 1_000;
/** A longer UID set would be refused by some servers (RFC 7162 §4). */
const longestSet = 8_000;
/** Items that cost next to nothing. */
const light = new Set([
  'UID',
  'FLAGS',
  'INTERNALDATE',
  'RFC822.SIZE',
  'MODSEQ',
  'EMAILID',
  'THREADID',
  'X-GM-MSGID',
]);
const rowsPerFetch = 2_000;

/**
 * `found`: the UIDs of what is listed, null for the whole mailbox; `items`: what a page wants; `ours`: in no order but that
 * of `placeComparator`; `enough`: this stretch of it, which is then perhaps all that there is. null where it has to be sorted
 * here and is not little.
 */
export async function orderingOf(
  session: Session,
  order: MessageOrder,
  found: readonly number[] | null,
  items: readonly Token[],
  ours: boolean,
  enough: Stretch | null,
): Promise<Ordering | null> {
  const total = found?.length ?? session.mailbox.exists;
  if (total <= few) return await fewOrdered(session, order, found, items);
  if (!canSort(session) || ours) return null;
  return await orderedThere(session, order, found, total > short ? enough : null);
}

async function fewOrdered(
  session: Session,
  order: MessageOrder,
  found: readonly number[] | null,
  items: readonly Token[],
): Promise<Ordering> {
  const isLight = items.every((item) => light.has(textOf(item) ?? ''));
  const wanted = withKeyItems(order, isLight ? items : []);
  const rows =
    found === null ? await allRows(session, wanted) : [...(await rowsOf(session, found, wanted)).values()];
  const keys = new Map(rows.map((row) => [row.uid, keysOf(row, order)]));
  return { ...orderingBy(order, keys), rows: isLight ? new Map(rows.map((row) => [row.uid, row])) : null };
}

/** Of so many as are bearable. */
export async function orderedHere(
  session: Session,
  order: MessageOrder,
  uids: readonly number[],
  isPart = false,
): Promise<Ordering> {
  if (uids.length > mostSortedHere) throw tooMany();
  const ordering = orderingBy(order, await fetchKeys(session, order, uids));
  return { ...ordering, isPart, begins: isPart ? null : 0 };
}

function orderingBy(order: MessageOrder, keys: ReadonlyMap<number, readonly SortValue[]>): Ordering {
  const places = [...keys].map(([uid, values]) => ({ mailboxId: '', uid, keys: values }));
  places.sort(placeComparator(order));
  return {
    uids: places.map(({ uid }) => uid),
    keysOf: () => Promise.resolve(keys),
    rows: null,
    isOurs: true,
    isPart: false,
    begins: 0,
  };
}

async function orderedThere(
  session: Session,
  order: MessageOrder,
  found: readonly number[] | null,
  enough: Stretch | null,
): Promise<Ordering | null> {
  const stretch = enough === null ? null : await stretchThere(session, order, found, enough);
  const uids = stretch ?? (await sortedThere(session, order, found));
  if (uids === null) return null;
  const known = new Map<number, readonly SortValue[]>();
  return {
    uids,
    rows: null,
    isOurs: false,
    isPart: stretch !== null,
    begins: stretch === null ? 0 : (enough?.from ?? 0),
    async keysOf(wanted) {
      const unknown = wanted.filter((uid) => !known.has(uid));
      for (const [uid, keys] of await fetchKeys(session, order, unknown)) known.set(uid, keys);
      return known;
    },
  };
}

async function stretchThere(
  session: Session,
  order: MessageOrder,
  found: readonly number[] | null,
  stretch: Stretch,
): Promise<readonly number[] | null> {
  if (found === null) {
    return await includingArrivals(session, () =>
      sortStretch(session, order, null, stretch, session.mailbox.exists),
    );
  }
  const set = writeUidSet(uidSetOf(found));
  return set.length > longestSet ? null : await sortStretch(session, order, set, stretch, found.length);
}

async function sortedThere(
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

async function allRows(session: Session, items: readonly Token[]): Promise<readonly Row[]> {
  // Without a message there is no FETCH whose exchange could tell of one.
  if (session.mailbox.exists === 0) await session.command('NOOP');
  if (session.mailbox.exists === 0) return [];
  return await includingArrivals(session, () => fetchRows(session, 'sequence', '1:*', items));
}

export async function fetchKeys(
  session: Session,
  order: MessageOrder,
  uids: readonly number[],
): Promise<ReadonlyMap<number, readonly SortValue[]>> {
  const keys = new Map<number, readonly SortValue[]>();
  for (let at = 0; at < uids.length; at += rowsPerFetch) {
    const set = writeUidSet(uidSetOf(uids.slice(at, at + rowsPerFetch)));
    const rows = await fetchRows(session, 'uid', set, withKeyItems(order));
    for (const row of rows) keys.set(row.uid, keysOf(row, order));
  }
  return keys;
}

export function tooMany(remedy = 'narrow the search'): GatewayError {
  return new GatewayError(
    'search-too-broad',
    `The mail server does not sort, and more than ${mostSortedHere} messages would have to be sorted; ${remedy}.`,
  );
}
