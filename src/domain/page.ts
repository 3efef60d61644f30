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
  /** Which side of the cursor's item is wanted; the cursor's own direction when absent. */
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
