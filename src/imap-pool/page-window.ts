/**
 * One page of a mailbox without a filter, in ascending order, by sequence numbers: the first page is the end of the
 * mailbox, the others lie around an anchor whose sequence number is checked by fetching the anchor along. One round
 * trip as long as the anchor is where it was; otherwise a SEARCH counts where it would be.
 */
import type { MessageAnchor } from '../use-cases/ports/mail.ts';
import type { Token } from './exchange.ts';
import { fetchRows, type Row } from './fetch-rows.ts';
import { countMatches } from './search.ts';
import type { Session } from './session.ts';

export interface Window {
  readonly rows: readonly Row[];
  /** Whether there are older and newer messages than those. */
  readonly older: boolean;
  readonly newer: boolean;
}

const empty: Window = { rows: [], older: false, newer: false };

export async function lastRows(session: Session, limit: number, items: readonly Token[]): Promise<Window> {
  // Without a message there is no FETCH whose exchange could tell of one.
  if (session.mailbox.exists === 0) await session.command('NOOP');
  const exists = session.mailbox.exists;
  const rows = exists === 0 ? [] : await rowsBetween(session, Math.max(1, exists - limit + 1), '*', items);
  const arrived = session.mailbox.exists > exists ? await rowsBetween(session, exists + 1, '*', items) : [];
  return windowOf(session, [...rows, ...arrived].slice(-limit));
}

export async function rowsAround(
  session: Session,
  anchor: MessageAnchor,
  limit: number,
  items: readonly Token[],
): Promise<Window> {
  const { sequence } = anchor;
  if (sequence !== null && sequence <= session.mailbox.exists) {
    const rows = await besides(session, sequence, anchor.direction, limit, items);
    if (rows.some((row) => row.seq === sequence && row.uid === anchor.uid)) {
      return windowOf(session, clip(rows, anchor, limit));
    }
  }
  const below = anchor.uid > 1 ? await countMatches(session, null, `1:${anchor.uid - 1}`) : 0;
  const edge = anchor.direction === 'next' ? below + 1 : below;
  const rows = await besides(session, edge, anchor.direction, limit + 1, items);
  return windowOf(session, clip(rows, anchor, limit));
}

/** Up to `limit` rows on one side of a sequence number, and the one that has it. */
async function besides(
  session: Session,
  edge: number,
  direction: MessageAnchor['direction'],
  limit: number,
  items: readonly Token[],
): Promise<readonly Row[]> {
  const { exists } = session.mailbox;
  const from = direction === 'next' ? Math.max(1, edge - limit) : Math.max(1, edge);
  const to = Math.min(exists, direction === 'next' ? edge : edge + limit);
  return from > to ? [] : await rowsBetween(session, from, to, items);
}

/** Only what lies beyond the anchor: the nearest `limit`. */
function clip(rows: readonly Row[], anchor: MessageAnchor, limit: number): readonly Row[] {
  return anchor.direction === 'next'
    ? rows.filter(({ uid }) => uid < anchor.uid).slice(-limit)
    : rows.filter(({ uid }) => uid > anchor.uid).slice(0, limit);
}

async function rowsBetween(
  session: Session,
  from: number,
  to: number | '*',
  items: readonly Token[],
): Promise<readonly Row[]> {
  const rows = await fetchRows(session, 'sequence', `${from}:${to}`, items);
  // Flag changes of other messages come along unasked.
  return rows.filter(({ seq }) => seq >= from && (to === '*' || seq <= to));
}

function windowOf(session: Session, rows: readonly Row[]): Window {
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return empty;
  return { rows, older: first.seq > 1, newer: last.seq < session.mailbox.exists };
}
