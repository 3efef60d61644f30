/**
 * Removing some messages for good and no others. With UIDPLUS that is one command (RFC 4315 §2.1); without, EXPUNGE takes
 * everything that is marked `\Deleted`, so that it is only used when nobody else's mark would be swept along.
 */
import { GatewayError } from '../domain/errors.ts';
import { uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import { sequence } from './exchange.ts';
import { searchUids } from './search.ts';
import type { Session } from './session.ts';
import { storeMarks } from './store-flags.ts';

/** Throws `unsupported-by-server`, before anything is changed. */
export async function refuseIfOthersWouldGo(session: Session, uids: readonly number[]): Promise<void> {
  if (session.can('UIDPLUS')) return;
  const ours = new Set(uids);
  const marked = await searchUids(session, { flags: { has: ['\\Deleted'] } });
  if (marked.every((uid) => ours.has(uid))) return;
  throw new GatewayError(
    'unsupported-by-server',
    'The mail server can only remove all messages marked \\Deleted at once, and others are marked too.',
  );
}

/** The UIDs that had changed since the condition, and stay. */
export async function expungeOnly(
  session: Session,
  uids: readonly number[],
  unchangedSince: string | null = null,
): Promise<ReadonlySet<number>> {
  const modified = await storeMarks(session, uids, { add: ['\\Deleted'], remove: [] }, unchangedSince);
  const going = uids.filter((uid) => !modified.has(uid));
  if (going.length === 0) return modified;
  if (session.can('UIDPLUS')) await session.command('UID EXPUNGE', [sequence(writeUidSet(uidSetOf(going)))]);
  else await session.command('EXPUNGE');
  return modified;
}
