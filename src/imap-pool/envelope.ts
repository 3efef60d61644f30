/** ENVELOPE (RFC 9051 §7.5.2) with its raw header words decoded; groups are flattened, what has no address is left out. */
import type { Address } from '../domain/address.ts';
import type { Instant } from '../domain/time.ts';
import { headerTextOf, rawText } from './decode.ts';
import { isList, type Token } from './exchange.ts';
import { readDate } from './message-date.ts';

export interface Envelope {
  readonly date: Instant | null;
  readonly subject: string | null;
  readonly from: readonly Address[];
  readonly sender: readonly Address[];
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly inReplyTo: readonly string[];
  readonly messageId: string | null;
}

/** Each field is read when it is looked at: a list that wants the subject decodes no addresses. */
export function readEnvelope(token: Token | undefined): Envelope {
  const list = isList(token) ? token : [];
  return {
    get date() {
      return readDate(rawText(list[0]));
    },
    get subject() {
      return headerTextOf(list[1]);
    },
    get from() {
      return readAddresses(list[2]);
    },
    get sender() {
      return readAddresses(list[3]);
    },
    get replyTo() {
      return readAddresses(list[4]);
    },
    get to() {
      return readAddresses(list[5]);
    },
    get cc() {
      return readAddresses(list[6]);
    },
    get bcc() {
      return readAddresses(list[7]);
    },
    get inReplyTo() {
      return messageIds(rawText(list[8]));
    },
    get messageId() {
      return readMessageId(rawText(list[9]));
    },
  };
}

const mostAddresses = 10_000;

/** Members of groups are listed like all others; the marks of begin and end have no host (RFC 9051 §7.5.2). */
function readAddresses(token: Token | undefined): readonly Address[] {
  if (!isList(token)) return [];
  return token.slice(0, mostAddresses).flatMap((each): Address[] => {
    if (!isList(each)) return [];
    const local = rawText(each[2]);
    const domain = rawText(each[3]);
    if (local === null || local === '' || domain === null || domain === '') return [];
    // An address without a mailbox is none: the server read an empty one, or a name alone.
    if (stoodIn.test(local)) return [];
    const name = headerTextOf(each[0]);
    const mailbox = plain(localPart(local));
    return [
      {
        address: stoodIn.test(domain) ? mailbox : `${mailbox}@${plain(domain)}`,
        name: name === null || name === '' ? null : unquote(name),
      },
    ];
  });
}

/** What Dovecot, Cyrus and the University of Washington's server put where a message has no mailbox or no domain. */
const stoodIn =
  /^(MISSING_(MAILBOX|DOMAIN)|SYNTAX_ERROR|unspecified-domain|\.(MISSING-HOST-NAME|SYNTAX-ERROR)\.|INVALID_ADDRESS|UNEXPECTED_DATA_AFTER_ADDRESS)$/;

/** ENVELOPE has it without its quotes; an address is written with them where it needs them (RFC 5322 §3.4.1). */
function localPart(local: string): string {
  if (/^[^\s"(),:;<>@[\\\]]+$/.test(local) || /^".*"$/.test(local)) return local;
  return `"${local.replace(/["\\]/g, '\\$&')}"`;
}

function plain(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.replace(/\p{Cc}/gu, '');
}

/** Some servers leave the quotes of a quoted-string in place. */
function unquote(name: string): string {
  return name.length > 2 && name.startsWith('"') && name.endsWith('"') ? name.slice(1, -1) : name;
}

/** The `<…>` of a header such as References, in their order. */
export function messageIds(value: string | null): readonly string[] {
  return value?.match(/<[^<>\s]{1,998}>/g)?.slice(0, 1_000) ?? [];
}

function readMessageId(value: string | null): string | null {
  const text = plain(value ?? '').trim();
  return text === '' ? null : (messageIds(text)[0] ?? text);
}

/** INTERNALDATE such as ` 5-Nov-2026 03:46:15 +0000` (RFC 9051 §9 date-time). */
export function readInternalDate(text: string | null): Instant | null {
  const match = /^\s*(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4})$/.exec(text ?? '');
  return match === null ? null : readDate(`${match[1]} ${match[2]} ${match[3]} ${match[4]} ${match[5]}`);
}
