/**
 * IMAP compares days, in whatever zone each message has; callers may name a point in time. Such a condition becomes a
 * day condition that is surely right plus the UIDs of the days around the point, looked at one by one.
 */
import { GatewayError } from '../domain/errors.ts';
import type { Filter } from '../domain/search.ts';
import { isDay } from '../domain/time.ts';
import { uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import { rawText } from './decode.ts';
import { readEnvelope, readInternalDate } from './envelope.ts';
import { atom } from './exchange.ts';
import { fetchRows } from './fetch-rows.ts';
import type { Session } from './session.ts';

type Search = (session: Session, filter: Filter) => Promise<readonly number[]>;

/** Messages of the days around one point in time. */
const mostAround = 10_000;

/** The same filter with no point in time left in it. Costs a SEARCH and a FETCH for each. */
export async function resolveDates(session: Session, filter: Filter, search: Search): Promise<Filter> {
  if ('all' in filter) return { all: await each(session, filter.all, search) };
  if ('any' in filter) return { any: await each(session, filter.any, search) };
  if ('not' in filter) return { not: await resolveDates(session, filter.not, search) };
  if ('receivedSince' in filter) return await since(session, 'received', filter.receivedSince, search);
  if ('receivedBefore' in filter) return await before(session, 'received', filter.receivedBefore, search);
  if ('sentSince' in filter) return await since(session, 'sent', filter.sentSince, search);
  if ('sentBefore' in filter) return await before(session, 'sent', filter.sentBefore, search);
  return filter;
}

async function each(
  session: Session,
  filters: readonly Filter[],
  search: Search,
): Promise<readonly Filter[]> {
  const resolved: Filter[] = [];
  for (const filter of filters) resolved.push(await resolveDates(session, filter, search));
  return resolved;
}

type Clock = 'received' | 'sent';

async function since(session: Session, clock: Clock, point: string, search: Search): Promise<Filter> {
  if (isDay(point)) return sinceDay(clock, point);
  const around = await timesAround(session, clock, point, search);
  const uids = around.filter(({ at }) => at >= Date.parse(point)).map(({ uid }) => uid);
  return { any: [sinceDay(clock, dayOf(point, 2)), { uid: uids }] };
}

async function before(session: Session, clock: Clock, point: string, search: Search): Promise<Filter> {
  if (isDay(point)) return beforeDay(clock, point);
  const around = await timesAround(session, clock, point, search);
  const uids = around.filter(({ at }) => at < Date.parse(point)).map(({ uid }) => uid);
  return { any: [beforeDay(clock, dayOf(point, -1)), { uid: uids }] };
}

/** The zones of the world lie within a day of UTC: outside of these three days the day alone decides. */
async function timesAround(
  session: Session,
  clock: Clock,
  point: string,
  search: Search,
): Promise<readonly { readonly uid: number; readonly at: number }[]> {
  const window = { all: [sinceDay(clock, dayOf(point, -1)), beforeDay(clock, dayOf(point, 2))] };
  const uids = await search(session, window);
  if (uids.length === 0) return [];
  if (uids.length > mostAround) {
    throw new GatewayError('search-too-broad', 'Too many messages lie around that time; name a day instead.');
  }
  const item = clock === 'received' ? 'INTERNALDATE' : 'ENVELOPE';
  const rows = await fetchRows(session, 'uid', writeUidSet(uidSetOf(uids)), [atom('UID'), atom(item)]);
  return rows.flatMap(({ uid, items }) => {
    const token = items.get(item);
    const date = clock === 'received' ? readInternalDate(rawText(token)) : readEnvelope(token).date;
    return date === null ? [] : [{ uid, at: Date.parse(date) }];
  });
}

function dayOf(point: string, offset: number): string {
  const day = new Date(Date.parse(point));
  day.setUTCDate(day.getUTCDate() + offset);
  return day.toISOString().slice(0, 10);
}

function sinceDay(clock: Clock, day: string): Filter {
  return clock === 'received' ? { receivedSince: day } : { sentSince: day };
}

function beforeDay(clock: Clock, day: string): Filter {
  return clock === 'received' ? { receivedBefore: day } : { sentBefore: day };
}
