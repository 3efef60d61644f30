/** Pages in and out of REST: `limit` and `cursor`, `{ data, page }`, links. */
import { defaultLimit, type Page, type PageRequest } from '../domain/page.ts';
import type { Links } from './operations.ts';

export function pageRequest(asked: { readonly limit?: number; readonly cursor?: string }): PageRequest {
  const { limit = defaultLimit, cursor } = asked;
  return { limit, ...(cursor === undefined ? {} : { cursor }) };
}

export interface ListAnswer<W> {
  readonly status: 200;
  readonly body: {
    readonly data: readonly W[];
    readonly page: { readonly next: string | null; readonly previous: string | null };
  };
  readonly links: Links;
}

export function listAnswer<T, W>(page: Page<T>, onWire: (item: T) => W): ListAnswer<W> {
  const { next, previous } = page;
  return {
    status: 200,
    body: { data: page.items.map(onWire), page: { next, previous } },
    links: { parameter: 'cursor', next, previous },
  };
}
