/** The words of parts of text: what is shown of them, and what a search looks through. Never throws. */
import { inCharset } from './charset.ts';
import { decodeTransfer } from './transfer-encoding.ts';
import { visibleText } from './visible-text.ts';

export interface TextPart {
  /** `text/plain`, lower case. */
  readonly type: string;
  /** Encoded; its beginning, or all of it. */
  readonly octets: Uint8Array;
  /** Encoded octets of the whole part. */
  readonly size: number;
  readonly encoding: string;
  readonly charset: string | null;
}

/** As one text; of HTML what it shows. */
export function shownText(parts: readonly TextPart[]): string {
  return parts.map((part) => (isHtml(part) ? visibleText(textOf(part)) : textOf(part))).join('\n');
}

/** Words that tags divide are found in what HTML shows, links in its source, where servers look for both. */
export function searchedText(parts: readonly TextPart[]): string {
  return [shownText(parts), ...parts.filter(isHtml).map(textOf)].join('\n');
}

function isHtml({ type }: TextPart): boolean {
  return type === 'text/html';
}

function textOf({ octets, size, encoding, charset }: TextPart): string {
  const encoded = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  return inCharset(decodeTransfer(encoded, encoding), charset, encoded.length < size);
}
