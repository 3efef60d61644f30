/** The first step of every verb on an account: may the key do this, may it see the account, is the account there. */
import type { Account } from '../domain/account.ts';
import { notFound } from '../domain/errors.ts';
import { requireAccount, requireScope, type Principal, type Scope } from '../domain/principal.ts';
import type { AccountStore } from './ports/accounts.ts';

/** Throws `forbidden` for a missing scope, and the same `not-found` for an account that is absent or another's. */
export type OpenAccount = (principal: Principal, accountId: string, scope: Scope) => Promise<Account>;

export function createOpenAccount(ports: { readonly accounts: Pick<AccountStore, 'get'> }): OpenAccount {
  return async (principal, accountId, scope) => {
    requireScope(principal, scope);
    requireAccount(principal, accountId);
    const account = await ports.accounts.get(accountId);
    if (account === null) throw notFound('account');
    return account;
  };
}
