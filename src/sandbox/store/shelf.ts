/** The messages of one mailbox by rising uid, found in O(log n), and what is counted of them. */
import type { Message } from './message.ts';

export class Shelf {
  readonly #messages: Message[] = [];
  unseen = 0;
  deleted = 0;
  /** Octets. */
  size = 0;

  /** Live. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  byUid(uid: number): Message | undefined {
    const message = this.#messages[this.#indexFrom(uid)];
    return message?.uid === uid ? message : undefined;
  }

  /** How many have this uid or a higher one. */
  countFrom(uid: number): number {
    return this.#messages.length - this.#indexFrom(uid);
  }

  /** Those of `uids` that are there, by rising uid, each once. */
  pick(uids: readonly number[]): readonly Message[] {
    const picked = new Set<Message>();
    let rising = true;
    let last = 0;
    for (const uid of uids) {
      const message = this.byUid(uid);
      if (message === undefined) continue;
      picked.add(message);
      rising &&= uid > last;
      last = uid;
    }
    return rising ? [...picked] : [...picked].sort((a, b) => a.uid - b.uid);
  }

  /** With a higher uid than all that are there. */
  add(message: Message): void {
    this.#messages.push(message);
    this.#count(message, 1);
  }

  /** In the place of the one with its uid. */
  replace(before: Message, after: Message): void {
    this.#messages[this.#indexFrom(before.uid)] = after;
    this.#count(before, -1);
    this.#count(after, 1);
  }

  /** Gives them uids from 1 on. */
  renumber(numbered: (message: Message, uid: number) => Message): void {
    this.#messages.forEach((message, index) => {
      this.#messages[index] = numbered(message, index + 1);
    });
  }

  /** Messages that are there, by rising uid. */
  remove(gone: readonly Message[]): void {
    const [first] = gone;
    if (first === undefined) return;
    for (const message of gone) this.#count(message, -1);
    const start = this.#indexFrom(first.uid);
    if (gone.length === 1) this.#messages.splice(start, 1);
    else this.#close(start, new Set(gone));
  }

  /** One walk over what is behind the first gap, in place. */
  #close(start: number, gone: ReadonlySet<Message>): void {
    let kept = start;
    for (let index = start; index < this.#messages.length; index += 1) {
      const message = this.#messages[index];
      if (message === undefined || gone.has(message)) continue;
      this.#messages[kept] = message;
      kept += 1;
    }
    this.#messages.length = kept;
  }

  #count({ flags, raw }: Message, by: 1 | -1): void {
    if (!flags.has('\\Seen')) this.unseen += by;
    if (flags.has('\\Deleted')) this.deleted += by;
    this.size += by * raw.length;
  }

  /** Where the message of this uid is, or else the next one. */
  #indexFrom(uid: number): number {
    let low = 0;
    let high = this.#messages.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#messages[middle]?.uid ?? Infinity) < uid) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
