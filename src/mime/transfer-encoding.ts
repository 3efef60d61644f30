/** Content-Transfer-Encodings (RFC 2045 §6): undone for whole or cut-off bodies, and what their sizes say. Pure. */
import { createBase64Decoder } from './base64.ts';

/** Undoes a Content-Transfer-Encoding (RFC 2045 §6) of a whole or cut-off body; unknown ones are identity. */
export function decodeTransfer(octets: Buffer, encoding: string): Buffer {
  switch (encoding) {
    case 'base64':
      return decodeBase64(octets);
    case 'quoted-printable':
      return decodeQuotedPrintable(octets);
    default:
      return octets;
  }
}

/** Whether the octets mean themselves; an encoding that nobody knows is taken as such. */
export function isIdentity(encoding: string): boolean {
  return encoding !== 'base64' && encoding !== 'quoted-printable';
}

function decodeBase64(octets: Buffer): Buffer {
  const decoder = createBase64Decoder();
  const whole = decoder.push(octets);
  const last = decoder.end();
  return last.length === 0 ? whole : Buffer.concat([whole, last]);
}

const CR = 0x0d;
const LF = 0x0a;
const EQUALS = 0x3d;

/** What an octet is worth as a hexadecimal digit; -1 for all others. */
const digits = new Int8Array(256).fill(-1);
for (const [value, digit] of Array.from('0123456789abcdef').entries()) {
  digits[digit.charCodeAt(0)] = value;
  digits[digit.toUpperCase().charCodeAt(0)] = value;
}
const digitOf = (octet: number | undefined): number => (octet === undefined ? -1 : (digits[octet] ?? -1));

/** Lenient as RFC 2045 §6.7 advises: what is no valid escape stands for itself. Blanks before a line end are padding. */
export function decodeQuotedPrintable(source: Buffer): Buffer {
  const target = Buffer.allocUnsafe(source.length);
  let length = 0;
  /** Before it no blank is padding: it was escaped, or stands before a line break. */
  let settled = 0;
  for (let at = 0; at < source.length; at += 1) {
    const octet = source[at] ?? 0;
    if (octet === LF || octet === CR) {
      while (length > settled && (target[length - 1] === 0x20 || target[length - 1] === 0x09)) length -= 1;
      target[length++] = octet;
      settled = length;
    } else if (octet !== EQUALS) target[length++] = octet;
    else {
      const high = digitOf(source[at + 1]);
      const low = digitOf(source[at + 2]);
      if (high >= 0 && low >= 0) {
        target[length++] = high * 16 + low;
        settled = length;
        at += 2;
        continue;
      }
      const end = softBreakEnd(source, at + 1);
      if (end === null) target[length++] = octet;
      else {
        settled = length;
        at = end;
      }
    }
  }
  return target.subarray(0, length);
}

/** Index of the last octet of a soft line break whose `=` stands before `from`, or null. */
function softBreakEnd(source: Buffer, from: number): number | null {
  let at = from;
  while (source[at] === 0x20 || source[at] === 0x09) at += 1;
  if (source[at] === LF) return at;
  if (source[at] === CR) return source[at + 1] === LF ? at + 1 : at;
  return at >= source.length ? source.length : null;
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
