/**
 * Pages of a list that mail servers give only whole: by path, the inbox first. A mailbox's id, which nobody
 * can forge, is the cursor that names it, marked where the page runs backward.
 */
import type { AccountIdentity } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import { isMailboxId } from '../domain/ids.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { Page, PageRequest } from '../domain/page.ts';

const backward = '~';

export interface MailboxPage<M extends Mailbox = Mailbox> extends Page<M> {
  /** How many there are in all. */
  readonly total: number;
}

/** Of all mailboxes of the account. Throws `invalid-cursor`, and `cursor-expired` where the mailbox was there once. */
export function mailboxPage(
  account: AccountIdentity,
  mailboxes: readonly Mailbox[],
  request: PageRequest,
): MailboxPage {
  const { limit, cursor } = request;
  const sorted = [...mailboxes].sort(byPath);
  const isBackward = cursor?.startsWith(backward) === true;
  const direction = request.direction ?? (isBackward ? 'previous' : 'next');
  const outside = direction === 'previous' ? sorted.length : -1;
  const id = isBackward ? cursor.slice(backward.length) : cursor;
  const anchor = id === undefined ? outside : anchorOf(account, sorted, id);
  const start = direction === 'previous' ? Math.max(0, anchor - limit) : anchor + 1;
  const end = direction === 'previous' ? anchor : Math.min(start + limit, sorted.length);
  const items = sorted.slice(start, end);
  const cursorAt = (index: number): string => items[index]?.id ?? '';
  return {
    items,
    total: sorted.length,
    next: end < sorted.length && items.length > 0 ? cursorAt(items.length - 1) : null,
    previous: start > 0 && items.length > 0 ? backward + cursorAt(0) : null,
    cursorAt,
  };
}

function anchorOf(account: AccountIdentity, sorted: readonly Mailbox[], id: string): number {
  if (!isMailboxId(account, id)) {
    throw new GatewayError('invalid-cursor', 'The cursor was not given out for these mailboxes.');
  }
  const anchor = sorted.findIndex((mailbox) => mailbox.id === id);
  if (anchor === -1) throw new GatewayError('cursor-expired', 'The mailbox that the cursor names is gone.');
  return anchor;
}

function byPath(a: Mailbox, b: Mailbox): number {
  if (a.specialUse === 'inbox' || b.specialUse === 'inbox') return a.specialUse === 'inbox' ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}
