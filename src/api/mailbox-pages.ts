/**
 * Pages of a list that mail servers give only whole: by path, the inbox first. A mailbox's id, which nobody
 * can forge, is the cursor that names it, marked where the page runs backward.
 */
import { GatewayError } from '../domain/errors.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { Page, PageRequest } from '../domain/page.ts';

const backward = '~';

export function mailboxPage(mailboxes: readonly Mailbox[], request: PageRequest): Page<Mailbox> {
  const { limit, cursor } = request;
  const sorted = [...mailboxes].sort(byPath);
  const id = cursor?.replace(backward, '');
  const direction = request.direction ?? (cursor?.startsWith(backward) === true ? 'previous' : 'next');
  const outside = direction === 'previous' ? sorted.length : -1;
  const anchor = id === undefined ? outside : sorted.findIndex((mailbox) => mailbox.id === id);
  if (id !== undefined && anchor === -1) {
    throw id.startsWith('mbx_')
      ? new GatewayError('cursor-expired', 'The mailbox that the cursor names is gone.')
      : new GatewayError('invalid-cursor', 'The cursor was not given out for mailboxes.');
  }
  const start = direction === 'previous' ? Math.max(0, anchor - limit) : anchor + 1;
  const end = direction === 'previous' ? anchor : Math.min(start + limit, sorted.length);
  const items = sorted.slice(start, end);
  const cursorAt = (index: number): string => items[index]?.id ?? '';
  return {
    items,
    next: end < sorted.length && items.length > 0 ? cursorAt(items.length - 1) : null,
    previous: start > 0 && items.length > 0 ? backward + cursorAt(0) : null,
    cursorAt,
  };
}

function byPath(a: Mailbox, b: Mailbox): number {
  if (a.specialUse === 'inbox' || b.specialUse === 'inbox') return a.specialUse === 'inbox' ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}
