/** Relay connections from pages: the arguments in, the edges and cursors out. Cursors are those of REST. */
import { invalid } from '../../domain/errors.ts';
import { defaultLimit, maximumLimit, type Page, type PageRequest } from '../../domain/page.ts';

export interface ConnectionArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface Connection<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
}

function checkLimit(name: string, value: number): number {
  if (value < 1 || value > maximumLimit) {
    throw invalid(`/${name}`, `${name} is from 1 to ${maximumLimit}.`);
  }
  return value;
}

/** How many items a page has at most, as far as the arguments tell; for a query's price. */
export function pageSize(given: ConnectionArguments): number {
  return Math.min(Math.max(given.first ?? given.last ?? defaultLimit, 1), maximumLimit);
}

/** Throws `invalid-request` when forward and backward arguments are mixed, or a limit is out of bounds. */
export function pageRequestOf({ first, after, last, before }: ConnectionArguments): PageRequest {
  const backward = (last ?? null) !== null || (before ?? null) !== null;
  if (backward && ((first ?? null) !== null || (after ?? null) !== null)) {
    throw invalid('/last', 'Page forward with first and after, or backward with last and before.');
  }
  if (backward) {
    const limit = checkLimit('last', last ?? defaultLimit);
    return { limit, direction: 'previous', ...cursorOf(before) };
  }
  const limit = checkLimit('first', first ?? defaultLimit);
  return { limit, direction: 'next', ...cursorOf(after) };
}

function cursorOf(cursor: string | null | undefined): { readonly cursor?: string } {
  return cursor === null || cursor === undefined ? {} : { cursor };
}

/**
 * Cursors are sealed only when they are read: a query that selects none pays for none. A page may be empty
 * and have neighbours; its ends then lead to them.
 */
export function connectionOf<T, N>(
  page: Page<T>,
  nodeOf: (item: T) => N,
  totalCount: number | null = null,
): Connection<N> {
  const isEmpty = page.items.length === 0;
  return {
    edges: page.items.map((item, index) => ({
      node: nodeOf(item),
      get cursor() {
        return page.cursorAt(index);
      },
    })),
    pageInfo: {
      hasNextPage: page.next !== null,
      hasPreviousPage: page.previous !== null,
      get startCursor() {
        return isEmpty ? page.previous : page.cursorAt(0);
      },
      get endCursor() {
        return isEmpty ? page.next : page.cursorAt(page.items.length - 1);
      },
    },
    totalCount,
  };
}
