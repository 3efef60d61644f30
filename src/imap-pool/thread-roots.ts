/**
 * What tells the conversation of messages whose server identifies them and yet has no threads (RFC 8474 §5.2: NIL), as Cyrus
 * without its conversations: fetched when the first answer has shown that it is needed.
 */
import { atom, isList, textOf, type Token } from './exchange.ts';
import { bodySection, type FetchPlan } from './fetch-plan.ts';
import { rowsOf, type Row } from './fetch-rows.ts';
import { headerNames } from './header-fields.ts';
import type { Session } from './session.ts';

/** The same rows where the plan wants no threads, or has what tells them. */
export async function withRoots<R extends Row>(
  session: Session,
  { fields, items }: FetchPlan,
  rows: readonly R[],
): Promise<readonly R[]> {
  const lacking = rows.filter((row) => fields.has('threadId') && hasNoThread(row.items.get('THREADID')));
  const isKnown = fields.has('references') && items.some((item) => textOf(item) === 'ENVELOPE');
  if (lacking.length === 0 || isKnown) return rows;
  const header = bodySection([atom('HEADER.FIELDS'), headerNames(fields, true).map(atom)], null);
  const asked = [atom('UID'), atom('ENVELOPE'), ...(fields.has('headers') ? [] : [header])];
  const uids = lacking.map(({ uid }) => uid);
  const roots = await rowsOf(session, uids, asked);
  return rows.map((row) => ({
    ...row,
    items: new Map([...row.items, ...(roots.get(row.uid)?.items ?? [])]),
  }));
}

function hasNoThread(token: Token | undefined): boolean {
  return token === null || (isList(token) && textOf(token[0]) === null);
}
