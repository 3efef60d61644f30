/**
 * One FETCH and its rows. A server may split a message over several responses, add flag changes nobody asked for, and
 * tell of vanished messages in between (RFC 9051 §5.2, §7.5): what comes out is one row a message that is still there.
 */
import type { ExpungeEvent } from 'imapflow';
import { hasUid, parseUidSet, uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import {
  isList,
  numberOf,
  sequence,
  textOf,
  type Completion,
  type Token,
  type Untagged,
} from './exchange.ts';
import { overAll } from './message-limit.ts';
import type { Session } from './session.ts';
import type { Structure } from './structure.ts';

export interface Row {
  readonly uid: number;
  /** At the end of the command. */
  readonly seq: number;
  /** By item name in upper case, sections as `BODY[1]`, header fields as `BODY[HEADER.FIELDS]`. */
  readonly items: ReadonlyMap<string, Token>;
  /** Where it has been read already. */
  readonly structure?: Structure | null;
}

interface GrowingRow {
  seq: number;
  readonly items: Map<string, Token>;
}

/**
 * In ascending order of sequence numbers. Rows without a UID are left out, and those of other UIDs than asked by a set
 * that names them all: nobody asked for those.
 */
export async function fetchRows(
  session: Session,
  by: 'uid' | 'sequence',
  set: string,
  items: readonly Token[],
  modifiers: readonly Token[] = [],
): Promise<readonly Row[]> {
  let rows = new Map<number, GrowingRow>();
  const onExpunge = (event: ExpungeEvent): void => {
    rows = withoutVanished(rows, event);
  };
  const onFetch = (response: Untagged): void => {
    const seq = Number(response.command);
    const row = rows.get(seq) ?? { seq, items: new Map<string, Token>() };
    rows.set(seq, row);
    readItems(response.attributes?.[1], row.items);
  };
  session.client.on('expunge', onExpunge);
  try {
    const more = modifiers.length === 0 ? [] : [modifiers];
    const fetch = (part: string): Promise<Completion> =>
      session.command(by === 'uid' ? 'UID FETCH' : 'FETCH', [sequence(part), items, ...more], {
        FETCH: onFetch,
      });
    if (by === 'uid') await overAll(set, fetch);
    else await fetch(set);
  } finally {
    session.client.off('expunge', onExpunge);
  }
  const asked = by === 'uid' && !set.includes('*') ? parseUidSet(set) : null;
  const complete: Row[] = [];
  for (const { seq, items: found } of rows.values()) {
    const uid = numberOf(found.get('UID'));
    if (uid !== null) session.numbering.note(seq, uid);
    if (uid !== null && (asked === null || hasUid(asked, uid))) complete.push({ uid, seq, items: found });
  }
  return complete.sort((a, b) => a.seq - b.seq);
}

/** By UID. What the view of the connection does not hold yet is looked for once more, after a NOOP. */
export async function fetchByUid(
  session: Session,
  uids: readonly number[],
  items: readonly Token[],
): Promise<ReadonlyMap<number, Row>> {
  const { arrivals } = session;
  const rows = await rowsOf(session, uids, items);
  const missing = uids.filter((uid) => !rows.has(uid));
  if (missing.length === 0) return rows;
  if (session.arrivals === arrivals) await session.command('NOOP');
  if (session.arrivals === arrivals) return rows;
  return new Map([...rows, ...(await rowsOf(session, missing, items))]);
}

/** By UID, of what the view of the connection holds. */
export async function rowsOf(
  session: Session,
  uids: readonly number[],
  items: readonly Token[],
): Promise<ReadonlyMap<number, Row>> {
  const wanted = new Set(uids);
  const rows = await fetchRows(session, 'uid', writeUidSet(uidSetOf(wanted)), items);
  return new Map(rows.filter(({ uid }) => wanted.has(uid)).map((row) => [row.uid, row]));
}

/** Sequence numbers behind a vanished message move up by one (RFC 9051 §7.5.1); one that is named by its UID lies where its neighbours say. */
function withoutVanished(
  rows: ReadonlyMap<number, GrowingRow>,
  event: ExpungeEvent,
): Map<number, GrowingRow> {
  if (event.earlier === true) return new Map(rows);
  const { seq: gone, uid } = event;
  const isGone = (row: GrowingRow): boolean => (gone === undefined ? uidOf(row) === uid : row.seq === gone);
  const isBehind = (row: GrowingRow): boolean =>
    gone === undefined ? (uidOf(row) ?? 0) > (uid ?? 0) : row.seq > gone;
  const edge = Math.min(...[...rows.values()].filter(isBehind).map(({ seq }) => seq));
  const left = new Map<number, GrowingRow>();
  for (const row of rows.values()) {
    if (isGone(row)) continue;
    if (row.seq >= edge) row.seq -= 1;
    left.set(row.seq, row);
  }
  return left;
}

function uidOf({ items }: GrowingRow): number | null {
  return numberOf(items.get('UID'));
}

/** What one response says, by item name in upper case; items with sections are not told apart. */
export function pairsOf(list: Token | undefined): ReadonlyMap<string, Token> {
  const pairs = new Map<string, Token>();
  if (!isList(list)) return pairs;
  for (let at = 0; at + 1 < list.length; at += 2) {
    const name = textOf(list[at]);
    if (name !== null) pairs.set(name.toUpperCase(), list[at + 1] ?? null);
  }
  return pairs;
}

function readItems(list: Token | undefined, into: Map<string, Token>): void {
  if (!isList(list)) return;
  for (let at = 0; at + 1 < list.length; at += 2) {
    const name = itemName(list[at]);
    if (name !== null) into.set(name, list[at + 1] ?? null);
  }
}

function itemName(token: Token | undefined): string | null {
  const name = textOf(token)?.toUpperCase() ?? null;
  if (name === null || token === undefined || token === null || isList(token) || token.section === undefined)
    return name;
  return `${name}[${(textOf(token.section[0]) ?? '').toUpperCase()}]`;
}
