/**
 * A stored message as callers see it. Everything here is plain JSON, so that the same object can be
 * answered, journaled and delivered; a caller gets the fields it asked for and no others.
 */
import type { Address } from './address.ts';
import type { Authentication } from './authentication.ts';
import type { CalendarItem } from './calendar.ts';
import type { Header } from './header.ts';
import type { MailingList } from './mailing-list.ts';
import type { Report } from './report.ts';
import type { Security } from './security.ts';
import type { Snippet } from './snippet.ts';
import type { Instant } from './time.ts';

export interface Attachment {
  /** `att_…`: names the part's section. */
  readonly id: string;
  /** Without path, control and bidi characters; at most 255 characters; null when the part has no name. */
  readonly filename: string | null;
  /** `type/subtype`, lower case. */
  readonly contentType: string;
  /** Decoded octets: exact for identity encodings, else estimated from the encoded size. */
  readonly size: number;
  /** Without angle brackets. */
  readonly contentId: string | null;
  readonly disposition: 'inline' | 'attachment' | null;
  /** True for parts that the HTML shows (a Content-ID inside multipart/related, or disposition inline with one). */
  readonly inline: boolean;
}

/** What lies within an attachment: in a message that was forwarded, or in a winmail.dat (MS-OXTNEF). */
export interface EnclosedAttachment extends Attachment {
  /** The attachment, or enclosed one, that holds it. */
  readonly within: string;
}

export interface Message {
  readonly id: string;
  readonly emailId: string | null;
  readonly threadId: string | null;
  readonly mailboxId: string;
  readonly mailboxPath: string;
  readonly uid: number;
  /** Decimal (63 bits, RFC 7162 §3.1); null without CONDSTORE. */
  readonly modseq: string | null;
  /** With `<…>`. */
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly subject: string | null;
  readonly from: readonly Address[];
  readonly sender: readonly Address[];
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  /** The Date header, null when it cannot be read; `receivedAt` is INTERNALDATE. */
  readonly date: Instant | null;
  readonly receivedAt: Instant;
  /** Octets of the whole message (RFC822.SIZE). */
  readonly size: number;
  /** System flags in RFC spelling (`\Seen`), keywords as stored. */
  readonly flags: readonly string[];
  readonly unread: boolean;
  /** Gmail's (X-GM-LABELS), system labels as `\Inbox`; null where the server has none. */
  readonly labels: readonly string[] | null;
  readonly hasAttachments: boolean;
  readonly attachments: readonly Attachment[];
  /** What lies within them, each behind what holds it. */
  readonly enclosed: readonly EnclosedAttachment[];
  /** Decoded text/plain body; null when there is none. */
  readonly text: string | null;
  /** Decoded text/html body in the form that was asked for; null when there is none. */
  readonly html: string | null;
  /** The first words on one line, at most 200 characters (256 where the server makes them); null without any. */
  readonly preview: string | null;
  /** What the person wrote, as Markdown, without what is quoted and without the signature; null without a body. */
  readonly markdown: string | null;
  readonly quoted: string | null;
  readonly signature: string | null;
  /** Images of the HTML that lie elsewhere, blocked or kept; null without HTML. */
  readonly remoteImages: number | null;
  readonly headers: readonly Header[];
  /** Where the search that found it matched; null when it was not found by a search. */
  readonly snippets: readonly Snippet[] | null;
  /** True when the message is shown in part only: a body that was cut at `bodyMaxBytes`, parts beyond those that are read. */
  readonly truncated: boolean;
  /** What the receiving server found of the sender; null unless a trusted server tells. */
  readonly authentication: Authentication | null;
  /** The keyword of Auto-Submitted in lower case; null when the message does not tell. */
  readonly autoSubmitted: string | null;
  readonly list: MailingList | null;
  /** How it is signed or encrypted; null when it is neither. */
  readonly security: Security | null;
  /** What it tells of another message; null when it is no report. */
  readonly report: Report | null;
  /** What its calendar parts say; null when one could not be read and nothing is known. */
  readonly calendar: readonly CalendarItem[] | null;
  /** What could not be understood of the message; the rest is true. */
  readonly parseError: string | null;
}

export type MessageField = keyof Message;

/**
 * How `html` is shown: as it was sent, or sanitised with its remote images blocked or kept. `quotable` is made safe as well, and
 * names the images that the message brings along as it did (`cid:`), for another message that brings them along.
 */
