/**
 * Dates as messages bear them: RFC 5322 §3.3 with its obsolete forms (§4.3), and what programs write instead: asctime,
 * ISO 8601, full names, a colon in the zone. A date that the calendar does not have is none. Pure, whatever the zone of
 * the machine.
 */
import type { Instant } from '../domain/time.ts';

/** More than any date has, comments included. */
const longest = 500;

const time = '(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?';
const half = '(?: ?(?<half>[ap])\\.?m\\b\\.?)?';
const zone = '(?: ?(?<zone>(?:GMT|UTC?)?[+-]\\d{2}:?\\d{2}|[A-Za-z]{1,5}(?![A-Za-z])))?';

const forms = [
  // Mon, 02 Mar 2026 10:00:00 +0100
  `^(?:[^\\d\\s,]+ ?,? ?)?(?<day>\\d{1,2})[ -]+(?<month>[A-Za-z]+)\\.?[ -]+(?<year>\\d{2,4}),? ${time}${half}${zone}`,
  // Mon Mar  2 10:00:00 2026
  `^[A-Za-z]+,? (?<month>[A-Za-z]+) (?<day>\\d{1,2}) ${time}${zone} (?<year>\\d{4})\\b`,
  // Mon Mar 02 2026 10:00:00 GMT+0100
  `^(?:[A-Za-z]+,? )?(?<month>[A-Za-z]+) (?<day>\\d{1,2}),? (?<year>\\d{4}),? ${time}${half}${zone}`,
  // 2026-03-02T10:00:00+01:00
  `^(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})[T ]${time}${zone}`,
].map((form) => new RegExp(form, 'i'));

const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

/** Hours from UTC. What is not here says nothing (RFC 5322 §4.3): UTC. */
const namedZones: Readonly<Record<string, number>> = {
  ...{ EDT: -4, EST: -5, CDT: -5, CST: -6, MDT: -6, MST: -7, PDT: -7, PST: -8 },
};

/** null when it is no date. Without a zone it is taken as UTC. */
export function readDate(text: string | null): Instant | null {
  if (text === null || text.length > longest) return null;
  const plain = withoutComments(text).replace(/\s+/g, ' ').trim();
  for (const form of forms) {
    const groups = form.exec(plain)?.groups;
    if (groups !== undefined) return instantOf(groups);
  }
  return null;
}

type Groups = Readonly<Record<string, string | undefined>>;

function instantOf(groups: Groups): Instant | null {
  const year = yearOf(groups['year'] ?? '');
  const month = monthOf(groups['month'] ?? '');
  const day = Number(groups['day']);
  const hour = hourOf(groups);
  const minute = Number(groups['minute']);
  const second = Number(groups['second'] ?? 0);
  const offset = offsetOf(groups['zone'] ?? '');
  if (month === null || hour === null || offset === null) return null;
  // A leap second is the beginning of the next one, as POSIX counts.
  if (minute > 59 || second > 60) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  if (date.getUTCMonth() !== month || date.getUTCDate() !== day) return null;
  date.setUTCHours(hour, minute - offset, second, Math.floor(Number(`0.${groups['fraction'] ?? 0}`) * 1000));
  return date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999 ? date.toISOString() : null;
}

/** RFC 5322 §4.3: two digits below 50 are of this century, others and three digits count from 1900. */
function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return digits.length === 2 && year < 50 ? year + 2000 : year + 1900;
}

/** From 0; by a number, or by at least three letters of its English name. */
function monthOf(text: string): number | null {
  if (/^\d/.test(text)) return Number(text) - 1;
  const found = months.findIndex((name) => text.length >= 3 && name.startsWith(text.toLowerCase()));
  if (found !== -1) return found;
  return text.toLowerCase() === 'sept' ? 8 : null;
}

function hourOf(groups: Groups): number | null {
  const hour = Number(groups['hour']);
  const ofHalf = groups['half']?.toLowerCase();
  if (hour > 23) return null;
  if (ofHalf === undefined || hour > 12) return hour;
  return (hour % 12) + (ofHalf === 'p' ? 12 : 0);
}

/** Minutes east of UTC. */
function offsetOf(text: string): number | null {
  const numeric = /([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (numeric === null) return (namedZones[text.toUpperCase()] ?? 0) * 60;
  const [, sign, hours, minutes] = numeric;
  if (Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Comments nest (RFC 5322 §3.2.2). */
function withoutComments(text: string): string {
  if (!text.includes('(')) return text;
  let depth = 0;
  let rest = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    else if (character === ')' && depth > 0) depth -= 1;
    else if (depth === 0) rest += character;
  }
  return rest;
}
