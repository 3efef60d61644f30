/** What a message's parts for machines say: whether it is a report, its calendars, armour in its text. */
import type { CalendarItem } from '../domain/calendar.ts';
import type { Report } from '../domain/report.ts';
import { inlineSecurity, type Security } from '../domain/security.ts';
import type { CalendarPart, EncodedPart, MachineParts } from '../use-cases/ports/content.ts';
import { decodeBody } from './decode-body.ts';
import { readReport } from './read-report.ts';

/** Takes a library and time. */
export type CalendarReader = (text: string) => readonly Omit<CalendarItem, 'attachmentId'>[] | null;

/** Octets that are looked at of a part; what is longer is none of a machine's. */
const longest = 256 * 1024;

export function securityOf({ protection }: MachineParts, text: string | null): Security | null {
  return protection ?? (text === null ? null : inlineSecurity(text));
}

export function reportOf({ header, status, original }: MachineParts, text: string | null): Report | null {
  return readReport({
    header,
    status: status === null ? null : { type: status.type, text: decoded(status) },
    original: original === null ? '' : decoded(original),
    text: text ?? '',
  });
}

/** The same calendar often comes twice, to be shown and to be kept: it is told once, with the first part's id. */
export function calendarsOf(
  { calendars }: MachineParts,
  read: CalendarReader,
): { readonly items: readonly CalendarItem[]; readonly unreadable: boolean } {
  const items = new Map<string, CalendarItem>();
  let unreadable = false;
  for (const part of calendars) {
    const found = read(decoded(part));
    if (found === null) unreadable = true;
    for (const item of found ?? []) {
      const key = JSON.stringify(item);
      if (!items.has(key)) items.set(key, { attachmentId: part.attachmentId, ...item });
    }
  }
  return { items: [...items.values()], unreadable };
}

function decoded(part: EncodedPart | CalendarPart): string {
  const { octets, size } = part;
  const bytes = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  return decodeBody(bytes, { ...part, cutOff: octets.length < size }, longest).text;
}
