import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../src/imap-pool/message-date.ts';

describe('dates of messages', () => {
  it('are read as RFC 5322 writes them', () => {
    const year = { min: new Date('1900-01-01'), max: new Date('9998-12-31'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(year), fc.integer({ min: -840, max: 840 }), (date, offset) => {
        const local = new Date(date.getTime() + offset * 60_000);
        const digits = (value: number): string => String(Math.floor(value)).padStart(2, '0');
        const zone = `${offset < 0 ? '-' : '+'}${digits(Math.abs(offset) / 60)}${digits(Math.abs(offset) % 60)}`;
        const seconds = new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString();
        expect(readDate(local.toUTCString().replace('GMT', zone))).toBe(seconds);
      }),
    );
  });

  it.each([
    ['in old forms', 'Tue, 02 Mar 99 10:00:00 EST', '1999-03-02T15:00:00.000Z'],
    ['in the zone of the machine never', 'Mon, 02 Mar 2026 10:00:00', '2026-03-02T10:00:00.000Z'],
    ['in a zone that nobody knows', 'Mon, 02 Mar 2026 10:00:00 XYZ', '2026-03-02T10:00:00.000Z'],
    ['as asctime writes them', 'Mon Mar  2 10:00:00 2026', '2026-03-02T10:00:00.000Z'],
    ['as JavaScript writes them', 'Mon Mar 02 2026 10:00:00 GMT+0100 (CET)', '2026-03-02T09:00:00.000Z'],
    ['as ISO 8601', '2026-03-02T10:00:00.5+01:00', '2026-03-02T09:00:00.500Z'],
    ['in the afternoon', '2 March 2026 01:30 PM +0000', '2026-03-02T13:30:00.000Z'],
    ['at midnight in twelve hours', '2 Mar 2026 12:05 AM', '2026-03-02T00:05:00.000Z'],
  ])('are read %s', (_, text, expected) => {
    expect(readDate(text)).toBe(expected);
  });

  it.each([
    'Tue, 31 Feb 2026 10:00:00 +0000',
    '2 Mar 2026 24:00:00',
    '2 Mar 2026 10:00:00 +0160',
    '2 Mar 2026',
    '',
  ])('that the calendar does not have are none: %j', (text) => {
    expect(readDate(text)).toBeNull();
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        readDate(text);
        readDate(`Mon, ${text}`);
      }),
    );
  });
});
