/** Mailbox names on the wire (RFC 3501 §5.1.3): ASCII as it stands, all else as UTF-16 in a base64 of its own. */

export function encodeMailboxName(name: string): string {
  return name.replace(/&|[^\u0020-\u007e]+/g, (run) => {
    if (run === '&') return '&-';
    const utf16 = Buffer.from(run, 'utf16le').swap16();
    return `&${utf16.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}

/** null when the octets are no modified UTF-7, or not the only one for its name. Plain UTF-8 is taken as meant. */
export function decodeMailboxName(octets: string): string | null {
  if (/[\u0080-\u00ff]/.test(octets)) return decodeUtf8(octets);
  const name = octets.replace(/&([A-Za-z0-9+,]*)-/g, (_, base64: string) => {
    if (base64 === '') return '&';
    const utf16 = Buffer.from(base64.replaceAll(',', '/'), 'base64');
    return utf16.length % 2 === 0 ? utf16.swap16().toString('utf16le') : '';
  });
  return encodeMailboxName(name) === octets ? name : null;
}

/** null for octets that are no UTF-8. */
export function decodeUtf8(octets: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(octets, 'latin1'));
  } catch {
    return null;
  }
}
