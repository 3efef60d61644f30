/**
 * How much a server may say: a greeting first, and then to each command no more responses and octets than honest
 * servers need for what was asked. Beyond that the connection ends with an error. Also lets the event loop turn between
 * responses, however many arrive at once. What a single response may hold is `session.ts`.
 *
 * imapflow hands every response through its parser stream's `push` and waits until it is taken, so that one may be
 * held back; and every vanished message, of which one response names any number, through `notifyExpunge`. Its types
 * leave these and the command in flight out.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import { parseUidSet, uidCount } from '../domain/uid-set.ts';
import { isList, textOf, type Token } from './exchange.ts';
import { withFlatThreads } from './flat-threads.ts';
import { withoutExcess, type RawResponse as Response } from './oversized-items.ts';

export const responseBounds = {
  /** To any command, whatever it asked: status lines, changes of capabilities, flags and quota. */
  responses: 10_000,
  octets: 64 * 1024 * 1024,
  /** Rows of one LIST or LSUB. */
  mailboxes: 30_000,
  /** Messages of a mailbox, of which a server may claim any number. */
  messages: 1_000_000,
  /** UIDs told as vanished: all that a mailbox ever had (RFC 7162 §3.2.10). */
  vanished: 10_000_000,
} as const;

/** Octets of a FETCH response's fixed items; its bodies are counted as they were asked. */
const octetsPerRow = 1024 * 1024;
/** Rows that may each be as large as that. */
const largeRows = 1_000;
/** Elements that the rows of one FETCH may have together, all of which are held until the page is made; and each at least. */
const elementsOfRows = 2_000_000;
const elementsOfRow = 20_000;
const octetsPerChange = 128;
/** A message may be fetched, change its flags and be expunged while one command runs (RFC 9051 §7.5). */
const responsesPerMessage = 3;
/** What one turn of the event loop goes to at most: so many responses, so many vanished messages, so long. */
const responsesPerTurn = 32;
const vanishedPerTurn = 10_000;
const turnMs = 20;

interface Command {
  readonly command: string;
  readonly attributes?: readonly Token[] | false;
}

interface Receiving {
  readonly streamer: {
    readonly destroyed: boolean;
    push(response: Response | null): boolean;
    destroy(error: Error): void;
  };
  readonly currentRequest: Command | false;
  notifyExpunge(message: object): Promise<void>;
}

/**
 * Once for each client, before it connects. The error reaches whoever waits for the connection or a command. `mostElements`:
 * of one response, beyond which imapflow ends the connection; of rows that come with many others it is less.
 */
export function boundResponses(client: ImapFlow, mostElements: number): void {
  const receiving = client as unknown as Receiving;
  const bounds = new Bounds(client, receiving, mostElements);
  // Own properties in front of the methods of the class: whatever is called of them is of this client alone.
  receiving.notifyExpunge = (message) => bounds.vanished(message);
  receiving.streamer.push = (said) => bounds.said(said);
}

/** A class for its weight: every connection has one. */
class Bounds {
  readonly #client: ImapFlow;
  readonly #receiving: Receiving;
  readonly #push: Receiving['streamer']['push'];
  readonly #notifyExpunge: Receiving['notifyExpunge'];
  readonly #mostElements: number;
  #greeted = false;
  #command: Command | false = false;
  #responses = 0;
  #octets = 0;
  #mailboxes = 0;
  #vanished = 0;
  #messages = 0;
  #elements: number;
  #turnBeganAt: number | null = null;
  #sinceTurn = 0;

  constructor(client: ImapFlow, receiving: Receiving, mostElements: number) {
    this.#client = client;
    this.#receiving = receiving;
    this.#push = receiving.streamer.push;
    this.#notifyExpunge = receiving.notifyExpunge;
    this.#mostElements = mostElements;
    this.#elements = mostElements;
  }

