/** Small things that verbs need of their surroundings. */
import type { ApiKey } from '../../domain/principal.ts';
import type { Page, PageRequest } from '../../domain/page.ts';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Seals what a client carries for us, so that it can neither be read nor changed; any replica opens it. */
export interface CursorSeal {
  seal(purpose: string, value: unknown): string;
  /** null when it was not sealed for this purpose by this service. */
  open(purpose: string, text: string): unknown;
}

/** Vouches in a URL for one thing until a time; any replica opens it. */
export interface LinkSeal {
  /** URL-safe. `expiresAt` in seconds since the epoch. */
  seal(subject: string, expiresAt: number): string;
  /** Its `expiresAt`, which may have passed; null when it was not sealed for this subject by this service. */
  open(subject: string, token: string): number | null;
}

export interface KeyStore {
  insert(key: ApiKey, secretHash: string): Promise<void>;
  find(id: string): Promise<{ readonly key: ApiKey; readonly secretHash: string } | null>;
  /** Newest first. */
  list(page: PageRequest): Promise<Page<ApiKey>>;
  remove(id: string): Promise<boolean>;
  touch(id: string, atMs: number): Promise<void>;
}

/** Whether this process may open a connection there (api.md §4 POSTERN_EGRESS_ALLOW; security.md S1–S10). */
export interface Egress {
  /** Throws `egress-refused` before anything is resolved, for literal addresses and bad ports. */
  checkUrl(url: URL): void;
  /** Resolves and checks every answer; what comes back is what to connect to. Throws `egress-refused`. */
  resolve(host: string, port: number, purpose: 'imap' | 'smtp' | 'webhook'): Promise<ResolvedHost>;
  /** True for hosts that POSTERN_EGRESS_ALLOW lists: only these may be spoken to without TLS. */
  isListed(host: string): boolean;
}

export interface ResolvedHost {
  readonly addresses: readonly { readonly address: string; readonly family: 4 | 6 }[];
}

/** Leaving a mailing list with one click (RFC 8058): a POST that says nothing of who sends it. */
export interface OneClick {
  /** Once, to addresses that egress allows, over verified TLS, within 15 s and without redirects. Never rejects. */
  click(
    url: string,
    signal: AbortSignal,
  ): Promise<
    | { readonly kind: 'answered'; readonly status: number }
    | { readonly kind: 'failed'; readonly reason: PostFailure; readonly error: string }
  >;
}

/** `refused`: by the rule of egress, before anything was sent. */
export type PostFailure = 'refused' | 'timeout' | 'unreachable';

/** Structured log; redaction is the implementation's affair, but nothing secret is to be passed. */
export interface Log {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What the service tells of its work: one function per business event, turned into metrics and log lines by `telemetry.ts`. */
export interface Telemetry {
  readonly log: Log;
  submissionAccepted(details: { accountId: string; submissionId: string; size: number }): void;
  /** `sinceAcceptedMs` from acceptance to the SMTP reply of the first attempt. */
  attemptFinished(details: {
    accountId: string;
    submissionId: string;
    attempt: number;
    outcome: string;
    durationMs: number;
    sinceAcceptedMs: number;
  }): void;
  eventsJournaled(details: { accountId: string; types: readonly string[] }): void;
  /** What a process wanted to write of an account that another watches by now. */
  staleWriteRefused(details: { accountId: string; what: 'position' | 'state' }): void;
  /** `sinceEventMs` from journal entry to the receiver's 2xx. */
  deliveryFinished(details: {
    webhookId: string;
    deliveryId: string;
    status: string;
    durationMs: number;
    sinceEventMs: number;
  }): void;
  /** `waitMs` until a connection was leased. */
  leaseGranted(details: { accountId: string; waitMs: number; fresh: boolean }): void;
  connectionsChanged(details: { commands: number; watchers: number; waiting: number }): void;
  accountStanding(details: {
    accountId: string;
    side: 'imap' | 'smtp';
    state: string;
    reason: string | null;
  }): void;
  httpFinished(details: { route: string; method: string; status: number; durationMs: number }): void;
  /** One line per change by a key. */
  audit(details: { keyId: string; operation: string; accountId: string | null; target: string | null }): void;
}
