/**
 * Where all mailboxes of an account are watched: which of them were there when everything had been told. One that comes
 * later is news with all that it holds; one that only got another name is not. Kept as the position of the hierarchy's
 * root, so that it outlives connections, leases and processes.
 */
import type { Account } from '../domain/account.ts';
import { mailboxId } from '../domain/ids.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { SyncPosition } from '../domain/sync-position.ts';
import { instant } from '../domain/time.ts';
import { parseUidSet, uidCount } from '../domain/uid-set.ts';
import type { WatchSink } from '../use-cases/ports/news.ts';
import type { Opened } from './look.ts';
import { untilStored } from './until-stored.ts';

/**
 * Why a mailbox has no position. `first-sight`: nothing that it holds is news. `appeared`: all of it is. `moved`: it was
 * told under another name, as far as `position` says.
 */
export type Origin =
  | { readonly kind: 'first-sight' }
  | { readonly kind: 'appeared' }
  | { readonly kind: 'moved'; readonly position: SyncPosition };

export interface ToldMailboxes {
  /** Those that a server lists now; null where not all are watched. */
  listed(mailboxes: readonly Mailbox[] | null): void;
  /** Of a listed mailbox without a position, as EXAMINE showed it. */
  originOf(opened: Opened, exists: number): Promise<Origin>;
  /** Everything that is listed has been looked at, but for the mailboxes of these ids. */
  settle(unopened: ReadonlySet<string>): Promise<'done' | 'fenced'>;
}

export interface ToldMailboxesOptions {
  readonly account: Account;
  readonly sink: Pick<WatchSink, 'position' | 'commit'>;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export function createToldMailboxes({ account, sink, now, signal }: ToldMailboxesOptions): ToldMailboxes {
  // No mailbox has an empty name.
  const root = { id: mailboxId(account, '') };
  let present: readonly string[] | null = null;
  /** undefined: not read yet. */
  let kept: SyncPosition | null | undefined;
  const adopted = new Set<string>();

  const read = async (): Promise<SyncPosition | null> => {
    if (kept === undefined) kept = await untilStored(signal, () => sink.position(root));
    return kept;
  };

  const movedFrom = async (
    gone: readonly string[],
    opened: Opened,
    exists: number,
  ): Promise<SyncPosition | null> => {
    for (const id of gone) {
      const position = await untilStored(signal, () => sink.position({ id }));
      if (position === null || adopted.has(id) || !isOf(position, opened, exists)) continue;
      adopted.add(id);
      return position;
    }
    return null;
  };

  return {
    listed(mailboxes) {
      present = mailboxes?.map(({ id }) => id).sort() ?? null;
    },

    async originOf(opened, exists) {
      const told = present === null ? undefined : (await read())?.mailboxes;
      if (told === undefined || told.includes(opened.mailbox.id)) return { kind: 'first-sight' };
      const still = new Set(present);
      const gone = told.filter((id) => !still.has(id));
      const position = await movedFrom(gone, opened, exists);
      return position === null ? { kind: 'appeared' } : { kind: 'moved', position };
    },

    async settle(unopened) {
      for (;;) {
        const before = await read();
        const told = before?.mailboxes ?? null;
        // One that appeared and would not open is still to be told, one that was there from the beginning is not.
        const seen = present?.filter((id) => !unopened.has(id) || told === null || told.includes(id)) ?? null;
        if (isSame(told, seen)) return 'done';
        const next = rootPosition((before?.number ?? 0) + 1, seen, now());
        const result = await untilStored(signal, () => sink.commit(root, before, next, []));
        if (result === 'fenced') return 'fenced';
        kept = result === 'committed' ? next : undefined;
        adopted.clear();
      }
    },
  };
}

/** A rename keeps the messages, their UIDs and UIDVALIDITY (RFC 9051 §6.3.6); some may have been expunged since. */
function isOf(position: SyncPosition, opened: Opened, exists: number): boolean {
  const { highestModseq } = position;
  const hasFallen =
    highestModseq !== null &&
    (opened.highestModseq === null || BigInt(opened.highestModseq) < BigInt(highestModseq));
  return (
    position.uidValidity === opened.uidValidity &&
    position.uidNext === opened.uidNext &&
    exists <= uidCount(parseUidSet(position.known)) &&
    !hasFallen
  );
}

function rootPosition(number: number, mailboxes: readonly string[] | null, at: number): SyncPosition {
  return {
    uidValidity: 0,
    uidNext: 1,
    highestModseq: null,
    known: '',
    fresh: {},
    flags: {},
    number,
    updatedAt: instant(at),
    ...(mailboxes === null ? {} : { mailboxes }),
  };
}

function isSame(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a?.length === b?.length && (a ?? []).every((id, index) => id === b?.[index]);
}
