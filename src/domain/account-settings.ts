/**
 * What callers say about an account and what it becomes: settings and, apart from them, secrets. Pure; a patch is a
 * JSON Merge Patch (RFC 7396). Passwords never get into `AccountSettings`.
 */
import type {
  AccountLimits,
  AccountSettings,
  Credentials,
  OnUnknown,
  SentCopy,
  ServerSettings,
} from './account.ts';
import { asItBecame, patchSecret, type Secret } from './account-auth.ts';
import {
  describeServer,
  kept,
  patchServer,
  wholeServer,
  type ServerInput,
  type ServerPatch,
} from './server-settings.ts';
import { instant } from './time.ts';

type Maybe<T> = T | null | undefined;

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

interface WatchInput {
  readonly mailboxes: 'all' | readonly string[];
  /** In any spelling of RFC 3339. */
  readonly since?: Maybe<string>;
}

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
const defaultWatch: AccountSettings['watch'] = { mailboxes: ['inbox'] };

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
      watch: watchOf(defaultWatch, input.watch),
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
    watch: patch.watch === null ? defaultWatch : watchOf(before.watch, patch.watch),
    limits: patch.limits === null ? defaultLimits : limitsOf(before.limits, patch.limits),
    sentCopy: patch.sentCopy === undefined ? before.sentCopy : (patch.sentCopy ?? 'auto'),
    sentMailbox: kept(patch.sentMailbox, before.sentMailbox ?? null),
    metadata: patchMetadata(before.metadata, patch.metadata),
    paused: patch.paused ?? before.paused,
    sendingPaused: patch.sending?.paused ?? before.sendingPaused,
  };
}

function watchOf(
  before: AccountSettings['watch'],
  input: WatchInput | undefined | null,
): AccountSettings['watch'] {
  if (input === undefined || input === null) return before;
  const since = kept(input.since, before.since ?? null);
  return { mailboxes: input.mailboxes, since: since === null ? null : instant(Date.parse(since)) };
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
  const known = [credentials.imap, credentials.smtp];
  return {
    ...credentials,
    imap: asItBecame(imapSecret, known),
    smtp: asItBecame(smtpSecret(), known),
  };

  function smtpSecret(): Secret | null {
    if (after.smtp === null) return null;
    if (settings.smtp === null || credentials.smtp === null) {
      return wholeServer(smtp ?? {}, '/smtp', after.email).secret;
    }
    const was = { auth: settings.smtp.auth, secret: credentials.smtp };
    return patchSecret(was, after.smtp.auth, smtp?.auth ?? {}, '/smtp/auth');
  }
}

function patchSmtp(before: AccountSettings, { smtp, email }: AccountPatch): ServerSettings | null {
  if (smtp === undefined) return before.smtp;
  if (smtp === null) return null;
  if (before.smtp !== null) return patchServer(before.smtp, smtp, '/smtp');
  return wholeServer(smtp, '/smtp', email ?? before.email).server;
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
