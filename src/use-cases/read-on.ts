/** Reading the journal on behind a place of one's own, for work that goes along all of it. */
import { GatewayError } from '../domain/errors.ts';
import type { Journal, JournalQuery } from './ports/news.ts';
import type { Log } from './ports/service.ts';

/** Where the journal was trimmed beyond the place it goes on with the oldest kept, and says so with `lost`. */
export async function readOn(
  journal: Pick<Journal, 'read'>,
  query: JournalQuery,
  log: Log,
  lost: string,
): ReturnType<Journal['read']> {
  try {
    return await journal.read(query);
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'cursor-expired') throw error;
    log.error({ position: query.after }, lost);
    return await journal.read({ ...query, after: 'oldest' });
  }
}
