/**
 * Where failures of imapflow, TLS and sockets enter: each becomes one `GatewayError`, with a `kind` for those who
 * decide what to try next. No text that leaves here holds a secret or more than one line of the server's words.
 */
import { GatewayError, type ErrorCode, type Upstream } from '../domain/errors.ts';
import type { Login } from '../domain/login.ts';
import { withoutSecret } from '../domain/secret-words.ts';
import { responseCode } from './exchange.ts';

/**
 * `auth`: the credentials were refused. `throttled`: the server asks for fewer connections or less haste.
 * `network`: not reached, broken or silent. `tls`: no acceptable protection. `protocol`: it does not speak IMAP as it
 * should. `refused`: it understood and said no. `ours`: a mistake or decision on this side.
 */
export type FailureKind = 'auth' | 'throttled' | 'network' | 'tls' | 'protocol' | 'refused' | 'ours';

export interface Failure {
  readonly kind: FailureKind;
  readonly error: GatewayError;
}

/** During `login` a NO speaks of the credentials; later it speaks of the command. */
export type Stage = 'login' | 'command';

export interface FailureContext {
  readonly host: string;
  readonly stage: Stage;
  /** Cut out of the server's words, in case it repeats what it was told. */
  readonly login?: Login;
}

const throttledCodes = new Set(['UNAVAILABLE', 'LIMIT', 'INUSE', 'THROTTLED']);
const throttledWords =
  /too many|simultaneous|maximum number of connections|connection limit|throttl|rate limit|try again later|temporar|unavailable/i;
const timeouts = new Set([
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ETIMEOUT',
  'ETIMEDOUT',
  'LockTimeout',
]);
const protocolCodes =
  /^(ParserError.*|MAX_IMAP_NESTING_REACHED|LineTooLarge|LiteralTooLarge|ResponseTooLarge|TooMany(Tokens|Responses)|UnexpectedTag|MissingTag|NoGreeting|InvalidResponse|ResponseProcessingFailed|STARTTLS_INJECTION|COMPRESS_TRAILING_DATA)$/;
