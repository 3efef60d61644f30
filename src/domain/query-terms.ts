/** What a term of a query means, `is:unread` or `larger:1M`: its condition, or why it says nothing. Pure. */
import { flagProblem } from './message.ts';
import type { Filter } from './search.ts';
import { isDateTime, isDay } from './time.ts';

/** A condition, or in words what is wrong and what would be right. */
export type TermMeaning = Filter | string;

/** `in:` is no condition on a message and not here, nor is `header:`, which has two values. */
export function meaningOf(name: string, value: string): TermMeaning {
  const read = termReaders.get(name);
  if (read === undefined) {
    return `there is no ${name}: here; use one of ${termNames.map((each) => `${each}:`).join(' ')}, or put quotes around a text with a colon`;
  }
  return value === '' ? `${name}: has no value; write it right behind the colon` : read(value);
}

/** An empty value asks only that the field is there. */
export function headerMeaning(name: string, value: string): TermMeaning {
  return /^[!-9;-~]{1,100}$/.test(name)
    ? { header: { name, value } }
    : 'write header:Name:value, the name in ASCII';
}

type TermReader = (value: string) => TermMeaning;

const states: Readonly<Record<string, Filter>> = {
  read: { flags: { has: ['\\Seen'] } },
  unread: { flags: { lacks: ['\\Seen'] } },
  flagged: { flags: { has: ['\\Flagged'] } },
  unflagged: { flags: { lacks: ['\\Flagged'] } },
  answered: { flags: { has: ['\\Answered'] } },
  unanswered: { flags: { lacks: ['\\Answered'] } },
  draft: { flags: { has: ['\\Draft'] } },
  deleted: { flags: { has: ['\\Deleted'] } },
};

const termReaders = new Map<string, TermReader>(
  Object.entries({
    from: text((from) => ({ from })),
    to: text((to) => ({ to })),
    cc: text((cc) => ({ cc })),
    bcc: text((bcc) => ({ bcc })),
    subject: text((subject) => ({ subject })),
    body: text((body) => ({ body })),
    text: text((value) => ({ text: value })),
    is: (value) =>
      Object.entries(states).find(([name]) => name === value.toLowerCase())?.[1] ??
      `is: takes one of ${Object.keys(states).join(', ')}`,
    has: (value) => (/^attachments?$/i.test(value) ? { hasAttachments: true } : 'has: takes attachment'),
    larger: size((larger) => ({ larger })),
    smaller: size((smaller) => ({ smaller })),
    before: time((receivedBefore) => ({ receivedBefore })),
    after: time((receivedSince) => ({ receivedSince })),
    since: time((receivedSince) => ({ receivedSince })),
    on: (day) =>
      isDay(day)
        ? { all: [{ receivedSince: day }, { receivedBefore: dayAfter(day) }] }
        : 'on: takes a day such as 2026-01-31',
    label: text((label) => ({ label })),
    keyword,
  } satisfies Record<string, TermReader>),
);

export const termNames: readonly string[] = [...termReaders.keys(), 'header', 'in'];

const longestText = 1_000;

function text(make: (value: string) => Filter): TermReader {
  return (value) =>
    value.length > longestText ? `a text has at most ${longestText} characters` : make(value);
}

const powers = ['', 'K', 'M', 'G'];
const largestSize = 0xffff_ffff;

function size(make: (octets: number) => Filter): TermReader {
  return (value) => {
    const match = /^(\d{1,10}(?:\.\d{1,3})?)([KMG]?)B?$/i.exec(value);
    const octets = Math.round(Number(match?.[1]) * 1024 ** powers.indexOf((match?.[2] ?? '').toUpperCase()));
    return octets <= largestSize
      ? make(octets)
      : 'a size is a number of octets below 4G, with K, M or G for 1024 and its powers';
  };
}

function time(make: (value: string) => Filter): TermReader {
  return (value) =>
    isDay(value) || isDateTime(value)
      ? make(value)
      : 'a time is a day such as 2026-01-31, or a date-time such as 2026-01-31T12:00:00Z';
}

function keyword(flag: string): TermMeaning {
  if (flag.startsWith('\\')) return 'keyword: takes no system flag; use is:';
  return flagProblem(flag) ?? { flags: { has: [flag] } };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
