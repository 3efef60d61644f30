/** By what one side of an account is logged in to: a password as it is, or a token that has to be got. */
import type { AccountSettings, Credentials } from './account.ts';
import { GatewayError } from './errors.ts';
import type { Login } from './login.ts';
import { tokenSourceOf, type Side, type TokenSource } from './token-source.ts';

export type WayIn =
  | Extract<Login, { readonly kind: 'password' }>
  | { readonly kind: 'source'; readonly username: string; readonly source: TokenSource };

/** Throws `account-unreachable` for credentials that are of other settings: those of an account that is being changed. */
export function wayIn(settings: Pick<AccountSettings, Side>, credentials: Credentials, side: Side): WayIn {
  const [server, secret] = [settings[side], credentials[side]];
  const source = tokenSourceOf(settings, credentials, side);
  if (server !== null && source !== null) return { kind: 'source', username: server.auth.username, source };
  if (server?.auth.type === 'password' && secret !== null && 'password' in secret) {
    return { kind: 'password', username: server.auth.username, password: secret.password };
  }
  throw new GatewayError('account-unreachable', 'The login of the account is just being changed.');
}
