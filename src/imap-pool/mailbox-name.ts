/** Mailbox names on the wire: modified UTF-7 (RFC 3501 §5.1.3) unless the session speaks UTF-8 (RFC 6855, RFC 9051). */
import type { ImapFlow } from 'imapflow';
import { string, type TokenNode } from './exchange.ts';

interface Speaking {
  readonly client: Pick<ImapFlow, 'enabled'>;
}

export function wireName(session: Speaking, path: string): TokenNode {
  return string(speaksUtf8(session) ? path : modifiedUtf7(path));
}

/** A listed name as a path; one that is no modified UTF-7, or not the only one for its path, stays as it stands. */
export function listedPath(session: Speaking, name: string): string {
  if (/^inbox$/i.test(name)) return 'INBOX';
  if (speaksUtf8(session)) return name;
  const path = mailboxNameOf(name);
  return modifiedUtf7(path) === name ? path : name;
}

/** A name that may be in modified UTF-7, decoded where it is well-formed as such, else as it stands. */
export function mailboxNameOf(text: string): string {
  if (!/^(?:[ -%'-~]|&[A-Za-z0-9+,]*-)*$/.test(text)) return text;
  return text.replace(/&([A-Za-z0-9+,]*)-/g, (run, base64: string) => {
    if (base64 === '') return '&';
    const octets = Buffer.from(base64.replaceAll(',', '/'), 'base64');
    return octets.length % 2 === 0 ? octets.swap16().toString('utf16le') : run;
  });
}

function speaksUtf8({ client: { enabled } }: Speaking): boolean {
  return enabled.has('UTF8=ACCEPT') || enabled.has('IMAP4REV2');
}

export function modifiedUtf7(path: string): string {
  return path.replace(/&|[^ -~]+/g, (run) => {
    if (run === '&') return '&-';
    const base64 = Buffer.from(run, 'utf16le').swap16().toString('base64');
    return `&${base64.replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}
