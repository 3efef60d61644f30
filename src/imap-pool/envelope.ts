/** ENVELOPE (RFC 9051 §7.5.2) with its raw header words decoded; groups are flattened, what has no address is left out. */
import type { Address } from '../domain/address.ts';
import type { Instant } from '../domain/time.ts';
import { headerTextOf, rawText } from './decode.ts';
import { isList, type Token } from './exchange.ts';

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
    if (local === null || domain === null || domain === '') return [];
    const name = headerTextOf(each[0]);
    return [
      { address: plain(`${local}@${domain}`), name: name === null || name === '' ? null : unquote(name) },
    ];
  });
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

/** A date of RFC 5322 §3.3 or close to it. JavaScript reads nearly any text as some date; only what looks like one counts. */
export function readDate(text: string | null): Instant | null {
  if (text === null || !/\d{1,2}[ -]+[A-Za-z]{3,9}[ -]+\d{2,4}|\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const time = Date.parse(/\s\s|[^ -~]/.test(text) ? text.replace(/\s+/g, ' ') : text);
  if (Number.isNaN(time)) return null;
  const date = new Date(time);
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date.toISOString() : null;
}

/** INTERNALDATE such as ` 5-Nov-2026 03:46:15 +0000` (RFC 9051 §9 date-time). */
export function readInternalDate(text: string | null): Instant | null {
  const match = /^\s*(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4})$/.exec(text ?? '');
  return match === null ? null : readDate(`${match[1]} ${match[2]} ${match[3]} ${match[4]} ${match[5]}`);
}
