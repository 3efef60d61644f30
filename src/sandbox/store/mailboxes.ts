/** Making, deleting and renaming the mailboxes of one user (RFC 3501 §6.3.3 to §6.3.5). */
import type { Channel } from './announcements.ts';
import type { Belongings } from './belongings.ts';
import { Box } from './box.ts';
import { above, mailboxName, spelled } from './mailbox-name.ts';
import type { ListChange } from './model.ts';
import { StoreRefusal } from './refusal.ts';
import { Tree } from './tree.ts';

const MAX_MAILBOXES = 10_000;

interface Renaming {
  readonly box: Box;
  readonly before: string;
  readonly name: string;
}

export class Mailboxes {
  readonly #belongings: Belongings;
  readonly #subscribed: (name: string) => boolean;
  readonly #changes: Channel<ListChange>;
  readonly #tree = new Tree();

  /** There is an INBOX from the beginning. */
  constructor(belongings: Belongings, changes: Channel<ListChange>, subscribed: (name: string) => boolean) {
    this.#belongings = belongings;
    this.#changes = changes;
    this.#subscribed = subscribed;
    this.#make('INBOX', null);
  }

  all(): readonly Box[] {
    return this.#tree.all();
  }

  find(name: string): Box | null {
    return this.#tree.find(spelled(name)) ?? null;
  }

  create(given: string, specialUse: string | null): Box {
    const name = mailboxName(given);
    if (this.find(name)?.selectable === true) throw exists(name);
    this.#makeAbove(name);
    return this.#make(name, specialUse);
  }

  delete(given: string): void {
    const box = this.#existing(given);
    const { name } = box;
    if (name === 'INBOX') throw new StoreRefusal('inbox', 'INBOX cannot be deleted.');
    if (!box.selectable) throw new StoreRefusal('has-children', `There are mailboxes below "${name}".`);
    box.close();
    if (box.hasChildren) this.#tree.put(this.#newBox(name, null, false));
    else this.#tree.take(box);
    this.#tellDeleted([name, ...this.#tree.prune(name)]);
  }

  /** `emptied` takes the messages out of INBOX, which itself cannot go. */
  rename(givenFrom: string, givenTo: string, emptied: (inbox: Box, into: Box) => void): void {
    const box = this.#existing(givenFrom);
    const from = box.name;
    const to = mailboxName(givenTo);
    if (this.#tree.find(to) !== undefined) throw exists(to);
    if (from === 'INBOX') {
      emptied(box, this.create(to, null));
      return;
    }
    if (to.startsWith(`${from}/`)) throw new StoreRefusal('invalid-name', 'It would be below itself.');
    const renamings = [box, ...this.#tree.below(from)].map((each) => ({
      box: each,
      before: each.name,
      name: mailboxName(to + each.name.slice(from.length)),
    }));
    this.#makeAbove(to);
    this.#rehang(renamings);
    this.#tellDeleted(this.#tree.prune(from));
  }

  #existing(given: string): Box {
    const box = this.find(given);
    if (box === null) throw new StoreRefusal('nonexistent', `There is no mailbox "${given}".`);
    return box;
  }

  #makeAbove(name: string): void {
    const missing = above(name).filter((each) => this.#tree.find(each) === undefined);
    if (this.#tree.size + missing.length >= MAX_MAILBOXES) {
      throw new StoreRefusal('over-quota', `A user has at most ${MAX_MAILBOXES} mailboxes.`);
    }
    for (const each of missing) this.#make(each, null);
  }

  #make(name: string, specialUse: string | null): Box {
    const box = this.#newBox(name, specialUse, true);
    this.#tree.put(box);
    this.#changes.tell({ kind: 'created', name });
    return box;
  }

  #newBox(name: string, specialUse: string | null, selectable: boolean): Box {
    return new Box(this.#belongings, { name, specialUse, selectable, subscribed: this.#subscribed });
  }

  /** From the bottom off the tree, from the top on again. */
  #rehang(renamings: readonly Renaming[]): void {
    for (const { box } of [...renamings].reverse()) this.#tree.take(box);
    for (const { box, name } of renamings) {
      box.name = name;
      this.#tree.put(box);
    }
    for (const { before, name } of renamings) this.#changes.tell({ kind: 'renamed', name, before });
  }

  #tellDeleted(names: readonly string[]): void {
    for (const name of names) this.#changes.tell({ kind: 'deleted', name });
  }
}

function exists(name: string): StoreRefusal {
  return new StoreRefusal('exists', `There is a mailbox "${name}" already.`);
}
