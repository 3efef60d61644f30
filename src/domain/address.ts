/**
 * The one grammar of mail addresses at the door: a strict subset of RFC 5321 §4.1.2 (dot-string or
 * quoted-string local part, LDH, IDNA or address-literal-free domain). What passes here is what stands in
 * the SMTP envelope, byte for byte; nothing is repaired and no group or route is expanded.
 */
export interface Address {
  readonly address: string;
  readonly name: string | null;
}

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\u{10ffff}-]+";
const dotString = new RegExp(`^${atom}(?:\\.${atom})*$`, 'u');
const quotedLocal = /^"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"$/;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;
// Controls, line and paragraph separators, bidi overrides and other format characters, halves of surrogate pairs.
const forbidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Why this is no address we send to, in words for the caller, or null when it is one. */
export function addressProblem(address: string): string | null {
  if (address.length > 320) return 'An address has at most 320 characters.';
  if (forbidden.test(address)) return 'An address holds no control characters or line breaks.';
  const at = address.lastIndexOf('@');
  if (at < 1) return 'An address has the form local@domain.';
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (Buffer.byteLength(local) > 64) return 'The part before @ has at most 64 octets (RFC 5321 §4.5.3.1.1).';
  if (Buffer.byteLength(domain) > 255)
    return 'The part after @ has at most 255 octets (RFC 5321 §4.5.3.1.2).';
  if (!dotString.test(local) && !quotedLocal.test(local)) {
    return 'The part before @ is neither a dot-string nor a quoted string (RFC 5321 §4.1.2).';
  }
  const labels = domain.split('.');
  if (!labels.every((each) => each.length <= 63 && label.test(each))) {
    return 'The part after @ is not a domain name (RFC 5321 §4.1.2).';
  }
  return null;
}

/** Why this cannot be a display name, or null; CR, LF and NUL would end the header that carries it. */
export function displayNameProblem(name: string): string | null {
  if (/[\r\n\0]/.test(name)) return 'A name holds no line breaks.';
  return name.length > 500 ? 'A name has at most 500 characters.' : null;
}

/** The same for addresses that mail servers treat alike: the domain without case, the local part as it stands. */
export function canonicalAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at) + address.slice(at).toLowerCase();
}

export function sameAddress(a: string, b: string): boolean {
  return canonicalAddress(a) === canonicalAddress(b);
}
