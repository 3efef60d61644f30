/**
 * A multipart in which no delimiter ever comes. Servers show it as one empty part of text; what a person wrote stands where
 * the parts should be, and is shown as the text of the message. Pure.
 */
import type { Part } from './structure.ts';

/** The section of FETCH that holds what stands behind the header. */
export const wholeBody = 'TEXT';

/** Only its octets tell it from a multipart of one part that is empty indeed. */
export function mayLackDelimiters({ type, children }: Part): boolean {
  const [only, ...others] = children;
  if (!type.startsWith('multipart/') || only === undefined || others.length > 0) return false;
  return only.type === 'text/plain' && only.size === 0 && only.filename === null && only.disposition === null;
}

/** Whether a line begins with the delimiter (RFC 2046 §5.1.1); without a boundary none does. */
export function hasDelimiter({ parameters }: Part, body: Buffer): boolean {
  const boundary = parameters.get('boundary') ?? '';
  if (boundary === '') return false;
  const delimiter = Buffer.from(`--${boundary}`);
  for (let at = body.indexOf(delimiter); at !== -1; at = body.indexOf(delimiter, at + 1)) {
    if (at === 0 || body[at - 1] === 0x0a) return true;
  }
  return false;
}
