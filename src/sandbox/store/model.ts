/**
 * What the sandbox's mail store holds and how it is asked: users, their mailboxes, the messages in these. No
 * sockets and no wire syntax: names are Unicode here, sequence numbers are each session's own business.
 *
 * Everything is synchronous: what a call says has happened when it returns, and all listeners have been told. A
 * change made by a listener is told after the one that it is being told.
 */
import type { MimePart } from '../mime/part.ts';

/** One message in one mailbox as it was at one time: a change of its flags makes another object. */
export interface StoredMessage {
  readonly uid: number;
  /** EMAILID (RFC 8474 §5.1): of one appended message, the same over its copies and moves. */
  readonly emailId: string;
  /** THREADID (RFC 8474 §5.2): by References and In-Reply-To over all mailboxes of the user; never changes. */
  readonly threadId: string;
  readonly internalDate: Date;
  /** When it came into this mailbox (RFC 8514). */
  readonly savedAt: Date;
  /** As received; shared between the copies of a message and not to be written to. */
  readonly raw: Buffer;
  /** Parsed when asked for, and kept as long as it is asked for now and then. */
  readonly root: MimePart;
  /**
   * System flags are spelled `\Seen \Answered \Flagged \Deleted \Draft`; a keyword as it was first spelled in
   * this mailbox, whatever the case it is given in later. Never `\Recent`.
   */
  readonly flags: ReadonlySet<string>;
  readonly modseq: number;
}

export interface NewMessage {
  /** Not to be written to afterwards: the store may keep it as it is. */
  readonly raw: Buffer;
  readonly flags?: readonly string[];
  /** Now, unless given. */
  readonly internalDate?: Date;
}

/** `by` is the origin that the changing call gave, null if none: a session knows its own changes by it. */
export type MailboxChange =
  | { readonly kind: 'added'; readonly messages: readonly StoredMessage[]; readonly by: unknown }
  | { readonly kind: 'flags'; readonly messages: readonly StoredMessage[]; readonly by: unknown }
  | { readonly kind: 'expunged'; readonly uids: readonly number[]; readonly by: unknown }
  /** UIDVALIDITY changed or the mailbox is gone: sessions that have it selected are to be closed with BYE. */
  | { readonly kind: 'reset' };

export interface FlagChange {
  /** Taken instead of all flags that are there; `add` and `remove` come after it. */
  readonly set?: readonly string[];
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

export interface Mailbox {
  /** Unicode, levels separated by `/`, INBOX spelled so. Changes when it is renamed. */
  readonly name: string;
  /** MAILBOXID (RFC 8474 §4): kept over renames. */
  readonly id: string;
  /** False for a name that is only there for those below it (`\Noselect`), and once it is deleted. */
  readonly selectable: boolean;
  readonly hasChildren: boolean;
  /** `\Drafts`, `\Sent` and so on (RFC 6154). */
  readonly specialUse: string | null;
  readonly subscribed: boolean;
  readonly uidValidity: number;
  readonly uidNext: number;
  /** At least 1, also of a mailbox in which nothing has happened. */
  readonly highestModseq: number;
  /** By rising uid. Live: whoever waits between two looks at it takes a copy. */
  readonly messages: readonly StoredMessage[];
  /** In O(log n). */
  byUid(uid: number): StoredMessage | undefined;
  /** How many have no `\Seen`; this and the next two are kept, not counted. */
  readonly unseen: number;
  /** How many have `\Deleted`. */
  readonly deleted: number;
  /** Octets of all messages. */
  readonly size: number;
  /** All that were ever set in this mailbox, in the spelling that the messages carry. */
  readonly keywords: readonly string[];
  /** How many came since the last `claimRecent`. */
  readonly recent: number;
  /** Takes `\Recent` for the one session that asks; answers the lowest uid that is recent for it (RFC 3501 §2.3.2). */
  claimRecent(): number;

