/** Pages in and out of REST: `limit` and `cursor`, `sort`, `{ data, page }`, links. */
import { sortKeys, type MessageOrder, type SortTerm } from '../domain/message-order.ts';
import { defaultLimit, type Page, type PageRequest } from '../domain/page.ts';
import type { Links } from './operations.ts';

export function pageRequest(asked: { readonly limit?: number; readonly cursor?: string }): PageRequest {
  const { limit = defaultLimit, cursor } = asked;
  return { limit, ...(cursor === undefined ? {} : { cursor }) };
}

/** `-received` as it stands in a query. The contract has seen to it that the key is one. */
export function sortTerm(text: string): SortTerm {
  const desc = text.startsWith('-');
  const by = sortKeys.find((key) => key === (desc ? text.slice(1) : text));
  if (by === undefined) throw new Error(`no key of an order: ${text}`);
  return { by, desc };
}

/** null where none is given. */
export function orderOf(
  terms: readonly { readonly by: SortTerm['by']; readonly desc?: boolean }[] | undefined,
): MessageOrder | null {
  return terms?.map(({ by, desc = false }) => ({ by, desc })) ?? null;
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
