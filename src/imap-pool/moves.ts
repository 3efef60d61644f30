/**
 * Where messages of a watched account went and came from. What the gateway moves itself it says; what others move shows
 * itself when a message that goes from one watched mailbox is the one that comes into another. In memory and for some
 * minutes: what is not known is told as null.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../domain/account.ts';
import { messageId, type MessageRef } from '../domain/ids.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { MessageView } from '../domain/message.ts';
import { uidsOf, type UidSet } from '../domain/uid-set.ts';
import type { MoveNews } from '../use-cases/ports/move-notice.ts';
import { markOf, RememberedMessages, type Mark } from './remembered-messages.ts';
import type { Session } from './session.ts';

/** A place as an event tells it; `id` is null while it is not known which message there it is. */
export interface MessageLocation {
  readonly id: string | null;
  readonly mailboxId: string;
  readonly mailboxPath: string;
}

/** For the events of a message at `ref`; null: nothing is known. */
export interface KnownMoves {
  wentTo(ref: MessageRef): MessageLocation | null;
  cameFrom(ref: MessageRef): MessageLocation | null;
}

/** Which messages of which mailbox a look found. */
export interface Found {
  readonly mailbox: Pick<Mailbox, 'id' | 'path'>;
  readonly uidValidity: number;
}

export interface Moves extends KnownMoves {
  hear(news: MoveNews): void;
  /** How often all the watched mailboxes but the one that is waited on have been asked for. */
  readonly sweeps: number;
  swept(): void;
  /** Resolves once what the gateway moves from or to this mailbox has been moved, or that takes long. */
  settled(mailboxId: string): Promise<void>;
  /** True when some of these that are gone may be found in another watched mailbox. */
  goes(found: Found, gone: UidSet): boolean;
  /** True when some of these that have come may be gone from another watched mailbox. */
  comes(found: Found, messages: readonly MessageView[]): boolean;
  /** What it holds, once it has been told; asks the server for what was there before. */
  remember(session: Session, mailboxId: string, known: UidSet): Promise<void>;
  hasTold(found: Found, messages: readonly MessageView[]): void;
  hasLost(found: Found, gone: UidSet): void;
  /** UIDs of this mailbox mean others now, or nothing. */
  forget(mailboxId: string): void;
}

interface Sighting {
  readonly mark: Mark;
  readonly ref: MessageRef;
  readonly location: MessageLocation;
  readonly at: number;
}

interface Underway {
  readonly mailboxIds: readonly string[];
  readonly over: Promise<void>;
  readonly end: () => void;
}

const settleMs = 500;
const mostKept = 5_000;
const mostSightings = 1_000;
/** A message that goes from one mailbox and comes into another within this time was moved. */
const togetherMs = 5 * 60_000;

export interface MovesOptions {
  readonly account: Account;
  readonly isWatched: (mailboxId: string) => boolean;
  readonly now: () => number;
}

export function createMoves(options: MovesOptions): Moves {
  return new AccountMoves(options);
}

/** All that is known of an account's moves. */
interface Ledger {
  readonly went: Map<string, MessageLocation>;
  readonly came: Map<string, MessageLocation>;
  readonly underway: Map<string, Underway>;
  readonly remembered: Map<string, RememberedMessages>;
  /** Without a counterpart so far. */
  readonly sightings: { gone: readonly Sighting[]; arrived: readonly Sighting[] };
}

/** A class for its weight, and its ledger is made when there is something for it: every watched account has one. */
class AccountMoves implements Moves {
  sweeps = 0;
  readonly #options: MovesOptions;
  #ledger: Ledger | null = null;

  constructor(options: MovesOptions) {
    this.#options = options;
  }

  swept(): void {
    this.sweeps += 1;
  }

  wentTo(ref: MessageRef): MessageLocation | null {
    return this.#ledger?.went.get(keyOf(ref)) ?? null;
  }

  cameFrom(ref: MessageRef): MessageLocation | null {
    return this.#ledger?.came.get(keyOf(ref)) ?? null;
  }

