/** Dates as mail writes them (RFC 5322 §3.3). */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `zone` in minutes east of Greenwich. */
export function date(at: Date, zone: number): string {
  const there = new Date(at.getTime() + zone * 60_000);
  const day = `${DAYS[there.getUTCDay()] ?? ''}, ${there.getUTCDate()} ${MONTHS[there.getUTCMonth()] ?? ''}`;
  const time = [there.getUTCHours(), there.getUTCMinutes(), there.getUTCSeconds()].map(two).join(':');
  const offset = `${zone < 0 ? '-' : '+'}${two(Math.floor(Math.abs(zone) / 60))}${two(Math.abs(zone) % 60)}`;
  return `${day} ${there.getUTCFullYear()} ${time} ${offset}`;
}

/** `20260301T100000Z` (RFC 5545 §3.3.5). */
export function calendarDate(at: Date): string {
  return at.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
