/** A text part's octets → its characters: transfer encoding, character set, format=flowed (RFC 3676). Never throws. */
import { inCharset } from '../mime/charset.ts';
import { decodeTransfer } from '../mime/transfer-encoding.ts';
import { unflow } from './flowed.ts';
import { charsetInHtml } from './html-charset.ts';

export interface BodyDecoding {
  /** HTML may declare its charset itself. */
  readonly type?: string;
  readonly encoding: string;
  readonly charset: string | null;
  readonly flowed: boolean;
  readonly delSp: boolean;
  /** True when the octets are only the beginning of the body. */
  readonly cutOff: boolean;
}

/** A text body as characters, lines ending in LF, cut to `maxBytes` octets of UTF-8. */
export function decodeBody(
  octets: Buffer,
  how: BodyDecoding,
  maxBytes: number,
): { readonly text: string; readonly cut: boolean } {
  const decoded = decodeTransfer(octets, how.encoding);
  const charset = charsetOf(decoded, how);
  let text = inCharset(decoded, charset, how.cutOff).replace(/\r\n?/g, '\n');
  if (text.startsWith('\ufeff')) text = text.slice(1);
  if (how.flowed) text = unflow(text, how.delSp);
  return cutToBytes(text, maxBytes);
}

/** Servers put US-ASCII where a part declares nothing (RFC 2045 §5.2). */
function charsetOf(octets: Buffer, { charset, type }: BodyDecoding): string | null {
  const isDeclared = charset !== null && charset.toLowerCase() !== 'us-ascii';
  return isDeclared || type !== 'text/html' ? charset : (charsetInHtml(octets) ?? charset);
}

/** Never in the middle of a character. */
export function cutToBytes(text: string, maxBytes: number): { text: string; cut: boolean } {
  const octets = Buffer.from(text, 'utf8');
  if (octets.length <= maxBytes) return { text, cut: false };
  let end = maxBytes;
  while (end > 0 && ((octets[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return { text: octets.toString('utf8', 0, end), cut: true };
}
