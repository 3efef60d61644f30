/** One page of the messages that match a filter, in ascending order: a SEARCH beyond the anchor, then one FETCH. */
import type { Filter } from '../domain/search.ts';
import type { MessageAnchor } from '../use-cases/ports/mail.ts';
import { includingArrivals } from './freshness.ts';
import type { Window } from './page-window.ts';
import type { RowReader } from './row-reader.ts';
import { searchUids } from './search.ts';
import type { Session } from './session.ts';

export async function matchingRows(
  session: Session,
  filter: Filter,
  anchor: MessageAnchor | null,
  limit: number,
  reader: RowReader,
): Promise<Window> {
  await reader.freshen();
  const within = anchor === null ? null : rangeBeyond(anchor);
  if (within === '') return { rows: [], older: false, newer: false };
  const backwards = anchor?.direction === 'previous';
  // One more tells that there are more, another may be no match of the range.
  const enough = { count: limit + 2, from: backwards ? 'oldest' : 'newest' } as const;
  const found = await includingArrivals(session, () => searchUids(session, filter, within, enough));
  // `n:*` always holds the last message, even when it lies before n (RFC 9051 §9 seq-range).
  const beyond = backwards ? found.filter((uid) => uid > anchor.uid) : found;
  const page = new Set(backwards ? beyond.slice(0, limit) : beyond.slice(-limit));
  const more = beyond.length > limit;
  const rows = await reader.named([...page], false);
  return {
    rows,
    older: backwards ? true : more,
    newer: backwards ? more : anchor !== null,
  };
}

function rangeBeyond({ uid, direction }: MessageAnchor): string {
  if (direction === 'previous') return `${uid + 1}:*`;
  return uid > 1 ? `1:${uid - 1}` : '';
}
