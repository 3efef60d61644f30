/** Encoded words in header fields (RFC 2047, language suffixes of RFC 2231 §5), for SEARCH and SORT. */
import { decodeCharset, decodeUnnamed } from './charset.ts';
import { decodeQuotedPrintable } from './transfer-encoding.ts';

interface EncodedWord {
  readonly charset: string;
  readonly pieces: Buffer[];
}

const word = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bq])\?([^?\s]*)\?=/gi;

/**
 * White space between two encoded words goes, and a character may be split between two of the same charset.
 * Octets beyond ASCII that stand there unencoded (Latin-1) are read as UTF-8 if they are. A charset that is
 * not known leaves the octets as UTF-8 or Latin-1.
 */
export function decodedWords(text: string): string {
  if (!text.includes('=?')) return plain(text);
  let decoded = '';
  let last: EncodedWord | null = null;
  let end = 0;
  for (const match of text.matchAll(word)) {
    const [whole, charset = '', encoding = '', encoded = ''] = match;
    const between = text.slice(end, match.index);
    const octets = decodeWord(encoding, encoded);
    end = match.index + whole.length;
    const adjoins = last !== null && between.trim() === '';
    if (last !== null && adjoins && last.charset === charset.toLowerCase()) {
      last.pieces.push(octets);
      continue;
    }
    if (last !== null) decoded += textOfWord(last);
    if (!adjoins) decoded += plain(between);
    last = { charset: charset.toLowerCase(), pieces: [octets] };
  }
  if (last !== null) decoded += textOfWord(last);
  return decoded + plain(text.slice(end));
}

function textOfWord({ charset, pieces }: EncodedWord): string {
  return decodeCharset(Buffer.concat(pieces), charset);
}

function decodeWord(encoding: string, encoded: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(encoded, 'base64');
  return decodeQuotedPrintable(Buffer.from(encoded.replaceAll('_', '=20'), 'latin1'));
}

function plain(text: string): string {
  return /[\x80-\xff]/.test(text) && !/[\u0100-\uffff]/.test(text)
    ? decodeUnnamed(Buffer.from(text, 'latin1'))
    : text;
}
