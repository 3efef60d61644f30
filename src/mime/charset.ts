/** Octets in a character set → characters. Never throws: what cannot be understood is as readable as it can be. */
import iconv from 'iconv-lite';
import { decode, normalizeCharset } from 'libmime/lib/charset.js';
import { decodeHz, decodeIso2022Kr } from './shifting-charsets.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const lenientUtf8 = new TextDecoder('utf-8');

/** Octets without a declared charset: UTF-8 if they are, else windows-1252, which every octet fits. */
export function decodeUndeclared(octets: Buffer, cutOff = false): string {
  const utf8 = asUtf8(octets) ?? (cutOff ? asUtf8(withoutBrokenEnd(octets)) : null) ?? asBrokenUtf8(octets);
  return utf8 ?? decode(octets, 'windows-1252');
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

/** Text in which most of what is not ASCII is UTF-8 has a broken character or two; other charsets hardly look like that. */
function asBrokenUtf8(octets: Buffer): string | null {
  const text = lenientUtf8.decode(octets);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return whole > broken ? text : null;
}

/** A charset by any of its names. One that nobody knows, and US-ASCII with more than that in it, is read as undeclared. */
export function decodeCharset(octets: Buffer, charset: string, cutOff = false): string {
  const name = charset.trim().toLowerCase();
  switch (name) {
    case 'utf-7':
    case 'unicode-1-1-utf-7':
    case 'x-unicode-2-0-utf-7':
      return iconv.decode(octets, 'utf-7');
    case 'hz-gb-2312':
      return decodeHz(octets);
    case 'iso-2022-kr':
    case 'csiso2022kr':
      return decodeIso2022Kr(octets);
    case 'latin-9':
    case 'latin9':
      return decode(octets, 'iso-8859-15');
    case 'big5-tw':
      return decode(octets, 'big5');
    default:
      return /^(us-ascii|ascii|utf-?8)$/.test(name) || !isKnown(name)
        ? decodeUndeclared(octets, cutOff)
        : decode(octets, name);
  }
}

/** Those that iconv-lite does not have, libmime reads by other means. */
function isKnown(name: string): boolean {
  const canonical = normalizeCharset(name);
  return /^(jis|iso-?2022-?jp|eucjp)/i.test(canonical) || (name !== '' && iconv.encodingExists(canonical));
}

/** A body in the charset that its part declares. `cutOff`: the octets may end within a character. */
export function inCharset(octets: Buffer, charset: string | null, cutOff: boolean): string {
  return charset === null ? decodeUndeclared(octets, cutOff) : decodeCharset(octets, charset, cutOff);
}
