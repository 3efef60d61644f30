/**
 * Pages of lists. A cursor names an item and a direction, never an offset, so that it holds while items
 * come and go; how it is sealed is the affair of `ports.CursorSeal`.
 */
/** Which way a page runs from its anchor, in the order of the list. */
export type Direction = 'next' | 'previous';

export interface PageRequest {
  /** 1–250. */
  readonly limit: number;
  /** Opaque; absent for the first page. */
  readonly cursor?: string;
  /** Which side of the cursor's item is wanted; the cursor's own direction when absent. `previous` without a cursor: the last page. */
  readonly direction?: Direction;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Cursors of the neighbouring pages, null where there is none. */
  readonly next: string | null;
  readonly previous: string | null;
  /** The cursor that names the item at `index`. */
  cursorAt(index: number): string;
}

export const defaultLimit = 50;
export const maximumLimit = 250;

export const emptyPage: Page<never> = { items: [], next: null, previous: null, cursorAt: () => '' };

/** The same page with its items seen otherwise; an item that becomes null is left out, so a page may be short or empty and yet have a next one. */
export function mapPage<T, U>(page: Page<T>, view: (item: T) => U | null): Page<U> {
  const seen = page.items.flatMap((item, index) => {
    const value = view(item);
    return value === null ? [] : [{ value, index }];
  });
  return {
    items: seen.map(({ value }) => value),
    next: page.next,
    previous: page.previous,
    cursorAt: (index) => page.cursorAt(seen[index]?.index ?? index),
  };
}
