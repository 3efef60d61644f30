/**
 * Which mailboxes an account is told to have, and which of the watched ones were there when everything had been told: one
 * that comes later is news with all that it holds, one that only got another name is not. Kept as the position of the
 * hierarchy's root, which moves in one step with the events of mailboxes, and outlives connections, leases and processes.
 */
import type { Account } from '../domain/account.ts';
import type { NewEvent } from '../domain/event.ts';
import { mailboxId } from '../domain/ids.ts';
import { isInbox, type Mailbox } from '../domain/mailbox.ts';
import type { SyncPosition, ToldHierarchy } from '../domain/sync-position.ts';
import { instant } from '../domain/time.ts';
import type { WatchSink } from '../use-cases/ports/news.ts';
import { maySayAbsent } from './errors.ts';
import type { FormerPath } from './hierarchy-alert.ts';
import { differenceOf, hierarchyEvents, shownAmong, toldAs, type Gone } from './hierarchy-difference.ts';
import type { Opened } from './look.ts';
import { countsOf } from './mailbox-listing.ts';
import type { Session } from './session.ts';
import { untilStored } from './until-stored.ts';
import { namedNow, watchedAmong } from './watch-list.ts';

/**
 * Why a mailbox has no position. `first-sight`: nothing that it holds is news. `appeared`: all of it is. `moved`: it was
 * told under another name, as far as `position` says.
 */
export type Origin =
  | { readonly kind: 'first-sight' }
  | { readonly kind: 'appeared' }
  | { readonly kind: 'moved'; readonly position: SyncPosition };

export interface ToldMailboxes {
  /** Tells what became of the mailboxes since they were listed last. Answers which of them are watched. */
  listed(session: Session, mailboxes: readonly Mailbox[]): Promise<readonly Mailbox[] | 'fenced'>;
  /** Of a listed mailbox without a position. */
  originOf(opened: Pick<Opened, 'mailbox'>): Promise<Origin>;
  /** Everything that is listed and watched has been looked at, but for the mailboxes of these ids. */
  settle(unopened: ReadonlySet<string>): Promise<'done' | 'fenced'>;
}

