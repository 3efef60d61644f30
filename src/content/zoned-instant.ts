/** A time on the clock of a zone of the IANA database → the instant, for calendars that bring no zones along. */

/** `local`: `2026-11-23T10:00:00`. null for a zone that is not known. A time that a change skips is taken as before it. */
export function zonedInstant(local: string, zone: string): string | null {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall)) return null;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      ...({ year: 'numeric', month: 'numeric', day: 'numeric' } as const),
      ...({ hour: 'numeric', minute: 'numeric', second: 'numeric' } as const),
    });
    const before = wall - offsetAt(format, wall - dayMs);
    if (before + offsetAt(format, before) === wall) return new Date(before).toISOString();
    const after = wall - offsetAt(format, wall + dayMs);
    const at = after + offsetAt(format, after) === wall ? after : before;
    return new Date(at).toISOString();
  } catch {
    return null;
  }
}

const dayMs = 86_400_000;

function offsetAt(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(at / 1000) * 1000;
}
