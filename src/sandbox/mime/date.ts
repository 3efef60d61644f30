/** The Date field (RFC 5322 §3.3 and its obsolete forms §4.3), as SEARCH and SORT need it. */

export interface SentDate {
  /** YYYY-MM-DD as written, whatever time zone stands behind it (RFC 3501 §6.4.4). */
  readonly day: string;
  /** Milliseconds since 1970 in UTC; an unreadable zone is UTC, an unreadable time midnight (RFC 5256 §2.2). */
  readonly time: number;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const zones: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};
const LONGEST = 200;
const MINUTE = 60_000;

const pattern =
  /^(?:[a-z]+[ ]?,?[ ]?)?(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{2,4})(?: (\d{1,2}) ?: ?(\d{2})(?: ?: ?(\d{2}))?(?:\.\d+)?(?: ?([+-]\d{4}|[a-z]+))?)?/i;

/** null when it names no day that exists. */
export function parseSentDate(field: string): SentDate | null {
  const text = field
    .slice(0, LONGEST)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, date = '', name = '', written = '', hour = '0', minute = '0', second = '0', zone = ''] = match;
  const month = months.indexOf(name.toLowerCase());
  const midnight = Date.UTC(fullYear(written), month, Number(date));
  const day = new Date(midnight);
  if (month === -1 || day.getUTCMonth() !== month) return null;
  const isTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
  const seconds = isTime ? (Number(hour) * 60 + Number(minute)) * 60 + Number(second) : 0;
  return {
    day: day.toISOString().slice(0, 10),
    time: midnight + seconds * 1_000 - zoneMinutes(zone.toLowerCase()) * MINUTE,
  };
}

/** RFC 5322 §4.3: two digits below 50 are of this century, all other short years count from 1900. */
function fullYear(written: string): number {
  const year = Number(written);
  if (written.length === 4) return year;
  return written.length === 2 && year < 50 ? 2_000 + year : 1_900 + year;
}

function zoneMinutes(zone: string): number {
  const match = /^([+-])(\d\d)(\d\d)$/.exec(zone);
  if (match === null) return (zones[zone] ?? 0) * 60;
  const [, sign, hours, minutes] = match;
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}
