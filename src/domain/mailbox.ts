/**
 * A mailbox as the server lists it (RFC 9051 §6.3.9) with the words for its special use (RFC 6154), and
 * how callers name one.
 */
import { GatewayError } from './errors.ts';

export const specialUses = [
  'inbox',
  'sent',
  'drafts',
  'trash',
  'junk',
  'archive',
  'all',
  'flagged',
  'important',
] as const;
export type SpecialUse = (typeof specialUses)[number];

export interface MailboxCounts {
  readonly total: number;
  readonly unseen: number;
  readonly uidNext: number;
  readonly uidValidity: number;
  /** Decimal; null without CONDSTORE. */
  readonly highestModseq: string | null;
  /** Whether the server can say later what was removed since `highestModseq` (QRESYNC). */
  readonly tellsRemovals: boolean;
}

export interface Mailbox {
  /** `mbx_…`, see `ids.ts`. */
  readonly id: string;
  /** MAILBOXID (RFC 8474) where the server has it, else the path: what the id is made of. */
  readonly key: string;
  /** Decoded from modified UTF-7, with the server's delimiter. */
  readonly path: string;
  readonly name: string;
  /** null where the server has no hierarchy. */
  readonly delimiter: string | null;
  readonly specialUse: SpecialUse | null;
  readonly subscribed: boolean;
  /** False for `\Noselect` and `\NonExistent`: such a node only holds others. */
  readonly selectable: boolean;
  /** null for what cannot be selected, and where it was not asked. */
  readonly counts: MailboxCounts | null;
}

export interface QuotaUsage {
  readonly used: number;
  readonly limit: number;
}

/** What there may be of a mailbox's messages and those that count together with them (RFC 9208). */
export interface Quota {
  /** In octets. */
  readonly storage: QuotaUsage | null;
  readonly messages: QuotaUsage | null;
}

/** How a caller names a mailbox: by `mbx_` id, lower-case special-use word, or exact path (api.md §5 "Naming a mailbox"). */
export type MailboxName =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'special-use'; readonly use: SpecialUse }
  | { readonly by: 'path'; readonly path: string };

export function parseMailboxName(text: string): MailboxName {
  if (text.startsWith('mbx_')) return { by: 'id', id: text };
  const use = specialUses.find((word) => word === text);
  return use === undefined ? { by: 'path', path: text } : { by: 'special-use', use };
}

/** Throws `refused-by-server` for a node that only holds others. */
export function requireSelectable({ selectable }: Pick<Mailbox, 'selectable'>): void {
  if (!selectable) {
    throw new GatewayError('refused-by-server', 'This mailbox only holds other mailboxes and no messages.');
  }
}

/** Whether the path is the mailbox's own, or that of one below it. */
export function isWithin({ path, delimiter }: Pick<Mailbox, 'path' | 'delimiter'>, other: string): boolean {
  return other === path || (delimiter !== null && other.startsWith(path + delimiter));
}

/** Which no server renames (RFC 9051 §6.3.6) or deletes (§6.3.5). */
export function isInbox({ path }: Pick<Mailbox, 'path'>): boolean {
  return /^inbox$/i.test(path);
}

/** Why no mailbox can have this path, or null. */
export function mailboxPathProblem(path: string): string | null {
  if (path.length === 0) return 'A mailbox path is not empty.';
  if (/[\r\n\0]/.test(path)) return 'A mailbox path holds no CR, LF or NUL.';
  if (/\p{Cs}/u.test(path)) return 'A mailbox path holds no half of a surrogate pair.';
  return Buffer.byteLength(path) > 1000 ? 'A mailbox path has at most 1,000 octets.' : null;
}

/** A mailbox that a look over all of them left out. */
export interface SkippedMailbox {
  readonly mailboxId: string;
  readonly mailboxPath: string;
  /** What the mail server said when it was to be opened. */
  readonly response: string | null;
}

/** The server lists the mailbox and does not open it, which says nothing of the others. */
export class UnopenedMailbox extends GatewayError {
  readonly skipped: SkippedMailbox;

  constructor({ id, path }: Pick<Mailbox, 'id' | 'path'>, refusal: GatewayError) {
    const { upstream } = refusal;
    const response = upstream?.response ?? null;
    const said = response === null ? '' : ` It said: ${response}`;
    super(refusal.code, `The mail server does not open the mailbox "${path}".${said}`, {
      cause: refusal,
      ...(upstream === undefined ? {} : { upstream }),
    });
    this.skipped = { mailboxId: id, mailboxPath: path, response };
  }
}
