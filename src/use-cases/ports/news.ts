/** Watching mailboxes and journaling what happened in them: position and events move together or not at all. */
import type { Account } from '../../domain/account.ts';
import type { WatchReport } from '../../domain/diagnostics.ts';
import type { JournalEvent, NewEvent, EventType } from '../../domain/event.ts';
import type { Mailbox } from '../../domain/mailbox.ts';
import type { SyncPosition } from '../../domain/sync-position.ts';

/** A right that at most one holder has at a time; `token` rises with every change of holder (fencing). */
export interface Lease {
  readonly name: string;
  readonly token: number;
  /** Aborted as soon as the lease is lost, or may be. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface Leases {
  /** null when somebody else holds it. Renews itself until released or lost. `end`: what its loss aborts, instead of a controller of its own. */
  acquire(name: string, end?: AbortController): Promise<Lease | null>;
  /** Those of the names that nobody holds just now. */
  free(names: readonly string[]): Promise<readonly string[]>;
}

/** The processes that serve a role, so that they can share its work evenly. */
export interface Replicas {
  /** Says that `replica` is alive, for some seconds to come; answers how many are, itself included. */
  beat(role: string, replica: string): Promise<number>;
  leave(role: string, replica: string): Promise<void>;
}

/** `fenced`: the lease is another's; `conflict`: the position moved meanwhile. In both cases nothing was written. */
export type CommitResult = 'committed' | 'fenced' | 'conflict';

export interface SyncStore {
  position(account: Account, mailboxId: string): Promise<SyncPosition | null>;
  /** One atomic step: lease check, compare-and-set on `expected.number` (null: no position yet), events, new position. */
  commit(
    lease: Lease,
    account: Account,
    mailboxId: string,
    expected: SyncPosition | null,
    next: SyncPosition,
    events: readonly NewEvent[],
    /** Mailboxes whose positions go in the same step. */
    gone?: readonly string[],
  ): Promise<CommitResult>;
}

/** What the watcher of one account tells and asks while it runs. */
export interface WatchSink {
  position(mailbox: Pick<Mailbox, 'id'>): Promise<SyncPosition | null>;
  commit(
    mailbox: Pick<Mailbox, 'id'>,
    expected: SyncPosition | null,
    next: SyncPosition,
    events: readonly NewEvent[],
    gone?: readonly string[],
  ): Promise<CommitResult>;
  /** For diagnostics; what is lost of it is told anew. */
  report(report: WatchReport): Promise<void>;
  connected(): Promise<void>;
  /** `auth` when the credentials were refused, `network` for all else; `detail` is free of secrets. */
  failed(kind: 'auth' | 'network', detail: string): Promise<void>;
}

export interface MailWatch {
  /**
   * Watches the account's mailboxes on a connection of its own until `signal` aborts or a commit is fenced,
   * reconnecting by itself. What changed while nobody watched is found at every connect. Resolves, never rejects.
   */
  run(account: Account, sink: WatchSink, signal: AbortSignal): Promise<void>;
}

/** Work along the journal, whose position moves in one step with what was made of the events. */
export interface JournalWalk {
  /** Throws `storage-unavailable`. */
  step(lease: Lease): Promise<JournalStep>;
}

/**
 * `moved`: there may be more; `still`: all is done up to `position`, for at most `waitMs`; `fenced`: another holds the
 * lease.
 */
export type JournalStep =
  | { readonly kind: 'moved' }
  | { readonly kind: 'still'; readonly position: string; readonly waitMs?: number }
  | { readonly kind: 'fenced' };

export interface JournalQuery {
  /** A position; `oldest` reads from the first kept. */
  readonly after: string;
  readonly accounts: 'all' | readonly string[];
  readonly matches: (type: EventType) => boolean;
  readonly limit: number;
}

export interface Journal {
  /** In journal order. `position` is how far was looked, also when nothing matched. Throws `cursor-expired` before the oldest kept. */
  read(query: JournalQuery): Promise<{ readonly events: readonly JournalEvent[]; readonly position: string }>;
  at(position: string): Promise<JournalEvent | null>;
  /** A position before every event whose timestamp is this time (milliseconds) or later. */
  placeAt(timeMs: number): string;
  /** When the journal was there, in milliseconds; no event behind it has an earlier timestamp. */
  timeOf(position: string): number;
  /** The newest position, to begin "now". */
  latest(): Promise<string>;
  append(events: readonly NewEvent[]): Promise<void>;
  /**
   * Resolves once something that `concerns` the reader (absent: anything) has been appended after `position`, at
   * `signal`'s abort, or after `timeoutMs`; now and then also without a reason.
   */
  grown(
    position: string,
    timeoutMs: number,
    signal: AbortSignal,
    concerns?: (accountId: string | null, type: EventType) => boolean,
  ): Promise<void>;
}
