/**
 * The three ways in which a gateway proves at a mail server that it may come in for an account: what its owner says of
 * them, what is kept as a setting and what as a secret. Pure; a patch is a JSON Merge Patch (RFC 7396).
 */
import { createHash } from 'node:crypto';
import { invalid } from './errors.ts';

type Maybe<T> = T | null | undefined;

/** What may be told to everybody who may see the account, and what decides where a secret goes. */
export type AuthSettings =
  | { readonly type: 'password'; readonly username: string }
  | {
      readonly type: 'oauth2';
      readonly username: string;
      readonly tokenEndpoint: string;
      readonly clientId: string;
      /** Asked for at every refresh; null for what the grant has. */
      readonly scope: string | null;
    }
  /** `url` answers with a token when it is asked. */
  | { readonly type: 'token-callback'; readonly username: string; readonly url: string };

/** A bearer token (RFC 6750) that was got; from `staleAt` on, in milliseconds since the epoch, another one is. null: at its refusal. */
export interface AccessToken {
  readonly token: string;
  readonly staleAt: number | null;
}

/** The secret half. Passwords of older versions have no kind. */
export type Secret =
  | { readonly kind?: 'password'; readonly password: string }
  | {
      readonly kind: 'oauth2';
      /** Of the grant, whatever its refresh token has become: equal for equal ones, be they given for both servers or again. */
      readonly grant: string;
      readonly clientSecret: string | null;
      /** As the owner gave it, or a trial left it; what it has become since is kept as `Tokens`. */
      readonly refreshToken: string;
      readonly access: AccessToken | null;
    }
  | { readonly kind: 'token-callback' };

export type TokenProvider = 'google' | 'microsoft';

const tokenEndpoints: Readonly<Record<TokenProvider, string>> = {
  google: 'https://oauth2.googleapis.com/token',
  microsoft: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
};

interface OAuth2Input {
  readonly type: 'oauth2';
  readonly username: string;
  readonly provider?: Maybe<TokenProvider>;
  readonly tokenEndpoint?: Maybe<string>;
  readonly clientId: string;
  readonly clientSecret?: Maybe<string>;
  readonly scope?: Maybe<string>;
  readonly refreshToken: string;
  readonly accessToken?: Maybe<string>;
}

export type AuthInput =
  | { readonly type: 'password'; readonly username: string; readonly password: string }
  | OAuth2Input
  | { readonly type: 'token-callback'; readonly username?: string | undefined; readonly url: string };

export interface AuthPatch {
  readonly type?: AuthSettings['type'] | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly provider?: Maybe<TokenProvider>;
  readonly tokenEndpoint?: Maybe<string>;
  readonly clientId?: string | undefined;
  readonly clientSecret?: Maybe<string>;
  readonly scope?: Maybe<string>;
  readonly refreshToken?: string | undefined;
  readonly accessToken?: Maybe<string>;
  readonly url?: string | undefined;
}

export interface DescribedAuth {
  readonly auth: AuthSettings;
  readonly secret: Secret;
}

/** `pointer` names the login in what is thrown: `invalid-request`. `email` is the user name where none is given. */
export function authOf(input: AuthInput, pointer: string, email: string): DescribedAuth {
  switch (input.type) {
    case 'password': {
      const { type, username, password } = input;
      return { auth: { type, username }, secret: { kind: type, password } };
    }
    case 'oauth2': {
      const { type, username, clientId, clientSecret = null, scope = null, refreshToken } = input;
      const tokenEndpoint = endpointOf(input, pointer);
      const grant = grantOf(tokenEndpoint, clientId, refreshToken);
      return {
        auth: { type, username, tokenEndpoint, clientId, scope },
        secret: { kind: type, grant, clientSecret, refreshToken, access: givenAccess(input) },
      };
    }
    case 'token-callback': {
      const { type, url, username } = input;
      return { auth: { type, username: username ?? email, url }, secret: { kind: type } };
    }
  }
}

/** A login of another type has to be described wholly; of the same one what is left out stays. Throws `invalid-request`. */
export function patchAuth(before: AuthSettings, patch: AuthPatch, pointer: string): AuthSettings {
  if (patch.type !== undefined && patch.type !== before.type) {
    return authOf(wholeAuth(patch, pointer, before.username), pointer, before.username).auth;
  }
  refuseForeign(before.type, patch, pointer);
  const username = patch.username ?? before.username;
  switch (before.type) {
    case 'password':
      return { type: before.type, username };
    case 'oauth2':
      return {
        type: before.type,
        username,
        tokenEndpoint:
          patch.provider === undefined && patch.tokenEndpoint === undefined
            ? before.tokenEndpoint
            : endpointOf(patch, pointer),
        clientId: patch.clientId ?? before.clientId,
        scope: patch.scope === undefined ? before.scope : patch.scope,
      };
    case 'token-callback':
      return { type: before.type, username, url: patch.url ?? before.url };
  }
}

