/**
 * From a server's tokens to text: header words (RFC 2047, raw 8-bit), MIME parameters (RFC 2231). Never throws: what
 * cannot be understood comes back as readable as it can be.
 */
import { decodeCharset, decodeUndeclared } from '../mime/charset.ts';
import { decodeWords } from '../mime/header-words.ts';
import { isList, type Token } from './exchange.ts';

/** The characters of a token before any MIME decoding; null for NIL and lists. */
export function rawText(token: Token | undefined): string | null {
  if (token === undefined || token === null || isList(token)) return null;
  return Buffer.isBuffer(token.value) ? decodeUndeclared(token.value) : String(token.value);
}

/** A header value for display: unfolded, encoded words decoded, no control characters. */
export function headerText(value: string): string {
  // What most headers are; the rest costs ten times as much.
  if (/^[!-~][ -~]*$/.test(value) && !value.includes('=?')) return value.trimEnd();
  const unfolded = value.replace(/\r?\n[ \t]+/g, ' ');
  return printable(unfolded.includes('=?') ? decodeWords(unfolded) : unfolded);
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

export function headerTextOf(token: Token | undefined): string | null {
  const text = rawText(token);
  return text === null ? null : headerText(text);
}

/**
 * A parameter list of BODYSTRUCTURE as name → value, names in lower case. Continuations and charsets of RFC 2231 are
 * put together (section 3, 4); encoded words, which RFC 2047 §5 forbids there and everybody sends, are decoded too.
 */
export function parametersOf(token: Token | undefined): ReadonlyMap<string, string> {
  const plain = new Map<string, string>();
  const pieces = new Map<string, { index: number; encoded: boolean; text: string }[]>();
  const list = isList(token) ? token.slice(0, 2_000) : [];
  for (let at = 0; at + 1 < list.length; at += 2) {
    const name = rawText(list[at])?.toLowerCase();
    const value = rawText(list[at + 1]) ?? '';
    if (name === undefined) continue;
    const match = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name);
    if (match === null) {
      // Of a name given twice the first counts, as everywhere else that reads mail.
      if (!plain.has(name)) plain.set(name, headerText(value));
      continue;
    }
    const [, base = '', index, star] = match;
    const group = pieces.get(base) ?? [];
    group.push({
      index: Number(index ?? 0),
      encoded: index === undefined || star !== undefined,
      text: value,
    });
    pieces.set(base, group);
  }
  for (const [name, group] of pieces) plain.set(name, joinPieces(group));
  return plain;
}

function joinPieces(group: { index: number; encoded: boolean; text: string }[]): string {
  group.sort((a, b) => a.index - b.index);
  let charset = '';
  const octets: Buffer[] = [];
  for (const [position, piece] of group.entries()) {
    let { text } = piece;
    const declared = position === 0 && piece.encoded ? /^([^']*)'[^']*'([^]*)$/.exec(text) : null;
    if (declared !== null) [, charset = '', text = ''] = declared;
    octets.push(piece.encoded ? unescapePercent(text) : Buffer.from(text, 'utf8'));
  }
  const all = Buffer.concat(octets);
  const text = charset === '' ? decodeUndeclared(all) : decodeCharset(all, charset);
  // What was percent-encoded is no encoded word, whatever it looks like: decoded twice it could become another name.
  return group.some(({ encoded }) => encoded) ? printable(text) : headerText(text);
}

function unescapePercent(text: string): Buffer {
  const bytes: number[] = [];
  const source = Buffer.from(text, 'utf8');
  for (let at = 0; at < source.length; at += 1) {
    const hex = source[at] === 0x25 ? source.toString('latin1', at + 1, at + 3) : '';
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    } else bytes.push(source[at] ?? 0);
  }
  return Buffer.from(bytes);
}
