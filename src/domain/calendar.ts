/** What a calendar part says (iCalendar, RFC 5545, by iTIP, RFC 5546): words of the RFCs are in lower case here. */
import type { Address } from './address.ts';
import type { Instant } from './time.ts';

export interface CalendarTime {
  /** As it is on the clock there: `2026-11-23T10:00:00`, or a day `2026-11-23`. */
  readonly local: string;
  /** TZID as written, or `UTC`; null for a day and for a time that is the same on every clock. */
  readonly zone: string | null;
  /** null for a day, for a time of no zone, and for a zone that nobody knows. */
  readonly instant: Instant | null;
}

export interface Attendee extends Address {
  /** `req-participant`, `opt-participant`, `chair`, … */
  readonly role: string | null;
  /** `needs-action`, `accepted`, `declined`, `tentative`, `delegated`, … */
  readonly status: string | null;
  /** Whether an answer is wanted. */
  readonly rsvp: boolean;
}

export const calendarKinds = ['event', 'task', 'journal', 'free-busy'] as const;
export type CalendarKind = (typeof calendarKinds)[number];

export interface CalendarItem {
  /** `att_…`: the part that says so. */
  readonly attachmentId: string;
  readonly kind: CalendarKind;
  /** `request`, `reply`, `cancel`, `publish`, …; null where the part has none. */
  readonly method: string | null;
  readonly uid: string | null;
  readonly sequence: number | null;
  /** Which one of a series this is about; null for the whole of it. */
  readonly recurrenceId: CalendarTime | null;
  readonly summary: string | null;
  readonly description: string | null;
  readonly location: string | null;
  readonly start: CalendarTime | null;
  /** Not included: the day after the last one, where days are meant. A task's due time. */
  readonly end: CalendarTime | null;
  /** `confirmed`, `tentative`, `cancelled`, … */
  readonly status: string | null;
  readonly organizer: Address | null;
  readonly attendees: readonly Attendee[];
  /** RRULE as written, such as `FREQ=WEEKLY;BYDAY=MO`; null for what happens once. */
  readonly recurrence: string | null;
}
