/**
 * Failures on their way out: a `GatewayError` becomes a problem (RFC 9457); what nobody foresaw becomes a
 * masked `internal` whose cause is only in the log, under the request's id. Both surfaces translate here.
 */
import {
  GatewayError,
  type ErrorCode,
  type InputProblem,
  type Upstream,
  errorTable,
} from '../domain/errors.ts';
import type { Log } from '../use-cases/ports/service.ts';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly errors?: readonly InputProblem[];
  readonly upstream?: Upstream;
}

export const problemType = 'application/problem+json';

/** `baseUrl`: the public URL without a trailing slash, empty when references are relative to the request. */
export function problemOf(error: GatewayError, requestId: string, baseUrl: string): Problem {
  return {
    type: `${baseUrl}/errors/${error.code}`,
    title: errorTable[error.code].title,
    status: error.status,
    detail: error.message,
    instance: requestId,
    code: error.code,
    retryable: error.retryable,
    ...(error.errors === undefined ? {} : { errors: error.errors }),
    ...(error.upstream === undefined ? {} : { upstream: error.upstream }),
  };
}

/** Headers that a failure needs beside its body. */
export function problemHeaders(error: GatewayError): Readonly<Record<string, string>> {
  return {
    ...(error.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(error.retryAfterSeconds === undefined
      ? {}
      : { 'retry-after': String(Math.ceil(error.retryAfterSeconds)) }),
    ...(error.completeLength === undefined ? {} : { 'content-range': `bytes */${error.completeLength}` }),
  };
}

/** What fastify itself refuses, by its code; all other errors of its own are ours to mend and so `internal`. */
const frameworkCodes: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too-large', 'The body is larger than this operation takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type', 'The Content-Type cannot be read.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid-request', 'The body is not as long as Content-Length says.'],
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: ['unsupported-media-type', 'A body needs a Content-Type.'],
  FST_ERR_BAD_URL: ['invalid-request', 'The path cannot be decoded.'],
  FST_ERR_MAX_PARAM_LENGTH: ['invalid-request', 'A part of the path is too long.'],
};

/**
 * What Node makes of a client that went away before its request had arrived whole, and the reason with which the signal of
 * its request aborts, also within what a stream makes of it; nobody reads the answer.
 */
function isBrokenOff(error: unknown, signal: AbortSignal | undefined): boolean {
  if (!(error instanceof Error)) return false;
  if (signal?.aborted === true && [error, error.cause].includes(signal.reason)) return true;
  return error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET';
}

/**
 * The failure to tell for any thrown value. `signal` of the request: when it has aborted with a
 * `GatewayError` (its deadline), that is the reason, however a library worded it.
 */
export function translate(error: unknown, log: Log, requestId: string, signal?: AbortSignal): GatewayError {
  if (error instanceof GatewayError) return error;
  if (signal?.aborted === true && signal.reason instanceof GatewayError) return signal.reason;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = frameworkCodes[code];
  if (known !== undefined) return new GatewayError(known[0], known[1], { cause: error });
  if (isBrokenOff(error, signal))
    return new GatewayError('invalid-request', 'The request broke off.', { cause: error });
  log.error({ err: error, requestId }, 'request failed in a way nobody foresaw');
  return new GatewayError('internal', 'The service failed. The request id tells which log line says why.', {
    cause: error,
  });
}
