/** An account as callers see it (api.md §2 "Accounts"): settings, state of both sides, and never a secret. */
import type {
  Account,
  AccountLimits,
  AccountSettings,
  AccountState,
  AccountStatus,
  Identity,
  Security,
  SendingState,
  SentCopy,
  ServerSettings,
  Standing,
} from './account.ts';
import type { AuthSettings } from './account-auth.ts';
import type { Instant } from './time.ts';

export interface ServerView {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly auth: { readonly type: AuthSettings['type']; readonly username: string };
  readonly tls: {
    readonly serverName: string | null;
    readonly ca: string | null;
    readonly rejectUnauthorized: boolean;
  } | null;
}

export interface AccountView {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly identities: readonly Identity[];
  readonly imap: ServerView;
  readonly smtp: ServerView | null;
  readonly watch: Required<AccountSettings['watch']>;
  readonly limits: Required<AccountLimits>;
  readonly sentCopy: SentCopy;
  readonly sentMailbox: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** Only in the answer to what made it. */
  readonly callbackSecret: string | null;
  readonly paused: boolean;
  readonly state: AccountState;
  readonly lastError: string | null;
  readonly since: Instant;
  readonly sending: Standing<SendingState> & { readonly paused: boolean };
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export function viewOfAccount(
  account: Account,
  status: AccountStatus,
  callbackSecret: string | null = null,
): AccountView {
  const { id, email, name, identities, watch, limits, sentCopy, metadata, paused, createdAt, updatedAt } =
    account;
  const { state, lastError, since } = status.imap;
  const { sending } = status;
  return {
    id,
    email,
    name,
    identities,
    imap: viewOfServer(account.imap),
    smtp: account.smtp === null ? null : viewOfServer(account.smtp),
    watch: { mailboxes: watch.mailboxes, since: watch.since ?? null },
    limits: { ...limits, sendPerMinute: limits.sendPerMinute ?? null, sendPerDay: limits.sendPerDay ?? null },
    sentCopy,
    sentMailbox: account.sentMailbox ?? null,
    metadata,
    callbackSecret,
    paused,
    state,
    lastError,
    since,
    sending: {
      state: sending.state,
      lastError: sending.lastError,
      since: sending.since,
      paused: account.sendingPaused,
    },
    createdAt,
    updatedAt,
  };
}

function viewOfServer({ host, port, security, auth, tls }: ServerSettings): ServerView {
  return {
    host,
    port,
    security,
    auth: { type: auth.type, username: auth.username },
    tls:
      tls === undefined
        ? null
        : {
            serverName: tls.serverName ?? null,
            ca: tls.ca ?? null,
            rejectUnauthorized: tls.rejectUnauthorized ?? true,
          },
  };
}
