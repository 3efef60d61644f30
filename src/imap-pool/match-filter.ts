/**
 * Whether a message matches a filter, by the rules of SEARCH (RFC 9051 §6.4.4), in Kleene's logic: null where the body
 * would decide and has not been fetched. Pure.
 */
import type { Address } from '../domain/address.ts';
import { claimedEmail, claimedThread } from '../domain/ids.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Filter } from '../domain/search.ts';
import { isDay } from '../domain/time.ts';
import type { SearchedMessage, WrittenTime } from './searched-message.ts';
import { folded } from '../mime/search-text.ts';

export type Verdict = boolean | null;

/** Made once for a filter, asked of many messages. */
export type Condition = (message: SearchedMessage) => Verdict;

export function conditionOf(filter: Filter): Condition {
  if ('all' in filter) return every(filter.all.map(conditionOf));
  if ('any' in filter) return negation(every(filter.any.map((each) => negation(conditionOf(each)))));
  if ('not' in filter) return negation(conditionOf(filter.not));
  if ('from' in filter) return addressed(filter.from, ({ from }) => from);
  if ('to' in filter) return addressed(filter.to, ({ to }) => to);
  if ('cc' in filter) return addressed(filter.cc, ({ cc }) => cc);
  if ('bcc' in filter) return addressed(filter.bcc, ({ bcc }) => bcc);
  if ('subject' in filter) {
    const holds = containing(filter.subject);
    return ({ subject }) => subject !== null && holds(subject);
  }
  if ('body' in filter) {
    const needle = needleOf(filter.body);
    return ({ body }) => (body === null ? null : body.has(needle));
  }
  if ('text' in filter) return anywhere(filter.text);
  if ('header' in filter) return headed(filter.header);
  if ('flags' in filter) return flagged(filter.flags);
  if ('larger' in filter) return ({ size }) => size > filter.larger;
  if ('smaller' in filter) return ({ size }) => size < filter.smaller;
  if ('receivedBefore' in filter) return negation(since(filter.receivedBefore, ({ received }) => received));
  if ('receivedSince' in filter) return since(filter.receivedSince, ({ received }) => received);
  if ('sentBefore' in filter) return both(hasSent, negation(since(filter.sentBefore, ({ sent }) => sent)));
  if ('sentSince' in filter) return since(filter.sentSince, ({ sent }) => sent);
  if ('uid' in filter) {
    const uids = new Set(filter.uid);
    return ({ uid }) => uids.has(uid);
  }
  if ('hasAttachments' in filter) return ({ hasAttachments }) => hasAttachments === filter.hasAttachments;
  if ('emailId' in filter) {
    const wanted = claimedEmail(filter.emailId);
    return ({ email }) => email === wanted;
  }
  if ('threadId' in filter) {
    const wanted = claimedThread(filter.threadId);
    return ({ thread }) =>
      thread !== null && thread.source === wanted?.source && thread.value === wanted.value;
  }
  // Only the server knows of labels and of Gmail's language, and where it does not, nobody was asked.
  throw new GatewayError(
    'unsupported-by-server',
    'The mail server of this account does not know such a term.',
  );
}

/** The folded words that the filter looks for in bodies. */
export function bodyNeedles(filter: Filter): readonly string[] {
  if ('all' in filter) return filter.all.flatMap(bodyNeedles);
  if ('any' in filter) return filter.any.flatMap(bodyNeedles);
  if ('not' in filter) return bodyNeedles(filter.not);
  if ('body' in filter) return [needleOf(filter.body)];
  return 'text' in filter ? [needleOf(filter.text)] : [];
}

function every(conditions: readonly Condition[]): Condition {
  return (message) => {
    let verdict: Verdict = true;
    for (const condition of conditions) {
      const each = condition(message);
      if (each === false) return false;
      if (each === null) verdict = null;
    }
    return verdict;
  };
}

function both(one: Condition, other: Condition): Condition {
  return every([one, other]);
}

function negation(condition: Condition): Condition {
  return (message) => {
    const verdict = condition(message);
    return verdict === null ? null : !verdict;
  };
}

function needleOf(wanted: string): string {
  return folded(wanted.replace(/[\r\n]+/g, ' '));
}

function containing(wanted: string): (text: string) => boolean {
  const needle = needleOf(wanted);
  return (text) => folded(text).includes(needle);
}

/** As the field stands in the header, near enough: names and addresses, one behind the other. */
function addressed(wanted: string, of: (message: SearchedMessage) => readonly Address[]): Condition {
  const holds = containing(wanted);
  return (message) => holds(of(message).map(written).join(', '));
}

function written({ name, address }: Address): string {
  return name === null ? address : `${name} <${address}>`;
}

function anywhere(wanted: string): Condition {
  const holds = containing(wanted);
  const needle = needleOf(wanted);
  return ({ headers, body }) =>
    headers.some(({ name, value }) => holds(`${name}: ${value}`)) ||
    (body === null ? null : body.has(needle));
}

function headed(header: { readonly name: string; readonly value: string }): Condition {
  const holds = containing(header.value);
  const wanted = header.name.toLowerCase();
  return ({ headers }) => headers.some(({ name, value }) => name.toLowerCase() === wanted && holds(value));
}

function flagged({
  has = [],
  lacks = [],
}: {
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
}): Condition {
  const wanted = has.map((flag) => flag.toLowerCase());
  const unwanted = lacks.map((flag) => flag.toLowerCase());
  return ({ flags }) => {
    const present = new Set(flags.map((flag) => flag.toLowerCase()));
    return wanted.every((flag) => present.has(flag)) && !unwanted.some((flag) => present.has(flag));
  };
}

const hasSent: Condition = ({ sent }) => sent !== null;

function since(point: string, of: (message: SearchedMessage) => WrittenTime | null): Condition {
  const time = Date.parse(point);
  return (message) => {
    const value = of(message);
    if (value === null) return false;
    return isDay(point) ? value.day >= point : Date.parse(value.at) >= time;
  };
}
