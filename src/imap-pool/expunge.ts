/**
 * Removing some messages for good and no others. With UIDPLUS that is one command (RFC 4315 §2.1); without, EXPUNGE takes
 * everything that is marked `\Deleted`, so that it is only used when nobody else's mark would be swept along.
 */
import { GatewayError } from '../domain/errors.ts';
import { atom, sequence } from './exchange.ts';
import { searchUids } from './search.ts';
import type { Session } from './session.ts';

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

export async function expungeOnly(session: Session, set: string): Promise<void> {
  await session.command('UID STORE', [sequence(set), atom('+FLAGS.SILENT'), [atom('\\Deleted')]]);
  if (session.can('UIDPLUS')) await session.command('UID EXPUNGE', [sequence(set)]);
  else await session.command('EXPUNGE');
}
