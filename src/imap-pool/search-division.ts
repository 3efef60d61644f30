/**
 * What of a filter the server searches for and what is looked for here. The server's share is as narrow as it can be
 * without leaving out a match; what remains is decided message by message (`local-search.ts`). Pure.
 */
import { GatewayError } from '../domain/errors.ts';
import { claimedThread } from '../domain/ids.ts';
import type { Filter } from '../domain/search.ts';
import { namesAny } from '../domain/thread.ts';

export interface SearchAbilities {
  /** X-GM-EXT-1. */
  readonly gmail: boolean;
  readonly objectId: boolean;
  /** That it takes search texts that are not ASCII. */
  readonly foreignTexts: boolean;
  /** That its SEARCH finds anything. */
  readonly searches: boolean;
}

export interface Division {
  /** For the server; null: all messages. */
  readonly asked: Filter | null;
  /** To be decided of each message that the server found; null: nothing. */
  readonly rest: Filter | null;
}

/** Throws `unsupported-by-server` for a term that nobody can decide. */
export function divide(filter: Filter, abilities: SearchAbilities): Division {
  if (isServed(filter, abilities)) return { asked: filter, rest: null };
  if ('all' in filter) {
    const shares = filter.all.map((each) => divide(each, abilities));
    return {
      asked: conjunction(shares.map(({ asked }) => asked)),
      rest: conjunction(shares.map(({ rest }) => rest)),
    };
  }
  return { asked: abilities.searches ? wider(filter, abilities) : null, rest: filter };
}

/** Whether the server alone decides it. Throws `unsupported-by-server`. */
export function isServed(filter: Filter, abilities: SearchAbilities): boolean {
  if ('all' in filter) return filter.all.map((each) => isServed(each, abilities)).every(Boolean);
  if ('any' in filter) return filter.any.map((each) => isServed(each, abilities)).every(Boolean);
  if ('not' in filter) return isServed(filter.not, abilities);
  requirePossible(filter, abilities);
  if (!abilities.searches) return false;
  if ('hasAttachments' in filter) return abilities.gmail;
  if ('threadId' in filter) return claimedThread(filter.threadId)?.source !== 'root';
  return abilities.foreignTexts || isAscii(filter);
}

/** Something the server can search for that surely holds wherever the filter holds; null when that is nothing. */
function wider(filter: Filter, abilities: SearchAbilities): Filter | null {
  if (isServed(filter, abilities)) return filter;
  if ('any' in filter) {
    const alternatives = filter.any.map((each) => divide(each, abilities).asked);
    return alternatives.every((each) => each !== null) ? { any: alternatives } : null;
  }
  if ('threadId' in filter) {
    const thread = namesAny([claimedThread(filter.threadId)?.value ?? '']);
    return isServed(thread, abilities) ? thread : null;
  }
  return null;
}

function conjunction(filters: readonly (Filter | null)[]): Filter | null {
  const conditions = filters.filter((each) => each !== null);
  const [only] = conditions;
  if (only === undefined) return null;
  return conditions.length === 1 ? only : { all: conditions };
}

function requirePossible(filter: Filter, { gmail, objectId, searches }: SearchAbilities): void {
  if ('label' in filter && !gmail) throw unsupported('labels; search for a keyword instead');
  if ('gmailRaw' in filter && !(gmail && searches)) throw unsupported('queries in the language of Gmail');
  if ('emailId' in filter && !gmail && !objectId) throw unsupported('an emailId');
  const thread = 'threadId' in filter ? claimedThread(filter.threadId) : null;
  if ((thread?.source === 'thread' && !objectId) || (thread?.source === 'gmail' && !gmail))
    throw unsupported('a threadId of this kind');
}

function unsupported(what: string): GatewayError {
  return new GatewayError('unsupported-by-server', `The mail server of this account does not know ${what}.`);
}

function isAscii(filter: Filter): boolean {
  return /^[\x00-\x7f]*$/.test(JSON.stringify(filter));
}
