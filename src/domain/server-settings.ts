/**
 * What callers say about one mail server of an account and what it becomes: settings and, apart from them, the secret. Pure.
 * `pointer` names the server in what is thrown.
 */
import type { Security, ServerSettings, TlsSettings } from './account.ts';
import { authOf, patchAuth, wholeAuth, type AuthInput, type AuthPatch, type Secret } from './account-auth.ts';
import { invalid } from './errors.ts';

type Maybe<T> = T | null | undefined;

export interface TlsInput {
  readonly serverName?: Maybe<string>;
  readonly ca?: Maybe<string>;
  readonly rejectUnauthorized?: boolean | undefined;
}

export interface ServerInput {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly auth: AuthInput;
  readonly tls?: Maybe<TlsInput>;
}

export interface ServerPatch {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly security?: Security | undefined;
  readonly auth?: AuthPatch | undefined;
  readonly tls?: Maybe<TlsInput>;
}

export interface DescribedServer {
  readonly server: ServerSettings;
  readonly secret: Secret;
}

export function describeServer(
  { auth: login, ...rest }: ServerInput,
  pointer: string,
  email: string,
): DescribedServer {
  const { auth, secret } = authOf(login, `${pointer}/auth`, email);
  return { server: serverOf({ ...rest, auth }), secret };
}

/** Throws `invalid-request`. */
export function patchServer(before: ServerSettings, patch: ServerPatch, pointer: string): ServerSettings {
  const tls =
    patch.tls === undefined ? before.tls : patch.tls === null ? undefined : patchTls(before.tls, patch.tls);
  return {
    host: patch.host ?? before.host,
    port: patch.port ?? before.port,
    security: patch.security ?? before.security,
    auth: patch.auth === undefined ? before.auth : patchAuth(before.auth, patch.auth, `${pointer}/auth`),
    ...(tls === undefined ? {} : { tls }),
  };
}

/** A server that takes no other one's place. Throws `invalid-request` at the first setting that is missing. */
export function wholeServer(patch: ServerPatch, pointer: string, email: string): DescribedServer {
  const given = <T>(value: T | undefined, name: string): T => {
    if (value !== undefined) return value;
    throw invalid(
      `${pointer}/${name}`,
      'The account has no SMTP server yet: all of its settings are needed.',
    );
  };
  const server = {
    host: given(patch.host, 'host'),
    port: given(patch.port, 'port'),
    security: given(patch.security, 'security'),
    tls: patch.tls,
  };
  const auth = given(patch.auth, 'auth');
  if (auth.type !== 'token-callback') given(auth.username, 'auth/username');
  return describeServer({ ...server, auth: wholeAuth(auth, `${pointer}/auth`, email) }, pointer, email);
}

function serverOf(input: {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly auth: ServerSettings['auth'];
  readonly tls?: Maybe<TlsInput>;
}): ServerSettings {
  const { host, port, security, auth, tls } = input;
  return {
    host,
    port,
    security,
    auth,
    ...(tls === null || tls === undefined ? {} : { tls: patchTls(undefined, tls) }),
  };
}

function patchTls(before: TlsSettings | undefined, input: TlsInput): TlsSettings {
  const serverName = kept(input.serverName, before?.serverName ?? null);
  const ca = kept(input.ca, before?.ca ?? null);
  const rejectUnauthorized = input.rejectUnauthorized ?? before?.rejectUnauthorized;
  return {
    ...(serverName === null ? {} : { serverName }),
    ...(ca === null ? {} : { ca }),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  };
}

/** A patch's value, or what was there when the patch does not speak of it. */
export function kept<T>(value: T | null | undefined, before: T | null): T | null {
  return value === undefined ? before : value;
}
