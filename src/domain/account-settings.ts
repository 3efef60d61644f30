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
import {
  authOf,
  patchAuth,
  patchSecret,
  wholeAuth,
  type AuthInput,
  type AuthPatch,
  type Secret,
} from './account-auth.ts';
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

interface AddressInput {
  readonly address: string;
  readonly name?: Maybe<string>;
}

interface LimitsInput {
  readonly connections?: Maybe<number>;
  readonly onUnknown?: Maybe<OnUnknown>;
  readonly sendPerMinute?: Maybe<number>;
  readonly sendPerDay?: Maybe<number>;
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
  readonly sentMailbox?: Maybe<string>;
  readonly metadata?: Maybe<Readonly<Record<string, string>>>;
  /** `whsec_…` of the caller's own, for token callbacks. */
  readonly callbackSecret?: string | undefined;
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
  readonly sentMailbox?: Maybe<string>;
  readonly metadata?: Maybe<Readonly<Record<string, string | null>>>;
  readonly paused?: boolean | undefined;
  readonly sending?: { readonly paused: boolean } | undefined;
  readonly callbackSecret?: string | undefined;
}

export interface Described {
  readonly settings: AccountSettings;
  readonly credentials: Credentials;
}

const defaultLimits: AccountLimits = { connections: 4, onUnknown: 'resend' };
const defaultWatch: WatchInput = { mailboxes: ['inbox'] };

export function describe(input: NewAccount): Described {
  const { email } = input;
  const imap = describeServer(input.imap, '/imap', email);
  const smtp =
    input.smtp === null || input.smtp === undefined ? null : describeServer(input.smtp, '/smtp', email);
  return {
    settings: {
      email,
      name: input.name ?? null,
      identities: identitiesOf(input.identities),
      imap: imap.server,
      smtp: smtp?.server ?? null,
      watch: input.watch ?? defaultWatch,
      limits: limitsOf(defaultLimits, input.limits),
      sentCopy: input.sentCopy ?? 'auto',
      sentMailbox: input.sentMailbox ?? null,
      metadata: input.metadata ?? {},
      paused: false,
      sendingPaused: false,
    },
    credentials: { imap: imap.secret, smtp: smtp?.secret ?? null },
  };
}

/** Throws `invalid-request` when a new SMTP server is not described wholly. */
export function patchSettings(before: AccountSettings, patch: AccountPatch): AccountSettings {
  return {
    email: patch.email ?? before.email,
    name: kept(patch.name, before.name),
    identities: patch.identities === undefined ? before.identities : identitiesOf(patch.identities),
    imap: patch.imap === undefined ? before.imap : patchServer(before.imap, patch.imap, '/imap'),
    smtp: patchSmtp(before, patch),
    watch: patch.watch === undefined ? before.watch : (patch.watch ?? defaultWatch),
    limits: patch.limits === null ? defaultLimits : limitsOf(before.limits, patch.limits),
    sentCopy: patch.sentCopy === undefined ? before.sentCopy : (patch.sentCopy ?? 'auto'),
    sentMailbox: kept(patch.sentMailbox, before.sentMailbox ?? null),
    metadata: patchMetadata(before.metadata, patch.metadata),
    paused: patch.paused ?? before.paused,
    sendingPaused: patch.sending?.paused ?? before.sendingPaused,
  };
}

/** The secrets that go with `after`, which `patchSettings` made of the same patch: what it brings, and what stays. */
export function patchCredentials(
  before: { readonly settings: AccountSettings; readonly credentials: Credentials },
  after: AccountSettings,
  patch: AccountPatch,
): Credentials {
  const { settings, credentials } = before;
  const { imap, smtp } = patch;
  const imapSecret = patchSecret(
    { auth: settings.imap.auth, secret: credentials.imap },
    after.imap.auth,
    imap?.auth ?? {},
    '/imap/auth',
  );
  return { ...credentials, imap: imapSecret, smtp: smtpSecret() };

  function smtpSecret(): Secret | null {
    if (after.smtp === null) return null;
    if (settings.smtp === null || credentials.smtp === null) {
      return wholeSmtp(smtp ?? {}, after.email).secret;
    }
    const was = { auth: settings.smtp.auth, secret: credentials.smtp };
    return patchSecret(was, after.smtp.auth, smtp?.auth ?? {}, '/smtp/auth');
  }
}

function describeServer(
  { auth: login, ...rest }: ServerInput,
  pointer: string,
  email: string,
): { readonly server: ServerSettings; readonly secret: Secret } {
  const { auth, secret } = authOf(login, `${pointer}/auth`, email);
  return { server: serverOf({ ...rest, auth }), secret };
}

function patchServer(before: ServerSettings, patch: ServerPatch, pointer: string): ServerSettings {
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

function patchSmtp(before: AccountSettings, { smtp, email }: AccountPatch): ServerSettings | null {
  if (smtp === undefined) return before.smtp;
  if (smtp === null) return null;
  if (before.smtp !== null) return patchServer(before.smtp, smtp, '/smtp');
  return wholeSmtp(smtp, email ?? before.email).server;
}

/** Throws `invalid-request` at the first setting that is missing. */
function wholeSmtp(patch: ServerPatch, email: string): ReturnType<typeof describeServer> {
  const given = <T>(value: T | undefined, name: string): T => {
    if (value !== undefined) return value;
    throw invalid(`/smtp/${name}`, 'The account has no SMTP server yet: all of its settings are needed.');
  };
  const server = {
    host: given(patch.host, 'host'),
    port: given(patch.port, 'port'),
    security: given(patch.security, 'security'),
    tls: patch.tls,
  };
  const auth = given(patch.auth, 'auth');
  if (auth.type !== 'token-callback') given(auth.username, 'auth/username');
  return describeServer({ ...server, auth: wholeAuth(auth, '/smtp/auth', email) }, '/smtp', email);
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

function identitiesOf(input: Maybe<readonly AddressInput[]>): AccountSettings['identities'] {
  return (input ?? []).map(({ address, name }) => ({ address, name: name ?? null }));
}

function limitsOf(before: AccountLimits, input: Maybe<LimitsInput>): AccountLimits {
  return {
    connections: kept(input?.connections, before.connections) ?? defaultLimits.connections,
    onUnknown: kept(input?.onUnknown, before.onUnknown) ?? defaultLimits.onUnknown,
    sendPerMinute: kept(input?.sendPerMinute, before.sendPerMinute ?? null),
    sendPerDay: kept(input?.sendPerDay, before.sendPerDay ?? null),
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
