/**
 * How far a mailbox has been told: everything needed to say later what is new, changed and gone, on a
 * server with QRESYNC, with CONDSTORE only, or with neither (RFC 7162; architecture.md "News").
 * Moves only together with the journal entries that it stands for.
 */
import type { SpecialUse } from './mailbox.ts';
import type { Instant } from './time.ts';

export interface SyncPosition {
  readonly uidValidity: number;
  /** Every UID below it has been told, or was there at first sight. */
  readonly uidNext: number;
  /** Decimal; all flag changes up to it have been told. null without CONDSTORE. */
  readonly highestModseq: string | null;
  /** The UIDs that are known to exist, as a sequence-set. */
  readonly known: string;
  /** MODSEQ at which messages above `highestModseq` were told when they came, by UID: their coming is no change of flags. */
  readonly fresh: Readonly<Record<string, string>>;
  /** Without CONDSTORE: flags, sorted and joined by blanks, of the newest known messages by UID. Empty otherwise. */
  readonly flags: Readonly<Record<string, string>>;
  /** Grows by one at every move of the position: the compare-and-set number, and part of event ids where no MODSEQ is. */
  readonly number: number;
  readonly updatedAt: Instant;
  /** While what was there at first sight is told: messages below the UID `before` are news only if they came `since` then. */
  readonly backlog?: Backlog | null;
  /** Only in the position of the hierarchy's root: the ids of the mailboxes that were there when all had been told. */
  readonly mailboxes?: readonly string[];
  /** Only in the position of the hierarchy's root; absent until mailboxes were listed for the first time. */
  readonly hierarchy?: ToldHierarchy;
}

export interface Backlog {
  readonly since: Instant;
  readonly before: number;
}

/** Which mailboxes an account is told to have. */
export interface ToldHierarchy {
  /** The paths of those that can hold messages, by id. */
  readonly paths: Readonly<Record<string, string>>;
  /** What those are for that are for something special, by id. */
  readonly uses: Readonly<Record<string, SpecialUse>>;
  /** Of those that have another id since they were renamed, and have not been looked at since: the one of before, by id. */
  readonly formerly: Readonly<Record<string, string>>;
  /** What the names of watched mailboxes last stood for, as ids. */
  readonly named: Readonly<Record<string, string>>;
}
