/** A message as a filter looks at it, read from a row of FETCH; each side of it is read when it is looked at. */
import type { Address } from '../domain/address.ts';
import type { Filter } from '../domain/search.ts';
import { headerValue, type Header } from '../domain/header.ts';
import { claimedThread, type ThreadKey } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { rawText } from './decode.ts';
import { messageIds, readEnvelope, readInternalDate } from './envelope.ts';
import { atom, isList, numberOf, textOf, type Token } from './exchange.ts';
import { bodySection } from './fetch-plan.ts';
import type { Row } from './fetch-rows.ts';
import { readHeaders } from './header-fields.ts';
import type { SearchDialect } from './search-program.ts';
import { attachmentsOf, isInline } from './structure.ts';
import { octetsOf, readFlags, readThread, structureOf } from './to-message.ts';

/** A point in time with the day that was written, in whatever zone. */
export interface WrittenTime {
  readonly at: Instant;
  readonly day: string;
}

export interface SearchedMessage {
  readonly uid: number;
  readonly flags: readonly string[];
  readonly size: number;
  readonly subject: string | null;
  readonly from: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly received: WrittenTime | null;
  readonly sent: WrittenTime | null;
  readonly headers: readonly Header[];
  readonly hasAttachments: boolean;
  readonly email: string | null;
  /** By the same rule as the message's field `threadId`. */
  readonly thread: ThreadKey | null;
  /** Folded words that stand in it, of those that were looked for; null as long as it has not been fetched. */
  readonly body: ReadonlySet<string> | null;
}

export function searchedMessage(row: Row, body: ReadonlySet<string> | null): SearchedMessage {
  const { uid, items } = row;
  const envelope = readEnvelope(items.get('ENVELOPE'));
  const headers = once(() =>
    readHeaders(octetsOf(items.get('BODY[HEADER]') ?? items.get('BODY[HEADER.FIELDS]'))),
  );
  const hasAttachments = once(() => {
    const structure = structureOf(row);
    return structure !== null && attachmentsOf(structure.root).some((part) => !isInline(part));
  });
  return {
    uid,
    body,
    get flags() {
      return readFlags(items.get('FLAGS'));
    },
    get size() {
      return numberOf(items.get('RFC822.SIZE')) ?? 0;
    },
    get subject() {
      return envelope.subject;
    },
    get from() {
      return envelope.from;
    },
    get to() {
      return envelope.to;
    },
    get cc() {
      return envelope.cc;
    },
    get bcc() {
      return envelope.bcc;
    },
    get received() {
      const text = rawText(items.get('INTERNALDATE'));
      return written(text, readInternalDate(text));
    },
    get sent() {
      const token = items.get('ENVELOPE');
      return written(isList(token) ? rawText(token[0]) : null, envelope.date);
    },
    get headers() {
      return headers();
    },
    get hasAttachments() {
      return hasAttachments();
    },
    get email() {
      return single(items.get('EMAILID')) ?? single(items.get('X-GM-MSGID'));
    },
    get thread() {
      return readThread(items, () => messageIds(headerValue(headers(), 'References')));
    },
  };
}

/** Terms of one filter may look at the same thing a hundred times. */
function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => (known ??= { value: read() }).value;
}

/** What FETCH is to be asked so that `filter` can be decided, but for bodies. */
export function itemsFor(filter: Filter, dialect: SearchDialect): readonly Token[] {
  const names = new Set(['UID']);
  const fields = new Set<string>();
  let wholeHeader = false;
  const look = (part: Filter): void => {
    if ('all' in part) part.all.forEach(look);
    if ('any' in part) part.any.forEach(look);
    if ('not' in part) look(part.not);
    if (['from', 'to', 'cc', 'bcc', 'subject', 'sentBefore', 'sentSince'].some((key) => key in part))
      names.add('ENVELOPE');
    if ('receivedBefore' in part || 'receivedSince' in part) names.add('INTERNALDATE');
    if ('flags' in part) names.add('FLAGS');
    if ('larger' in part || 'smaller' in part) names.add('RFC822.SIZE');
    if ('hasAttachments' in part || 'body' in part || 'text' in part) names.add('BODYSTRUCTURE');
    if ('text' in part) wholeHeader = true;
    if ('header' in part) fields.add(part.header.name.toUpperCase());
    if ('emailId' in part) names.add(dialect.objectId ? 'EMAILID' : 'X-GM-MSGID');
    if ('threadId' in part) {
      if (dialect.objectId) names.add('THREADID');
      else if (dialect.gmail) names.add('X-GM-THRID');
      if (claimedThread(part.threadId)?.source === 'root') {
        names.add('ENVELOPE');
        fields.add('REFERENCES');
      }
    }
  };
  look(filter);
  const items: Token[] = [...names].map(atom);
  if (wholeHeader) items.push(bodySection([atom('HEADER')], 1024 * 1024));
  else if (fields.size > 0) items.push(bodySection([atom('HEADER.FIELDS'), [...fields].map(atom)], null));
  return items;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** IMAP compares the day as it is written, "disregarding time and timezone" (RFC 9051 §6.4.4). */
function written(text: string | null, at: Instant | null): WrittenTime | null {
  if (at === null) return null;
  const match = /(\d{1,2})[ -]+([A-Za-z]{3})[a-z]*[ -]+(\d{4})/.exec(text ?? '');
  const month = months.indexOf((match?.[2] ?? '').toLowerCase()) + 1;
  const [, day = '', , year = ''] = match ?? [];
  return { at, day: month === 0 ? at.slice(0, 10) : `${year}-${pad(month)}-${pad(Number(day))}` };
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

function single(token: Token | undefined): string | null {
  return textOf(isList(token) ? token[0] : token);
}
