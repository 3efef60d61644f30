/**
 * Opening an IMAP connection: to a checked address, protected as the account asks, bounded in what it may buffer and in how
 * long its login may take.
 */
import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import type { ServerSettings } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Login } from '../domain/login.ts';
import type { TextSearch } from '../use-cases/ports/content.ts';
import type { Egress, ResolvedHost } from '../use-cases/ports/service.ts';
import { failureOf, timedOut } from './errors.ts';
import { boundResponses } from './response-bounds.ts';
import { Session } from './session.ts';

export interface SessionLimits {
  /** Name resolution, TCP, TLS, greeting and login together. */
  readonly loginMs: number;
  /** One command from its first octet to its completion. */
  readonly commandMs: number;
}

export const defaultSessionLimits: SessionLimits = { loginMs: 20_000, commandMs: 30_000 };

export interface SessionRequest {
  readonly settings: ServerSettings;
  readonly login: Login;
  readonly egress: Pick<Egress, 'resolve' | 'isListed'>;
  readonly limits?: SessionLimits;
  /** What a connection needs that searches in texts. */
  readonly texts?: TextSearch;
  /** What a watching connection needs beyond a commanding one. */
  readonly watching?: Pick<ImapFlowOptions, 'maxIdleTime'>;
}

/** Bodies are fetched in pieces of 1 MiB and search answers are one line: far above both, far below harm. */
const bounds = {
  maxLineLength: 16 * 1024 * 1024,
  maxLiteralSize: 16 * 1024 * 1024,
  maxResponseSize: 32 * 1024 * 1024,
  maxResponseTokens: 250_000,
} as const;

/** Of a row beside its envelope and structure. */
const fewElements = 1_000;

/**
 * Connects and logs in. Throws `egress-refused`, `upstream-timeout`, or what `errors.ts` makes of the server's answer;
 * `signal` ends it early with its reason. Nothing secret leaves before TLS stands, where TLS is asked for.
 */
export async function openSession(request: SessionRequest, signal: AbortSignal): Promise<Session> {
  const { settings, login, egress, limits = defaultSessionLimits } = request;
  const { host, port } = settings;
  signal.throwIfAborted();
  checkProtection(settings, egress);
  const startedAt = performance.now();
  const resolved = await egress.resolve(host, port, 'imap');
  signal.throwIfAborted();
  const client = new ImapFlow(optionsFor(request, resolved));
  boundResponses(client, bounds.maxResponseTokens - fewElements);
  const session = new Session(client, host, login, limits.commandMs, request.texts);
  const abort = (): void => client.close();
  signal.addEventListener('abort', abort, { once: true });
  let late = false;
  const timer = setTimeout(
    () => {
      late = true;
      client.close();
    },
    Math.max(1, limits.loginMs - (performance.now() - startedAt)),
  );
  try {
    await client.connect();
    return session;
  } catch (thrown) {
    client.close();
    signal.throwIfAborted();
    if (late)
      throw timedOut(host, `The mail server did not finish the login within ${limits.loginMs / 1000} s.`);
    throw failureOf(thrown, { host, stage: 'login', login }).error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

function optionsFor(request: SessionRequest, resolved: ResolvedHost): ImapFlowOptions {
  const { settings, login, limits = defaultSessionLimits, watching } = request;
  const { tls = {} } = settings;
  return {
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    doSTARTTLS: settings.security === 'starttls',
    ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: tls.rejectUnauthorized ?? true,
      ...(tls.ca === undefined ? {} : { ca: tls.ca }),
      // The name stays for the certificate, but only the checked addresses are ever connected to.
      lookup: (_host, options, callback) => {
        const [first] = resolved.addresses;
        if (options.all === true) callback(null, [...resolved.addresses]);
        else if (first !== undefined) callback(null, first.address, first.family);
        else callback(new Error('no address'), '', 4);
      },
    },
    auth:
      login.kind === 'password'
        ? { user: login.username, pass: login.password }
        : { user: login.username, accessToken: login.accessToken },
    clientInfo: { name: 'Postern', vendor: false, 'support-url': false, version: false },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    // It adds nothing to the extensions that are used, and some servers find nothing once it is on.
    disableIMAP4rev2: true,
    // Removals are then told by UID, also those that nobody saw.
    qresync: true,
    connectionTimeout: limits.loginMs,
    greetingTimeout: limits.loginMs,
    ...bounds,
    ...watching,
  };
}

function checkProtection(settings: ServerSettings, egress: Pick<Egress, 'isListed'>): void {
  if (egress.isListed(settings.host)) return;
  if (settings.security === 'none') {
    throw new GatewayError(
      'egress-refused',
      'Only hosts that the operator allows are spoken to without TLS.',
    );
  }
  if (settings.tls?.rejectUnauthorized === false) {
    throw new GatewayError(
      'egress-refused',
      'Only hosts that the operator allows may show an unchecked certificate.',
    );
  }
}
