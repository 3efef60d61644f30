/** One page of a mailbox by UID, either way: pages are always looked for from the newest, the other way is turned. */
import type { MessageAnchor } from '../use-cases/ports/mail.ts';
import { lastRows, rowsAround } from './page-window.ts';
import type { ReadRow, RowReader } from './row-reader.ts';
import { matchingRows } from './search-window.ts';
import type { Session } from './session.ts';
import type { OrderedWindow, WindowQuery } from './ordered-window.ts';

export async function uidWindow(
  session: Session,
  query: Omit<WindowQuery, 'items'>,
  reader: RowReader,
): Promise<OrderedWindow<ReadRow>> {
  const { filter, limit, order } = query;
  const descending = order[0]?.desc !== false;
  const anchor = anchorFromNewest(query, descending);
  const { rows, older, newer } =
    filter !== null
      ? await matchingRows(session, filter, anchor, limit, reader)
      : anchor !== null
        ? await rowsAround(session, anchor, limit, reader)
        : await lastRows(session, limit, reader);
  return descending
    ? { rows: [...rows].reverse(), before: newer, after: older, begins: null }
    : { rows, before: older, after: newer, begins: null };
}

/** As in a list from the newest to the oldest; null for its first page. */
function anchorFromNewest(
  { anchor, direction }: Pick<WindowQuery, 'anchor' | 'direction'>,
  descending: boolean,
): MessageAnchor | null {
  const way = descending === (direction === 'next') ? 'next' : 'previous';
  if (anchor !== null) return { ...anchor, direction: way };
  return way === 'next' ? null : { ...belowAll, direction: way };
}

/** A place that no message has. */
const belowAll = { mailboxId: '', uidValidity: 0, uid: 0, keys: [], sequence: null };
