/**
 * The typed filter of a search: one tree for both surfaces, also of what a query in words means (`query-language.ts`).
 * A node has exactly one key; a day (`YYYY-MM-DD`) is IMAP's own day comparison, a date-time is exact (api.md §5
 * "Search").
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
  | { readonly uid: readonly number[] }
  /** As `Message.hasAttachments` says it. */
  | { readonly hasAttachments: boolean }
  /** `thr_…` */
  | { readonly threadId: string }
  /** `eml_…` */
  | { readonly emailId: string }
  /** A label of Gmail. */
  | { readonly label: string }
  /** A query in Gmail's own language. */
  | { readonly gmailRaw: string };

type KeyOf<Node> = Node extends unknown ? keyof Node : never;
export type FilterKey = KeyOf<Filter>;

const contentKeys: readonly FilterKey[] = ['body', 'text', 'header', 'gmailRaw'];

/** Every node of the tree, the root first. */
export function* nodesOf(filter: Filter): Generator<Filter> {
  yield filter;
  if ('all' in filter) for (const each of filter.all) yield* nodesOf(each);
  if ('any' in filter) for (const each of filter.any) yield* nodesOf(each);
  if ('not' in filter) yield* nodesOf(filter.not);
}

/** True when the answer tells of content, so that the scope `bodies:read` is needed. */
export function readsContent(filter: Filter): boolean {
  return [...nodesOf(filter)].some((node) => contentKeys.some((key) => key in node));
}

/** How many nodes the tree has, for a bound on what a server is asked. */
export function filterSize(filter: Filter): number {
  return [...nodesOf(filter)].length;
}

/** What both say; null says nothing. */
export function bothOf(one: Filter | null, other: Filter | null): Filter | null {
  if (one === null || other === null) return one ?? other;
  return { all: [one, other] };
}
