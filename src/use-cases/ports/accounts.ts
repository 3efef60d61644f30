/** Keeping accounts, their sealed credentials and their observed state; trying a login. */
import type { Account, AccountStatus, Credentials, ServerSettings } from '../../domain/account.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Login } from '../../domain/login.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Lease } from './news.ts';

export interface AccountStore {
  /** False when the id is taken; nothing is written then. */
  insert(account: Account, credentials: Credentials, status: AccountStatus): Promise<boolean>;
  get(id: string): Promise<Account | null>;
  /** In order of creation, newest first; `among` limits it to these ids. */
  list(among: 'all' | readonly string[], page: PageRequest): Promise<Page<Account>>;
  /** Every account id: what the watchers share among them. */
  ids(): Promise<readonly string[]>;
  /** Compare-and-set on `account.revision - 1`; credentials stay as they are when absent. False: somebody was faster. */
  update(account: Account, credentials: Credentials | null): Promise<boolean>;
  /** Removes everything kept for the account (journal, submissions, positions) and leaves `event` behind, in one step. False: there was none. */
  remove(account: Account, event: NewEvent): Promise<boolean>;
  /** Opens the sealed secrets. Throws `internal` when no key of the ring fits. */
  credentials(account: Account): Promise<Credentials>;

  status(account: Account): Promise<AccountStatus & { readonly number: number }>;
  /**
   * Compare-and-set on the status' number, with the event in the same step; `changed`: somebody was faster. With a lease
   * it is the word of its holder, refused as `fenced` once another has the lease or the owner has changed the account.
   */
  saveStatus(
    account: Account,
    expectedNumber: number,
    status: AccountStatus,
    event: NewEvent | null,
    lease: Lease | null,
  ): Promise<'saved' | 'changed' | 'fenced'>;
  /** Calls back after any insert, update or removal, also by other replicas, with the account's id. Returns the unsubscription. */
  onChange(listener: (id: string) => void): () => void;
}

/**
 * Logs in and out again, keeping nothing. Throws `account-login-failed` with `upstream` for every refusal,
 * `egress-refused` for forbidden hosts; network failures read all alike, so that no port can be scanned by it.
 */
export interface LoginTrial {
  imap(settings: ServerSettings, login: Login, signal: AbortSignal): Promise<void>;
  smtp(settings: ServerSettings, login: Login, signal: AbortSignal): Promise<void>;
}

export interface Logins {
  /**
   * Calls `attempt` with what logs in to this side of the account, and answers what it answers. When it fails with what
   * `isRefused` knows as the server's refusal of a token that was kept from an earlier login, it is called once more
   * with a new one. Throws what `attempt` throws, and `storage-unavailable`.
   */
  logIn<T>(
    account: Account,
    side: 'imap' | 'smtp',
    attempt: (login: Login) => Promise<T>,
    isRefused: (error: unknown) => boolean,
    signal: AbortSignal,
  ): Promise<T>;
}
