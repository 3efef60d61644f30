/** Which octets of a content are wanted (RFC 9110 §14.1.2), and which those are once its size is known. Pure. */

/** From `first` on, to `last` inclusive or to the end; or the last so many. */
export type OctetRange =
  { readonly first: number; readonly last: number | null } | { readonly suffix: number };

/** Both inclusive, within the content. */
export interface OctetSpan {
  readonly first: number;
  readonly last: number;
}

/** null when no octet of the range is there. */
export function spanWithin(range: OctetRange, size: number): OctetSpan | null {
  const first = 'suffix' in range ? Math.max(0, size - range.suffix) : range.first;
  const last = 'suffix' in range ? size - 1 : Math.min(range.last ?? size - 1, size - 1);
  return first <= last ? { first, last } : null;
}

export function lengthOf({ first, last }: OctetSpan): number {
  return last - first + 1;
}
