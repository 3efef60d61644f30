/** Points in time as the contract spells them; one spelling everywhere, so that what is stored, told and compared is the same string. */

/** RFC 3339 in UTC with milliseconds, e.g. `2026-01-31T12:00:00.000Z`; sorts as text. */
export type Instant = string;

export function instant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}
