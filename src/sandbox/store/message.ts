/** What a message is made of in memory: its octets once for all copies, and little for each mailbox it is in. */
import type { MimePart } from '../mime/part.ts';
import { parseMime } from '../mime/parse.ts';
import type { StoredMessage } from './model.ts';

const MAX_TREES = 256;

/** The trees of the messages that were looked into last. */
export class Trees {
  readonly #trees = new Map<Content, MimePart>();

  of(content: Content): MimePart {
    const tree = this.#trees.get(content) ?? parseMime(content.raw);
    this.#trees.delete(content);
    this.#trees.set(content, tree);
    for (const oldest of this.#trees.keys()) {
      if (this.#trees.size <= MAX_TREES) break;
      this.#trees.delete(oldest);
    }
    return tree;
  }

  forget(content: Content): void {
    this.#trees.delete(content);
  }
}

/** One appended message, wherever its copies are. */
export class Content {
  readonly raw: Buffer;
  readonly emailId: string;
  readonly threadId: string;
  /** In how many places it is. */
  copies = 0;
  readonly #trees: Trees;

  constructor(raw: Buffer, emailId: string, threadId: string, trees: Trees) {
    this.raw = raw;
    this.emailId = emailId;
    this.threadId = threadId;
    this.#trees = trees;
  }

  get root(): MimePart {
    return this.#trees.of(this);
  }
}

export interface Placement {
  readonly uid: number;
  readonly flags: ReadonlySet<string>;
  readonly modseq: number;
  /** Milliseconds since the epoch, both. */
  readonly internalAt: number;
  readonly savedAt: number;
}

export class Message implements StoredMessage {
  readonly content: Content;
  readonly uid: number;
  readonly flags: ReadonlySet<string>;
  readonly modseq: number;
  readonly internalAt: number;
  readonly #savedAt: number;

  constructor(content: Content, placement: Placement) {
    this.content = content;
    this.uid = placement.uid;
    this.flags = placement.flags;
    this.modseq = placement.modseq;
    this.internalAt = placement.internalAt;
    this.#savedAt = placement.savedAt;
  }

  get emailId(): string {
    return this.content.emailId;
  }

  get threadId(): string {
    return this.content.threadId;
  }

  get internalDate(): Date {
    return new Date(this.internalAt);
  }

  get savedAt(): Date {
    return new Date(this.#savedAt);
  }

  get raw(): Buffer {
    return this.content.raw;
  }

  get root(): MimePart {
    return this.content.root;
  }

  /** The same message in the same mailbox, changed. */
  with(change: {
    readonly modseq: number;
    readonly flags?: ReadonlySet<string>;
    readonly uid?: number;
  }): Message {
    const { uid, flags, internalAt } = this;
    return new Message(this.content, { uid, flags, internalAt, savedAt: this.#savedAt, ...change });
  }
}
