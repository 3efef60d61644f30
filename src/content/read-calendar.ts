/**
 * Calendar parts read by ical.js, which knows the zones that a part brings along. A line that is none is left out, and of
 * a component that cannot be read what can be. Runs in a thread: ical.js counts durations and the rules of zones step by
 * step.
 */
import ICAL from 'ical.js';
import type { Address } from '../domain/address.ts';
import type { Attendee, CalendarItem, CalendarKind, CalendarTime } from '../domain/calendar.ts';
import type { CalendarReader } from './read-machine-parts.ts';
import { zonedInstant } from './zoned-instant.ts';

type Component = InstanceType<typeof ICAL.Component>;
type Property = InstanceType<typeof ICAL.Property>;
type Time = InstanceType<typeof ICAL.Time>;

type Item = Omit<CalendarItem, 'attachmentId'>;

const mostItems = 100;
const mostAttendees = 500;
const longestText = 32_768;

/** Longer ones take ical.js as many steps as they have days. */
const longestDuration = 100 * 366 * 86_400;

const kinds: ReadonlyMap<string, CalendarKind> = new Map([
  ['vevent', 'event'],
  ['vtodo', 'task'],
  ['vjournal', 'journal'],
  ['vfreebusy', 'free-busy'],
]);

/** In the order of the part; null when there is no calendar in it. */
export const readCalendar: CalendarReader = (text) => {
  const calendars = calendarsOf(text);
  if (calendars.length === 0) return null;
  return calendars
    .flatMap((calendar) => {
      const method = word(valueOf(calendar, 'method'));
      return calendar.getAllSubcomponents().flatMap((component: Component) => {
        const kind = kinds.get(component.name);
        return kind === undefined ? [] : [{ component, kind, method }];
      });
    })
    .slice(0, mostItems)
    .map(({ component, kind, method }) => itemOf(component, kind, method));
};

/** As zones change their time. Other rules are none of a zone, and have as many steps as seconds passed. */
const yearly =
  /^rrule:(?=(?:.*;)?freq=yearly)(?:(?:freq=yearly|(?:interval|until|count|wkst|bymonth|bymonthday|byday)=[^;]{1,40})(?:;|\s*$))+$/i;

function calendarsOf(text: string): readonly Component[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const wellFormed = lines.filter((line) => /^[A-Za-z0-9-]+[:;]/.test(line) && line.includes(':'));
  const blocks: string[][] = [];
  let open: string[] | null = null;
  let inZone = false;
  for (const line of wellFormed) {
    if (/^(?:begin|end):vtimezone\s*$/i.test(line)) inZone = /^begin/i.test(line);
    if (inZone && /^rrule[:;]/i.test(line) && !yearly.test(line)) continue;
    if (/^begin:vcalendar\s*$/i.test(line)) blocks.push((open = []));
    open?.push(line);
    if (/^end:vcalendar\s*$/i.test(line)) open = null;
  }
  return blocks.flatMap((block) => parsed(block) ?? parsed(withoutUnreadable(block)) ?? []);
}

function parsed(lines: readonly string[]): Component | null {
  try {
    const read = ICAL.parse(lines.join('\r\n')) as readonly unknown[];
    // Lines that end what they have not begun make several of one.
    return read[0] === 'vcalendar' ? new ICAL.Component([...read]) : null;
  } catch {
    return null;
  }
}

/** One line that ical.js refuses must not take the others with it. */
function withoutUnreadable(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => {
    if (/^(?:begin|end):/i.test(line)) return true;
    try {
      ICAL.parse(['BEGIN:VEVENT', line, 'END:VEVENT'].join('\r\n'));
      return true;
    } catch {
      return false;
    }
  });
}

