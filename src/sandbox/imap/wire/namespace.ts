/** Mailbox names as a server with a namespace of its own writes them (RFC 2342). The store knows one, with `/` and no prefix. */
import { formattedString } from './format.ts';
import { decodeMailboxName, decodeUtf8, encodeMailboxName } from './modified-utf7.ts';

export interface Namespace {
  /** Of all mailboxes but INBOX. */
  readonly prefix: string;
  readonly delimiter: string;
  /** Names go over the wire as they are (RFC 6855), and not in modified UTF-7. */
  readonly utf8?: boolean;
}

export const PLAIN_NAMESPACE: Namespace = { prefix: '', delimiter: '/' };

export function outward({ prefix, delimiter }: Namespace, name: string): string {
  return name === 'INBOX' ? name : prefix + name.replaceAll('/', delimiter);
}

/** Empty, which no mailbox is called, for what lies outside of the namespace, or holds the store's own delimiter. */
export function inward({ prefix, delimiter }: Namespace, name: string): string {
  if (name.toUpperCase() === 'INBOX') return 'INBOX';
  if (delimiter !== '/' && name.includes('/')) return '';
  const beginning = name.slice(0, prefix.length);
  return beginning.toUpperCase() === prefix.toUpperCase()
    ? name.slice(prefix.length).replaceAll(delimiter, '/')
    : '';
}

/** An outward name in octets, one per character. */
export function written({ utf8 = false }: Namespace, name: string): string {
  if (!utf8) return formattedString(encodeMailboxName(name));
  return `"${Buffer.from(name, 'utf8').toString('latin1').replace(/["\\]/g, '\\$&')}"`;
}

/** null for octets that are no name. */
export function read({ utf8 = false }: Namespace, octets: string): string | null {
  return utf8 ? decodeUtf8(octets) : decodeMailboxName(octets);
}