  /** All or none, under one modseq. Throws `nonexistent`, `over-quota`, `too-big`. */
  append(messages: readonly NewMessage[], by?: unknown): readonly StoredMessage[];
  /**
   * Unknown uids are passed over. `changed` are those whose flags are other than before, all under one new
   * modseq; `modified` those left alone because they changed after `unchangedSince` (RFC 7162 §3.1.3). Both by
   * rising uid. Throws `nonexistent`.
   */
  changeFlags(
    uids: readonly number[],
    change: FlagChange,
    options?: { readonly unchangedSince?: number; readonly by?: unknown },
  ): { readonly changed: readonly StoredMessage[]; readonly modified: readonly number[] };
  /** With or without `\Deleted`: the caller chooses. Answers those that were there, rising. */
  expunge(uids: readonly number[], by?: unknown): readonly number[];
  /** Rising. Null when the history does not go back so far: then anything may have gone. */
  expungedSince(modseq: number): readonly number[] | null;
  /** Those that are there with a higher modseq, by rising uid. */
  changedSince(modseq: number): readonly StoredMessage[];
  /** Called once for each later change, in the order of the changes, before the changing call returns. */
  onChange(listener: (change: MailboxChange) => void): () => void;
  /** Another UIDVALIDITY and other uids, from 1, for the same messages. Forgets what was expunged before. */
  resetUidValidity(): void;
}

export interface Quota {
  /** Limits; null is none. KiB of 1,024 octets (RFC 9208 §5.1). */
  readonly storageKiB: number | null;
  readonly messages: number | null;
  usage(): { readonly storageKiB: number; readonly messages: number };
}

export interface ListChange {
  /** `subscribed` tells of both: whether it is, `subscriptions` says. */
  readonly kind: 'created' | 'deleted' | 'renamed' | 'subscribed';
  readonly name: string;
  /** The name until now, of one renamed. */
  readonly before?: string;
}

export interface MessagePair {
  readonly from: StoredMessage;
  readonly to: StoredMessage;
}

export interface MailUser {
  readonly name: string;
  readonly addresses: readonly string[];
  password: string;
  /** INBOX first, then by name, each followed by those below it; with those that are names only. */
  mailboxes(): readonly Mailbox[];
  /** INBOX in any case, all others exactly. */
  mailbox(name: string): Mailbox | null;
  /** Sorted; names of mailboxes that are gone stay until they are unsubscribed (RFC 3501 §6.3.6). */
  subscriptions(): readonly string[];
  /**
   * Makes what is missing above it as well (RFC 3501 §6.3.3) and makes a name only a mailbox; a `/` at the end
   * is left out. Throws `exists`, `invalid-name`, and `over-quota` beyond 10,000 mailboxes.
   */
  create(name: string, options?: { readonly specialUse?: string }): Mailbox;
  /**
   * One with others below it loses its messages and stays as a name only, until the last below it goes
   * (RFC 3501 §6.3.4). Throws `nonexistent`, `has-children`, `inbox`.
   */
  delete(name: string): void;
  /**
   * Takes along what is below it and makes what is missing above. INBOX gives its messages to a new mailbox
   * and stays, and so do those below INBOX (RFC 3501 §6.3.5). Subscriptions are names and stay as they are.
   * Throws `nonexistent`, `exists`, `invalid-name`.
   */
  rename(from: string, to: string): void;
  /** Throws `nonexistent` for subscribing to what is not there. */
  subscribe(name: string, on: boolean): void;
  /**
   * Keeps flags and internal dates; by rising uid; unknown uids are passed over. All or none. Throws
   * `nonexistent`, `over-quota`.
   */
  copy(from: Mailbox, uids: readonly number[], to: Mailbox, by?: unknown): readonly MessagePair[];
  /** The target is told of its messages before the source loses them. Needs no quota. */
  move(from: Mailbox, uids: readonly number[], to: Mailbox, by?: unknown): readonly MessagePair[];
  readonly quota: Quota;
  /** What is left out stays as it is. What is there already stays, even above the limit. */
  setQuota(limits: { readonly storageKiB?: number | null; readonly messages?: number | null }): void;
  /** As `Mailbox.onChange`. One renamed with others below it is told for each of them. */
  onListChange(listener: (change: ListChange) => void): () => void;
}

export interface MailStore {
  users(): readonly MailUser[];
  /** By name or any address, in any case. */
  user(nameOrAddress: string): MailUser | null;
  /**
   * Without addresses the name itself, made one of `example.org` if it is none. `standard`, the default, are
   * INBOX, Archive, Drafts, Junk, Sent and Trash with their special uses; all are subscribed. Throws `exists`.
   */
  addUser(options: {
    readonly name: string;
    readonly password: string;
    readonly addresses?: readonly string[];
    readonly mailboxes?: 'standard' | 'inbox';
  }): MailUser;
  /** Resets all mailboxes of the user, so that sessions end. Throws `nonexistent`. */
  removeUser(name: string): void;
}
