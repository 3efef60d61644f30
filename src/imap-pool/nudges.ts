/**
 * What a server says unasked. It is taken as a reason to look and never as the news itself: sequence numbers shift,
 * lines get lost with connections, and a look finds everything (failures.md §1).
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { ExpungeEvent } from 'imapflow';
import type { MailboxCounts } from '../domain/mailbox.ts';
import { hearNotices } from './notify.ts';
import type { Session } from './session.ts';

/** A burst is awaited so long after its last line, and no longer than `most` in all. */
const quietMs = 1;
const mostMs = 20;

export interface Nudges {
  /** Resolves at the end of the burst that a nudge begins, after `ms`, when the connection closes, or at `signal`'s abort. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** True when there has been one about the selected mailbox since the last call. */
  take(): boolean;
  /** True when flags were told to have changed since the last call. */
  takeFlagged(): boolean;
  /** One of our own, as when an answer showed that there is more. */
  nudge(): void;
  /** UIDs told as vanished (RFC 7162 §3.2.10) since the last call, in the mailbox that is selected. */
  takeVanished(): readonly number[];
  /** What was told of mailboxes that are not selected, by their paths, since the last call. */
  takeCounts(): ReadonlyMap<string, Partial<MailboxCounts>>;
  /** It is looked at now. */
  dropCounts(path: string): void;
  /** One of our own, about a mailbox that is not selected. */
  nudgeAbout(path: string): void;
  /** Whether there is something of a mailbox that is not selected, or of the list of mailboxes. */
  readonly elsewhere: boolean;
  /** True when mailboxes may have come, gone or been renamed since the last call. */
  takeHierarchy(): boolean;
  /** The list of mailboxes is to be asked for anew. */
  nudgeHierarchy(): void;
  /** The other mailboxes are to be asked for, and then the selected one looked at again. */
  nudgeElsewhere(): void;
  /** True when that has been since the last call. */
  takeElsewhere(): boolean;
  /** True when the server has ceased to tell of what is not selected, since the last call. */
  takeOverflow(): boolean;
  stop(): void;
}

/** Keeps what nobody asks about out of memory: a server may name millions. */
export interface Concern {
  /** Of the selected mailbox. */
  isKnown(uid: number): boolean;
  isWatched(path: string): boolean;
}

export function listenTo(session: Session, concern: Concern): Nudges {
  return new Listening(session, concern);
}

const noCounts: ReadonlyMap<string, Partial<MailboxCounts>> = new Map();

/** A class for its weight: every watched account has one. */
class Listening implements Nudges {
  readonly #session: Session;
  readonly #concern: Concern;
  #pending = false;
  #flagged = false;
  #hierarchy = false;
  #overflowed = false;
  #others = false;
  #lastAt = 0;
  #vanished: number[] = [];
  /** null: none. */
  #counted: Map<string, Partial<MailboxCounts>> | null = null;
  #wake: (() => void) | null = null;

  constructor(session: Session, concern: Concern) {
    this.#session = session;
    this.#concern = concern;
    const { client } = session;
    client.on('exists', this.#onNews);
    client.on('expunge', this.#onExpunge);
    client.on('flags', this.#onFlags);
    client.on('close', this.#onNews);
    hearNotices(session, {
      counts: (path, counts) => {
        if (path === session.selected) this.#onNews();
        else if (concern.isWatched(path)) this.#tell(path, counts);
      },
      hierarchy: () => this.nudgeHierarchy(),
      overflow: () => {
        this.#overflowed = true;
        this.nudgeHierarchy();
      },
    });
  }

  get elsewhere(): boolean {
    return this.#hierarchy || this.#others || this.#counted !== null;
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    const session = this.#session;
    if (!this.#isRoused && session.alive && !signal.aborted) await this.#firstWord(ms, signal);
    const burstEnds = performance.now() + mostMs;
    while (this.#isRoused && session.alive && !signal.aborted) {
      const now = performance.now();
      const quietAt = Math.min(this.#lastAt + quietMs, burstEnds);
      if (now >= quietAt) break;
      await delay(quietAt - now);
    }
  }

  take(): boolean {
    const was = this.#pending;
    this.#pending = false;
    return was;
  }

  takeFlagged(): boolean {
    const was = this.#flagged;
    this.#flagged = false;
    return was;
  }

  nudge(): void {
    this.#onNews();
  }

  takeVanished(): readonly number[] {
    const uids = this.#vanished;
    if (uids.length > 0) this.#vanished = [];
    return uids;
  }

  takeCounts(): ReadonlyMap<string, Partial<MailboxCounts>> {
    const counted = this.#counted ?? noCounts;
    this.#counted = null;
    return counted;
  }

  dropCounts(path: string): void {
    this.#counted?.delete(path);
    if (this.#counted?.size === 0) this.#counted = null;
  }

  takeHierarchy(): boolean {
    const was = this.#hierarchy;
    this.#hierarchy = false;
    return was;
  }

  nudgeHierarchy(): void {
    this.#hierarchy = true;
    this.#rouse();
  }

  nudgeAbout(path: string): void {
    this.#tell(path, {});
  }

  nudgeElsewhere(): void {
    this.#others = true;
    this.#rouse();
  }

  takeElsewhere(): boolean {
    const was = this.#others;
    this.#others = false;
    return was;
  }

  takeOverflow(): boolean {
    const was = this.#overflowed;
    this.#overflowed = false;
    return was;
  }

  stop(): void {
    const { client } = this.#session;
    client.off('exists', this.#onNews);
    client.off('expunge', this.#onExpunge);
    client.off('flags', this.#onFlags);
    client.off('close', this.#onNews);
  }

  get #isRoused(): boolean {
    return this.#pending || this.elsewhere;
  }

  #firstWord(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#wake = null;
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms).unref();
      this.#wake = wake;
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  #tell(path: string, counts: Partial<MailboxCounts>): void {
    this.#counted ??= new Map();
    this.#counted.set(path, { ...this.#counted.get(path), ...counts });
    this.#rouse();
  }

  #rouse(): void {
    this.#lastAt = performance.now();
    this.#wake?.();
  }

  readonly #onNews = (): void => {
    this.#pending = true;
    this.#rouse();
  };

  readonly #onExpunge = (event: ExpungeEvent): void => {
    if (event.uid !== undefined && this.#concern.isKnown(event.uid)) this.#vanished.push(event.uid);
    if (event.earlier !== true) this.#onNews();
  };

  readonly #onFlags = (): void => {
    this.#flagged = true;
    this.#onNews();
  };
}
