/**
 * One session's view of the mailbox that it has selected: which number each message has for it, and what
 * happened in the meantime that it was not told yet. Grows with the mailbox, not with how much happens.
 */
import type { Numbered, SequenceSet } from '../search/key.ts';
import type { Mailbox, MailboxChange, StoredMessage } from '../store/model.ts';
import { resolved } from './wire/sequence-set.ts';

/** What is to be told, taken out of the view; numbers already count as the client will. */
export interface News {
  /** Rising; the numbers are those before any of them goes. */
  readonly expunged: readonly { readonly sequence: number; readonly uid: number }[];
  readonly arrived: readonly StoredMessage[];
  readonly flags: readonly Numbered[];
}

export class View {
  readonly mailbox: Mailbox;
  readonly readOnly: boolean;
  /** As the client counts them, from 1; rising. */
  #uids: number[];
  #arrived: number[] = [];
  readonly #gone = new Set<number>();
  readonly #changed = new Set<number>();
  /** Uids from one up to, not with, the other are recent in this session. */
  #recent: (readonly [number, number])[] = [];

  constructor(mailbox: Mailbox, readOnly: boolean) {
    this.mailbox = mailbox;
    this.readOnly = readOnly;
    this.#uids = mailbox.messages.map(({ uid }) => uid);
    this.#claimRecent();
  }

  /** Takes note of a change; it is told later. */
  note(change: MailboxChange, session: unknown): void {
    switch (change.kind) {
      case 'added':
        for (const { uid } of change.messages) this.#arrived.push(uid);
        this.#claimRecent();
        return;
      case 'flags':
        if (change.by === session) return;
        for (const { uid } of change.messages) this.#changed.add(uid);
        return;
      case 'expunged':
        for (const uid of change.uids) {
          this.#gone.add(uid);
          this.#changed.delete(uid);
        }
        return;
      case 'reset':
        return;
    }
  }

  /** How many messages the client knows of. */
  get size(): number {
    return this.#uids.length;
  }

  get hasNews(): boolean {
    return this.#arrived.length > 0 || this.#gone.size > 0 || this.#changed.size > 0;
  }

  /** How many of those that the client knows are recent. */
  get recent(): number {
    return this.#recent.reduce((sum, [from, to]) => sum + this.#position(to) - this.#position(from), 0);
  }

  isRecent(uid: number): boolean {
    return this.#recent.some(([from, to]) => uid >= from && uid < to);
  }

  recentUids(): readonly number[] {
    return this.#uids.filter((uid) => this.isRecent(uid));
  }

  /** null for one that the client does not know. */
  sequenceOf(uid: number): number | null {
    const at = this.#position(uid);
    return this.#uids[at] === uid ? at + 1 : null;
  }

  /** All that the client knows and that are still there. */
  all(): readonly Numbered[] {
    return this.#numbered(0, this.#uids.length);
  }

  /**
   * Those of the set that are still there, and how many the client knows that are not. `outside`: the set has
   * numbers that no message has, which is wrong of numbers and allowed of uids (RFC 3501 §6.4.8).
   */
  pick(
    set: SequenceSet,
    by: 'number' | 'uid',
  ): { readonly found: readonly Numbered[]; readonly missing: number; readonly outside: boolean } {
    const found: Numbered[] = [];
    let missing = 0;
    const highest = by === 'uid' ? (this.#uids.at(-1) ?? 0) : this.size;
    const ranges = resolved(set, highest);
    for (const [first, last] of ranges) {
      const from = by === 'uid' ? this.#position(first) : first - 1;
      const to = by === 'uid' ? this.#position(last + 1) : Math.min(last, this.size);
      const part = this.#numbered(Math.max(0, from), to);
      for (const each of part) found.push(each);
      missing += Math.max(0, to - Math.max(0, from)) - part.length;
    }
    const lowest = ranges[0]?.[0] ?? 0;
    return {
      found,
      missing,
      outside: by === 'number' && (lowest < 1 || (ranges.at(-1)?.[1] ?? 0) > this.size),
    };
  }

  /**
   * What the client is to be told now; it is then taken to know it. Expunges wait while numbers must stay, and
   * flags while nobody wants to hear of them.
   */
  takeNews(numbersMayChange: boolean, flagsToo = true): News {
    const expunged = numbersMayChange ? this.#takeExpunged() : [];
    const arrived = this.#takeArrived();
    return { expunged, arrived, flags: flagsToo ? this.#takeFlags() : [] };
  }

  #takeFlags(): readonly Numbered[] {
    const flags: Numbered[] = [];
    for (const uid of [...this.#changed].sort((a, b) => a - b)) {
      const sequence = this.sequenceOf(uid);
      const message = this.mailbox.byUid(uid);
      if (sequence !== null && message !== undefined) flags.push({ sequence, message });
    }
    this.#changed.clear();
    return flags;
  }

  #takeExpunged(): News['expunged'] {
    if (this.#gone.size === 0) return [];
    const expunged: { sequence: number; uid: number }[] = [];
    this.#uids.forEach((uid, index) => {
      if (this.#gone.has(uid)) expunged.push({ sequence: index + 1, uid });
    });
    this.#uids = this.#uids.filter((uid) => !this.#gone.has(uid));
    this.#arrived = this.#arrived.filter((uid) => !this.#gone.has(uid));
    this.#gone.clear();
    return expunged;
  }

  #takeArrived(): readonly StoredMessage[] {
    const arrived: StoredMessage[] = [];
    for (const uid of this.#arrived) {
      const message = this.mailbox.byUid(uid);
      // One that is gone again before anybody was told of it was never there.
      if (message === undefined) this.#gone.delete(uid);
      else {
        arrived.push(message);
        this.#uids.push(uid);
        this.#changed.delete(uid);
      }
    }
    this.#arrived = [];
    return arrived;
  }

  #numbered(from: number, to: number): readonly Numbered[] {
    const found: Numbered[] = [];
    for (let index = from; index < to; index += 1) {
      const message = this.mailbox.byUid(this.#uids[index] ?? 0);
      if (message !== undefined) found.push({ sequence: index + 1, message });
    }
    return found;
  }

  #claimRecent(): void {
    const { mailbox } = this;
    const before = mailbox.messages.length - mailbox.recent;
    const from = this.readOnly ? (mailbox.messages[before]?.uid ?? mailbox.uidNext) : mailbox.claimRecent();
    const last = this.#recent.at(-1);
    if (from >= mailbox.uidNext) return;
    if (last !== undefined && from <= last[1])
      this.#recent[this.#recent.length - 1] = [last[0], mailbox.uidNext];
    else this.#recent.push([from, mailbox.uidNext]);
  }

  /** Where the first uid of at least this one stands. */
  #position(uid: number): number {
    let low = 0;
    let high = this.#uids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#uids[middle] ?? 0) < uid) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
