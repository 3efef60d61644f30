/**
 * One IMAP connection that is logged in (`open-session.ts`): its commands, how long they may be silent, and what is selected.
 * It belongs to one user at a time; who that is, `pool.ts` decides.
 */
import type { ImapFlow, MailboxObject } from 'imapflow';
import { GatewayError } from '../domain/errors.ts';
import type { Login } from '../domain/login.ts';
import type { EncodedPart, TextSearch } from '../use-cases/ports/content.ts';
import { endsConnection, failureOf, timedOut, toGatewayError } from './errors.ts';
import {
  exchange,
  openMailbox,
  rememberMailbox,
  type Completion,
  type Token,
  type UntaggedHandlers,
} from './exchange.ts';
import { wireName } from './mailbox-name.ts';
import { Numbering } from './numbering.ts';

let opened = 0;

const neverAborted = new AbortController().signal;

export class Session {
  readonly client: ImapFlow;
  /** Never used twice in a process. */
  readonly generation: number;
  readonly host: string;
  /** Of the selected mailbox. */
  readonly numbering = new Numbering();
  readonly #commandMs: number;
  readonly #login: Login;
  readonly #texts: TextSearch | null;
  #failure: GatewayError | null = null;
  /** Commands under way. */
  #running = 0;
  #interruption: AbortSignal | null = null;
  /** What the last SELECT told. */
  #selection: string | null = null;
  /** When the server last had the right to tell of vanished messages (`performance.now()`). */
  #syncedAt = Number.NEGATIVE_INFINITY;
  #arrivals = 0;

  /** `commandMs`: one command from its first octet to its completion. `texts`: for those that search. */
  constructor(
    client: ImapFlow,
    host: string,
    login: Login,
    commandMs: number,
    texts: TextSearch | null = null,
  ) {
    this.client = client;
    this.host = host;
    this.#login = login;
    this.#commandMs = commandMs;
    this.#texts = texts;
    opened += 1;
    this.generation = opened;
    client.on('exists', ({ count, prevCount }: { readonly count: number; readonly prevCount: number }) => {
      if (count > prevCount) this.#arrivals += 1;
    });
    // Without a listener an error of an idle connection would end the process.
    client.on('error', (error) => {
      this.#failure ??= this.#translate(error);
    });
    client.on('expunge', ({ seq, uid, earlier }) => {
      if (earlier === true) return;
      if (seq !== undefined) this.numbering.vanished({ sequence: seq });
      else if (uid !== undefined) this.numbering.vanished({ uid });
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

  /**
   * Grows whenever the server tells of messages that have come. The number of messages does not tell it: as many may have
   * gone in the same moment.
   */
  get arrivals(): number {
    return this.#arrivals;
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

  /** Which of the folded needles stand in the texts of messages that came over it; its user's interruption ends that too. */
  async wordsIn(
    messages: readonly (readonly EncodedPart[])[],
    needles: readonly string[],
  ): Promise<readonly ReadonlySet<string>[]> {
    if (this.#texts === null) throw new Error('This connection was opened for no searches.');
    return await this.#texts.find(messages, needles, this.#interruption ?? neverAborted);
  }

  /** Runs imapflow's own verbs with the deadline and the translation of `command`. */
  async within<T>(work: () => Promise<T>, deadlineMs = this.#commandMs): Promise<T> {
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
    const name = wireName(this, path);
    const mailbox = await this.within(() => openMailbox(this.client, path, name, false));
    this.numbering.clear();
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
