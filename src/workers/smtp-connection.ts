/**
 * Opens one connection to an account's SMTP server, logged in: to a checked address only, with the TLS that
 * the account asks for and never less. The one place where nodemailer's connection is made, and its errors
 * read.
 */
import { isIP } from 'node:net';
import { rootCertificates, type ConnectionOptions } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { ServerSettings } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Login } from '../domain/login.ts';
import { oneLine, parseReply } from '../domain/outcome.ts';
import { withoutSecret } from '../domain/secret-words.ts';
import type { SmtpReply } from '../domain/submission.ts';
import type { Egress } from '../use-cases/ports/service.ts';

export interface SmtpDeadlines {
  /** For one address: TCP, TLS and greeting together. */
  readonly connectMs: number;
  /** For the reply to a command. */
  readonly commandMs: number;
  /** For the server to take another piece of the message. */
  readonly dataMs: number;
  /** For the reply to the final dot (RFC 5321 §4.5.3.2.6: ten minutes). */
  readonly finalReplyMs: number;
}

export const smtpDeadlines: SmtpDeadlines = {
  connectMs: 15_000,
  commandMs: 60_000,
  dataMs: 180_000,
  finalReplyMs: 600_000,
};

/** `refused`: the server said no, `reply` holds its word. `reply` null: nothing came. */
export class SmtpFailure extends Error {
  readonly kind: 'auth' | 'refused' | 'tls' | 'network';
  readonly reply: SmtpReply | null;

  constructor(kind: SmtpFailure['kind'], message: string, reply: SmtpReply | null) {
    super(message);
    this.name = 'SmtpFailure';
    this.kind = kind;
    this.reply = reply;
  }
}

/** True when the server refused the credentials of a login. */
export function isAuthFailure(error: unknown): boolean {
  return error instanceof SmtpFailure && error.kind === 'auth';
}

/** What the server offered in its last EHLO. */
export interface SmtpSession {
  readonly connection: SMTPConnection;
  readonly smtpUtf8: boolean;
}

export interface SmtpOpener {
  readonly egress: Egress;
  /** Our name in EHLO. */
  readonly name: string;
  readonly deadlines: SmtpDeadlines;
}

/** Throws `SmtpFailure`, or `egress-refused`. */
export async function openSmtp(
  { egress, name, deadlines }: SmtpOpener,
  settings: ServerSettings,
  login: Login,
  signal: AbortSignal,
): Promise<SmtpSession> {
  checkSecurity(egress, settings);
  const { addresses } = await resolve(egress, settings);
  const failureOf = (error: unknown): SmtpFailure =>
    readFailure(error, (words) => withoutSecret(words, login));
  let failure: unknown = new SmtpFailure('network', unreachable, null);
  for (const { address } of addresses.slice(0, 3)) {
    const connection = new SMTPConnection(optionsOf(settings, address, name, deadlines));
    try {
      const session = await within(signal, deadlines.connectMs, { connection, failureOf }, () =>
        greet(connection),
      );
      await within(signal, deadlines.commandMs, { connection, failureOf }, () => logIn(connection, login));
      return session;
    } catch (error) {
      connection.close();
      failure = error;
      // Another address answers the same word in the same way.
      if (!(error instanceof SmtpFailure) || error.kind !== 'network' || error.reply !== null) break;
    }
  }
  throw failure;
}

const unreachable = 'The server could not be reached.';

async function resolve(egress: Egress, { host, port }: ServerSettings): ReturnType<Egress['resolve']> {
  try {
    return await egress.resolve(host, port, 'smtp');
  } catch (error) {
    // A name without an address reads like a port without a server.
    if (error instanceof GatewayError) throw error;
    throw new SmtpFailure('network', unreachable, null);
  }
}

function checkSecurity(egress: Egress, { host, security, tls }: ServerSettings): void {
  if ((security === 'none' || tls?.rejectUnauthorized === false) && !egress.isListed(host)) {
    throw new GatewayError(
      'egress-refused',
      'Without verified TLS only hosts that POSTERN_EGRESS_ALLOW lists are spoken to.',
    );
  }
}

