/** Asking an account's servers what they can do, and what the process that watches it knows. */
import type { Account } from '../../domain/account.ts';
import type { ImapFindings, WatchReport } from '../../domain/diagnostics.ts';
import type { Lease } from './news.ts';

export interface ImapProbe {
  /** Throws what a lease of the pool throws, and `signal`'s reason. */
  probe(account: Account, signal: AbortSignal): Promise<ImapFindings>;
  /** Connections for requests that this process has open. */
  open(accountId: string): number;
}

/** The lines of the answer to EHLO. Throws `account-unreachable` with the server's words, and `signal`'s reason. */
export type SmtpProbe = (account: Account, signal: AbortSignal) => Promise<readonly string[]>;

export interface WatchReports {
  /** Replaces the last one, while the lease is held; it is forgotten when no other follows for some minutes. */
  save(lease: Lease, account: Account, report: WatchReport): Promise<void>;
  get(account: Account): Promise<WatchReport | null>;
}