function itemOf(component: Component, kind: CalendarKind, method: string | null): Item {
  const start = timeOf(component, 'dtstart');
  return {
    kind,
    method,
    uid: textOf(component, 'uid'),
    sequence: numberOf(component, 'sequence'),
    recurrenceId: timeOf(component, 'recurrence-id'),
    summary: textOf(component, 'summary'),
    description: textOf(component, 'description'),
    location: textOf(component, 'location'),
    start,
    end: timeOf(component, kind === 'task' ? 'due' : 'dtend') ?? endByDuration(component),
    status: word(valueOf(component, 'status')),
    organizer: personOf(component.getFirstProperty('organizer')),
    attendees: component
      .getAllProperties('attendee')
      .slice(0, mostAttendees)
      .flatMap((property: Property): Attendee[] => {
        const person = personOf(property);
        if (person === null) return [];
        const role = word(parameterOf(property, 'role'));
        const status = word(parameterOf(property, 'partstat'));
        return [{ ...person, role, status, rsvp: word(parameterOf(property, 'rsvp')) === 'true' }];
      }),
    recurrence: valueOf(component, 'rrule'),
  };
}

/** Reading a value may fail where the whole did not. */
function attempt<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Of ical.js' own values those that know how to write themselves. */
function textual(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value instanceof ICAL.Recur || value instanceof ICAL.Time || value instanceof ICAL.Duration
    ? value.toString()
    : '';
}

function valueOf(component: Component, name: string): string | null {
  return attempt(() => {
    const text = textual(component.getFirstPropertyValue(name));
    return text === '' ? null : text.slice(0, longestText);
  });
}

function textOf(component: Component, name: string): string | null {
  return valueOf(component, name)?.replace(/[^\P{Cc}\n\t]/gu, '') ?? null;
}

function numberOf(component: Component, name: string): number | null {
  const text = valueOf(component, name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function word(value: string | null): string | null {
  const text = value?.trim().toLowerCase() ?? '';
  return /^[a-z][a-z0-9-]{0,60}$/.test(text) ? text : null;
}

function parameterOf(property: Property, name: string): string | null {
  const value: unknown = property.getParameter(name);
  return typeof value === 'string' ? value : null;
}

/** The calendar's own way to write people: a `mailto:` with the name beside it. */
function personOf(property: Property | null): Address | null {
  if (property === null) return null;
  const uri = attempt(() => textual(property.getFirstValue())) ?? '';
  const address = (/^mailto:(.*)$/i.exec(uri.trim())?.[1] ?? parameterOf(property, 'email') ?? '').trim();
  if (!address.includes('@')) return null;
  const name =
    parameterOf(property, 'cn')
      ?.replace(/\p{Cc}/gu, '')
      .trim() ?? '';
  return { address: address.slice(0, 320), name: name === '' ? null : name.slice(0, 1_000) };
}

function timeOf(component: Component, name: string): CalendarTime | null {
  return attempt(() => {
    const property: Property | null = component.getFirstProperty(name);
    const value: unknown = property?.getFirstValue();
    return property !== null && value instanceof ICAL.Time
      ? written(value, parameterOf(property, 'tzid'))
      : null;
  });
}

function endByDuration(component: Component): CalendarTime | null {
  return attempt(() => {
    const property: Property | null = component.getFirstProperty('dtstart');
    const start: unknown = property?.getFirstValue();
    const duration: unknown = component.getFirstPropertyValue('duration');
    if (property === null || !(start instanceof ICAL.Time) || !(duration instanceof ICAL.Duration))
      return null;
    if (!(Math.abs(duration.toSeconds()) <= longestDuration)) return null;
    const end = start.clone();
    end.addDuration(duration);
    return written(end, parameterOf(property, 'tzid'));
  });
}

function written(time: Time, tzid: string | null): CalendarTime | null {
  const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
  const { year, month, day, hour, minute, second } = time;
  if ([year, month, day].some((each) => !Number.isInteger(each)) || year < 0 || year > 9_999) return null;
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  if (time.isDate) return { local: date, zone: null, instant: null };
  const local = `${date}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`;
  const isUtc = time.zone === ICAL.Timezone.utcTimezone;
  const isFloating = time.zone === ICAL.Timezone.localTimezone;
  if (isUtc) return { local, zone: 'UTC', instant: instantOf(time) };
  return isFloating
    ? { local, zone: tzid, instant: tzid === null ? null : zonedInstant(local, tzid) }
    : { local, zone: tzid, instant: instantOf(time) };
}

function instantOf(time: Time): string | null {
  const at = new Date(time.toUnixTime() * 1000);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
