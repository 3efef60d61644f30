/** What has changed in a mailbox between two points. Pure: sets of UIDs, no server and no storage. */
import { differenceOf, intersectionOf, uidCount, unionOf, type UidSet } from './uid-set.ts';

/** The messages of a mailbox by their flags (in order, joined by blanks); all under '' where flags are not remembered. */
export type Snapshot = ReadonlyMap<string, UidSet>;

/** Each UID is in at most one of them: what came and went between the points is in none. */
export interface UidChanges {
  readonly created: UidSet;
  readonly updated: UidSet;
  readonly destroyed: UidSet;
}

export function messagesOf(snapshot: Snapshot): UidSet {
  return [...snapshot.values()].reduce<UidSet>(unionOf, []);
}

/** Between two snapshots that both remember flags, or both do not. */
export function changesBetween(before: Snapshot, after: Snapshot): UidChanges {
  const [was, is] = [messagesOf(before), messagesOf(after)];
  const updated = [...after]
    .map(([flags, uids]) => differenceOf(intersectionOf(uids, was), before.get(flags) ?? []))
    .reduce<UidSet>(unionOf, []);
  return { created: differenceOf(is, was), updated, destroyed: differenceOf(was, is) };
}

/** The first `limit` by UID; `more` when others follow, `last` is the highest UID that was taken. */
export function firstChanges(
  changes: UidChanges,
  limit: number,
): { readonly changes: UidChanges; readonly more: boolean; readonly last: number } {
  const all = unionOf(unionOf(changes.created, changes.updated), changes.destroyed);
  if (uidCount(all) <= limit) return { changes, more: false, last: all.at(-1)?.[1] ?? 0 };
  let left = limit;
  let last = 0;
  for (const [from, to] of all) {
    const taken = Math.min(left, to - from + 1);
    last = from + taken - 1;
    left -= taken;
    if (left === 0) break;
  }
  const upTo = (set: UidSet): UidSet => intersectionOf(set, [[1, last]]);
  return {
    changes: {
      created: upTo(changes.created),
      updated: upTo(changes.updated),
      destroyed: upTo(changes.destroyed),
    },
    more: true,
    last,
  };
}
