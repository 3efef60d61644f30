/** The parts of a message that are written for machines: reports about messages and calendars. Pure. */
import type { Part } from './structure.ts';

export interface ReportParts {
  /** null where the structure shows no report. */
  readonly status: Part | null;
  /** The message that came back, or its header. */
  readonly original: Part | null;
}

const statusTypes = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/feedback-report',
  'message/disposition-notification',
  'message/global-disposition-notification',
]);
const originalTypes = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global-headers',
]);

/** RFC 6522 puts them side by side into a multipart/report; what lies deeper in a forwarded message is not looked at. */
export function reportPartsOf(root: Part): ReportParts {
  const parent = within(root).find(({ children }) => children.some(({ type }) => statusTypes.has(type)));
  // A bounce in words may bring along what came back.
  const beside =
    parent ?? within(root).find(({ children }) => children.some(({ type }) => originalTypes.has(type)));
  const siblings = beside?.children ?? [root];
  return {
    status: siblings.find(({ type }) => statusTypes.has(type)) ?? null,
    original: siblings.find(({ type }) => originalTypes.has(type)) ?? null,
  };
}

const mostCalendars = 5;

export function calendarPartsOf(root: Part): readonly Part[] {
  return within(root).filter(isCalendar).slice(0, mostCalendars);
}

function isCalendar({ type, filename, children }: Part): boolean {
  if (children.length > 0) return false;
  if (type === 'text/calendar' || type === 'application/ics') return true;
  return filename !== null && /\.ics$/i.test(filename) && !type.startsWith('message/');
}

function within(part: Part): readonly Part[] {
  return [part, ...part.children.flatMap(within)];
}
