/**
 * The typed filter → SEARCH keys (RFC 9051 §6.4.4, RFC 8474 §5.2, X-GM-EXT-1). Every text goes as a string or literal,
 * never as syntax; only the keys named here exist. Exact points in time must have been resolved before
 * (`exact-dates.ts`). Pure.
 */
import { invalid } from '../domain/errors.ts';
import { claimedEmail, claimedThread } from '../domain/ids.ts';
import { flagProblem, canonicalFlag } from '../domain/message.ts';
import type { Filter } from '../domain/search.ts';
import { isDay } from '../domain/time.ts';
import { uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import { atom, sequence, string, type Token } from './exchange.ts';
import { modifiedUtf7 } from './mailbox-name.ts';
import { normalForm } from './search-normal-form.ts';

/** How a server wants to be asked. */
export interface SearchDialect {
  /** UTF8=ACCEPT is on: no CHARSET is named (RFC 6855 §3). */
  readonly utf8: boolean;
  /** X-GM-EXT-1. */
  readonly gmail: boolean;
  readonly objectId: boolean;
}

/** Ready to be sent; `CHARSET` (RFC 9051 §6.4.4) stands first where a text is not ASCII and the session does not speak UTF-8. */
export function searchProgram(filter: Filter | null, dialect: SearchDialect): readonly Token[] {
  const keys = filter === null ? [atom('ALL')] : compile(normalForm(filter), dialect);
  const foreign = !dialect.utf8 && hasLiteral(keys);
  return foreign ? [atom('CHARSET'), atom('UTF-8'), ...keys] : keys;
}

const textKeys = ['from', 'to', 'cc', 'bcc', 'subject', 'body', 'text'] as const;
const dateKeys = {
  sentBefore: 'SENTBEFORE',
  sentSince: 'SENTSINCE',
  receivedBefore: 'BEFORE',
  receivedSince: 'SINCE',
} as const;

function compile(filter: Filter, dialect: SearchDialect): readonly Token[] {
  const each = (part: Filter): readonly Token[] => compile(part, dialect);
  if ('all' in filter) return conjunction(filter.all.map(each));
  if ('any' in filter) return disjunction(filter.any.map(each));
  if ('not' in filter) return [atom('NOT'), ...single(each(filter.not))];
  if ('header' in filter) return headerKey(filter.header);
  if ('flags' in filter) return flagKeys(filter.flags);
  if ('larger' in filter) return [atom('LARGER'), number(filter.larger)];
  if ('smaller' in filter) return [atom('SMALLER'), number(filter.smaller)];
  if ('uid' in filter) return uidKey(filter.uid);
  if ('emailId' in filter) {
    return [atom(dialect.objectId ? 'EMAILID' : 'X-GM-MSGID'), atom(claimedEmail(filter.emailId) ?? '')];
  }
  if ('threadId' in filter) {
    const { source, value } = claimedThread(filter.threadId) ?? { source: 'thread', value: '' };
    return [atom(source === 'gmail' ? 'X-GM-THRID' : 'THREADID'), atom(value)];
  }
  if ('label' in filter) return [atom('X-GM-LABELS'), string(modifiedUtf7(filter.label))];
  if ('gmailRaw' in filter) return [atom('X-GM-RAW'), text(filter.gmailRaw)];
  if ('hasAttachments' in filter && dialect.gmail) {
    return [atom('X-GM-RAW'), string(filter.hasAttachments ? 'has:attachment' : '-has:attachment')];
  }
  for (const name of textKeys) {
    if (name in filter)
      return [atom(name.toUpperCase()), text((filter as Record<typeof name, string>)[name])];
  }
  for (const [name, key] of Object.entries(dateKeys)) {
    const value = (filter as unknown as Record<string, unknown>)[name];
    if (typeof value === 'string') return [atom(key), atom(imapDay(value))];
  }
  throw invalid('/filter', 'A filter node has exactly one key that is known.');
}

function conjunction(parts: readonly (readonly Token[])[]): readonly Token[] {
  return parts.length === 0 ? [atom('ALL')] : parts.flat();
}

/** OR takes exactly two keys: a balanced tree keeps the nesting low. */
function disjunction(parts: readonly (readonly Token[])[]): readonly Token[] {
  const [first] = parts;
  if (first === undefined) return nothing;
  if (parts.length === 1) return first;
  const middle = parts.length >> 1;
  return [
    atom('OR'),
    ...single(disjunction(parts.slice(0, middle))),
    ...single(disjunction(parts.slice(middle))),
  ];
}

const nothing: readonly Token[] = [atom('NOT'), atom('ALL')];

/** Several keys as one. */
function single(keys: readonly Token[]): readonly Token[] {
  return keys.length === 1 ? keys : [keys];
}

function text(value: string): Token {
  if (value.includes('\0')) throw invalid('/filter', 'A search text holds no NUL.');
  // Line breaks match nothing in a header and would need a literal; a blank is what they stand for.
  return string(value.replace(/[\r\n]+/g, ' '));
}

function headerKey({ name, value }: { readonly name: string; readonly value: string }): readonly Token[] {
  if (!/^[!-9;-~]{1,100}$/.test(name)) {
    throw invalid(
      '/filter/header/name',
      'A header name is printable ASCII without colon and blanks (RFC 5322 §2.2).',
    );
  }
  return [atom('HEADER'), string(name), text(value)];
}

function flagKeys(flags: {
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
}): readonly Token[] {
  const keys = [
    ...(flags.has ?? []).flatMap((flag) => flagKey(flag, true)),
    ...(flags.lacks ?? []).flatMap((flag) => flagKey(flag, false)),
  ];
  return keys.length === 0 ? [atom('ALL')] : keys;
}

function flagKey(flag: string, present: boolean): readonly Token[] {
  const problem = flagProblem(flag);
  if (problem !== null) throw invalid('/filter/flags', problem);
  const un = present ? '' : 'UN';
  if (flag.startsWith('\\')) return [atom(`${un}${canonicalFlag(flag).slice(1).toUpperCase()}`)];
  return [atom(`${un}KEYWORD`), atom(flag)];
}

function number(value: number): Token {
  return { type: 'NUMBER', value: Math.max(0, Math.min(value, 0xffff_ffff)) };
}

function uidKey(uids: readonly number[]): readonly Token[] {
  return uids.length === 0 ? nothing : [atom('UID'), sequence(writeUidSet(uidSetOf(uids)))];
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `2026-01-31` → `31-Jan-2026`. */
function imapDay(day: string): string {
  if (!isDay(day)) throw invalid('/filter', 'A day is written YYYY-MM-DD.');
  const month = months[Number(day.slice(5, 7)) - 1] ?? 'Jan';
  return `${Number(day.slice(8, 10))}-${month}-${day.slice(0, 4)}`;
}

function hasLiteral(tokens: readonly Token[]): boolean {
  return tokens.some((token) =>
    Array.isArray(token)
      ? hasLiteral(token as readonly Token[])
      : token !== null && 'type' in token && token.type === 'LITERAL',
  );
}
