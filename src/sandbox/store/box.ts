/** One mailbox: gives its messages uids and modseqs, remembers what was expunged, and tells whoever listens. */
import type { Channel } from './announcements.ts';
import type { Belongings } from './belongings.ts';
import { changeOf, Keywords } from './flags.ts';
import { History } from './history.ts';
import { type Content, Message } from './message.ts';
import type { FlagChange, Mailbox, MailboxChange, NewMessage } from './model.ts';
import { StoreRefusal } from './refusal.ts';
import { Shelf } from './shelf.ts';

/** A content on its way into a mailbox; flags in any spelling. */
export interface Arrival {
  readonly content: Content;
  readonly flags: Iterable<string>;
  readonly internalAt: number;
}

export interface BoxOptions {
  readonly name: string;
  readonly specialUse: string | null;
  /** False makes a name only. */
  readonly selectable: boolean;
  readonly subscribed: (name: string) => boolean;
}

export class Box implements Mailbox {
  name: string;
  readonly id: string;
  readonly specialUse: string | null;
  /** How many mailboxes are right below it; kept by the tree. */
  children = 0;
  selectable: boolean;
  uidValidity: number;
  uidNext = 1;
  highestModseq = 1;
  readonly #belongings: Belongings;
  readonly #isSubscribed: (name: string) => boolean;
  readonly #shelf = new Shelf();
  readonly #keywords = new Keywords();
  readonly #history = new History();
  readonly #changes: Channel<MailboxChange>;
  #recentFrom = 1;

  constructor(belongings: Belongings, options: BoxOptions) {
    this.#belongings = belongings;
    this.#isSubscribed = options.subscribed;
    this.#changes = belongings.premises.announcements.channel();
    this.id = belongings.premises.objectId('F');
    this.uidValidity = belongings.premises.nextUidValidity();
    this.name = options.name;
    this.specialUse = options.specialUse;
    this.selectable = options.selectable;
  }

  get hasChildren(): boolean {
    return this.children > 0;
  }

  get subscribed(): boolean {
    return this.#isSubscribed(this.name);
  }

  get messages(): readonly Message[] {
    return this.#shelf.messages;
  }

  get unseen(): number {
    return this.#shelf.unseen;
  }

  get deleted(): number {
    return this.#shelf.deleted;
  }

  get size(): number {
    return this.#shelf.size;
  }

  get keywords(): readonly string[] {
    return this.#keywords.all();
  }

  get recent(): number {
    return this.#shelf.countFrom(this.#recentFrom);
  }

  claimRecent(): number {
    const first = this.#recentFrom;
    this.#recentFrom = this.uidNext;
    return first;
  }

  byUid(uid: number): Message | undefined {
    return this.#shelf.byUid(uid);
  }

  /** As `byUid` for many: those that are there, by rising uid. */
  pick(uids: readonly number[]): readonly Message[] {
    return this.#shelf.pick(uids);
  }

  append(messages: readonly NewMessage[], by: unknown = null): readonly Message[] {
    this.requireOpen();
    const { maxMessageOctets, now } = this.#belongings.premises;
    if (messages.some(({ raw }) => raw.length > maxMessageOctets)) {
      throw new StoreRefusal('too-big', `No message may have more than ${maxMessageOctets} octets.`);
    }
    this.#belongings.requireRoom(messages.map(({ raw }) => raw));
    this.learn(messages.map(({ flags }) => flags ?? []));
    const arrivals = messages.map(({ raw, flags, internalDate }) => ({
      content: this.#belongings.newContent(raw),
      flags: flags ?? [],
      internalAt: (internalDate ?? now()).getTime(),
    }));
    return this.take(arrivals, by);
  }

  /** Flags of messages that are to come. Throws `over-quota`; `take` then has nothing left to refuse. */
  learn(flags: readonly Iterable<string>[]): void {
    for (const set of new Set(flags)) this.#keywords.learned([...set]);
  }

  /** The caller has asked for room and made the flags known. In the order given. */
  take(arrivals: readonly Arrival[], by: unknown): readonly Message[] {
    if (arrivals.length === 0) return [];
    const { now, flagSets } = this.#belongings.premises;
    const savedAt = now().getTime();
    const modseq = this.#nextModseq();
    const messages = arrivals.map(({ content, flags: given, internalAt }) => {
      const flags = flagSets.of(this.#keywords.learned([...given]));
      const message = new Message(content, { uid: this.uidNext, flags, modseq, internalAt, savedAt });
      this.uidNext += 1;
      this.#shelf.add(message);
      this.#belongings.placed(message);
      return message;
    });
    this.#changes.tell({ kind: 'added', messages, by });
    return messages;
  }

  changeFlags(
    uids: readonly number[],
    change: FlagChange,
    options: { readonly unchangedSince?: number; readonly by?: unknown } = {},
  ): { readonly changed: readonly Message[]; readonly modified: readonly number[] } {
    this.requireOpen();
    const { unchangedSince = Infinity, by = null } = options;
    const changedFlags = changeOf(change, this.#keywords, this.#belongings.premises.flagSets);
    const modseq = this.highestModseq + 1;
    const modified: number[] = [];
    const changed: Message[] = [];
    for (const before of this.pick(uids)) {
      const flags = changedFlags(before.flags);
      if (before.modseq > unchangedSince) modified.push(before.uid);
      else if (flags !== before.flags) {
        const after = before.with({ flags, modseq });
        this.#shelf.replace(before, after);
        changed.push(after);
      }
    }
    if (changed.length > 0) {
      this.highestModseq = modseq;
      this.#changes.tell({ kind: 'flags', messages: changed, by });
    }
    return { changed, modified };
  }

  expunge(uids: readonly number[], by: unknown = null): readonly number[] {
    this.requireOpen();
    const gone = this.#remove(this.pick(uids));
    if (gone.length === 0) return [];
    this.#history.note(this.#nextModseq(), gone);
    this.#changes.tell({ kind: 'expunged', uids: gone, by });
    return gone;
  }

  expungedSince(modseq: number): readonly number[] | null {
    return this.#history.since(modseq);
  }

  changedSince(modseq: number): readonly Message[] {
    return modseq >= this.highestModseq ? [] : this.messages.filter((message) => message.modseq > modseq);
  }

  onChange(listener: (change: MailboxChange) => void): () => void {
    return this.#changes.on(listener);
  }

  resetUidValidity(): void {
    this.requireOpen();
    const { recent } = this;
    const modseq = this.#nextModseq();
    this.#shelf.renumber((message, uid) => message.with({ uid, modseq }));
    this.uidValidity = this.#belongings.premises.nextUidValidity();
    this.uidNext = this.messages.length + 1;
    this.#recentFrom = this.uidNext - recent;
    this.#history.forget(modseq);
    this.#changes.tell({ kind: 'reset' });
  }

  /** Throws `nonexistent` of a name only and of a mailbox that was deleted. */
  requireOpen(): void {
    if (!this.selectable) throw new StoreRefusal('nonexistent', `There is no mailbox "${this.name}" to use.`);
  }

  /** It is deleted: gives up its messages and ends the sessions in it. */
  close(): void {
    if (!this.selectable) return;
    this.#remove([...this.messages]);
    this.selectable = false;
    this.#changes.tell({ kind: 'reset' });
  }

  #nextModseq(): number {
    this.highestModseq += 1;
    return this.highestModseq;
  }

  #remove(gone: readonly Message[]): readonly number[] {
    this.#shelf.remove(gone);
    for (const message of gone) this.#belongings.removed(message);
    return gone.map(({ uid }) => uid);
  }
}
