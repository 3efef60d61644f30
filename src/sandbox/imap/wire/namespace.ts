/** Mailbox names as a server with a namespace of its own writes them (RFC 2342). The store knows one, with `/` and no prefix. */

export interface Namespace {
  /** Of all mailboxes but INBOX. */
  readonly prefix: string;
  readonly delimiter: string;
}

export const PLAIN_NAMESPACE: Namespace = { prefix: '', delimiter: '/' };

export function outward({ prefix, delimiter }: Namespace, name: string): string {
  return name === 'INBOX' ? name : prefix + name.replaceAll('/', delimiter);
}

/** Empty, which no mailbox is called, for what lies outside of the namespace. */
export function inward({ prefix, delimiter }: Namespace, name: string): string {
  if (name.toUpperCase() === 'INBOX') return 'INBOX';
  const beginning = name.slice(0, prefix.length);
  return beginning.toUpperCase() === prefix.toUpperCase()
    ? name.slice(prefix.length).replaceAll(delimiter, '/')
    : '';
}
