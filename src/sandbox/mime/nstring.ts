/** What a message says, as nstring (RFC 3501 §9): a NUL, which no string of IMAP may hold, becomes octet 0x80. */
export function nstring(text: string | null): string | null {
  return text?.replaceAll('\0', '\x80') ?? null;
}
