/** Where the tokens of one side of an account come from, and with what they are asked for. Both sides may have one in common. */
import { createHash } from 'node:crypto';
import type { AccountSettings, Credentials } from './account.ts';
import type { AccessToken } from './account-auth.ts';

export type TokenSource =
  | {
      readonly kind: 'oauth2';
      /** Equal for equal grants: who refreshes one of two has refreshed both. */
      readonly id: string;
      readonly tokenEndpoint: string;
      readonly clientId: string;
      readonly clientSecret: string | null;
      readonly scope: string | null;
      /** The first one: what it has become since is kept as `Tokens`. */
      readonly refreshToken: string;
      readonly access: AccessToken | null;
    }
  | {
      readonly kind: 'token-callback';
      readonly id: string;
      readonly url: string;
      readonly secret: string;
      readonly protocol: 'imap' | 'smtp';
      readonly host: string;
      readonly username: string;
    };

export type Side = 'imap' | 'smtp';

/** null for a side that is not there or logs in with a password. */
export function tokenSourceOf(
  settings: Pick<AccountSettings, Side>,
  credentials: Credentials,
  side: Side,
): TokenSource | null {
  const [server, secret] = [settings[side], credentials[side]];
  if (server === null || secret === null) return null;
  const { auth, host } = server;
  if (auth.type === 'oauth2' && secret.kind === 'oauth2') {
    const { tokenEndpoint, clientId, scope } = auth;
    const { grant, clientSecret, refreshToken, access } = secret;
    return { kind: 'oauth2', id: grant, tokenEndpoint, clientId, clientSecret, scope, refreshToken, access };
  }
  if (auth.type === 'token-callback' && credentials.callbackSecret !== undefined) {
    const { url, username } = auth;
    const { callbackSecret } = credentials;
    const id = createHash('sha256')
      .update(JSON.stringify([url, side, host, username]))
      .digest('base64url');
    return { kind: 'token-callback', id, url, secret: callbackSecret, protocol: side, host, username };
  }
  return null;
}

/** Of both sides; what is kept under any other id is of no more use. */
export function tokenSourceIds(
  settings: Pick<AccountSettings, Side>,
  credentials: Credentials,
): readonly string[] {
  const sources = (['imap', 'smtp'] as const).map((side) => tokenSourceOf(settings, credentials, side));
  return [...new Set(sources.flatMap((source) => source?.id ?? []))];
}