/** The secret that goes with `patchAuth`'s settings `after`. */
export function patchSecret(
  before: { readonly auth: AuthSettings; readonly secret: Secret },
  after: AuthSettings,
  patch: AuthPatch,
  pointer: string,
): Secret {
  if (after.type !== before.auth.type)
    return authOf(wholeAuth(patch, pointer, after.username), pointer, '').secret;
  const { secret } = before;
  if (secret.kind === 'token-callback') return secret;
  if (secret.kind !== 'oauth2') {
    return patch.password === undefined ? secret : { kind: 'password', password: patch.password };
  }
  if (before.auth.type !== 'oauth2' || after.type !== 'oauth2') return secret;
  const { tokenEndpoint, clientId } = after;
  // It goes to nobody but the endpoint that it was given for.
  const kept =
    before.auth.tokenEndpoint === tokenEndpoint && before.auth.clientId === clientId
      ? secret.clientSecret
      : null;
  const clientSecret = patch.clientSecret === undefined ? kept : patch.clientSecret;
  const { refreshToken } = patch;
  if (refreshToken === undefined) return { ...secret, clientSecret };
  const grant = grantOf(tokenEndpoint, clientId, refreshToken);
  return { kind: 'oauth2', grant, clientSecret, refreshToken, access: givenAccess(patch) };
}

/** A grant that is given again stays what it has become meanwhile among `known`. */
export function asItBecame<S extends Secret | null>(secret: S, known: readonly (Secret | null)[]): S {
  if (secret?.kind !== 'oauth2') return secret;
  const same = known.find((each) => each?.kind === 'oauth2' && each.grant === secret.grant);
  if (same?.kind !== 'oauth2') return secret;
  return { ...secret, refreshToken: same.refreshToken, access: same.access };
}

/** Whether the patch brings what is proved with, so that the settings that decide where it goes may change. */
export function bringsProof({ type }: AuthSettings, patch: AuthPatch | undefined): boolean {
  return patch?.[proofs[type]] !== undefined;
}

/** The field that `bringsProof` looks for. Of a callback it is the URL, which is never shown. */
export const proofs = {
  password: 'password',
  oauth2: 'refreshToken',
  'token-callback': 'url',
} as const satisfies Readonly<Record<AuthSettings['type'], keyof AuthPatch>>;

const fieldsOf: Readonly<Record<AuthSettings['type'], readonly (keyof AuthPatch)[]>> = {
  password: ['password'],
  oauth2: ['provider', 'tokenEndpoint', 'clientId', 'clientSecret', 'scope', 'refreshToken', 'accessToken'],
  'token-callback': ['url'],
};

function refuseForeign(type: AuthSettings['type'], patch: AuthPatch, pointer: string): void {
  const known: readonly string[] = ['type', 'username', ...fieldsOf[type]];
  for (const [name, value] of Object.entries(patch)) {
    if (value !== undefined && value !== null && !known.includes(name)) {
      throw invalid(
        `${pointer}/${name}`,
        `A login of type ${type} has no ${name}; another type is given as type.`,
      );
    }
  }
  if (typeof patch.accessToken === 'string' && patch.refreshToken === undefined) {
    throw invalid(`${pointer}/accessToken`, 'An access token is given together with its refresh token.');
  }
}

/** A login that is described wholly. Throws `invalid-request` at the first field that is missing. */
export function wholeAuth(patch: AuthPatch, pointer: string, username: string): AuthInput {
  const { type = 'password' } = patch;
  refuseForeign(type, patch, pointer);
  const given = <T>(value: T | undefined, name: string): T => {
    if (value === undefined) {
      throw invalid(`${pointer}/${name}`, `A new login of type ${type} needs its ${name}.`);
    }
    return value;
  };
  switch (type) {
    case 'password':
      return { type, username: patch.username ?? username, password: given(patch.password, 'password') };
    case 'oauth2':
      return {
        ...patch,
        type,
        username: patch.username ?? username,
        clientId: given(patch.clientId, 'clientId'),
        refreshToken: given(patch.refreshToken, 'refreshToken'),
      };
    case 'token-callback':
      return { type, username: patch.username ?? username, url: given(patch.url, 'url') };
  }
}

function endpointOf(
  { provider, tokenEndpoint }: Pick<OAuth2Input, 'provider' | 'tokenEndpoint'>,
  pointer: string,
): string {
  if (provider !== null && provider !== undefined) {
    if (tokenEndpoint === null || tokenEndpoint === undefined) return tokenEndpoints[provider];
    throw invalid(`${pointer}/tokenEndpoint`, 'A provider has its own token endpoint: give one of the two.');
  }
  if (tokenEndpoint === null || tokenEndpoint === undefined) {
    throw invalid(`${pointer}/tokenEndpoint`, 'Either a provider or a token endpoint is needed.');
  }
  return tokenEndpoint;
}

function grantOf(...parts: readonly [tokenEndpoint: string, clientId: string, refreshToken: string]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

function givenAccess({ accessToken }: { readonly accessToken?: Maybe<string> }): AccessToken | null {
  return accessToken === null || accessToken === undefined ? null : { token: accessToken, staleAt: null };
}