  async vanished(message: object): Promise<void> {
    this.#vanished += 1;
    if (this.#vanished > responseBounds.vanished) {
      this.#end('TooManyResponses');
      // Else imapflow would go on to name the rest of them.
      throw new Error('More messages vanished than there can have been');
    }
    if (this.#vanished % vanishedPerTurn === 0 || this.#isTurnOver()) await turn();
    await this.#notifyExpunge.call(this.#receiving, message);
  }

  said(said: Response | null): boolean {
    const { streamer } = this.#receiving;
    if (said === null) return this.#push.call(streamer, said);
    const code = this.#problem(said);
    if (code !== null) {
      this.#end(code);
      return false;
    }
    const response = withFlatThreads(withoutExcess(said, this.#elements));
    this.#sinceTurn += 1;
    if (this.#sinceTurn < responsesPerTurn && !this.#isTurnOver()) return this.#push.call(streamer, response);
    setImmediate(() => {
      if (!streamer.destroyed) this.#push.call(streamer, response);
    });
    return true;
  }

  #isTurnOver(): boolean {
    this.#turnBeganAt ??= this.#beginTurn();
    return performance.now() - this.#turnBeganAt > turnMs;
  }

  #beginTurn(): number {
    setImmediate(() => {
      this.#turnBeganAt = null;
      this.#sinceTurn = 0;
    });
    return performance.now();
  }

  #problem(response: Response): string | null {
    if (!this.#greeted) {
      if (!isGreeting(response)) return 'NoGreeting';
      this.#greeted = true;
    }
    const exists = this.#client.mailbox === false ? 0 : this.#client.mailbox.exists;
    this.#followCommand(exists);
    this.#messages = Math.min(Math.max(this.#messages, exists), responseBounds.messages);
    this.#responses += 1;
    this.#octets += octetsOf(response);
    if (isListed(response)) this.#mailboxes += 1;
    const within =
      this.#mailboxes <= responseBounds.mailboxes &&
      this.#responses <= responsesFor(this.#messages, this.#command) &&
      (this.#octets <= responseBounds.octets || this.#octets <= octetsFor(this.#messages, this.#command));
    return within ? null : 'TooManyResponses';
  }

  /** Each command begins to count anew. */
  #followCommand(exists: number): void {
    const { currentRequest } = this.#receiving;
    if (currentRequest === false || currentRequest === this.#command) return;
    this.#command = currentRequest;
    [this.#responses, this.#octets, this.#mailboxes, this.#vanished, this.#messages] = [0, 0, 0, 0, 0];
    this.#elements = Math.min(this.#mostElements, elementsFor(currentRequest, exists));
  }

  #end(code: string): void {
    const error = Object.assign(new Error('The server says what no answer is'), { code });
    this.#receiving.streamer.destroy(error);
  }
}

/** RFC 9051 §7.1: OK, PREAUTH or BYE. Some servers pad with NUL. */
function isGreeting({ payload }: Response): boolean {
  return /^\0*\* (OK|PREAUTH|BYE)\b/i.test(payload.toString('latin1', 0, 64));
}

function isListed({ payload }: Response): boolean {
  return /^\* X?L(IST|SUB) /i.test(payload.toString('latin1', 0, 8));
}

function octetsOf({ payload, literals }: Response): number {
  return literals.reduce((sum, literal) => sum + literal.length, payload.length);
}

function responsesFor(messages: number, command: Command | false): number {
  const statuses = command !== false && command.command === 'LIST' ? 2 * responseBounds.mailboxes : 0;
  return responseBounds.responses + statuses + responsesPerMessage * messages;
}

function octetsFor(messages: number, command: Command | false): number {
  const changes = messages * responsesPerMessage * octetsPerChange;
  if (command === false || !command.command.endsWith('FETCH')) return responseBounds.octets + changes;
  const bodies = bodyOctets(command.attributes === false ? [] : (command.attributes ?? []));
  const rows = Math.min(messages, largeRows);
  return responseBounds.octets + changes + rows * (octetsPerRow + bodies);
}

/** Of one row of a command, in a mailbox of `exists` messages. */
export function elementsFor({ command, attributes }: Command, exists: number): number {
  if (!command.endsWith('FETCH') || attributes === undefined || attributes === false) return elementsOfRows;
  const set = textOf(attributes[0]) ?? '';
  // A set of UIDs without an end names at most all.
  const isOpen = set.includes('*') && command !== 'FETCH';
  const rows = isOpen ? exists : uidCount(parseUidSet(set.replaceAll('*', String(exists))));
  return Math.max(elementsOfRow, Math.floor(elementsOfRows / Math.max(1, rows)));
}

/** What the partial sections of a FETCH may bring for each message, `BODY[1]<0.4096>`. */
function bodyOctets(tokens: readonly Token[]): number {
  return tokens.reduce<number>((sum, token) => {
    if (token === null) return sum;
    if (isList(token)) return sum + bodyOctets(token);
    return sum + ('partial' in token ? (token.partial?.[1] ?? 0) : 0);
  }, 0);
}
