/** Mailbox names on the wire: modified UTF-7 (RFC 3501 §5.1.3) unless the session speaks UTF-8 (RFC 6855, RFC 9051). */
import iconv from 'iconv-lite';
import { string, type TokenNode } from './exchange.ts';
import type { Session } from './session.ts';

export function wireName(session: Session, path: string): TokenNode {
  const { enabled } = session.client;
  if (enabled.has('UTF8=ACCEPT') || enabled.has('IMAP4REV2')) return string(path);
  return string(
    /[&\x00-\x1f\x7f-\uffff]/.test(path) ? iconv.encode(path, 'utf-7-imap').toString('latin1') : path,
  );
}

/** A name that may be in modified UTF-7, decoded where it is well-formed as such, else as it stands. */
export function mailboxNameOf(text: string): string {
  return /^(?:[ -%'-~]|&[A-Za-z0-9+,]*-)*$/.test(text) && text.includes('&')
    ? iconv.decode(Buffer.from(text, 'latin1'), 'utf-7-imap')
    : text;
}
