/**
 * Opens one connection to an account's SMTP server, logged in: to a checked address only, with the TLS that
 * the account asks for and never less. nodemailer connects, reads the greeting, upgrades and says EHLO; from there on the
 * conversation is ours (`smtp-dialogue.ts`).
 */
import { isIP } from 'node:net';
import { rootCertificates, TLSSocket, type ConnectionOptions } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ServerSettings } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Login } from '../domain/login.ts';
import { inWords, parseReply } from '../domain/outcome.ts';
import { veilOf } from '../domain/secret-words.ts';
import type { Egress } from '../use-cases/ports/service.ts';
import { createDialogue, type SmtpDialogue, veiled } from './smtp-dialogue.ts';
import { extensionsIn, type SmtpExtensions } from './smtp-extensions.ts';
import { SmtpFailure } from './smtp-failure.ts';
import { logIn } from './smtp-login.ts';

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

/** A connection that is logged in. */
export interface SmtpSession {
  readonly dialogue: SmtpDialogue;
  readonly offers: SmtpExtensions;
  /** Encrypted, and the server's certificate verified. */
  readonly verified: boolean;
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
  // A server may remember a secret for longer than a connection, and repeat it anywhere.
  const veil = veilOf(login);
  let failure: unknown = new SmtpFailure('network', unreachable, null);
  for (const { address } of addresses.slice(0, 3)) {
    const connection = new SMTPConnection(optionsOf(settings, address, name, deadlines));
    try {
      const offers = await greet(connection, veil, deadlines.connectMs, signal);
      const dialogue = createDialogue(connection, veil);
      await unlessAborted(signal, dialogue, () =>
        logIn(dialogue, offers.auth, login, settings, deadlines.commandMs),
      );
      const { _socket: socket } = connection;
      return { dialogue, offers, verified: socket instanceof TLSSocket && socket.authorized };
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

/** Connects, upgrades to TLS where the account wants it, and says EHLO. Rejects with `SmtpFailure`. */
function greet(
  connection: SMTPConnection,
  veil: (words: string) => string,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<SmtpExtensions> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      settle();
      // What still fails while the connection goes down has been told already.
      connection.on('error', () => undefined);
      reject(error instanceof SmtpFailure ? error : readFailure(error, veil));
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
    };
    connection.on('error', fail);
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort);
    connection.connect((error) => {
      if (error !== undefined && error !== null) {
        fail(error);
        return;
      }
      settle();
      resolve(extensionsIn(connection.lastServerResponse === false ? '' : connection.lastServerResponse));
    });
  });
}

async function unlessAborted<T>(
  signal: AbortSignal,
  dialogue: SmtpDialogue,
  step: () => Promise<T>,
): Promise<T> {
  const abort = (): void => dialogue.breakOff('The connection was broken off.');
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    return await step();
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

interface ConnectionError {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly response?: unknown;
  readonly message?: unknown;
}

/** What went wrong before anything secret was said; network errors read all alike, so that no port can be scanned by them. */
function readFailure(error: unknown, veil: (words: string) => string): SmtpFailure {
  const { code, originalCode, response, message } = (error ?? {}) as ConnectionError;
  const reply = typeof response === 'string' ? parseReply(veiled(response, veil)) : null;
  if (reply !== null && reply.code >= 400) return new SmtpFailure('refused', inWords(reply), reply);
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
