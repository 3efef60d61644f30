/** Logins by password, without an account's stored credentials. */
import type { Account, ServerSettings } from '../../src/domain/account.ts';
import type { Login } from '../../src/domain/login.ts';
import type { Logins } from '../../src/use-cases/ports/accounts.ts';

export function passwordLogin({ auth }: Pick<ServerSettings, 'auth'>, password: string): Login {
  return { kind: 'password', username: auth.username, password };
}

export function passwordLogins(passwordOf: (account: Account) => string): Logins {
  return {
    logIn: (account, side, attempt) =>
      attempt(passwordLogin(account[side] ?? account.imap, passwordOf(account))),
  };
}
