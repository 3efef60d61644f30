/**
 * One IMAP connection: opened to a checked address, protected as the account asks, bounded in what it may buffer and
 * in how long it may be silent. It belongs to one user at a time; who that is, `pool.ts` decides.
 */
import { ImapFlow, type ImapFlowOptions, type MailboxObject } from 'imapflow';
import type { ServerSettings } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { LoginWords } from '../domain/secret-words.ts';
import type { Egress, ResolvedHost } from '../use-cases/ports/service.ts';
import { endsConnection, failureOf, timedOut, toGatewayError } from './errors.ts';
import { exchange, rememberMailbox, type Completion, type Token, type UntaggedHandlers } from './exchange.ts';
import { boundResponses } from './response-bounds.ts';

export interface SessionLimits {
  /** Name resolution, TCP, TLS, greeting and login together. */
  readonly loginMs: number;
  /** One command from its first octet to its completion. */
  readonly commandMs: number;
}

export const defaultSessionLimits: SessionLimits = { loginMs: 20_000, commandMs: 30_000 };

export interface SessionRequest {
  readonly settings: ServerSettings;
  readonly secret: { readonly password: string };
  readonly egress: Pick<Egress, 'resolve' | 'isListed'>;
  readonly limits?: SessionLimits;
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

let opened = 0;

export class Session {
  readonly client: ImapFlow;
  /** Never used twice in a process. */
  readonly generation: number;
  readonly host: string;
  readonly #limits: SessionLimits;
  readonly #login: LoginWords;
  #failure: GatewayError | null = null;
  /** Commands under way. */
  #running = 0;
  #interruption: AbortSignal | null = null;
  /** What the last SELECT told. */
  #selection: string | null = null;
  /** When the server last had the right to tell of vanished messages (`performance.now()`). */
  #syncedAt = Number.NEGATIVE_INFINITY;

  constructor(client: ImapFlow, host: string, login: LoginWords, limits: SessionLimits) {
    this.client = client;
    this.host = host;
    this.#login = login;
    this.#limits = limits;
    opened += 1;
    this.generation = opened;
    // Without a listener an error of an idle connection would end the process.
    client.on('error', (error) => {
      this.#failure ??= this.#translate(error);
    });
  }

  get alive(): boolean {
    return this.client.usable && this.#failure === null;
  }

  /** Why it ended, where that is known. */
  get failure(): GatewayError | null {
    return this.#failure;
  }

  /** The path of the selected mailbox. */
  get selected(): string | null {
    return this.client.mailbox === false ? null : this.client.mailbox.path;
  }

  /** Throws `stale-reference` when no mailbox is selected any more. */
  get mailbox(): MailboxObject {
    if (this.client.mailbox === false)
      throw new GatewayError('stale-reference', 'The mailbox is no longer open.');
    return this.client.mailbox;
  }

  /**
   * How the mailbox stood when it was selected, in a form that is another after any change; the view holds at least that.
   * null without CONDSTORE, and where UIDNEXT is not told.
   */
  get selection(): string | null {
    return this.#selection;
  }

  get syncedAt(): number {
    return this.#syncedAt;
  }

  can(capability: string): boolean {
    return this.client.capabilities.has(capability) || (rev2.has(capability) && this.#isRev2Only);
  }

  /** Where both are offered IMAP4rev1 is spoken, since IMAP4rev2 is not switched on (RFC 9051 §6.3.1). */
  get #isRev2Only(): boolean {
    const { capabilities } = this.client;
    return capabilities.has('IMAP4rev2') && !capabilities.has('IMAP4rev1');
  }

  get hasModseq(): boolean {
    return this.client.enabled.has('CONDSTORE') && this.mailbox.noModseq !== true;
  }

  /** Whether the server can be asked what was removed since a MODSEQ (RFC 7162 §3.2). */
  get tellsRemovals(): boolean {
    return this.client.enabled.has('QRESYNC');
  }

  /** One command. Its failure is translated; one that leaves the connection in doubt closes it. */
  async command(
    name: string,
    attributes: readonly Token[] = [],
    untagged: UntaggedHandlers = {},
  ): Promise<Completion> {
    const completion = await this.within(() => exchange(this.client, name, attributes, untagged));
    if (tellsOfVanished(name)) this.#syncedAt = performance.now();
    return completion;
  }

