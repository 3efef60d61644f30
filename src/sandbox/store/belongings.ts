/**
 * What all mailboxes of a user have in common: the room they take, the threads of their messages, and what they
 * share of the store.
 */
import type { Announcements } from './announcements.ts';
import { Conversations } from './conversations.ts';
import type { FlagSets } from './flags.ts';
import { Content, type Message, Trees } from './message.ts';
import type { Quota } from './model.ts';
import type { ObjectIds } from './object-ids.ts';
import { StoreRefusal } from './refusal.ts';

/** What all users of a store share. */
export interface Premises {
  readonly now: () => Date;
  readonly objectId: ObjectIds;
  /** Rises from call to call: no mailbox has one that another of its name had before. */
  readonly nextUidValidity: () => number;
  readonly announcements: Announcements;
  readonly flagSets: FlagSets;
  readonly maxMessageOctets: number;
}

export class Belongings implements Quota {
  readonly premises: Premises;
  readonly #trees = new Trees();
  readonly #conversations: Conversations;
  #octets = 0;
  #messages = 0;
  storageKiB: number | null = null;
  messages: number | null = null;

  constructor(premises: Premises) {
    this.premises = premises;
    this.#conversations = new Conversations(() => premises.objectId('T'));
  }

  usage(): { readonly storageKiB: number; readonly messages: number } {
    return { storageKiB: Math.ceil(this.#octets / 1_024), messages: this.#messages };
  }

  /** Throws `over-quota` when so much more is too much. */
  requireRoom(raws: readonly Buffer[]): void {
    const octets = this.#octets + raws.reduce((sum, raw) => sum + raw.length, 0);
    const messages = this.#messages + raws.length;
    if (octets > (this.storageKiB ?? Infinity) * 1_024 || messages > (this.messages ?? Infinity)) {
      throw new StoreRefusal('over-quota', 'The quota of this user has no room for it.');
    }
  }

  /** A message that was nowhere before. */
  newContent(raw: Buffer): Content {
    return new Content(alone(raw), this.premises.objectId('M'), this.#conversations.join(raw), this.#trees);
  }

  placed({ content }: Message): void {
    content.copies += 1;
    this.#octets += content.raw.length;
    this.#messages += 1;
  }

  removed({ content }: Message): void {
    content.copies -= 1;
    this.#octets -= content.raw.length;
    this.#messages -= 1;
    if (content.copies > 0) return;
    this.#conversations.leave(content.raw);
    this.#trees.forget(content);
  }
}

/** A piece of a larger buffer would keep the whole of it in memory. */
function alone(raw: Buffer): Buffer {
  if (raw.length === raw.buffer.byteLength) return raw;
  const copy = Buffer.allocUnsafeSlow(raw.length);
  raw.copy(copy);
  return copy;
}