const ourCodes = /^Invalid(String|Token|Text)Value$|^InvalidSequenceSet$/;
const tlsCodes =
  /^(ERR_(TLS|SSL)_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/;
/** Of imapflow, which has no code for it. */
const noMechanism = 'Unsupported authentication mechanism';
const notThere = new Set(['NONEXISTENT', 'TRYCREATE']);

/** The kinds of those that were made here, so that an error keeps its kind wherever it is passed. */
const kinds = new WeakMap<GatewayError, FailureKind>();

/** Any failure of a connection in words and code; a `GatewayError` stays as it is. */
export function failureOf(thrown: unknown, context: FailureContext): Failure {
  if (thrown instanceof GatewayError) {
    const kind = kinds.get(thrown) ?? (isAuthFailure(thrown) ? 'auth' : 'ours');
    return { kind, error: thrown };
  }
  const failure = translate(thrown, context);
  kinds.set(failure.error, failure.kind);
  return failure;
}

function translate(thrown: unknown, context: FailureContext): Failure {
  const error = readError(thrown);
  const words = oneLine(error.words, context.login);
  const fail = (kind: FailureKind, code: ErrorCode, detail: string, retryAfterSeconds?: number): Failure => {
    const upstream: Upstream = {
      protocol: 'imap',
      host: context.host,
      response: words,
      serverCode: error.serverCode,
    };
    const retry = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    return { kind, error: new GatewayError(code, detail, { upstream, cause: thrown, ...retry }) };
  };
  const said = words === null ? '' : ` It said: ${words}`;

  if (error.code === 'ETHROTTLE' || isThrottled(error, words)) {
    return fail(
      'throttled',
      'account-unreachable',
      `The mail server asks to be used less for now.${said}`,
      30,
    );
  }
  if (error.authenticationFailed) {
    return fail('auth', 'account-auth-failed', `The mail server refuses the user name or password.${said}`);
  }
  if (context.stage === 'login' && error.message === noMechanism) {
    return fail('auth', 'account-auth-failed', 'The mail server offers no login that fits.');
  }
  if (timeouts.has(error.code)) {
    return fail('network', 'upstream-timeout', 'The mail server did not answer in time.');
  }
  if (error.tlsFailed || tlsCodes.test(error.code)) {
    return fail(
      'tls',
      'account-unreachable',
      `No trusted TLS connection could be made: ${tlsReason(error)}.`,
    );
  }
  if (protocolCodes.test(error.code)) {
    return fail(
      'protocol',
      'upstream-protocol-error',
      `The mail server answered against its protocol (${error.code}).`,
    );
  }
  if (ourCodes.test(error.code)) {
    return fail(
      'ours',
      'invalid-request',
      'A value cannot be written in an IMAP command: it holds CR, LF or NUL.',
    );
  }
  if (error.status === 'NO' || error.status === 'BAD') {
    if (context.stage === 'login') {
      return fail('protocol', 'upstream-protocol-error', `The mail server broke off the login.${said}`);
    }
    if (error.mailboxMissing || notThere.has(error.serverCode ?? '')) {
      return fail('refused', 'stale-reference', 'The mailbox is no longer there.');
    }
    if (error.serverCode === 'TOOBIG' || error.serverCode === 'APPENDLIMIT') {
      return fail('refused', 'too-large', 'The mail server does not take messages of this size.');
    }
    return fail('refused', 'refused-by-server', `The mail server refused.${said}`);
  }
  if (error.message.includes('Unsupported authentication mechanism')) {
    return fail(
      'protocol',
      'upstream-protocol-error',
      'The mail server offers no login that this service can use.',
    );
  }
  return fail('network', 'account-unreachable', `The connection to the mail server failed.${said}`);
}

/** For those who only pass it on. */
export function toGatewayError(thrown: unknown, context: FailureContext): GatewayError {
  return failureOf(thrown, context).error;
}

/** True when the server refused the credentials of a login. */
export function isAuthFailure(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'account-auth-failed';
}

/** True when the connection itself is lost or no longer to be trusted. */
export function endsConnection(kind: FailureKind): boolean {
  return kind === 'network' || kind === 'protocol' || kind === 'tls' || kind === 'throttled';
}

/** Dovecot and Cyrus refuse STATUS of what is not there without a code. */
export function maySayAbsent(error: unknown): boolean {
  return (
    error instanceof GatewayError && (error.code === 'stale-reference' || error.code === 'refused-by-server')
  );
}

/** Passes over what the server understood and refused; rejects with everything else. */
export function unlessRefused(error: unknown): void {
  if (!(error instanceof GatewayError) || error.code !== 'refused-by-server') throw error;
}

/** Whether the server answered BAD: it does not know what it was asked. */
export function isNotUnderstood(error: GatewayError): boolean {
  return readError(error.cause).status === 'BAD';
}

export function timedOut(host: string, what: string): GatewayError {
  const upstream: Upstream = { protocol: 'imap', host, response: null, serverCode: null };
  const error = new GatewayError('upstream-timeout', what, { upstream });
  kinds.set(error, 'network');
  return error;
}

interface ReadError {
  readonly code: string;
  readonly message: string;
  readonly words: string | null;
  readonly status: string | null;
  readonly serverCode: string | null;
  readonly authenticationFailed: boolean;
  readonly tlsFailed: boolean;
  readonly mailboxMissing: boolean;
}

function readError(thrown: unknown): ReadError {
  const fields: Readonly<Record<string, unknown>> =
    thrown instanceof Error
      ? Object.fromEntries([...Object.entries(thrown), ['message', thrown.message]])
      : { message: String(thrown) };
  const text = (name: string): string | null =>
    typeof fields[name] === 'string' && fields[name] !== '' ? fields[name] : null;
  const response = fields['response'];
  return {
    code: text('code') ?? '',
    message: text('message') ?? '',
    words: text('responseText') ?? text('reason') ?? null,
    status: text('responseStatus'),
    serverCode:
      text('serverResponseCode') ??
      (typeof response === 'object' && response !== null ? responseCode(response).code : null),
    authenticationFailed: fields['authenticationFailed'] === true,
    tlsFailed: fields['tlsFailed'] === true,
    mailboxMissing: fields['mailboxMissing'] === true,
  };
}

function isThrottled(error: ReadError, words: string | null): boolean {
  if (throttledCodes.has(error.serverCode ?? '')) return true;
  if (error.serverCode === 'AUTHENTICATIONFAILED') return false;
  // Outside a login only a goodbye speaks of the connection; a NO speaks of its command.
  const speaksOfConnection = error.authenticationFailed || error.status === null;
  return speaksOfConnection && words !== null && throttledWords.test(words);
}

function tlsReason(error: ReadError): string {
  if (/STARTTLS/i.test(error.message) && !tlsCodes.test(error.code))
    return 'the server does not offer STARTTLS';
  if (tlsCodes.test(error.code)) return `the certificate or protocol was not accepted (${error.code})`;
  return 'the handshake failed';
}

function oneLine(words: string | null, login: Login | undefined): string | null {
  if (words === null) return null;
  const line = (login === undefined ? words : withoutSecret(words, login))
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300);
  return line === '' ? null : line;
}
