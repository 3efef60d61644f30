/** How the replicas of the role `watch` share the accounts: evenly, without talking to one another. Pure. */
import { createHash } from 'node:crypto';

/** The most that one of `replicas` watches of `accounts`. */
export function shareOf(accounts: number, replicas: number): number {
  return Math.ceil(accounts / Math.max(1, replicas));
}

/** What is above the share, at most `most` of it: who takes it over has to connect anew. */
export function accountsToGive(held: readonly string[], share: number, most: number): readonly string[] {
  return held.slice(0, Math.min(most, Math.max(0, held.length - share)));
}

/** Up to `room` of the free ones, in an order of this replica's own, so that two of them seldom reach for the same. */
export function accountsToClaim(free: readonly string[], room: number, replica: string): readonly string[] {
  const rank = (id: string): string => createHash('sha1').update(replica).update(id).digest('hex');
  return free
    .map((id) => [rank(id), id] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, room)
    .map(([, id]) => id);
}
