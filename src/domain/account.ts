/**
 * An account: somebody's mailbox on an IMAP server with, mostly, an SMTP server beside it, and how the
 * gateway is to treat both. Secrets are not part of it: they are `Credentials`, kept sealed and apart.
 */
import type { AuthSettings, Secret } from './account-auth.ts';
import type { Instant } from './time.ts';

/** `tls`: implicit TLS. `starttls`: required upgrade, never skipped. `none`: plain, only for hosts that egress allows by name. */
export type Security = 'tls' | 'starttls' | 'none';

export interface TlsSettings {
  /** Name that the certificate is checked against, where it is not the host. */
  readonly serverName?: string;
  /** PEM of an additional authority. */
  readonly ca?: string;
  readonly rejectUnauthorized?: boolean;
}

/** Where and as whom to log in. The secret itself is in `Credentials`. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly auth: AuthSettings;
  readonly tls?: TlsSettings;
}

export interface Credentials {
  readonly imap: Secret;
  readonly smtp: Secret | null;
  /** Signs what is asked of a token callback; there when a login needs it. */
  readonly callbackSecret?: string;
}

export interface Identity {
  readonly address: string;
  readonly name: string | null;
}

/** What happens to a submission whose fate SMTP leaves open (RFC 5321 §4.5.3.2.6): sent again with the same Message-ID, or held. */
export type OnUnknown = 'resend' | 'hold';

export interface AccountLimits {
  /** Command connections over all replicas; the watching connection is one more. */
  readonly connections: number;
  readonly onUnknown: OnUnknown;
  /** Messages handed to the SMTP server, over all replicas; null or absent: as many as it takes. */
  readonly sendPerMinute?: number | null;
  readonly sendPerDay?: number | null;
}

export type SentCopy = 'auto' | 'always' | 'never';

/** Everything about an account that its owner may change. */
export interface AccountSettings {
  readonly email: string;
  readonly name: string | null;
  readonly identities: readonly Identity[];
  readonly imap: ServerSettings;
  readonly smtp: ServerSettings | null;
  /** `all`, or paths and special-use words. */
  readonly watch: {
    readonly mailboxes: 'all' | readonly string[];
    /** What came since then and is there at the first sight of a mailbox is news; nothing is without. */
    readonly since?: Instant | null;
  };
  readonly limits: AccountLimits;
  readonly sentCopy: SentCopy;
  /** Where the copy goes: an id, a special-use word or a path; by special use when null or absent. */
  readonly sentMailbox?: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly paused: boolean;
  readonly sendingPaused: boolean;
}

export interface Account extends AccountSettings {
  readonly id: string;
  /** 128 random bits in hex, new for every creation; key of all derived ids, so that an account made anew repeats none. */
  readonly incarnation: string;
  /** Grows with every change of settings or credentials; connections made under an older one are replaced. */
  readonly revision: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export type AccountState = 'connecting' | 'connected' | 'auth-failed' | 'unreachable' | 'paused';
export type SendingState = 'ready' | 'auth-failed' | 'unreachable' | 'paused' | 'none';

/** One server's state; `lastError` is the server's or the network's word without secrets, `since` when this state began. */
export interface Standing<S> {
  readonly state: S;
  readonly lastError: string | null;
  readonly since: Instant;
}

/** What is observed of an account, apart from what is configured: it changes without the owner. */
export interface AccountStatus {
  readonly imap: Standing<AccountState>;
  readonly sending: Standing<SendingState>;
}

/** The identity that derived ids and cursors are bound to. */
export type AccountIdentity = Pick<Account, 'id' | 'incarnation'>;

const accountIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const reservedPrefixes = /^(acc|mbx|msg|thr|att|eml|sub|evt|whk|dlv|key|tpl|blb|job)_/;

/** Why a caller may not choose this account id, or null when it may (api.md §5 "Ids"). */
export function accountIdProblem(id: string): string | null {
  if (!accountIdPattern.test(id)) {
    return 'An account id is 1–64 characters of A–Z a–z 0–9 . _ - and begins with a letter or digit.';
  }
  if (reservedPrefixes.test(id))
    return 'An account id may not begin with a prefix of the service such as acc_.';
  if (id === 'verify') return 'The account id "verify" is reserved.';
  return null;
}

/** True when a change of settings sends the secret somewhere else, so that the caller has to give it anew (api.md §5 "Accounts"). */
export function needsFreshCredentials(before: ServerSettings, after: ServerSettings): boolean {
  return (
    before.host !== after.host ||
    before.port !== after.port ||
    before.security !== after.security ||
    JSON.stringify(before.tls ?? null) !== JSON.stringify(after.tls ?? null) ||
    JSON.stringify(destinationOf(before.auth)) !== JSON.stringify(destinationOf(after.auth))
  );
}

/** What decides at whose door, and as whose, the secret is shown. */
function destinationOf(auth: AuthSettings): readonly string[] {
  const { type, username } = auth;
  return auth.type === 'oauth2' ? [type, username, auth.tokenEndpoint, auth.clientId] : [type, username];
}
