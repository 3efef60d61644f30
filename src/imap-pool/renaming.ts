/** What a renaming does to what is below the mailbox and to subscriptions (RFC 9051 §6.3.6, §6.3.7). */
import { isWithin, type Mailbox } from '../domain/mailbox.ts';
import { unlessRefused } from './errors.ts';
import { wireName } from './mailbox-name.ts';
import type { Session } from './session.ts';

export interface Renaming {
  /** Whether a path is renamed by it. */
  readonly concerns: (path: string) => boolean;
  /** Of a path that it concerns. */
  readonly newPath: (path: string) => string;
}

/** What is below a mailbox goes along. */
export function renamingOf(mailbox: Mailbox, to: string): Renaming {
  return {
    concerns: (path) => isWithin(mailbox, path),
    newPath: (path) => to + path.slice(mailbox.path.length),
  };
}

/**
 * Subscribes under the new names to what was subscribed to under the old ones, which most servers leave to the client.
 * False when there was nothing to do.
 */
export async function moveSubscriptions(
  session: Session,
  before: readonly Mailbox[],
  after: readonly Mailbox[],
  { concerns, newPath }: Renaming,
): Promise<boolean> {
  const now = new Map(after.map(({ path, subscribed }) => [path, subscribed]));
  let moved = false;
  for (const { path, subscribed } of before.filter((mailbox) => concerns(mailbox.path))) {
    if (!subscribed || now.get(newPath(path)) !== false) continue;
    await session.command('SUBSCRIBE', [wireName(session, newPath(path))]).catch(unlessRefused);
    await session.command('UNSUBSCRIBE', [wireName(session, path)]).catch(unlessRefused);
    moved = true;
  }
  return moved;
}
