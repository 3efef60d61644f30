/** Points in time as the contract spells them; one spelling everywhere, so that what is stored, told and compared is the same string. */

/** RFC 3339 in UTC with milliseconds, e.g. `2026-01-31T12:00:00.000Z`; sorts as text. */
export type Instant = string;

// The offset is part of it. A leap second is no time to any clock here.
const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** RFC 3339 §5.6, of a day that is in the calendar. `Date.parse` reads whatever passes here. */
export function isDateTime(text: string): boolean {
  const match = dateTime.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match.map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth;
}

/** `YYYY-MM-DD`, a day that is in the calendar. */
export function isDay(text: string): boolean {
  return isDateTime(`${text}T00:00:00Z`);
}

export function instant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}
