/** Finding out what has changed in a mailbox, and keeping what a server cannot be asked for later. */
import type { Account } from '../../domain/account.ts';
import type { Mailbox } from '../../domain/mailbox.ts';
import type { Snapshot, UidChanges } from '../../domain/mailbox-changes.ts';
import type { UidSet } from '../../domain/uid-set.ts';

/** How far a mailbox had come; its UIDs hold under one UIDVALIDITY. */
export interface MailboxPoint {
  readonly uidNext: number;
  /** Decimal; null without CONDSTORE (RFC 7162). */
  readonly highestModseq: string | null;
  readonly total: number;
}

export interface ChangeSpan {
  readonly uidValidity: number;
  readonly from: MailboxPoint;
  /** null: up to now. */
  readonly to: MailboxPoint | null;
  /** Only of messages above this UID. */
  readonly after: number;
  /** Whether snapshots are kept of both points, so that removals, and without CONDSTORE flags, need not be asked for. */
  readonly remembered: boolean;
  /** How many changes are told at once: of more the end is remembered, so that the rest is the same later. */
  readonly limit: number;
  /** What was there at `to`, where only that is known. */
  readonly present: UidSet | null;
}

export interface ChangeLook {
  readonly uidValidity: number;
  /** The span's own, or how the mailbox stands now. */
  readonly to: MailboxPoint;
  /** Nothing has changed since `from`, and nothing more was looked at. */
  readonly unchanged: boolean;
  /** Of `to`, where the server cannot be asked later, or has shown that it forgets, or not all is told at once; else null, and where the span had a `to`. */
  readonly snapshot: Snapshot | null;
  /**
   * What the server tells by itself of the time up to `to`, and nothing of what came later. A server that has forgotten when
   * messages went names all of them once more. `created` and `destroyed` mean nothing where snapshots are compared.
   */
  readonly told: UidChanges;
}

export interface ChangeReader {
  /**
   * With null how the mailbox stands. Throws `cursor-expired` where UIDVALIDITY is another, MODSEQ has fallen back, or the
   * server can no longer tell in the way of the span; `unsupported-by-server` for more messages than a snapshot takes.
   */
  look(account: Account, mailbox: Mailbox, span: ChangeSpan | null, signal: AbortSignal): Promise<ChangeLook>;
}

export interface SnapshotStore {
  /**
   * Keeps it for a day from now; the same content has the same id. Throws `unsupported-by-server` for one that is too large.
   * Of one account only so many are kept: the oldest go first.
   */
  save(account: Pick<Account, 'id' | 'incarnation'>, snapshot: Snapshot): Promise<string>;
  /** null when it is kept no longer. */
  load(account: Pick<Account, 'id' | 'incarnation'>, id: string): Promise<Snapshot | null>;
}
