/** Octets in a character set → characters. Never throws: what cannot be understood is as readable as it can be. */
import { decode } from 'libmime/lib/charset.js';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Octets without a declared charset: UTF-8 if they are, else windows-1252, which every octet fits. */
export function decodeUndeclared(octets: Buffer, cutOff = false): string {
  const utf8 = asUtf8(octets) ?? (cutOff ? asUtf8(withoutBrokenEnd(octets)) : null);
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

/** Unknown names are read as UTF-8. */
export function decodeCharset(octets: Buffer, charset: string): string {
  return decode(octets, charset);
}

/** A body in the charset that its part declares. `cutOff`: the octets may end within a character. */
export function inCharset(octets: Buffer, charset: string | null, cutOff: boolean): string {
  if (charset === null || /^(us-ascii|ascii|unknown.*|x-unknown|utf-?8)?$/i.test(charset))
    return decodeUndeclared(octets, cutOff);
  try {
    return decode(octets, charset);
  } catch {
    return decodeUndeclared(octets, cutOff);
  }
}