function optionsOf(
  { host, port, security, tls }: ServerSettings,
  address: string,
  name: string,
  { connectMs, finalReplyMs, dataMs }: SmtpDeadlines,
): ConstructorParameters<typeof SMTPConnection>[0] {
  const certificateName = tls?.serverName ?? host;
  const options: ConnectionOptions = {
    minVersion: 'TLSv1.2',
    ...(tls?.ca === undefined ? {} : { ca: [...rootCertificates, tls.ca] }),
    ...(tls?.rejectUnauthorized === undefined ? {} : { rejectUnauthorized: tls.rejectUnauthorized }),
  };
  return {
    host: address,
    port,
    name,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(isIP(certificateName) === 0 ? { servername: certificateName } : {}),
    tls: options,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    // The waits are watched here, each with its own deadline; this one only ends what was forgotten.
    socketTimeout: finalReplyMs + dataMs,
    socketCloseTimeout: 1_000,
    maxResponseSize: 64 * 1024,
    logger: false,
  };
}

interface Attempt {
  readonly connection: SMTPConnection;
  readonly failureOf: (error: unknown) => SmtpFailure;
}

/** Runs one step of a session; a deadline, an abort, or an error of the connection ends it. */
function within<T>(
  signal: AbortSignal,
  deadlineMs: number,
  { connection, failureOf }: Attempt,
  step: () => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const fail = (error: unknown): void => {
      settle();
      reject(error instanceof SmtpFailure ? error : failureOf(error));
    };
    const abort = (): void => fail(new SmtpFailure('network', 'The connection was broken off.', null));
    const timer = setTimeout(
      () => fail(new SmtpFailure('network', 'The server did not answer in time.', null)),
      deadlineMs,
    );
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      connection.removeListener('error', fail);
      // What still fails while the connection goes down has been told already.
      connection.on('error', () => undefined);
    };
    connection.on('error', fail);
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort);
    step().then((value) => {
      settle();
      resolve(value);
    }, fail);
  });
}

function greet(connection: SMTPConnection): Promise<SmtpSession> {
  return new Promise((resolve, reject) => {
    connection.connect((error) => {
      if (error !== undefined && error !== null) {
        reject(error);
        return;
      }
      const ehlo = connection.lastServerResponse === false ? '' : connection.lastServerResponse;
      resolve({ connection, smtpUtf8: /^\d{3}[ -]SMTPUTF8\b/im.test(ehlo) });
    });
  });
}

function logIn(connection: SMTPConnection, login: Login): Promise<void> {
  const { username: user } = login;
  const auth =
    login.kind === 'password'
      ? { user, pass: login.password }
      : { user, oauth2: new XOAuth2({ user, accessToken: login.accessToken }) };
  return new Promise((resolve, reject) => {
    connection.login(auth, (error) => {
      if (error === null || error === undefined) resolve();
      else reject(error);
    });
  });
}

interface ConnectionError {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly response?: unknown;
  readonly message?: unknown;
}

/** The server's 4yz or 5yz in an error of the connection, null when the error carries none. */
export function replyIn(
  error: unknown,
  conceal: (words: string) => string = (words) => words,
): SmtpReply | null {
  const { response } = (error ?? {}) as ConnectionError;
  const reply = typeof response === 'string' ? parseReply(conceal(response)) : null;
  return reply !== null && reply.code >= 400 ? reply : null;
}

/** What went wrong, without secrets; network errors read all alike, so that no port can be scanned by them. */
function readFailure(error: unknown, conceal: (words: string) => string): SmtpFailure {
  const { code, originalCode, message } = (error ?? {}) as ConnectionError;
  const reply = replyIn(error, conceal);
  const words = reply === null ? null : oneLine(`${reply.code} ${reply.enhanced ?? ''} ${reply.text}`);
  // A throttled login is no rejected credential (RFC 4954 §6: 454).
  if (code === 'EAUTH' && (reply === null || reply.code >= 500)) {
    return new SmtpFailure('auth', words ?? 'The server offers no login that fits.', reply);
  }
  if (reply !== null) return new SmtpFailure('refused', words ?? '', reply);
  const why = [originalCode, code].find((each) => typeof each === 'string') ?? '';
  const secure = /TLS|CERT|SSL|SELF_SIGNED|UNABLE_TO/.test(why) || /certificate/i.test(String(message));
  if (secure) {
    return new SmtpFailure(
      'tls',
      `No verified TLS could be agreed on (${/^[A-Z_]+$/.exec(why)?.[0] ?? 'TLS'}).`,
      null,
    );
  }
  return new SmtpFailure('network', unreachable, null);
}
