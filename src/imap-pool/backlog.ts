/** Which messages of the selected mailbox may have come since a point in time, so that its first sight tells them. */
import { GatewayError } from '../domain/errors.ts';
import { instant, type Instant } from '../domain/time.ts';
import { searchUids } from './search.ts';
import type { Session } from './session.ts';

const dayMs = 24 * 60 * 60_000;

/**
 * The lowest UID of them; null when there are none. By days, which servers reckon in zones of their own: what is too early
 * is left out when it is told (`changes.ts`).
 */
export async function firstUidSince(session: Session, since: Instant): Promise<number | null> {
  if (session.mailbox.exists === 0) return null;
  const day = instant(Date.parse(since) - dayMs).slice(0, 10);
  try {
    return (await searchUids(session, { receivedSince: day }))[0] ?? null;
  } catch (error) {
    const isOurs =
      error instanceof GatewayError &&
      (error.code === 'search-too-broad' || error.code === 'unsupported-by-server');
    if (isOurs) return 1;
    throw error;
  }
}
