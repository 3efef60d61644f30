/**
 * From octets to text: header words (RFC 2047, raw 8-bit), MIME parameters (RFC 2231), transfer encodings, character
 * sets, format=flowed. Never throws: what cannot be understood comes back as readable as it can be.
 */
import libmime from 'libmime';
import { decode as decodeCharset } from 'libmime/lib/charset.js';
import { isList, type Token } from './exchange.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Octets without a declared charset: UTF-8 if they are, else windows-1252, which every octet fits. */
function decodeUndeclared(octets: Buffer, cutOff = false): string {
  const utf8 = asUtf8(octets) ?? (cutOff ? asUtf8(withoutBrokenEnd(octets)) : null);
  return utf8 ?? decodeCharset(octets, 'windows-1252');
}

function asUtf8(octets: Buffer): string | null {
  try {
    return strictUtf8.decode(octets);
  } catch {
    return null;
  }
}

/** What was fetched in part may end within a character. */
function withoutBrokenEnd(octets: Buffer): Buffer {
  let start = octets.length - 1;
  while (start > octets.length - 4 && start > 0 && ((octets[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  return octets.subarray(0, Math.max(0, start));
}

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
  let decoded = unfolded;
  if (unfolded.includes('=?')) {
    try {
      decoded = libmime.decodeWords(unfolded);
    } catch {
      decoded = unfolded;
    }
  }
  return decoded.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
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
      plain.set(name, headerText(value));
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
  return headerText(charset === '' ? decodeUndeclared(all) : decodeCharset(all, charset));
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

/** Undoes a Content-Transfer-Encoding (RFC 2045 §6) of a whole or cut-off body; unknown ones are identity. */
function decodeTransfer(octets: Buffer, encoding: string): Buffer {
  switch (encoding) {
    case 'base64':
      return Buffer.from(octets.toString('latin1').replace(/[^A-Za-z0-9+/]/g, ''), 'base64');
    case 'quoted-printable':
      return decodeQuotedPrintable(octets);
    default:
      return octets;
  }
}

const CR = 0x0d;
const LF = 0x0a;
const EQUALS = 0x3d;

/** Lenient as RFC 2045 §6.7 advises: what is no valid escape stands for itself. Blanks before a line end are padding. */
export function decodeQuotedPrintable(source: Buffer): Buffer {
  const target = Buffer.allocUnsafe(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at += 1) {
    const octet = source[at] ?? 0;
    if (octet === LF || octet === CR) {
      while (
        length > 0 &&
        (target[length - 1] === 0x20 || target[length - 1] === 0x09) &&
        !keepsBlank(source, at)
      )
        length -= 1;
      target[length++] = octet;
    } else if (octet !== EQUALS) target[length++] = octet;
    else {
      const end = softBreakEnd(source, at + 1);
      const hex = source.toString('latin1', at + 1, at + 3);
      if (end !== null) at = end;
      else if (/^[0-9a-f]{2}$/i.test(hex)) {
        target[length++] = Number.parseInt(hex, 16);
        at += 2;
      } else target[length++] = octet;
    }
  }
  return target.subarray(0, length);
}

/** A blank that was written as `=20` is no padding. */
function keepsBlank(source: Buffer, lineEnd: number): boolean {
  const before = source[lineEnd - 1];
  return before !== 0x20 && before !== 0x09;
}

/** Index of the last octet of a soft line break whose `=` stands before `from`, or null. */
function softBreakEnd(source: Buffer, from: number): number | null {
  let at = from;
  while (source[at] === 0x20 || source[at] === 0x09) at += 1;
  if (source[at] === LF) return at;
  if (source[at] === CR) return source[at + 1] === LF ? at + 1 : at;
  return at >= source.length ? source.length : null;
}

export interface BodyDecoding {
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
  let text = inCharset(decoded, how.charset, how.cutOff).replace(/\r\n?/g, '\n');
  if (text.startsWith('\ufeff')) text = text.slice(1);
  if (how.flowed) text = libmime.decodeFlowed(text, how.delSp);
  return cutToBytes(text, maxBytes);
}

function inCharset(octets: Buffer, charset: string | null, cutOff: boolean): string {
  if (charset === null || /^(us-ascii|ascii|unknown.*|x-unknown|utf-?8)?$/i.test(charset))
    return decodeUndeclared(octets, cutOff);
  try {
    return decodeCharset(octets, charset);
  } catch {
    return decodeUndeclared(octets, cutOff);
  }
}

function cutToBytes(text: string, maxBytes: number): { text: string; cut: boolean } {
  const octets = Buffer.from(text, 'utf8');
  if (octets.length <= maxBytes) return { text, cut: false };
  let end = maxBytes;
  // Not in the middle of a character.
  while (end > 0 && ((octets[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return { text: octets.toString('utf8', 0, end), cut: true };
}

/** Octets of the encoded form that surely hold `bytes` decoded ones. */
export function encodedBound(bytes: number, encoding: string): number {
  if (encoding === 'base64') return Math.ceil(bytes * 1.4) + 128;
  return encoding === 'quoted-printable' ? bytes * 3 + 128 : bytes + 4;
}

/** Decoded octets of a part of `size` encoded ones: exact for identity encodings, else an estimate. */
export function decodedSize(size: number, encoding: string): number {
  // 76 characters and a line break carry 57 octets (RFC 2045 §6.8).
  return encoding === 'base64' ? Math.round((size * 57) / 78) : size;
}
