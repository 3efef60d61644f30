/**
 * What no server searches for, decided here by looking at the messages: their fixed fields first, and the bodies of those
 * that only a body can decide. Bounded in how many and how much; beyond that it refuses, never guesses.
 */
import { GatewayError } from '../domain/errors.ts';
import type { Filter } from '../domain/search.ts';
import { uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import { atom, type Token } from './exchange.ts';
import { fetchRows, type Row } from './fetch-rows.ts';
import { bodyNeedles, conditionOf, type Condition } from './match-filter.ts';
import { isServed, type SearchAbilities } from './search-division.ts';
import { dialectOf } from './search-manners.ts';
import { searchedBodies, searchedOctets } from './searched-bodies.ts';
import { itemsFor, searchedMessage } from './searched-message.ts';
import type { Session } from './session.ts';

export const localSearchBounds = {
  messages: 10_000,
  bodies: 500,
  bodyOctets: 32 * 1024 * 1024,
  /** Of one body's part: as much as is read in one piece. */
  partOctets: 4 * 1024 * 1024,
} as const;

const messagesPerFetch = 500;
const firstPortion = 50;
const octetsPerFetch = 4 * 1024 * 1024;

type Search = (filter: Filter) => Promise<readonly number[]>;

/** So many matches from one end of the mailbox are all that is wanted. */
export interface Enough {
  readonly count: number;
  readonly from: 'newest' | 'oldest';
}

/**
 * Those of `candidates` that match, in their order; `search` asks the server about the terms within that it can decide.
 * With `enough` it ends as soon as there are so many from that end, and only what was looked at until then counts.
 */
export async function matchesAmong(
  session: Session,
  filter: Filter,
  candidates: readonly number[],
  server: { readonly abilities: SearchAbilities; readonly search: Search },
  enough: Enough | null = null,
): Promise<readonly number[]> {
  if (candidates.length === 0) return [];
  if (enough === null) requireBearable('messages', candidates.length);
  const decidable = await withServed(filter, server.abilities, server.search);
  const condition = conditionOf(decidable);
  const needles = [...new Set(bodyNeedles(decidable))];
  const items = itemsFor(decidable, dialectOf(session));
  const matching = new Set<number>();
  const looked = { messages: 0, bodies: 0, bodyOctets: 0 };
  for (const uids of portionsFrom(candidates, enough)) {
    looked.messages += uids.length;
    requireBearable('messages', looked.messages);
    const undecided = await decideByFields(session, uids, items, condition, matching);
    const parts = undecided.flatMap(searchedOctets);
    looked.bodies += undecided.length;
    looked.bodyOctets += sumOf(parts);
    requireBearable('bodies', looked.bodies);
    requireBearable('bodyOctets', looked.bodyOctets);
    requireBearable('partOctets', Math.max(0, ...parts));
    await decideByBodies(session, undecided, { condition, needles }, matching);
    if (enough !== null && matching.size >= enough.count) break;
  }
  return candidates.filter((uid) => matching.has(uid));
}

/** Adds what matches for sure, and returns what only a body can decide. */
async function decideByFields(
  session: Session,
  uids: readonly number[],
  items: readonly Token[],
  condition: Condition,
  matching: Set<number>,
): Promise<readonly Row[]> {
  const undecided: Row[] = [];
  for (const piece of piecesOf(uids, messagesPerFetch)) {
    for (const row of await fetchRows(session, 'uid', writeUidSet(uidSetOf(piece)), items)) {
      const verdict = condition(searchedMessage(row, null));
      if (verdict === true) matching.add(row.uid);
      if (verdict === null) undecided.push(row);
    }
  }
  return undecided;
}

async function decideByBodies(
  session: Session,
  undecided: readonly Row[],
  { condition, needles }: { readonly condition: Condition; readonly needles: readonly string[] },
  matching: Set<number>,
): Promise<void> {
  for (const rows of portionsOf(undecided)) {
    const bodies = await searchedBodies(session, rows);
    const parts = rows.map(({ uid }) => bodies.get(uid) ?? []);
    const found = await session.wordsIn(parts, needles);
    for (const [index, row] of rows.entries()) {
      if (condition(searchedMessage(row, found[index] ?? new Set())) === true) matching.add(row.uid);
    }
  }
}

/** All UIDs of a range, of a server whose SEARCH does not tell them. */
export async function uidsWithin(session: Session, within: string | null): Promise<readonly number[]> {
  if (session.mailbox.exists === 0) return [];
  const rows = await fetchRows(session, 'uid', within ?? '1:*', [atom('UID')]);
  return rows.map(({ uid }) => uid);
}

/** The same filter with what the server decides replaced by what it found, siblings in one question. */
async function withServed(filter: Filter, abilities: SearchAbilities, search: Search): Promise<Filter> {
  if (!abilities.searches) return filter;
  if (isServed(filter, abilities)) return { uid: await search(filter) };
  const each = async (
    filters: readonly Filter[],
    join: (served: readonly Filter[]) => Filter,
  ): Promise<readonly Filter[]> => {
    const served = filters.filter((part) => isServed(part, abilities));
    const parts: Filter[] = served.length === 0 ? [] : [{ uid: await search(join(served)) }];
    for (const part of filters) {
      if (!served.includes(part)) parts.push(await withServed(part, abilities, search));
    }
    return parts;
  };
  if ('all' in filter) return { all: await each(filter.all, (all) => ({ all })) };
  if ('any' in filter) return { any: await each(filter.any, (any) => ({ any })) };
  if ('not' in filter) return { not: await withServed(filter.not, abilities, search) };
  return filter;
}

const units = {
  messages: 'messages',
  bodies: 'bodies of messages',
  bodyOctets: 'octets of bodies',
  partOctets: 'octets of one part',
} as const;

function requireBearable(what: keyof typeof localSearchBounds, count: number): void {
  const most = localSearchBounds[what];
  if (count <= most) return;
  throw new GatewayError(
    'search-too-broad',
    `The mail server cannot search for this, and to look through ${count} ${units[what]} here is too much: at most ${most}. Narrow the search, by a time of receipt for example.`,
  );
}

/** All at once; or, where some are enough, piece by piece from their end, each larger than the one before. */
function* portionsFrom(candidates: readonly number[], enough: Enough | null): Generator<readonly number[]> {
  const ordered = enough?.from === 'newest' ? candidates.toReversed() : candidates;
  let size = enough === null ? ordered.length : Math.max(firstPortion, enough.count);
  for (let at = 0; at < ordered.length; at += size, size = Math.min(2 * size, messagesPerFetch)) {
    yield ordered.slice(at, at + size);
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

function* piecesOf<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** So many at once that what is held of their bodies stays small. */
function* portionsOf(rows: readonly Row[]): Generator<readonly Row[]> {
  let portion: Row[] = [];
  let octets = 0;
  for (const row of rows) {
    const more = sumOf(searchedOctets(row));
    if (portion.length > 0 && octets + more > octetsPerFetch) {
      yield portion;
      portion = [];
      octets = 0;
    }
    portion.push(row);
    octets += more;
  }
  if (portion.length > 0) yield portion;
}
