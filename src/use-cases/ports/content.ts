/**
 * What people read of a message, made from its encoded parts. Content is written by strangers: reading it has bounds of
 * time and memory, stalls nobody else, and what cannot be read is told in the answer and not thrown.
 */
import type { Header } from '../../domain/header.ts';
import type { HtmlForm, Message } from '../../domain/message.ts';
import type { Security } from '../../domain/security.ts';

/** One part as IMAP gives it, undecoded. */
export interface EncodedPart {
  /** `text/plain`, lower case. */
  readonly type: string;
  /** Its beginning, or all of it. */
  readonly octets: Uint8Array;
  /** Encoded octets of the whole part. */
  readonly size: number;
  /** Content-Transfer-Encoding, lower case. */
  readonly encoding: string;
  readonly charset: string | null;
  /** `format=flowed` and `delsp=yes` (RFC 3676 §4). */
  readonly flowed: boolean;
  readonly delSp: boolean;
}

/** The bodies of one message: several parts of one kind are one body, in their order. */
export interface EncodedBodies {
  readonly text: readonly EncodedPart[];
  readonly html: readonly EncodedPart[];
  /** Where the images are shown that the message brings along, by their Content-ID without brackets. */
  readonly inline: readonly InlineImage[];
  /** null where nothing is wanted that is made of it. */
  readonly machine: MachineParts | null;
  /** What Outlook wrapped up: files, and the body where the message has none of its own. */
  readonly tnef: readonly TnefPart[];
}

/** A winmail.dat (MS-OXTNEF). */
export interface TnefPart extends EncodedPart {
  /** As FETCH names it. */
  readonly section: string;
}

/** A file in one. */
export interface EnclosedFile {
  /** Of the winmail.dat. */
  readonly section: string;
  /** In it: the same however much of it was read. */
  readonly index: number;
  /** The index of the message that holds it; null: the winmail.dat itself. */
  readonly within: number | null;
  /** As it was written. */
  readonly filename: string | null;
  readonly contentType: string | null;
  readonly contentId: string | null;
  readonly size: number;
}

/** What a message says to machines. */
export interface MachineParts {
  /** As the structure shows it. */
  readonly protection: Security | null;
  /** The fields of its header that tell of reports. */
  readonly header: readonly Header[];
  /** The part of a report that tells what happened. */
  readonly status: EncodedPart | null;
  /** The message that came back, or its header. */
  readonly original: EncodedPart | null;
  readonly calendars: readonly CalendarPart[];
}

export interface CalendarPart extends EncodedPart {
  readonly attachmentId: string;
}

export interface InlineImage {
  readonly contentId: string;
  readonly url: string;
}

/** Fields of a message that are made here; `enclosed` of `Content.files`. */
export type ContentField = Extract<
  keyof Message,
  | 'text'
  | 'html'
  | 'preview'
  | 'markdown'
  | 'quoted'
  | 'signature'
  | 'remoteImages'
  | 'security'
  | 'report'
  | 'calendar'
  | 'enclosed'
>;

export interface WantedContent {
  readonly fields: readonly ContentField[];
  /** Octets of UTF-8 that each body may have. */
  readonly maxBytes: number;
  readonly html: HtmlForm;
}

export interface Content {
  /** Every wanted field; null where the message has no such body. */
  readonly fields: Partial<Pick<Message, Exclude<ContentField, 'enclosed'>>>;
  /** Of all its `tnef`, where `enclosed` is wanted and they could be read. */
  readonly files?: readonly EnclosedFile[];
  /** Whether a body is shown in part only. */
  readonly truncated: boolean;
  /** What could not be read, for people; the rest is true. */
  readonly problem: string | null;
}

export interface ContentReader {
  /** In the order of `messages`. Rejects with the signal's reason only. */
  read(
    messages: readonly EncodedBodies[],
    wanted: WantedContent,
    signal: AbortSignal,
  ): Promise<readonly Content[]>;
}

export interface TextSearch {
  /**
   * Which of the needles stand in the texts of each message, in the order of `messages`; they are folded as
   * `mime/search-text.ts` folds. Throws `search-too-broad` for a message that takes too long, and the signal's reason.
   */
  find(
    messages: readonly (readonly EncodedPart[])[],
    needles: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ReadonlySet<string>[]>;
}
