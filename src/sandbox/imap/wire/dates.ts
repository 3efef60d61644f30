/** Dates as the IMAP grammar has them (RFC 3501 §9: `date`, `date-time`). */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DATE = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/;
const DATE_TIME = /^([ \d]\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/;

/** `date`: YYYY-MM-DD; null for what is no date. */
export function parseDay(text: string): string | null {
  const [, day = '', month = '', year = ''] = DATE.exec(text) ?? [];
  return dayOf(year, month, day);
}

/** `date-time`; null for what is none. */
export function parseDateTime(text: string): Date | null {
  const [, day = '', month = '', year = '', hour, minute, second, sign, zoneHour, zoneMinute] =
    DATE_TIME.exec(text) ?? [];
  const iso = dayOf(year, month, day.trim());
  if (iso === null) return null;
  const date = new Date(`${iso}T${hour}:${minute}:${second}${sign}${zoneHour}:${zoneMinute}`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** `date-time` in UTC. */
export function formatDateTime(date: Date): string {
  const day = date.getUTCDate().toString().padStart(2, ' ');
  const time = date.toISOString().slice(11, 19);
  return `${day}-${MONTHS[date.getUTCMonth()] ?? ''}-${date.getUTCFullYear().toString().padStart(4, '0')} ${time} +0000`;
}

function dayOf(year: string, month: string, day: string): string | null {
  const index = MONTHS.findIndex((name) => name.toLowerCase() === month.toLowerCase());
  const at = new Date(Date.UTC(Number(year), index, Number(day)));
  if (index < 0 || Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(day)) return null;
  return `${year}-${(index + 1).toString().padStart(2, '0')}-${day.padStart(2, '0')}`;
}