export interface ToldMailboxesOptions {
  readonly account: Account;
  readonly sink: Pick<WatchSink, 'position' | 'commit'>;
  readonly formerPath: FormerPath;
  /** What was kept of the mailbox of this id is no longer true. */
  readonly onGone: (id: string) => void;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** So many new ones are asked for their counts, where the listing does not bring them. */
const mostAsked = 100;

export function createToldMailboxes(options: ToldMailboxesOptions): ToldMailboxes {
  const { account, sink, formerPath, onGone, now, signal } = options;
  const wanted = account.watch.mailboxes;
  // No mailbox has an empty name.
  const root = { id: mailboxId(account, '') };
  let present: readonly string[] | null = null;
  /** As it is to be written with the next step. */
  let hierarchy: ToldHierarchy | undefined;
  /** undefined: not read yet. */
  let kept: SyncPosition | null | undefined;

  const read = async (): Promise<SyncPosition | null> => {
    if (kept === undefined) kept = await untilStored(signal, () => sink.position(root));
    return kept;
  };

  const write = async (
    change: Pick<SyncPosition, 'mailboxes' | 'hierarchy'>,
    events: readonly NewEvent[],
    gone: readonly string[],
  ): Promise<'done' | 'again' | 'fenced'> => {
    const before = await read();
    const next = { ...emptyRoot, ...change, number: (before?.number ?? 0) + 1, updatedAt: instant(now()) };
    let first = true;
    const result = await untilStored(signal, async () => {
      // An answer that got lost may have been a yes; a second one would then be a conflict.
      if (!first && (await sink.position(root))?.number === next.number) return 'committed';
      first = false;
      return await sink.commit(root, before, next, events, gone);
    });
    kept = result === 'committed' ? next : undefined;
    if (result === 'fenced') return 'fenced';
    return result === 'committed' ? 'done' : 'again';
  };

  /** `hidden`: only left out of the listing. To tell such a one as gone would be to tell all that it holds anew. */
  const missingFrom = async (
    session: Session,
    told: ToldHierarchy | undefined,
    mailboxes: readonly Mailbox[],
  ): Promise<{ readonly gone: readonly Gone[]; readonly hidden: readonly Omit<Gone, 'position'>[] }> => {
    const ids = new Set(mailboxes.map(({ id }) => id));
    const paths = new Set(mailboxes.map(({ path }) => path));
    const missing = { gone: new Array<Gone>(), hidden: new Array<Omit<Gone, 'position'>>() };
    for (const id of Object.keys(told?.paths ?? {})) {
      const mailbox = told === undefined || ids.has(id) ? null : toldAs(told, id);
      if (mailbox === null) continue;
      if (!paths.has(mailbox.path) && (await countsUnlessGone(session, mailbox)) !== null)
        missing.hidden.push(mailbox);
      else
        missing.gone.push({ ...mailbox, position: await untilStored(signal, () => sink.position({ id })) });
    }
    return missing;
  };

  /** With their counts, which show what a new one was before. */
  const counted = async (
    session: Session,
    told: ToldHierarchy,
    mailboxes: readonly Mailbox[],
  ): Promise<readonly Mailbox[]> => {
    let asked = 0;
    const all: Mailbox[] = [];
    for (const mailbox of mailboxes) {
      const isAsked = mailbox.counts === null && told.paths[mailbox.id] === undefined && asked < mostAsked;
      if (isAsked) asked += 1;
      all.push(isAsked ? { ...mailbox, counts: await countsUnlessGone(session, mailbox) } : mailbox);
    }
    return all;
  };

  return {
    async listed(session, listing) {
      const selectable = listing.filter((mailbox) => mailbox.selectable);
      const watched = (): readonly Mailbox[] => {
        const mailboxes = watchedAmong(selectable, wanted, hierarchy?.named);
        present = wanted === 'all' ? mailboxes.map(({ id }) => id).sort() : null;
        return mailboxes;
      };
      // An account without its inbox is a listing that is not whole.
      if (!selectable.some(isInbox)) return watched();
      for (;;) {
        const told = (await read())?.hierarchy;
        const { gone, hidden } = await missingFrom(session, told, selectable);
        const shown = shownAmong([...selectable, ...hidden]);
        hierarchy = { ...shown, formerly: {}, named: namedNow(selectable, wanted, told?.named ?? {}) };
        if (told === undefined) return watched();
        const mailboxes = await counted(session, told, selectable);
        const difference = differenceOf(told, mailboxes, gone, formerPath);
        hierarchy = { ...shown, ...followed(told, difference.renamed) };
        hierarchy = { ...hierarchy, named: namedNow(selectable, wanted, hierarchy.named) };
        const events = hierarchyEvents(account, difference, ((await read())?.number ?? 0) + 1);
        if (events.length === 0) return watched();
        const deleted = difference.deleted.map(({ id }) => id);
        const { mailboxes: before } = (await read()) ?? {};
        const change = { hierarchy, ...(before === undefined ? {} : { mailboxes: before }) };
        const result = await write(change, events, deleted);
        if (result === 'fenced') return 'fenced';
        if (result === 'again') continue;
        deleted.forEach(onGone);
        return watched();
      }
    },

    async originOf({ mailbox }) {
      const told = await read();
      const former = told?.hierarchy?.formerly[mailbox.id];
      const position =
        former === undefined ? null : await untilStored(signal, () => sink.position({ id: former }));
      if (position !== null) return { kind: 'moved', position };
      const known = told?.mailboxes;
      if (present === null || known === undefined) return { kind: 'first-sight' };
      return { kind: known.includes(former ?? mailbox.id) ? 'first-sight' : 'appeared' };
    },

    async settle(unopened) {
      for (;;) {
        const before = await read();
        const told = before?.mailboxes ?? null;
        // One that appeared and would not open is still to be told, one that was there from the beginning is not.
        const seen = present?.filter((id) => !unopened.has(id) || told === null || told.includes(id)) ?? null;
        const former = Object.entries(before?.hierarchy?.formerly ?? {});
        const formerly = former.filter(([id]) => unopened.has(id));
        const settled =
          hierarchy === undefined
            ? before?.hierarchy
            : { ...hierarchy, formerly: Object.fromEntries(formerly) };
        if (isSame(told, seen) && isSame(before?.hierarchy, settled)) {
          // A few mailboxes are listed every few minutes: to read it again then costs less than to hold it.
          if (wanted !== 'all') [kept, hierarchy] = [undefined, undefined];
          return 'done';
        }
        const change = {
          ...(seen === null ? {} : { mailboxes: seen }),
          ...(settled === undefined ? {} : { hierarchy: settled }),
        };
        const left = former.flatMap(([id, old]) => (unopened.has(id) ? [] : [old]));
        const result = await write(change, [], left);
        if (result === 'fenced') return 'fenced';
        left.forEach(onGone);
      }
    },
  };
}

/** Names and untold messages go along with a mailbox that has another id under its new path. */
function followed(
  told: ToldHierarchy,
  renamed: readonly { readonly from: Gone; readonly to: Mailbox }[],
): Pick<ToldHierarchy, 'formerly' | 'named'> {
  const moved = renamed.filter(({ from, to }) => from.id !== to.id);
  const now = new Map(moved.map(({ from, to }) => [from.id, to.id]));
  const formerly = new Map(Object.entries(told.formerly));
  for (const { from, to } of moved) {
    const untold = formerly.get(from.id);
    formerly.delete(from.id);
    formerly.set(to.id, from.position === null && untold !== undefined ? untold : from.id);
  }
  return {
    formerly: Object.fromEntries(formerly),
    named: Object.fromEntries(Object.entries(told.named).map(([name, id]) => [name, now.get(id) ?? id])),
  };
}

async function countsUnlessGone(
  session: Session,
  { path }: Pick<Mailbox, 'path'>,
): Promise<Mailbox['counts']> {
  try {
    return await countsOf(session, path);
  } catch (error) {
    if (maySayAbsent(error)) return null;
    throw error;
  }
}

const emptyRoot = {
  uidValidity: 0,
  uidNext: 1,
  highestModseq: null,
  known: '',
  fresh: {},
  flags: {},
} as const;

function isSame(a: object | null | undefined, b: object | null | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
