/**
 * One page of a mailbox without a filter, in ascending order, by sequence numbers: the first page is the end of the
 * mailbox, the others lie around an anchor whose sequence number is checked by fetching the anchor along. One round
 * trip as long as the anchor is where it was; otherwise a SEARCH counts where it would be.
 */
import type { MessageAnchor } from '../use-cases/ports/mail.ts';
import type { ReadRow, RowReader } from './row-reader.ts';
import { countMatches } from './search.ts';
import type { Session } from './session.ts';

export interface Window {
  readonly rows: readonly ReadRow[];
  /** Whether there are older and newer messages than those. */
  readonly older: boolean;
  readonly newer: boolean;
}

const empty: Window = { rows: [], older: false, newer: false };

export async function lastRows(session: Session, limit: number, reader: RowReader): Promise<Window> {
  // Without a message there is no FETCH whose exchange could tell of one.
  if (session.mailbox.exists === 0) await session.command('NOOP');
  let exists = 0;
  const rows = await reader.between(() => {
    ({ exists } = session.mailbox);
    return { from: Math.max(1, exists - limit + 1), to: '*' };
  });
  const isMore = session.mailbox.exists > exists;
  const arrived = isMore ? await reader.between(() => ({ from: exists + 1, to: '*' })) : [];
  return windowOf(session, [...rows, ...arrived].slice(-limit));
}

export async function rowsAround(
  session: Session,
  anchor: MessageAnchor,
  limit: number,
  reader: RowReader,
): Promise<Window> {
  const { sequence } = anchor;
  if (sequence !== null && sequence <= session.mailbox.exists) {
    const rows = await besides(session, sequence, anchor.direction, limit, reader);
    if (rows.some((row) => row.seq === sequence && row.uid === anchor.uid)) {
      return windowOf(session, clip(rows, anchor, limit));
    }
  }
  await reader.freshen();
  const below = anchor.uid > 1 ? await countMatches(session, null, `1:${anchor.uid - 1}`) : 0;
  const edge = anchor.direction === 'next' ? below + 1 : below;
  const rows = await besides(session, edge, anchor.direction, limit + 1, reader);
  return windowOf(session, clip(rows, anchor, limit));
}

/** Up to `limit` rows on one side of a sequence number, and the one that has it. */
async function besides(
  session: Session,
  edge: number,
  direction: MessageAnchor['direction'],
  limit: number,
  reader: RowReader,
): Promise<readonly ReadRow[]> {
  const range = (): { readonly from: number; readonly to: number } => {
    const { exists } = session.mailbox;
    return direction === 'next'
      ? { from: Math.max(1, edge - limit), to: Math.min(exists, edge) }
      : { from: Math.max(1, edge), to: Math.min(exists, edge + limit) };
  };
  return await reader.between(range);
}

/** Only what lies beyond the anchor: the nearest `limit`. */
function clip(rows: readonly ReadRow[], anchor: MessageAnchor, limit: number): readonly ReadRow[] {
  return anchor.direction === 'next'
    ? rows.filter(({ uid }) => uid < anchor.uid).slice(-limit)
    : rows.filter(({ uid }) => uid > anchor.uid).slice(0, limit);
}

function windowOf(session: Session, rows: readonly ReadRow[]): Window {
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return empty;
  return { rows, older: first.seq > 1, newer: last.seq < session.mailbox.exists };
}
