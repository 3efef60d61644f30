/** With what an account's servers are logged in to: made of its sealed credentials at the moment of the login. */
import type { AccountStore, Logins } from './ports/accounts.ts';

export function createLogins(ports: { readonly accounts: Pick<AccountStore, 'credentials'> }): Logins {
  const { accounts } = ports;
  return {
    async logIn(account, side, attempt) {
      const credentials = await accounts.credentials(account);
      const server = account[side];
      const secret = credentials[side];
      if (server === null || secret === null) {
        throw new Error(`An account without ${side.toUpperCase()} was to be logged in to`);
      }
      return await attempt({
        kind: 'password',
        username: server.auth.username,
        password: secret.password,
      });
    },
  };
}
