/**
 * An order of more messages than can be sorted here, as far as one page needs it: by time of arrival and by size SEARCH
 * can leave out what surely lies beyond the page. By Date it cannot: servers read that header in ways of their own, or not. How far a page reaches is guessed from a sample of the messages; that
 * the page is complete does not depend on the guess.
 */
import { bothOf, type Filter } from '../domain/search.ts';
import { compareKeys, type SortTerm } from '../domain/message-order.ts';
import { fetchKeys, mostSortedHere, orderedHere, tooMany, type Ordering } from './ordering.ts';
import { searchUids } from './search.ts';
import type { Session } from './session.ts';
import type { WindowQuery } from './ordered-window.ts';

const sampleSize = 1_000;
const dayMs = 86_400_000;

/** Of what is listed: `uids`, ascending. Throws `search-too-broad` where nothing can be left out, or not enough. */
export async function narrowedOrdering(
  session: Session,
  query: WindowQuery,
  uids: readonly number[],
): Promise<Ordering> {
  const { filter, order, anchor, direction, limit } = query;
  const [term] = order;
  if (term === undefined || boundsOf[term.by] === undefined)
    throw tooMany('narrow the search, or sort by received or size');
  const falling = term.desc === (direction === 'next');
  const edge = numberAt(anchor?.keys);
  const isBeyond = edge === null ? null : limitedBy(term, falling ? 'most' : 'least', edge);
  const beyond = isBeyond === null ? uids : await searchUids(session, bothOf(filter, isBeyond));
  if (beyond.length <= mostSortedHere) return await orderedHere(session, order, beyond, true);

  // New messages have high UIDs and came late.
  const sample = falling ? beyond.slice(-sampleSize) : beyond.slice(0, sampleSize);
  const turn = direction === 'next' ? 1 : -1;
  const reached = [...(await fetchKeys(session, order, sample)).values()]
    .filter((keys) => anchor === null || turn * compareKeys(order, keys, anchor.keys) > 0)
    .sort((a, b) => turn * compareKeys(order, a, b))
    .at(limit);
  const far = numberAt(reached);
  if (far === null) throw tooMany();
  const isNear = limitedBy(term, falling ? 'least' : 'most', far);
  const near = await searchUids(
    session,
    bothOf(filter, isBeyond === null ? isNear : { all: [isBeyond, isNear] }),
  );
  return await orderedHere(session, order, near, true);
}

function numberAt(keys: readonly (string | number)[] | undefined): number | null {
  const value = keys?.[0];
  return typeof value === 'number' ? value : null;
}

type Bound = 'least' | 'most';

/** Of all messages with that value or more, or less; of others as well, but of few. */
const boundsOf: Readonly<Partial<Record<SortTerm['by'], (bound: Bound, value: number) => Filter>>> = {
  // IMAP compares days in whatever zone each message has.
  received: (bound, at) =>
    bound === 'least' ? { receivedSince: day(at - dayMs) } : { receivedBefore: day(at + 2 * dayMs) },
  size: (bound, octets) =>
    bound === 'least' ? { larger: Math.max(0, octets - 1) } : { smaller: octets + 1 },
};

function limitedBy({ by }: SortTerm, bound: Bound, value: number): Filter {
  const filter = boundsOf[by]?.(bound, value);
  if (filter === undefined) throw tooMany();
  return filter;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
