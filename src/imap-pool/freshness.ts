/**
 * A selected mailbox is a view that the server may bring up to date only when it likes. A caller has to see what was
 * delivered or removed before it asked; this file decides when that costs a NOOP and when it costs nothing.
 */
import type { Session } from './session.ts';

/** Removals made elsewhere may be seen this much later; arrivals and our own changes never. */
const removalsMayLagMs = 1_000;

/** Which mailboxes this process changed, and when, so that its other connections look again. */
export interface OwnChanges {
  mark(accountId: string, path: string): void;
  since(accountId: string, path: string): number;
}

export function createOwnChanges(now: () => number = () => performance.now()): OwnChanges {
  const changes = new Map<string, number>();
  const key = (accountId: string, path: string): string => `${accountId}\0${path}`;
  return {
    mark(accountId, path) {
      const at = now();
      changes.delete(key(accountId, path));
      changes.set(key(accountId, path), at);
      // Older ones are covered by `removalsMayLagMs`.
      for (const [name, time] of changes) {
        if (time > at - removalsMayLagMs) break;
        changes.delete(name);
      }
    },
    since: (accountId, path) => changes.get(key(accountId, path)) ?? Number.NEGATIVE_INFINITY,
  };
}

/** Makes sure that removals are known; arrivals are left to `includingArrivals`. */
export async function refresh(session: Session, changedAt: number): Promise<void> {
  const { syncedAt } = session;
  const stale = syncedAt <= changedAt || performance.now() - syncedAt > removalsMayLagMs;
  if (stale || !tellsArrivalsAtOnce(session)) await session.command('NOOP');
}

/**
 * Runs a command and once more if it turned out, in the same exchange, that messages had come which it could not see.
 * Of servers that do not tell in time, `refresh` has asked before.
 */
export async function includingArrivals<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const before = session.arrivals;
  const value = await work();
  return session.arrivals > before ? await work() : value;
}

/** Dovecot ends every command with what has changed (seen over 2.3); of others it is not known. */
export function tellsArrivalsAtOnce(session: Session): boolean {
  const name = session.client.serverInfo?.name;
  return typeof name === 'string' && /dovecot/i.test(name);
}
