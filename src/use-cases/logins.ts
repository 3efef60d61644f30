/** With what an account's servers are logged in to: made of its sealed credentials at the moment of the login. */
import { wayIn } from '../domain/way-in.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { AccountStore, Logins } from './ports/accounts.ts';

export interface LoginPorts {
  readonly accounts: Pick<AccountStore, 'credentials'>;
  readonly accessTokens: AccessTokens;
}

export function createLogins({ accounts, accessTokens }: LoginPorts): Logins {
  return {
    async logIn(account, side, attempt, isRefused, signal) {
      const way = wayIn(account, await accounts.credentials(account), side);
      if (way.kind === 'password') return await attempt(way);
      const { username, source } = way;
      const { token, fresh } = await accessTokens.of(account, source, {}, signal);
      try {
        return await attempt({ kind: 'token', username, accessToken: token });
      } catch (error) {
        if (fresh || !isRefused(error)) throw error;
        const other = await accessTokens.of(account, source, { rejected: token }, signal);
        return await attempt({ kind: 'token', username, accessToken: other.token });
      }
    },
  };
}
