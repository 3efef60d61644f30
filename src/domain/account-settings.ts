/**
 * What callers say about an account and what it becomes: settings and, apart from them, secrets. Pure; a patch is a
 * JSON Merge Patch (RFC 7396). Passwords never get into `AccountSettings`.
 */
import type {
  AccountLimits,
  AccountSettings,
  Credentials,
  OnUnknown,
  Security,
  SentCopy,
  ServerSettings,
  TlsSettings,
} from './account.ts';
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
  readonly auth: { readonly type: 'password'; readonly username: string; readonly password: string };
  readonly tls?: Maybe<TlsInput>;
}

export interface ServerPatch {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly security?: Security | undefined;
  readonly auth?:
    | {
        readonly type?: 'password' | undefined;
        readonly username?: string | undefined;
        readonly password?: string | undefined;
      }
    | undefined;
  readonly tls?: Maybe<TlsInput>;
}

interface AddressInput {
  readonly address: string;
  readonly name?: Maybe<string>;
}

interface LimitsInput {
  readonly connections?: Maybe<number>;
  readonly onUnknown?: Maybe<OnUnknown>;
}

type WatchInput = AccountSettings['watch'];

export interface NewAccount {
  readonly email: string;
  readonly name?: Maybe<string>;
  readonly identities?: Maybe<readonly AddressInput[]>;
  readonly imap: ServerInput;
  readonly smtp?: Maybe<ServerInput>;
  readonly watch?: Maybe<WatchInput>;
  readonly limits?: Maybe<LimitsInput>;
  readonly sentCopy?: Maybe<SentCopy>;
  readonly metadata?: Maybe<Readonly<Record<string, string>>>;
}

export interface AccountPatch {
  readonly email?: string | undefined;
  readonly name?: Maybe<string>;
  readonly identities?: Maybe<readonly AddressInput[]>;
  readonly imap?: ServerPatch | undefined;
  readonly smtp?: Maybe<ServerPatch>;
  readonly watch?: Maybe<WatchInput>;
  readonly limits?: Maybe<LimitsInput>;
  readonly sentCopy?: Maybe<SentCopy>;
  readonly metadata?: Maybe<Readonly<Record<string, string | null>>>;
  readonly paused?: boolean | undefined;
  readonly sending?: { readonly paused: boolean } | undefined;
}

export interface Described {
  readonly settings: AccountSettings;
  readonly credentials: Credentials;
}

const defaultLimits: AccountLimits = { connections: 4, onUnknown: 'resend' };
const defaultWatch: WatchInput = { mailboxes: ['inbox'] };

export function describe(input: NewAccount): Described {
  const { imap, smtp } = input;
  return {
    settings: {
      email: input.email,
      name: input.name ?? null,
      identities: identitiesOf(input.identities),
      imap: serverOf(imap),
      smtp: smtp === null || smtp === undefined ? null : serverOf(smtp),
      watch: input.watch ?? defaultWatch,
      limits: limitsOf(defaultLimits, input.limits),
      sentCopy: input.sentCopy ?? 'auto',
      metadata: input.metadata ?? {},
      paused: false,
      sendingPaused: false,
    },
    credentials: {
      imap: { password: imap.auth.password },
      smtp: smtp === null || smtp === undefined ? null : { password: smtp.auth.password },
    },
  };
}

/** Throws `invalid-request` when a new SMTP server is not described wholly. */
export function patchSettings(before: AccountSettings, patch: AccountPatch): AccountSettings {
  return {
    email: patch.email ?? before.email,
    name: kept(patch.name, before.name),
    identities: patch.identities === undefined ? before.identities : identitiesOf(patch.identities),
    imap: patch.imap === undefined ? before.imap : patchServer(before.imap, patch.imap),
    smtp: patchSmtp(before.smtp, patch.smtp),
    watch: patch.watch === undefined ? before.watch : (patch.watch ?? defaultWatch),
    limits: patch.limits === null ? defaultLimits : limitsOf(before.limits, patch.limits),
    sentCopy: patch.sentCopy === undefined ? before.sentCopy : (patch.sentCopy ?? 'auto'),
    metadata: patchMetadata(before.metadata, patch.metadata),
    paused: patch.paused ?? before.paused,
    sendingPaused: patch.sending?.paused ?? before.sendingPaused,
  };
}

/** The secrets that a patch brings, in place of those that were there. */
export function patchCredentials(before: Credentials, patch: AccountPatch): Credentials {
  const imap = patch.imap?.auth?.password;
  const smtp = patch.smtp?.auth?.password;
  return {
    imap: imap === undefined ? before.imap : { password: imap },
    smtp: patch.smtp === null ? null : smtp === undefined ? before.smtp : { password: smtp },
  };
}

function patchServer(before: ServerSettings, patch: ServerPatch): ServerSettings {
  const tls =
    patch.tls === undefined ? before.tls : patch.tls === null ? undefined : patchTls(before.tls, patch.tls);
  return {
    host: patch.host ?? before.host,
    port: patch.port ?? before.port,
    security: patch.security ?? before.security,
    auth: { type: 'password', username: patch.auth?.username ?? before.auth.username },
    ...(tls === undefined ? {} : { tls }),
  };
}

function patchSmtp(before: ServerSettings | null, patch: Maybe<ServerPatch>): ServerSettings | null {
  if (patch === undefined) return before;
  if (patch === null) return null;
  if (before !== null) return patchServer(before, patch);
  const { host, port, security, auth, tls } = patch;
  const missing = [
    host === undefined ? 'host' : null,
    port === undefined ? 'port' : null,
    security === undefined ? 'security' : null,
    auth?.username === undefined ? 'auth/username' : null,
    auth?.password === undefined ? 'auth/password' : null,
  ].find((name) => name !== null);
  if (host === undefined || port === undefined || security === undefined || missing !== undefined) {
    throw invalid(
      `/smtp/${missing ?? ''}`,
      'The account has no SMTP server yet: all of its settings are needed.',
    );
  }
  return serverOf({ host, port, security, auth: { username: auth?.username ?? '' }, tls });
}

function serverOf(input: {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly auth: { readonly username: string };
  readonly tls?: Maybe<TlsInput>;
}): ServerSettings {
  const { host, port, security, auth, tls } = input;
  return {
    host,
    port,
    security,
    auth: { type: 'password', username: auth.username },
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

function identitiesOf(input: Maybe<readonly AddressInput[]>): AccountSettings['identities'] {
  return (input ?? []).map(({ address, name }) => ({ address, name: name ?? null }));
}

function limitsOf(before: AccountLimits, input: Maybe<LimitsInput>): AccountLimits {
  return {
    connections: kept(input?.connections, before.connections) ?? defaultLimits.connections,
    onUnknown: kept(input?.onUnknown, before.onUnknown) ?? defaultLimits.onUnknown,
  };
}

function patchMetadata(
  before: Readonly<Record<string, string>>,
  patch: AccountPatch['metadata'],
): Readonly<Record<string, string>> {
  if (patch === undefined) return before;
  if (patch === null) return {};
  const merged = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  return Object.fromEntries(merged);
}

/** A patch's value, or what was there when the patch does not speak of it. */
function kept<T>(value: T | null | undefined, before: T | null): T | null {
  return value === undefined ? before : value;
}
