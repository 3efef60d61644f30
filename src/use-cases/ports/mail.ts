/**
 * Mail as the IMAP server keeps it. Every call leases a connection for its time, honours `signal`, and has
 * a deadline of its own: `upstream-timeout`. Other errors: `account-unreachable`, `account-auth-failed`,
 * `account-paused`, `upstream-protocol-error`, `refused-by-server`, `stale-reference` for a mailbox or
 * UIDVALIDITY that is gone.
 */
import type { Readable } from 'node:stream';
import type { Account } from '../../domain/account.ts';
import type { MessageRef } from '../../domain/ids.ts';
import type { Mailbox, MailboxName, Quota } from '../../domain/mailbox.ts';
import type { HtmlForm, MarkChange, MessageField, MessageView } from '../../domain/message.ts';
import type { MessageOrder, MessagePlace } from '../../domain/message-order.ts';
import type { OctetRange, OctetSpan } from '../../domain/octet-range.ts';
import type { Direction } from '../../domain/page.ts';
import type { Filter } from '../../domain/search.ts';
import type { UidSet } from '../../domain/uid-set.ts';

export interface MailboxReader {
  /** In the server's order; `counts` costs one LIST-STATUS or a STATUS each. */
  list(
    account: Account,
    options: { readonly counts: boolean },
    signal: AbortSignal,
  ): Promise<readonly Mailbox[]>;
  /**
   * Those that together hold every message: all that can be selected, or Gmail's All, Trash and Junk. `counts` only where
   * they come with the list.
   */
  everywhere(account: Account, signal: AbortSignal): Promise<readonly Mailbox[]>;
  /** Throws `not-found` for ids and paths, `no-such-special-use`, `stale-reference` for an id whose mailbox is gone. */
  resolve(account: Account, name: MailboxName, signal: AbortSignal): Promise<Mailbox>;
  /** The same with counts from one STATUS. */
  get(account: Account, name: MailboxName, signal: AbortSignal): Promise<Mailbox>;
  /** null where the server tells none. */
  quota(account: Account, mailbox: Mailbox, signal: AbortSignal): Promise<Quota | null>;
}

/** A place in a list, and which side of it a page lies on. */
export interface MessageAnchor extends MessagePlace {
  readonly direction: Direction;
  /**
   * The anchor's sequence number when it was seen, in an order of keys its place in that, from 1: lets the next page be found
   * without all that lies before if it still holds.
   */
  readonly sequence: number | null;
}

/** Encoded octets of bodies that one answer has taken so far: all that it reads shares the room of one page. Reads add to it. */
export interface BodyRoom {
  taken: number;
}

export interface MessageQuery {
  readonly filter: Filter | null;
  /** Complete; by UID, descending, when absent. */
  readonly order?: MessageOrder;
  readonly anchor: MessageAnchor | null;
  /** Of a page without an anchor: `previous` is the last one. */
  readonly direction?: Direction;
  readonly limit: number;
  readonly fields: readonly MessageField[];
  readonly bodyMaxBytes: number;
  /** As it was sent when absent. */
  readonly html?: HtmlForm;
  /** Of an answer that reads more than this. */
  readonly room?: BodyRoom | null;
}

export interface MessageSlice {
  /** In the order of the list. */
  readonly messages: readonly MessageView[];
  /** Of the messages, one each. */
  readonly places: readonly MessagePlace[];
  /** As in `MessageReader.version`, of a moment not after what is listed. */
  readonly version: string | null;
  readonly next: MessageAnchor | null;
  readonly previous: MessageAnchor | null;
}

/** With `emailId` where the server identifies messages: copies of one have the same. */
export interface IdentifiedPlace extends MessagePlace {
  readonly emailId: string | null;
}

export interface PlacedMessages {
  /** In the order of the list. */
  readonly places: readonly IdentifiedPlace[];
  /** Whether the list goes on before and behind the page. */
  readonly before: boolean;
  readonly after: boolean;
}

/** With the Message-IDs by which others of its conversation may name it, and those that it names itself. */
export interface RelatedMessage extends IdentifiedPlace {
  readonly names: readonly string[];
}

export interface RelatedMessages {
  /** Placed by `firstReceivedFirst`. */
  readonly messages: readonly RelatedMessage[];
  /** Whether no more of them are there. */
  readonly complete: boolean;
}

/** What of a content is to be streamed; `none` asks only what is known of it. */
export type WantedOctets = 'all' | 'none' | OctetRange;

export interface ContentStream {
  /** Ends early with an error when the server breaks off; destroying it ends the transfer. */
  readonly stream: Readable;
  /** Octets of the whole, exact; null when they are known only at the end. */
  readonly size: number | null;
  /** Which octets the stream gives; null for all of them, also where a range was wanted that cannot be told. */
  readonly span: OctetSpan | null;
}

