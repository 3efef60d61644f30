/**
 * Range requests (RFC 9110 §14): one range of octets is understood. What is malformed, in another unit, of several ranges
 * or bound to another state by If-Range is as if it had not been asked: the whole is answered.
 */
import { lengthOf, type OctetRange, type OctetSpan } from '../domain/octet-range.ts';

const spec = /^bytes=[ \t]*(?:(\d+)-(\d*)|-(\d+))[ \t]*$/i;

/** `tag`: the strong entity tag of the content, which If-Range must name (§13.1.5); we give out no dates. */
export function wantedRange(
  range: string | undefined,
  ifRange: string | undefined,
  tag: string,
): OctetRange | null {
  if (ifRange !== undefined && ifRange.trim() !== tag) return null;
  const match = spec.exec(range ?? '');
  if (match === null) return null;
  const [, first, last, suffix] = match;
  if (suffix !== undefined) return { suffix: octets(suffix) };
  const from = octets(first ?? '');
  const to = last === undefined || last === '' ? null : octets(last);
  return to !== null && to < from ? null : { first: from, last: to };
}

/** However many digits a client writes. */
function octets(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

/** `Content-Range` of a 206; `*` where the whole is not known. */
export function contentRange(span: OctetSpan, size: number | null): string {
  return `bytes ${span.first}-${span.last}/${size ?? '*'}`;
}

/** How much of the content goes over the wire; null when that shows only at its end. */
export function contentLength(span: OctetSpan | null, size: number | null): number | null {
  return span === null ? size : lengthOf(span);
}
