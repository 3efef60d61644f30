import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../src/content/read-calendar.ts';
import { zonedInstant } from '../../src/content/zoned-instant.ts';

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]): string => calendar('BEGIN:VEVENT', ...lines, 'END:VEVENT');

const berlin = [
  'BEGIN:VTIMEZONE',
  'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

describe('an invitation', () => {
  it('is read with its zone, its people and its rule', () => {
    const text = calendar(
      'METHOD:REQUEST',
      ...berlin,
      'BEGIN:VEVENT',
      'UID:1@example.com',
      'SEQUENCE:2',
      'SUMMARY:Kaffee\\, Kuchen',
      'DESCRIPTION:Erste Zeile\\nzweite, die so lang ist, dass sie auf der näch',
      ' sten weitergeht',
      'LOCATION:Bonn',
      'DTSTART;TZID=W. Europe Standard Time:20260701T100000',
      'DTEND;TZID=W. Europe Standard Time:20260701T113000',
      'RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=10',
      'STATUS:CONFIRMED',
      'ORGANIZER;CN="Grace, H.":MAILTO:grace@example.org',
      'ATTENDEE;CN=Ada;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ada@example.com',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:joan@example.com',
      'ATTENDEE:urn:nobody',
      'END:VEVENT',
    );
    expect(readCalendar(text)).toEqual([
      {
        kind: 'event',
        method: 'request',
        uid: '1@example.com',
        sequence: 2,
        recurrenceId: null,
        summary: 'Kaffee, Kuchen',
        description: 'Erste Zeile\nzweite, die so lang ist, dass sie auf der nächsten weitergeht',
        location: 'Bonn',
        start: {
          local: '2026-07-01T10:00:00',
          zone: 'W. Europe Standard Time',
          instant: '2026-07-01T08:00:00.000Z',
        },
        end: {
          local: '2026-07-01T11:30:00',
          zone: 'W. Europe Standard Time',
          instant: '2026-07-01T09:30:00.000Z',
        },
        status: 'confirmed',
        organizer: { address: 'grace@example.org', name: 'Grace, H.' },
        attendees: [
          {
            address: 'ada@example.com',
            name: 'Ada',
            role: 'req-participant',
            status: 'needs-action',
            rsvp: true,
          },
          { address: 'joan@example.com', name: null, role: null, status: 'accepted', rsvp: false },
        ],
        recurrence: 'FREQ=WEEKLY;COUNT=10;BYDAY=WE',
      },
    ]);
  });

  it.each([
    ['of whole days', 'DTSTART;VALUE=DATE:20261224', { local: '2026-12-24', zone: null, instant: null }],
    [
      'in UTC',
      'DTSTART:20261224T180000Z',
      { local: '2026-12-24T18:00:00', zone: 'UTC', instant: '2026-12-24T18:00:00.000Z' },
    ],
    ['of no zone', 'DTSTART:20261224T180000', { local: '2026-12-24T18:00:00', zone: null, instant: null }],
    [
      'in a zone that it does not bring along',
      'DTSTART;TZID=America/New_York:20261224T180000',
      { local: '2026-12-24T18:00:00', zone: 'America/New_York', instant: '2026-12-24T23:00:00.000Z' },
    ],
    [
      'in a zone that nobody knows',
      'DTSTART;TZID=Mars/Base:20261224T180000',
      { local: '2026-12-24T18:00:00', zone: 'Mars/Base', instant: null },
    ],
    ['at no time', 'DTSTART:tomorrow', null],
  ])('is read %s', (_, line, start) => {
    expect(readCalendar(event(line))?.[0]?.start).toEqual(start);
  });

  it('ends after its duration', () => {
    const text = event('DTSTART:20261224T180000Z', 'DURATION:PT1H30M');
    expect(readCalendar(text)?.[0]?.end?.instant).toBe('2026-12-24T19:30:00.000Z');
  });
});

describe('a calendar', () => {
  it('has items of several kinds', () => {
    const text = calendar(
      ...['BEGIN:VTODO', 'UID:t', 'DUE:20261224T180000Z', 'END:VTODO'],
      ...['BEGIN:VJOURNAL', 'UID:j', 'END:VJOURNAL'],
      ...['BEGIN:VFREEBUSY', 'UID:f', 'END:VFREEBUSY'],
      ...['BEGIN:X-OTHER', 'END:X-OTHER'],
    );
    expect(readCalendar(text)?.map(({ kind, uid }) => [kind, uid])).toEqual([
      ['task', 't'],
      ['journal', 'j'],
      ['free-busy', 'f'],
    ]);
  });

  it('with lines that are none is read without them', () => {
    const text = event('nonsense', 'UID:1', 'SUMMARY;X="open:broken', 'LOCATION:here', '').replaceAll(
      '\r',
      '',
    );
    expect(readCalendar(text)?.[0]).toMatchObject({ uid: '1', location: 'here' });
  });

  it.each(['', 'hello', 'BEGIN:VCARD\r\nEND:VCARD'])('is not in %j', (text) => {
    expect(readCalendar(text)).toBeNull();
  });

  it('is bounded in its items', () => {
    const many = Array.from({ length: 300 }, (_, index) => ['BEGIN:VEVENT', `UID:${index}`, 'END:VEVENT']);
    expect(readCalendar(calendar(...many.flat()))).toHaveLength(100);
  });

  it('tells no end where a duration is longer than a life, which nobody can count', () => {
    for (const duration of ['P99999999999W', '-P99999999999W', 'PT99999999999999S', 'P999999D']) {
      const [item] = readCalendar(event('DTSTART:20261123T100000Z', `DURATION:${duration}`)) ?? [];
      expect([item?.start?.instant, item?.end], duration).toEqual(['2026-11-23T10:00:00.000Z', null]);
    }
  });

  it('does not follow a zone that changes its time every second', () => {
    const rules = [
      'FREQ=SECONDLY',
      'FREQ=DAILY',
      'FREQ=YEARLY;BYSECOND=1,2',
      'BYMONTH=1',
      'FREQ=YEARLY;FREQ=HOURLY',
    ];
    for (const rule of rules) {
      const zone = ['DTSTART:00010101T000000', `RRULE:${rule}`, 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0200'];
      const text = calendar(
        ...['BEGIN:VTIMEZONE', 'TZID:Z', 'BEGIN:STANDARD', ...zone, 'END:STANDARD', 'END:VTIMEZONE'],
        ...['BEGIN:VEVENT', 'DTSTART;TZID=Z:20261123T100000', 'RRULE:FREQ=DAILY', 'END:VEVENT'],
      );
      const [item] = readCalendar(text) ?? [];
      expect(item?.start?.instant, rule).toBe('2026-11-23T08:00:00.000Z');
      expect(item?.recurrence).toBe('FREQ=DAILY');
    }
  });

  it('has no items of kinds that only JavaScript knows', () => {
    const names = ['constructor', '__proto__', 'toString'];
    const lines = names.flatMap((name) => [`BEGIN:${name}`, 'UID:1', `END:${name}`]);
    expect(readCalendar(calendar(...lines))).toEqual([]);
  });

  it('is read without a throw, whatever stands in it', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        ...['BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VTIMEZONE', 'END:VTIMEZONE', 'DTSTART:99999999T999999'],
        ...[
          'DTSTART;TZID=a:20260101T000000',
          'DURATION:P',
          'RRULE:FREQ=X',
          'ATTENDEE;CN=:mailto:a@b',
          'TZID:a',
        ],
        ...['ORGANIZER:x', 'SEQUENCE:-1', 'DTEND;VALUE=DATE:2026', 'BEGIN:VCALENDAR', 'END:VCALENDAR'],
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        readCalendar(calendar(...lines));
      }),
    );
  });
});

describe('a time of a known zone', () => {
  it.each([
    ['2026-01-15T12:00:00', 'Europe/Berlin', '2026-01-15T11:00:00.000Z'],
    ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T03:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-07-15T12:00:00', 'Asia/Kolkata', '2026-07-15T06:30:00.000Z'],
    ['2026-07-15T12:00:00', 'Nowhere', null],
  ])('%s %s is %s', (local, zone, instant) => {
    expect(zonedInstant(local, zone)).toBe(instant);
  });
});
