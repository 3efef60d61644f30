/**
 * What no server searches for, decided here by looking at the messages: their fixed fields first, and the bodies of those
 * that only a body can decide. Bounded in how many and how much; beyond that it refuses, never guesses.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { GatewayError } from '../domain/errors.ts';
import type { Filter } from '../domain/search.ts';
import { uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import { atom } from './exchange.ts';
import { fetchRows, type Row } from './fetch-rows.ts';
import { conditionOf } from './match-filter.ts';
import { isServed, type SearchAbilities } from './search-division.ts';
import { dialectOf } from './search-manners.ts';
import { folded } from './search-text.ts';
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
const octetsPerFetch = 4 * 1024 * 1024;

type Search = (filter: Filter) => Promise<readonly number[]>;

/** Those of `candidates` that match; `search` asks the server about the terms within that it can decide. */
export async function matchesAmong(
  session: Session,
  filter: Filter,
  candidates: readonly number[],
  abilities: SearchAbilities,
  search: Search,
): Promise<readonly number[]> {
  if (candidates.length === 0) return [];
  if (candidates.length > localSearchBounds.messages) throw tooMany(candidates.length, 'messages');
  const decidable = await withServed(filter, abilities, search);
  const condition = conditionOf(decidable);
  const matching = new Set<number>();
  const undecided: Row[] = [];
  const items = itemsFor(decidable, dialectOf(session));
  for (const uids of piecesOf(candidates, messagesPerFetch)) {
    for (const row of await fetchRows(session, 'uid', writeUidSet(uidSetOf(uids)), items)) {
      const verdict = condition(searchedMessage(row, null));
      if (verdict === true) matching.add(row.uid);
      if (verdict === null) undecided.push(row);
    }
  }
  requireBearable(undecided);
  for (const rows of portionsOf(undecided)) {
    const bodies = await searchedBodies(session, rows);
    for (const row of rows) {
      if (condition(searchedMessage(row, folded(bodies.get(row.uid) ?? ''))) === true) matching.add(row.uid);
      await turn();
    }
  }
  return candidates.filter((uid) => matching.has(uid));
}

/** All UIDs of a range, of a server whose SEARCH does not tell them. */
export async function uidsWithin(session: Session, within: string | null): Promise<readonly number[]> {
  const { exists } = session.mailbox;
  if (exists > localSearchBounds.messages) throw tooMany(exists, 'messages');
  if (exists === 0) return [];
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

function requireBearable(rows: readonly Row[]): void {
  if (rows.length > localSearchBounds.bodies) throw tooMany(rows.length, 'bodies');
  const parts = rows.flatMap(searchedOctets);
  const largest = Math.max(0, ...parts);
  if (largest > localSearchBounds.partOctets) throw tooMany(largest, 'partOctets');
  const octets = sumOf(parts);
  if (octets > localSearchBounds.bodyOctets) throw tooMany(octets, 'bodyOctets');
}

const units = {
  messages: 'messages',
  bodies: 'bodies of messages',
  bodyOctets: 'octets of bodies',
  partOctets: 'octets of one part',
} as const;

function tooMany(count: number, what: keyof typeof localSearchBounds): GatewayError {
  return new GatewayError(
    'search-too-broad',
    `The mail server cannot search for this, and to look through ${count} ${units[what]} here is too much: at most ${localSearchBounds[what]}. Narrow the search, by a time of receipt for example.`,
  );
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