export interface PartStream extends ContentStream {
  readonly contentType: string;
  /** Of the content type, by names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly filename: string | null;
}

export interface MatchedMessages {
  readonly uidValidity: number;
  readonly uids: UidSet;
}

/** What `read` shows of messages. */
export interface WantedMessages
  extends
    Pick<MessageQuery, 'fields' | 'bodyMaxBytes' | 'html' | 'room'>,
    Partial<Pick<MessageQuery, 'filter'>> {
  /** Which part they are of all that one answer shows, and have of the room for its bodies; all of it when absent. */
  readonly share?: number;
}

export interface MessageReader {
  /**
   * Throws `cursor-expired` when the anchor's UIDVALIDITY is gone, `search-too-broad` when the server does not sort and
   * too many would have to be sorted here. Never sets `\Seen`.
   */
  slice(account: Account, mailbox: Mailbox, query: MessageQuery, signal: AbortSignal): Promise<MessageSlice>;
  /**
   * A page's places alone, by an order that does not begin with `uid`, beside an anchor that may lie in another mailbox.
   * Where messages are identified, what equals the anchor and the last message comes along, beyond the limit.
   */
  places(
    account: Account,
    mailbox: Mailbox,
    query: Pick<MessageQuery, 'filter' | 'order' | 'anchor' | 'direction' | 'limit'>,
    signal: AbortSignal,
  ): Promise<PlacedMessages>;
  /**
   * The messages of the mailbox that have or name one of these Message-IDs, and those that are connected with them through
   * others there: by Message-ID, In-Reply-To and References (RFC 5322 §3.6.4). About `most` of them.
   */
  related(
    account: Account,
    mailbox: Mailbox,
    messageIds: readonly string[],
    most: number,
    signal: AbortSignal,
  ): Promise<RelatedMessages>;
  /** How the mailbox stands: the same as long as nothing of what can be listed changes. null without CONDSTORE. */
  version(account: Account, mailbox: Mailbox, signal: AbortSignal): Promise<string | null>;
  count(account: Account, mailbox: Mailbox, filter: Filter | null, signal: AbortSignal): Promise<number>;
  /** Whether copies of one message may lie in several of these mailboxes and the server tells so. */
  tellsCopies(account: Account, mailboxes: readonly Mailbox[], signal: AbortSignal): Promise<boolean>;
  /** Of all that match, as places have them; null of more than `most`. */
  emailIds(
    account: Account,
    mailbox: Mailbox,
    filter: Filter | null,
    most: number,
    signal: AbortSignal,
  ): Promise<readonly string[] | null>;
  /** All that match now, without reading any; `filter` null: all that are there. Throws `search-too-broad`. */
  match(
    account: Account,
    mailbox: Mailbox,
    filter: Filter | null,
    signal: AbortSignal,
  ): Promise<MatchedMessages>;
  /**
   * In the order of `refs`, null for what is not there; one round of FETCH per mailbox and not per message. `filter`: what
   * `snippets` are about.
   */
  read(
    account: Account,
    refs: readonly MessageRef[],
    wanted: WantedMessages,
    signal: AbortSignal,
  ): Promise<readonly (MessageView | null)[]>;
  /**
   * Copies of these messages that came to `to` with at least this UID, told by Message-ID, size and INTERNALDATE, which
   * COPY keeps (RFC 9051 §6.4.7): what a process that died may have left there. In the order of `refs`, null for none.
   */
  retrace(
    account: Account,
    refs: readonly MessageRef[],
    to: Mailbox,
    fromUid: number,
    signal: AbortSignal,
  ): Promise<readonly (MessageRef | null)[]>;
  /** Throws `not-found`, `range-not-satisfiable`. No connection is held while the stream's reader is slow. */
  raw(account: Account, ref: MessageRef, wanted: WantedOctets, signal: AbortSignal): Promise<ContentStream>;
  /** `section` as `attachmentId` takes it. Decoded from its transfer encoding. Throws `not-found` for a section that is not there, `range-not-satisfiable`. */
  part(
    account: Account,
    ref: MessageRef,
    section: string,
    wanted: WantedOctets,
    signal: AbortSignal,
  ): Promise<PartStream>;
}

/** What became of one message of a command; `target` from COPYUID or APPENDUID, else looked up, else null. */
export type ChangeResult =
  | { readonly outcome: 'done'; readonly target: MessageRef | null }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'modified' };

export interface MessageWriter {
  /**
   * `unchangedSince`: a decimal MODSEQ (RFC 7162 §3.1.3); messages changed since answer `modified`. Throws
   * `unsupported-by-server` for labels where there are none, before anything is changed.
   */
  flag(
    account: Account,
    refs: readonly MessageRef[],
    change: MarkChange,
    unchangedSince: string | null,
    signal: AbortSignal,
  ): Promise<readonly ChangeResult[]>;
  move(
    account: Account,
    refs: readonly MessageRef[],
    to: Mailbox,
    signal: AbortSignal,
  ): Promise<readonly ChangeResult[]>;
  copy(
    account: Account,
    refs: readonly MessageRef[],
    to: Mailbox,
    signal: AbortSignal,
  ): Promise<readonly ChangeResult[]>;
  /** Throws `unsupported-by-server` where, without UIDPLUS, other messages would go too. */
  expunge(
    account: Account,
    refs: readonly MessageRef[],
    signal: AbortSignal,
  ): Promise<readonly ChangeResult[]>;
  /** Throws `refused-by-server`, `too-large` (APPENDLIMIT). */
  append(
    account: Account,
    to: Mailbox,
    message: { readonly content: Buffer; readonly flags: readonly string[] },
    signal: AbortSignal,
  ): Promise<MessageRef | null>;
  /**
   * `message` in place of `ref`, in its mailbox: one step where the server can (RFC 8508), else the old one goes last and
   * only as it was seen: `absent` and `modified` leave things as others have made them. Throws what `append` and `expunge`
   * throw, and `precondition-unsupported`.
   */
  replace(
    account: Account,
    ref: MessageRef,
    message: { readonly content: Buffer; readonly flags: readonly string[] },
    unchangedSince: string | null,
    signal: AbortSignal,
  ): Promise<ChangeResult>;
  /** By the Message-ID header, with `<…>`; newest first. */
  find(
    account: Account,
    mailbox: Mailbox,
    messageId: string,
    signal: AbortSignal,
  ): Promise<readonly MessageRef[]>;
}
