/** What a part holds once its transfer encoding, and of text its charset too, is undone. */
import { transferEncoding } from './body-structure.ts';
import { decodeCharset } from './charset.ts';
import { parameter } from './content-type.ts';
import type { MimePart } from './part.ts';
import { partAt } from './section.ts';
import { decodeTransfer } from './transfer-encoding.ts';

/**
 * BINARY[path] (RFC 3516); the whole message for an empty path. null when there is no such part, or its
 * encoding is not known. A composite part has none to undo (RFC 2045 §6.4).
 */
export function binaryOf(raw: Buffer, root: MimePart, path: readonly number[]): Buffer | null {
  if (path.length === 0) return raw;
  const part = partAt(root, path);
  if (part === null) return null;
  const body = raw.subarray(part.bodyStart, part.bodyEnd);
  const isComposite = part.type === 'multipart' || part.message !== null;
  return isComposite ? body : decodeTransfer(body, transferEncoding(raw, part));
}

/** The text of a text part, its first octets only when `limit` is given; as it stands where it cannot be decoded. */
export function textOf(raw: Buffer, part: MimePart, limit = Infinity): string {
  const body = raw.subarray(part.bodyStart, Math.min(part.bodyEnd, part.bodyStart + limit));
  const octets = decodeTransfer(body, transferEncoding(raw, part)) ?? body;
  return decodeCharset(octets, parameter(part.parameters, 'charset'));
}
