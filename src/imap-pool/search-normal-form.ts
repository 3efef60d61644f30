/**
 * A filter as all servers understand it alike: NOT stands before single conditions only, AND and OR hold none of their own
 * kind, and of negated comparisons of one kind side by side the one that decides is left. Dovecot (2.3) makes one of those
 * by itself and takes the wrong one: its `NOT BEFORE a NOT BEFORE b` is all that came after the earlier of both. Pure.
 */
import type { Filter } from '../domain/search.ts';

type Joint = 'all' | 'any';

/** Days are IMAP's own: no date-time is left in it. */
export function normalForm(filter: Filter): Filter {
  return normal(filter, false);
}

function normal(filter: Filter, isNegated: boolean): Filter {
  if ('not' in filter) return normal(filter.not, !isNegated);
  if ('all' in filter) return joined(filter.all, isNegated ? 'any' : 'all', isNegated);
  if ('any' in filter) return joined(filter.any, isNegated ? 'all' : 'any', isNegated);
  return isNegated ? { not: filter } : filter;
}

function joined(filters: readonly Filter[], joint: Joint, isNegated: boolean): Filter {
  const parts = filters
    .map((each) => normal(each, isNegated))
    .flatMap((each) => {
      if (joint === 'all' && 'all' in each) return each.all;
      return joint === 'any' && 'any' in each ? each.any : [each];
    });
  const deciding = withoutIdle(parts, joint);
  const [only] = deciding;
  if (only !== undefined && deciding.length === 1) return only;
  return joint === 'all' ? { all: deciding } : { any: deciding };
}

/** What bounds from below once it is negated, and what from above. */
const floors = ['sentBefore', 'receivedBefore', 'smaller'];
const ceilings = ['sentSince', 'receivedSince', 'larger'];

interface Bound {
  readonly key: string;
  readonly value: number;
}

function withoutIdle(parts: readonly Filter[], joint: Joint): readonly Filter[] {
  const deciding = new Map<string, { readonly part: Filter; readonly value: number }>();
  for (const part of parts) {
    const bound = negatedBound(part);
    if (bound === null) continue;
    const { key, value } = bound;
    const known = deciding.get(key);
    const highestDecides = floors.includes(key) === (joint === 'all');
    if (known === undefined || (highestDecides ? value > known.value : value < known.value))
      deciding.set(key, { part, value });
  }
  return parts.filter((part) => {
    const bound = negatedBound(part);
    return bound === null || deciding.get(bound.key)?.part === part;
  });
}

function negatedBound(filter: Filter): Bound | null {
  if (!('not' in filter)) return null;
  const [[key, value] = ['', null]] = Object.entries(filter.not);
  if (!floors.includes(key) && !ceilings.includes(key)) return null;
  return { key, value: typeof value === 'number' ? value : Date.parse(String(value)) };
}
