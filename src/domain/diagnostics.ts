/** How an account's servers behave, and how it is watched: what is found out, as against what is configured. */
import type { Instant } from './time.ts';

/** Ways in which a server is not as it says; each is worked around where it is found out. */
export type ServerQuirk =
  | 'search-lies'
  | 'esearch-lies'
  | 'esearch-counts-only'
  | 'search-without-parts'
  | 'search-ascii-only'
  | 'notify-refused'
  | 'idle-refused';

/** How news is heard of: of all mailboxes by NOTIFY, of one by IDLE, or by asking only. */
export type WatchMode = 'notify' | 'idle' | 'poll';

/** How exactly changes are found that nobody watched: all; flags, with UIDs compared; or flags of the newest messages compared. */
export type SyncFidelity = 'qresync' | 'condstore' | 'flags';

export interface WatchedMailboxReport {
  readonly mailboxId: string;
  readonly mailboxPath: string;
  /** Whether the connection has it selected. */
  readonly waitedOn: boolean;
  /** null where its counts showed that nothing had changed. */
  readonly lastSyncAt: Instant | null;
  readonly fidelity: SyncFidelity | null;
}

/** What a watching process leaves of what it knows. */
export interface WatchReport {
  readonly mode: WatchMode;
  readonly reportedAt: Instant;
  readonly mailboxCount: number;
  /** At most `mostReported`. */
  readonly mailboxes: readonly WatchedMailboxReport[];
  readonly quirks: readonly ServerQuirk[];
}

/** So that a report stays small however many mailboxes there are. */
export const mostReported = 100;

/** What a trial of an IMAP server's promises gave; null where there was nothing to try it on. */
export interface SelfTest {
  readonly searchFinds: boolean | null;
  readonly condstoreKept: boolean | null;
}

export interface ImapFindings {
  readonly software: string | null;
  readonly capabilities: readonly string[];
  readonly selfTest: SelfTest;
  readonly quirks: readonly ServerQuirk[];
}
