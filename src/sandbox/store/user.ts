/** One user: the mailboxes, what is subscribed, and messages going from one mailbox to another. */
import type { Channel } from './announcements.ts';
import { Belongings, type Premises } from './belongings.ts';
import type { Box } from './box.ts';
import { spelled } from './mailbox-name.ts';
import { Mailboxes } from './mailboxes.ts';
import type { ListChange, Mailbox, MailUser, MessagePair, Quota } from './model.ts';
import { StoreRefusal } from './refusal.ts';

export interface Person {
  readonly name: string;
  readonly password: string;
  readonly addresses: readonly string[];
}

export class User implements MailUser {
  readonly name: string;
  readonly addresses: readonly string[];
  password: string;
  readonly #premises: Premises;
  readonly #belongings: Belongings;
  readonly #changes: Channel<ListChange>;
  readonly #subscriptions = new Set<string>();
  readonly #mailboxes: Mailboxes;

  constructor(premises: Premises, { name, password, addresses }: Person) {
    this.name = name;
    this.password = password;
    this.addresses = addresses;
    this.#premises = premises;
    this.#belongings = new Belongings(premises);
    this.#changes = premises.announcements.channel();
    this.#mailboxes = new Mailboxes(this.#belongings, this.#changes, (each) => this.#subscriptions.has(each));
  }

  mailboxes(): readonly Box[] {
    return this.#mailboxes.all();
  }

  mailbox(name: string): Box | null {
    return this.#mailboxes.find(name);
  }

  create(name: string, options: { readonly specialUse?: string } = {}): Box {
    return this.#whole(() => this.#mailboxes.create(name, options.specialUse ?? null));
  }

  delete(name: string): void {
    this.#whole(() => {
      this.#mailboxes.delete(name);
    });
  }

  rename(from: string, to: string): void {
    this.#whole(() => {
      this.#mailboxes.rename(from, to, (inbox, into) => {
        this.move(
          inbox,
          inbox.messages.map(({ uid }) => uid),
          into,
        );
      });
    });
  }

  subscriptions(): readonly string[] {
    return [...this.#subscriptions].sort();
  }

  subscribe(given: string, on: boolean): void {
    const name = spelled(given);
    if (on && this.mailbox(name)?.selectable !== true) {
      throw new StoreRefusal('nonexistent', `There is no mailbox "${name}".`);
    }
    if (on === this.#subscriptions.has(name)) return;
    if (on) this.#subscriptions.add(name);
    else this.#subscriptions.delete(name);
    this.#changes.tell({ kind: 'subscribed', name });
  }

  copy(from: Mailbox, uids: readonly number[], to: Mailbox, by: unknown = null): readonly MessagePair[] {
    const messages = this.#own(from).pick(uids);
    this.#belongings.requireRoom(messages.map(({ raw }) => raw));
    return place(messages, this.#own(to), by);
  }

  move(from: Mailbox, uids: readonly number[], to: Mailbox, by: unknown = null): readonly MessagePair[] {
    const source = this.#own(from);
    const target = this.#own(to);
    return this.#whole(() => {
      const pairs = place(source.pick(uids), target, by);
      source.expunge(
        pairs.map((pair) => pair.from.uid),
        by,
      );
      return pairs;
    });
  }

  get quota(): Quota {
    return this.#belongings;
  }

  setQuota(limits: { readonly storageKiB?: number | null; readonly messages?: number | null }): void {
    if (limits.storageKiB !== undefined) this.#belongings.storageKiB = limits.storageKiB;
    if (limits.messages !== undefined) this.#belongings.messages = limits.messages;
  }

  onListChange(listener: (change: ListChange) => void): () => void {
    return this.#changes.on(listener);
  }

  /** The user is no more: ends the sessions in all mailboxes. */
  close(): void {
    this.#whole(() => {
      for (const box of this.mailboxes()) box.close();
    });
  }

  #whole<T>(work: () => T): T {
    return this.#premises.announcements.hold(work);
  }

  /** A mailbox of this user that is there. */
  #own(mailbox: Mailbox): Box {
    const box = this.mailbox(mailbox.name);
    if (box === null || box !== mailbox) {
      throw new StoreRefusal('nonexistent', `There is no mailbox "${mailbox.name}" any more.`);
    }
    box.requireOpen();
    return box;
  }
}

/** Copies of these messages; with nothing done when it throws. */
function place(messages: Box['messages'], target: Box, by: unknown): readonly MessagePair[] {
  target.learn(messages.map(({ flags }) => flags));
  const copies = target.take(messages, by);
  return messages.flatMap((from, index) => {
    const to = copies[index];
    return to === undefined ? [] : [{ from, to }];
  });
}