export interface HtmlForm {
  readonly as: 'raw' | 'safe' | 'quotable';
  /** Of sanitised HTML only. */
  readonly images: 'block' | 'keep';
}

export const rawHtml: HtmlForm = { as: 'raw', images: 'block' };

/** A message reduced to the fields asked for; `id` and the place are always known to the gateway itself. */
export type MessageView = Partial<Message> & Pick<Message, 'id' | 'mailboxId' | 'mailboxPath' | 'uid'>;

/** All that one FETCH without a body gives: the default of a list and of an event's `summary` (api.md §5 "Presence"). */
export const summaryFields = [
  'id',
  'emailId',
  'threadId',
  'mailboxId',
  'mailboxPath',
  'uid',
  'modseq',
  'messageId',
  'inReplyTo',
  'references',
  'subject',
  'from',
  'sender',
  'replyTo',
  'to',
  'cc',
  'bcc',
  'date',
  'receivedAt',
  'size',
  'flags',
  'unread',
  'labels',
  'hasAttachments',
  'attachments',
] as const satisfies readonly MessageField[];

export const bodyFields = [
  'text',
  'html',
  'headers',
  'truncated',
  'parseError',
] as const satisfies readonly MessageField[];

/** What is made of bodies, only when it is asked for. */
export const derivedFields = [
  'preview',
  'markdown',
  'quoted',
  'signature',
  'remoteImages',
] as const satisfies readonly MessageField[];

/** What a message is beyond its envelope: of one message by default, of many on demand. */
export const describedFields = [
  'authentication',
  'autoSubmitted',
  'list',
  'security',
  'enclosed',
] as const satisfies readonly MessageField[];

/** What parts for machines say: of one message by default, of many on demand. */
export const machineFields = ['report', 'calendar'] as const satisfies readonly MessageField[];

export const messageFields: readonly MessageField[] = [
  ...summaryFields,
  ...describedFields,
  ...machineFields,
  ...bodyFields,
  ...derivedFields,
  'snippets',
];

/** Fields that show content and so need the scope `bodies:read`. */
export const contentFields: readonly MessageField[] = [
  'text',
  'html',
  'headers',
  ...machineFields,
  ...derivedFields,
  'snippets',
];

/** Flag changes as STORE knows them (RFC 9051 §6.4.6): either `set`, or any of `add` and `remove`. */
export type FlagChange =
  | { readonly set: readonly string[] }
  | { readonly add: readonly string[]; readonly remove: readonly string[] };

/** Gmail's labels, by the same rules: system labels as `\Inbox`, others by their names. */
export type LabelChange = FlagChange;

/** Flags, and labels beside them where they are to change. */
export type MarkChange = FlagChange & { readonly labels?: LabelChange };

/** Leaves all flags as they are. */
export const noFlagChange: FlagChange = { add: [], remove: [] };

const systemFlags = ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '\\Draft'];

/** A flag in its RFC spelling where it is a system flag, a keyword as it stands. */
export function canonicalFlag(flag: string): string {
  return systemFlags.find((each) => each.toLowerCase() === flag.toLowerCase()) ?? flag;
}

/** Why a client may not store this flag (RFC 9051 §2.3.2, §9 flag-keyword = atom), or null. */
export function flagProblem(flag: string): string | null {
  if (flag.startsWith('\\')) {
    return systemFlags.includes(canonicalFlag(flag))
      ? null
      : `A system flag is one of ${systemFlags.join(' ')}.`;
  }
  return /^[^\x00-\x20\x7f-\uffff(){%*"\\\]]{1,100}$/.test(flag)
    ? null
    : 'A keyword is 1–100 printable ASCII characters without blanks, parentheses, quotes, {, %, *, \\ and ].';
}

/** Gmail takes no longer ones. */
const longestLabel = 225;

/** Why no message can have this label, or null. */
export function labelProblem(label: string): string | null {
  if (label.startsWith('\\')) {
    return /^\\[A-Za-z]{1,30}$/.test(label) ? null : 'A system label is a backslash and letters, as \\Inbox.';
  }
  if (label === '' || /\p{Cc}/u.test(label)) return 'A label is not empty and holds no control characters.';
  return label.length > longestLabel ? `A label has at most ${longestLabel} characters.` : null;
}
