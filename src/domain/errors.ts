/**
 * The closed list of failures that a caller can meet, with their status and whether the same request
 * may succeed later. One class carries them; it is made where a library's error enters and rendered
 * where a reply leaves (REST: RFC 9457, GraphQL: extensions.code). `docs/errors.md` tells each in words.
 */
export const errorTable = {
  'invalid-request': { status: 400, title: 'The request is not valid', retryable: false },
  'invalid-cursor': { status: 400, title: 'The cursor was not made for this list', retryable: false },
  'precondition-unsupported': {
    status: 400,
    title: 'The precondition cannot be kept',
    retryable: false,
  },
  unauthenticated: { status: 401, title: 'A valid API key is needed', retryable: false },
  forbidden: { status: 403, title: 'The API key lacks a scope', retryable: false },
  'not-found': { status: 404, title: 'There is no such thing', retryable: false },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here', retryable: false },
  'not-acceptable': { status: 406, title: 'No representation fits Accept', retryable: false },
  'already-exists': { status: 409, title: 'The id or path is taken', retryable: false },
  'already-sent': { status: 409, title: 'The message has been sent', retryable: false },
  'not-cancellable': { status: 409, title: 'It can no longer be cancelled', retryable: false },
  'not-a-draft': { status: 409, title: 'The message is not a draft', retryable: false },
  'ambiguous-reference': { status: 409, title: 'The reference names several messages', retryable: false },
  'idempotency-in-flight': {
    status: 409,
    title: 'A request with this key is still running',
    retryable: true,
  },
  'account-auth-failed': { status: 409, title: 'The mail server refuses the login', retryable: false },
  'account-paused': { status: 409, title: 'The account is paused', retryable: false },
  'no-smtp': { status: 409, title: 'The account has no SMTP server', retryable: false },
  'stale-reference': {
    status: 410,
    title: 'The id belongs to something that is gone',
    retryable: false,
  },
  'cursor-expired': { status: 410, title: 'The cursor no longer holds', retryable: false },
  'blob-expired': { status: 410, title: 'The blob has expired', retryable: false },
  'precondition-failed': { status: 412, title: 'The thing has changed', retryable: false },
  'too-large': { status: 413, title: 'The request is too large', retryable: false },
  'unsupported-media-type': { status: 415, title: 'The media type is not supported', retryable: false },
  'range-not-satisfiable': { status: 416, title: 'The range lies outside', retryable: false },
  'idempotency-mismatch': {
    status: 422,
    title: 'The idempotency key was used for another request',
    retryable: false,
  },
  'account-login-failed': { status: 422, title: 'The trial login failed', retryable: false },
  'refused-by-server': { status: 422, title: 'The mail server refused', retryable: false },
  'unsupported-by-server': { status: 422, title: 'The mail server cannot do this', retryable: false },
  'no-such-special-use': {
    status: 422,
    title: 'The account has no mailbox of this special use',
    retryable: false,
  },
  'egress-refused': { status: 422, title: 'The address may not be reached from here', retryable: false },
  'query-too-expensive': { status: 422, title: 'The query costs too much', retryable: false },
  'search-too-broad': { status: 422, title: 'The search matches too much', retryable: false },
  'template-error': { status: 422, title: 'The template cannot be rendered', retryable: false },
  'rate-limited': { status: 429, title: 'Too many requests', retryable: true },
  internal: { status: 500, title: 'Something went wrong here', retryable: true },
  'upstream-protocol-error': {
    status: 502,
    title: 'The mail server answered against its protocol',
    retryable: true,
  },
  'account-unreachable': { status: 503, title: 'The mail server cannot be reached', retryable: true },
  'storage-unavailable': { status: 503, title: 'The storage cannot be reached', retryable: true },
  'shutting-down': { status: 503, title: 'This replica is shutting down', retryable: true },
  'upstream-timeout': { status: 504, title: 'The mail server did not answer in time', retryable: true },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>;

export type ErrorCode = keyof typeof errorTable;

/** One place in the input that is wrong; `pointer` is a JSON Pointer (RFC 6901) into body, query or headers. */
export interface InputProblem {
  readonly pointer: string;
  readonly message: string;
}

/** What a mail server said when it refused: its reply line without secrets, its response code (RFC 9051 §7.1, RFC 3463). */
export interface Upstream {
  readonly protocol: 'imap' | 'smtp';
  readonly host: string;
  readonly response: string | null;
  readonly serverCode: string | null;
}

export interface GatewayErrorDetails {
  readonly errors?: readonly InputProblem[];
  readonly upstream?: Upstream;
  /** Told to the caller as Retry-After. */
  readonly retryAfterSeconds?: number;
  /** Octets of the content that a range lies outside of; told as Content-Range (RFC 9110 §15.5.17). */
  readonly completeLength?: number;
  /** Overrides the table's status where one code has two (precondition-unsupported: 400 or 412). */
  readonly status?: number;
  /** For the log only; never rendered. */
  readonly cause?: unknown;
}

/** A foreseen failure. `message` is the `detail` that the caller reads: what happened and the remedy, no secret in it. */
export class GatewayError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly retryable: boolean;
  readonly errors: readonly InputProblem[] | undefined;
  readonly upstream: Upstream | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly completeLength: number | undefined;

  constructor(code: ErrorCode, detail: string, details: GatewayErrorDetails = {}) {
    super(detail, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'GatewayError';
    this.code = code;
    this.status = details.status ?? errorTable[code].status;
    this.retryable = errorTable[code].retryable;
    this.errors = details.errors;
    this.upstream = details.upstream;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.completeLength = details.completeLength;
  }
}

/** Rejects with the same failure behind the words for what was done before it. */
export function halfDone(done: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof GatewayError)) throw error;
    const { code, message, status, errors, upstream, retryAfterSeconds } = error;
    throw new GatewayError(code, `${done}: ${message}`, {
      status,
      cause: error,
      ...(errors === undefined ? {} : { errors }),
      ...(upstream === undefined ? {} : { upstream }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  };
}

/** The one answer for what is absent and for what belongs to somebody else. */
export function notFound(noun: string): GatewayError {
  return new GatewayError('not-found', `There is no such ${noun}, or the key may not see it.`);
}

/** Input that the contract's schemas cannot express. */
export function invalid(pointer: string, message: string): GatewayError {
  return new GatewayError('invalid-request', message, { errors: [{ pointer, message }] });
}