  /** Runs imapflow's own verbs with the deadline and the translation of `command`. */
  async within<T>(work: () => Promise<T>, deadlineMs = this.#limits.commandMs): Promise<T> {
    this.#interruption?.throwIfAborted();
    if (this.#failure !== null) throw this.#failure;
    let timer: NodeJS.Timeout | undefined;
    this.#running += 1;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = timedOut(this.host, `The mail server did not answer within ${deadlineMs / 1000} s.`);
        this.close(error);
        reject(error);
      }, deadlineMs);
    });
    try {
      return await Promise.race([work(), deadline]);
    } catch (thrown) {
      // What closed the connection is truer than "connection not available".
      const ended = this.failure;
      if (ended !== null) throw ended;
      const failure = failureOf(thrown, { host: this.host, stage: 'command', login: this.#login });
      if (endsConnection(failure.kind) || !this.client.usable) this.close(failure.error);
      throw failure.error;
    } finally {
      this.#running -= 1;
      clearTimeout(timer);
    }
  }

  /** Its user has no more use for it: between two commands nothing more is sent, within one it is closed. */
  interrupt(by: AbortSignal): void {
    this.#interruption = by;
    if (this.#running > 0) this.client.close();
  }

  /** Ready for the next user; false when it is not fit for one. */
  reset(): boolean {
    this.#interruption = null;
    return this.alive && this.#running === 0;
  }

  /** No round trip when it is selected already, unless `anew`: then all that SELECT tells is of now. Throws `stale-reference` for a mailbox that is gone. */
  async select(path: string, delimiter: string | null = null, anew = false): Promise<MailboxObject> {
    if (!anew && this.selected === path && this.mailbox.readOnly !== true) return this.mailbox;
    rememberMailbox(this.client, path, delimiter);
    const mailbox = await this.within(() => this.client.mailboxOpen(path));
    this.#syncedAt = performance.now();
    const { uidValidity, uidNext, exists, highestModseq } = mailbox;
    // Without QRESYNC a removal leaves MODSEQ alone, but not the number of messages.
    this.#selection =
      this.hasModseq && highestModseq !== undefined && Number.isSafeInteger(uidNext)
        ? [uidValidity, uidNext, exists, highestModseq].join('.')
        : null;
    return mailbox;
  }

  /** Ends it at once, without a word to the server. What runs on it fails with `reason`. */
  close(reason?: GatewayError): void {
    if (reason !== undefined) this.#failure ??= reason;
    this.client.close();
  }

  /** Ends it politely; never rejects. */
  async logout(): Promise<void> {
    try {
      await this.within(() => this.client.logout(), 2_000);
    } catch {
      this.client.close();
    }
  }

  onClose(listener: () => void): void {
    this.client.once('close', listener);
  }

  #translate(thrown: unknown): GatewayError {
    return toGatewayError(thrown, { host: this.host, stage: 'command', login: this.#login });
  }
}

/**
 * Connects and logs in. Throws `egress-refused`, `upstream-timeout`, or what `errors.ts` makes of the server's answer;
 * `signal` ends it early with its reason. Nothing secret leaves before TLS stands, where TLS is asked for.
 */
export async function openSession(request: SessionRequest, signal: AbortSignal): Promise<Session> {
  const { settings, secret, egress, limits = defaultSessionLimits } = request;
  const { host, port } = settings;
  const login = { username: settings.auth.username, password: secret.password };
  signal.throwIfAborted();
  checkProtection(settings, egress);
  const startedAt = performance.now();
  const resolved = await egress.resolve(host, port, 'imap');
  signal.throwIfAborted();
  const client = new ImapFlow(optionsFor(request, resolved));
  boundResponses(client, bounds.maxResponseTokens - fewElements);
  const session = new Session(client, host, login, limits);
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
  const { settings, secret, limits = defaultSessionLimits, watching } = request;
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
    auth: { user: settings.auth.username, pass: secret.password },
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

/**
 * FETCH, STORE and SEARCH by sequence number forbid EXPUNGE responses (RFC 9051 §7.5.1); all else lets them through, but for
 * STATUS, after which Dovecot tells nothing.
 */
function tellsOfVanished(command: string): boolean {
  return !/^(FETCH|STORE|SEARCH|STATUS)$/.test(command);
}

/** What IMAP4rev2 includes without naming it (RFC 9051 appendix E). */
const rev2 = new Set([
  'UIDPLUS',
  'MOVE',
  'ESEARCH',
  'LIST-STATUS',
  'SPECIAL-USE',
  'LITERAL-',
  'UNSELECT',
  'IDLE',
]);