  hear(news: MoveNews): void {
    const { isWatched } = this.#options;
    if (news.kind === 'begun') {
      if (!news.mailboxIds.some(isWatched)) return;
      let end = (): void => undefined;
      const over = new Promise<void>((resolve) => (end = resolve));
      keep(this.#open().underway, news.move, { mailboxIds: news.mailboxIds, over, end });
      return;
    }
    for (const { from, to } of news.moved) {
      const { id, path } = news.target;
      const target = to === null ? { id: null, mailboxId: id, mailboxPath: path } : this.#located(to, path);
      if (isWatched(from.mailboxId)) keep(this.#open().went, keyOf(from), target);
      const left = news.paths[from.mailboxId];
      if (to !== null && isWatched(id) && left !== undefined)
        keep(this.#open().came, keyOf(to), this.#located(from, left));
    }
    this.#ledger?.underway.get(news.move)?.end();
    this.#ledger?.underway.delete(news.move);
  }

  async settled(mailboxId: string): Promise<void> {
    const { underway } = this.#ledger ?? {};
    if (underway === undefined) return;
    const ours = [...underway].filter(([, { mailboxIds }]) => mailboxIds.includes(mailboxId));
    if (ours.length === 0) return;
    await Promise.race([
      Promise.all(ours.map(([, { over }]) => over)),
      delay(settleMs, undefined, { ref: false }),
    ]);
    // Nobody waits for it a second time.
    for (const [move] of ours) underway.delete(move);
  }

  goes({ mailbox, uidValidity }: Found, gone: UidSet): boolean {
    const known = this.#isAlone ? undefined : this.#ledger?.remembered.get(mailbox.id);
    if (known === undefined) return false;
    let waits = false;
    for (const [uid, mark] of known.among(gone)) {
      const ref = { mailboxId: mailbox.id, uidValidity, uid };
      if (this.wentTo(ref) !== null) continue;
      const location = this.#located(ref, mailbox.path);
      const target = this.#takeOther('arrived', mark, mailbox.id);
      if (target !== null) this.#link(ref, location, target.ref, target.location);
      else {
        this.#sight('gone', mark, ref, location);
        waits = true;
      }
    }
    return waits;
  }

  comes({ mailbox, uidValidity }: Found, messages: readonly MessageView[]): boolean {
    if (this.#isAlone) return false;
    let waits = false;
    for (const message of messages) {
      const ref = { mailboxId: mailbox.id, uidValidity, uid: message.uid };
      const mark = markOf(message);
      if (mark === null || this.cameFrom(ref) !== null) continue;
      const location = this.#located(ref, mailbox.path);
      const source = this.#takeOther('gone', mark, mailbox.id);
      if (source !== null) this.#link(source.ref, source.location, ref, location);
      else {
        this.#sight('arrived', mark, ref, location);
        const others = this.#open().remembered;
        waits ||= [...others].some(([id, known]) => id !== mailbox.id && known.has(mark));
      }
    }
    return waits;
  }

  async remember(session: Session, mailboxId: string, known: UidSet): Promise<void> {
    const { account } = this.#options;
    if (!this.#isAlone) await this.#rememberedOf(mailboxId).load(session, account, known);
  }

  hasTold({ mailbox, uidValidity }: Found, messages: readonly MessageView[]): void {
    const came = this.#ledger?.came;
    for (const { uid } of came?.size ? messages : [])
      came?.delete(keyOf({ mailboxId: mailbox.id, uidValidity, uid }));
    if (this.#isAlone) return;
    const marks = messages.map((message) => [message.uid, markOf(message)] as const);
    this.#rememberedOf(mailbox.id).add(
      new Map(marks.flatMap(([uid, mark]) => (mark === null ? [] : [[uid, mark]]))),
    );
  }

  hasLost({ mailbox, uidValidity }: Found, gone: UidSet): void {
    const went = this.#ledger?.went;
    for (const uid of went?.size ? uidsOf(gone) : [])
      went?.delete(keyOf({ mailboxId: mailbox.id, uidValidity, uid }));
    this.#ledger?.remembered.get(mailbox.id)?.drop(gone);
  }

  forget(mailboxId: string): void {
    this.#ledger?.remembered.delete(mailboxId);
  }

  get #isAlone(): boolean {
    const { mailboxes } = this.#options.account.watch;
    return mailboxes !== 'all' && mailboxes.length < 2;
  }

  #open(): Ledger {
    this.#ledger ??= {
      went: new Map(),
      came: new Map(),
      underway: new Map(),
      remembered: new Map(),
      sightings: { gone: [], arrived: [] },
    };
    return this.#ledger;
  }

  #located(ref: MessageRef, mailboxPath: string): MessageLocation {
    return { id: messageId(this.#options.account, ref), mailboxId: ref.mailboxId, mailboxPath };
  }

  #link(from: MessageRef, source: MessageLocation, to: MessageRef, target: MessageLocation): void {
    const { went, came } = this.#open();
    keep(went, keyOf(from), target);
    keep(came, keyOf(to), source);
  }

  /** Takes the sighting of the same message in another mailbox. */
  #takeOther(side: 'gone' | 'arrived', mark: Mark, mailboxId: string): Sighting | null {
    const { sightings } = this.#open();
    const since = this.#options.now() - togetherMs;
    const found = sightings[side].find(
      (each) => each.mark === mark && each.at >= since && each.ref.mailboxId !== mailboxId,
    );
    if (found === undefined) return null;
    sightings[side] = sightings[side].filter((each) => each !== found);
    return found;
  }

  #sight(side: 'gone' | 'arrived', mark: Mark, ref: MessageRef, location: MessageLocation): void {
    const { sightings } = this.#open();
    const key = keyOf(ref);
    const others = sightings[side].filter((each) => keyOf(each.ref) !== key);
    sightings[side] = [...others.slice(1 - mostSightings), { mark, ref, location, at: this.#options.now() }];
  }

  #rememberedOf(mailboxId: string): RememberedMessages {
    const { remembered } = this.#open();
    const known = remembered.get(mailboxId) ?? new RememberedMessages();
    remembered.set(mailboxId, known);
    return known;
  }
}

function keyOf({ mailboxId, uidValidity, uid }: MessageRef): string {
  return `${mailboxId} ${uidValidity} ${uid}`;
}

/** The oldest go first. A UID is never another's: what stays too long is only memory. */
function keep<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.set(key, value);
  for (const old of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(old);
  }
}
