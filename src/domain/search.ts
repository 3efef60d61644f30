/**
 * The typed filter of a search: one tree for both surfaces. A node has exactly one key; a day
 * (`YYYY-MM-DD`) is IMAP's own day comparison, a date-time is exact (api.md §5 "Search").
 */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly from: string }
  | { readonly to: string }
  | { readonly cc: string }
  | { readonly bcc: string }
  | { readonly subject: string }
  | { readonly body: string }
  | { readonly text: string }
  | { readonly header: { readonly name: string; readonly value: string } }
  | { readonly flags: { readonly has?: readonly string[]; readonly lacks?: readonly string[] } }
  | { readonly larger: number }
  | { readonly smaller: number }
  | { readonly sentBefore: string }
  | { readonly sentSince: string }
  | { readonly receivedBefore: string }
  | { readonly receivedSince: string }
  | { readonly uid: readonly number[] };

const contentKeys = ['body', 'text', 'header'];

/** True when the answer tells of content, so that the scope `bodies:read` is needed. */
export function readsContent(filter: Filter): boolean {
  if ('all' in filter) return filter.all.some(readsContent);
  if ('any' in filter) return filter.any.some(readsContent);
  if ('not' in filter) return readsContent(filter.not);
  return contentKeys.some((key) => key in filter);
}

/** How many nodes the tree has, for a bound on what a server is asked. */
export function filterSize(filter: Filter): number {
  if ('all' in filter) return 1 + filter.all.reduce((sum, each) => sum + filterSize(each), 0);
  if ('any' in filter) return 1 + filter.any.reduce((sum, each) => sum + filterSize(each), 0);
  if ('not' in filter) return 1 + filterSize(filter.not);
  return 1;
}
