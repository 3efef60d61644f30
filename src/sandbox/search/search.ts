/** Which messages SEARCH finds (RFC 3501 §6.4.4). Pure: a key and messages in, messages out. */
import { parseSentDate } from '../mime/date.ts';
import { firstField } from '../mime/header.ts';
import type { StoredMessage } from '../store/model.ts';
import { folded } from './collation.ts';
import type { Numbered, SearchKey } from './key.ts';
import { numberSet } from './number-set.ts';
import { addressTexts, bodyTexts, fieldTexts, headerTexts } from './texts.ts';

type Test = (numbered: Numbered) => boolean;

/** What a key means once the mailbox and the time are known. */
interface Context {
  /** What `*` stands for. */
  readonly highestSequence: number;
  readonly highestUid: number;
  readonly now: Date;
}

/**
 * In the order given. `messages` is all that the session sees of the mailbox, by rising number: the last of
 * them is what `*` means.
 */
export function search(messages: readonly Numbered[], key: SearchKey, now: Date): readonly Numbered[] {
  const last = messages.at(-1);
  const context = { highestSequence: last?.sequence ?? 0, highestUid: last?.message.uid ?? 0, now };
  return messages.filter(testOf(key, context));
}

function testOf(key: SearchKey, context: Context): Test {
  switch (key.kind) {
    case 'all':
      return () => true;
    case 'flag':
      return flagTest(key.flag, key.set);
    case 'header':
      return textTest(key.value, (message) => fieldTexts(message, key.name));
    case 'subject':
      return textTest(key.value, (message) => fieldTexts(message, 'subject'));
    case 'address':
      return textTest(key.value, (message) => addressTexts(message, key.field));
    case 'text':
    case 'body':
      // Every text holds the empty string, and so does the lack of any.
      return key.value === '' ? () => true : textTest(key.value, key.kind === 'body' ? bodyTexts : allTexts);
    case 'internal-date':
      return dayTest(key, ({ internalDate }) => utcDay(internalDate));
    case 'saved-date':
      return dayTest(key, ({ savedAt }) => utcDay(savedAt));
    case 'sent-date':
      return dayTest(key, sentDay);
    case 'size':
      return key.compare === 'larger'
        ? ({ message }) => message.raw.length > key.octets
        : ({ message }) => message.raw.length < key.octets;
    case 'uid':
      return chosen(numberSet(key.set, context.highestUid), ({ message }) => message.uid);
    case 'sequence':
      return chosen(numberSet(key.set, context.highestSequence), ({ sequence }) => sequence);
    case 'modseq':
      return ({ message }) => message.modseq >= key.from;
    case 'within':
      return ageTest(key.compare, context.now.getTime() - key.seconds * 1_000);
    case 'email-id':
      return ({ message }) => message.emailId === key.id;
    case 'thread-id':
      return ({ message }) => message.threadId === key.id;
    case 'not': {
      const test = testOf(key.key, context);
      return (numbered) => !test(numbered);
    }
    case 'and': {
      const tests = cheapFirst(key.keys).map((each) => testOf(each, context));
      return (numbered) => tests.every((test) => test(numbered));
    }
    case 'or': {
      const tests = cheapFirst(key.keys).map((each) => testOf(each, context));
      return (numbered) => tests.some((test) => test(numbered));
    }
  }
}

function flagTest(flag: string, set: boolean): Test {
  const wanted = flag.toLowerCase();
  return ({ message }) => {
    const has = message.flags.has(flag) || [...message.flags].some((each) => each.toLowerCase() === wanted);
    return has === set;
  };
}

function textTest(value: string, textsOf: (message: StoredMessage) => Iterable<string>): Test {
  const wanted = folded(value);
  return ({ message }) => {
    for (const text of textsOf(message)) if (text.includes(wanted)) return true;
    return false;
  };
}

function* allTexts(message: StoredMessage): Generator<string, void> {
  yield* headerTexts(message);
  yield* bodyTexts(message);
}

function dayTest(
  { compare, day }: { readonly compare: 'before' | 'on' | 'since'; readonly day: string },
  dayOf: (message: StoredMessage) => string | null,
): Test {
  return ({ message }) => {
    const found = dayOf(message);
    if (found === null) return false;
    if (compare === 'on') return found === day;
    return compare === 'before' ? found < day : found >= day;
  };
}

/** null without a Date that can be read: such a message was not sent on any day. */
function sentDay({ raw }: StoredMessage): string | null {
  return parseSentDate(firstField(raw, 0, raw.length, 'date') ?? '')?.day ?? null;
}

function utcDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** RFC 5032 §3: exactly as old as the interval counts as younger and as older. */
function ageTest(compare: 'older' | 'younger', limit: number): Test {
  return compare === 'older'
    ? ({ message }) => message.internalDate.getTime() <= limit
    : ({ message }) => message.internalDate.getTime() >= limit;
}

function chosen(isIn: (number: number) => boolean, numberOf: (numbered: Numbered) => number): Test {
  return (numbered) => isIn(numberOf(numbered));
}

function cheapFirst(keys: readonly SearchKey[]): readonly SearchKey[] {
  return keys.toSorted((one, other) => cost(one) - cost(other));
}

function cost(key: SearchKey): number {
  switch (key.kind) {
    case 'text':
    case 'body':
      return 2;
    case 'header':
    case 'subject':
    case 'address':
    case 'sent-date':
      return 1;
    case 'not':
      return cost(key.key);
    case 'and':
    case 'or':
      return Math.max(0, ...key.keys.map(cost));
    default:
      return 0;
  }
}
