/** Undoes base64 and quoted-printable (RFC 2045 §6). Lenient: what cannot be decoded stays or is passed over. */

const LF = 10;
const EQUALS = 61;

/** null for an encoding that is not known. */
export function decodeTransfer(octets: Buffer, encoding: string): Buffer | null {
  switch (encoding.toLowerCase()) {
    case '7bit':
    case '8bit':
    case 'binary':
      return octets;
    case 'base64':
      return Buffer.from(octets.toString('latin1'), 'base64');
    case 'quoted-printable':
      return decodeQuotedPrintable(octets);
    default:
      return null;
  }
}

/** White space at the end of a line goes (RFC 2045 §6.7 rule 3), an `=` that encodes nothing stays. */
export function decodeQuotedPrintable(octets: Buffer): Buffer {
  const decoded = Buffer.allocUnsafe(octets.length);
  let length = 0;
  let at = 0;
  while (at < octets.length) {
    const found = octets.indexOf(LF, at);
    const next = found === -1 ? octets.length : found + 1;
    let end = next;
    while (end > at && isLineSpace(octets[end - 1])) end -= 1;
    const isSoft = end > at && octets[end - 1] === EQUALS;
    const textEnd = isSoft ? end - 1 : end;
    for (let index = at; index < textEnd; index += 1) {
      const high = octets[index] === EQUALS && index + 2 < textEnd ? hexDigit(octets[index + 1]) : -1;
      const low = high === -1 ? -1 : hexDigit(octets[index + 2]);
      decoded[length] = low === -1 ? (octets[index] ?? 0) : high * 16 + low;
      length += 1;
      if (low !== -1) index += 2;
    }
    if (!isSoft && found !== -1) {
      const lineEnd = octets[found - 1] === 13 && found > at ? found - 1 : found;
      length += octets.copy(decoded, length, lineEnd, next);
    }
    at = next;
  }
  return decoded.subarray(0, length);
}

function isLineSpace(octet: number | undefined): boolean {
  return octet === 32 || octet === 9 || octet === 13 || octet === LF;
}

function hexDigit(octet = 0): number {
  if (octet >= 48 && octet <= 57) return octet - 48;
  const lower = octet | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
