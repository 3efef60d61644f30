/** THREAD on the selected mailbox (RFC 5256), by References alone: subjects that are equal say nothing. */
import { GatewayError } from '../domain/errors.ts';
import { atom, isList, numberOf } from './exchange.ts';
import type { Session } from './session.ts';

/** Of a larger one the answer, which names every message, costs more than it saves. */
const largestMailbox = 20_000;

/**
 * The UIDs of all messages that are in one thread with any of these; null where the server does not tell, or the mailbox is
 * too large to be told of.
 */
export async function threadsWith(
  session: Session,
  uids: readonly number[],
): Promise<readonly number[] | null> {
  if (!session.can('THREAD=REFS') || session.mailbox.exists > largestMailbox) return null;
  const wanted = new Set(uids);
  const found: number[] = [];
  try {
    await session.command('UID THREAD', ['REFS', 'US-ASCII', 'ALL'].map(atom), {
      THREAD: ({ attributes }) => {
        for (const thread of attributes ?? []) {
          const members = isList(thread) ? thread.flatMap((token) => numberOf(token) ?? []) : [];
          if (members.some((uid) => wanted.has(uid))) found.push(...members);
        }
      },
    });
  } catch (thrown) {
    if (thrown instanceof GatewayError && thrown.code === 'refused-by-server') return null;
    throw thrown;
  }
  return found;
}
