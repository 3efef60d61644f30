/** What became of the mailboxes of an account between two listings, and the events that tell it. Pure. */
import type { NewEvent } from '../domain/event.ts';
import type { Mailbox, MailboxCounts, SpecialUse } from '../domain/mailbox.ts';
import type { SyncPosition, ToldHierarchy } from '../domain/sync-position.ts';
import { parseUidSet, uidCount } from '../domain/uid-set.ts';
import type { FormerPath } from './hierarchy-alert.ts';
import { mailboxAt, mailboxEvent, type Place } from './mailbox-news.ts';

/** One that was listed before and is not now, with how far it was told. */
export interface Gone {
  readonly id: string;
  readonly path: string;
  readonly specialUse: SpecialUse | null;
  readonly position: SyncPosition | null;
}

export interface Renamed {
  readonly from: Gone;
  readonly to: Mailbox;
}

export interface HierarchyDifference {
  readonly created: readonly Mailbox[];
  readonly renamed: readonly Renamed[];
  readonly deleted: readonly Gone[];
}

/** Listed by id: servers list them in any order. */
export function shownAmong(
  mailboxes: readonly Pick<Mailbox, 'id' | 'path' | 'specialUse'>[],
): Pick<ToldHierarchy, 'paths' | 'uses'> {
  const byId = [...mailboxes].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    paths: Object.fromEntries(byId.map(({ id, path }) => [id, path])),
    uses: Object.fromEntries(
      byId.flatMap(({ id, specialUse }) => (specialUse === null ? [] : [[id, specialUse]])),
    ),
  };
}

/** A mailbox as it was told, but for how far. */
export function toldAs(
  { paths, uses }: Pick<ToldHierarchy, 'paths' | 'uses'>,
  id: string,
): Omit<Gone, 'position'> | null {
  const path = paths[id];
  return path === undefined ? null : { id, path, specialUse: uses[id] ?? null };
}

/**
 * `gone` are all that were told and are not among `now`. One is another's former self when it was renamed here, or when
 * UIDVALIDITY, UIDNEXT and the number of messages say so: a rename keeps them (RFC 9051 §6.3.6), but for what was
 * expunged since.
 */
export function differenceOf(
  told: Pick<ToldHierarchy, 'paths' | 'uses'>,
  now: readonly Mailbox[],
  gone: readonly Gone[],
  formerPath: FormerPath,
): HierarchyDifference {
  const renamed: Renamed[] = [];
  const created: Mailbox[] = [];
  const left = new Set(gone);
  for (const to of now) {
    const before = toldAs(told, to.id);
    if (before?.path === to.path) continue;
    // With OBJECTID it keeps its id under another name.
    const from =
      before === null ? formerOf(to, [...left], formerPath(to.path)) : { ...before, position: null };
    if (from === null) created.push(to);
    else renamed.push({ from, to });
    if (from !== null) left.delete(from);
  }
  return { created, renamed, deleted: [...left] };
}

/** `number` is that of the root's position that they lead to. */
export function hierarchyEvents(
  account: Place['account'],
  { created, renamed, deleted }: HierarchyDifference,
  number: number,
): readonly NewEvent[] {
  const event = (
    type: 'mailbox.created' | 'mailbox.renamed' | 'mailbox.deleted',
    mailbox: Place['mailbox'],
    uidValidity: number | undefined,
    previous: Gone | null,
  ): NewEvent =>
    mailboxEvent({ account, mailbox }, type, number, {
      mailbox: mailboxAt({ mailbox }, { uidValidity: uidValidity ?? null }),
      previous: previous === null ? null : goneAt(previous, uidValidity),
    });
  return [
    ...deleted.map((gone) => event('mailbox.deleted', gone, gone.position?.uidValidity, null)),
    ...renamed.map(({ from, to }) => event('mailbox.renamed', to, to.counts?.uidValidity, from)),
    ...created.map((mailbox) => event('mailbox.created', mailbox, mailbox.counts?.uidValidity, null)),
  ];
}

function goneAt(mailbox: Gone, uidValidity: number | undefined): object {
  return mailboxAt({ mailbox }, { uidValidity: mailbox.position?.uidValidity ?? uidValidity ?? null });
}

function formerOf(
  { path, name, counts }: Mailbox,
  gone: readonly Gone[],
  former: string | null,
): Gone | null {
  const ours = former === null ? undefined : gone.find((each) => each.path === former);
  if (ours !== undefined) return ours;
  const alike = gone.filter(({ position }) => position !== null && isSelf(position, counts));
  const called = alike.find((each) => each.path.endsWith(name) && each.path !== path);
  return called ?? alike[0] ?? null;
}

function isSelf(position: SyncPosition, counts: MailboxCounts | null): boolean {
  return (
    counts !== null &&
    position.uidValidity === counts.uidValidity &&
    position.uidNext === counts.uidNext &&
    counts.total <= uidCount(parseUidSet(position.known)) &&
    !hasFallen(position, counts)
  );
}

/** Whether the server's MODSEQ is behind what was told, or is no more. */
export function hasFallen(
  position: SyncPosition,
  { highestModseq }: { readonly highestModseq: string | null },
): boolean {
  if (position.highestModseq === null) return false;
  return highestModseq === null || BigInt(highestModseq) < BigInt(position.highestModseq);
}
