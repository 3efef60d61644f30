/** Keeping the addresses that an account sends nothing to. */
import type { Account } from '../../domain/account.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Suppression } from '../../domain/suppression.ts';

type Owner = Pick<Account, 'id' | 'incarnation'>;

export interface SuppressionStore {
  /** One that is there already stays as it is. Throws `not-found` for an account that is gone. */
  add(account: Owner, suppressions: readonly Suppression[]): Promise<void>;
  /** In the order of the addresses, which are in the form of `suppressedForm`; null for what is not suppressed. */
  find(accountId: string, addresses: readonly string[]): Promise<readonly (Suppression | null)[]>;
  isEmpty(accountId: string): Promise<boolean>;
  /** Newest first. */
  list(accountId: string, page: PageRequest): Promise<Page<Suppression>>;
  /** False when it was not there. */
  remove(accountId: string, address: string): Promise<boolean>;
}
