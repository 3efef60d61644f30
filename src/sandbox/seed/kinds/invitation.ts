/** An invitation to a meeting (RFC 5546, RFC 6047). */
import { wrapped } from '../flow.ts';
import { multipart, text, written } from '../letter.ts';
import { calendarDate } from '../mail-date.ts';
import { COLLEAGUES } from '../people.ts';
import { paragraph, TOPICS } from '../phrases.ts';
import { hostOf, type Kind } from '../scene.ts';

const HOUR = 3_600_000;

export const invitation: Kind = ({ random, me, at, newId }) => {
  const from = random.one(COLLEAGUES);
  const topic = random.one(TOPICS);
  const hour = Math.ceil(at.getTime() / HOUR) * HOUR + random.between(24, 240) * HOUR;
  const event = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Example//Calendar//EN',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${random.hex(20)}@${hostOf(from.address)}`,
    `DTSTAMP:${calendarDate(at)}`,
    `DTSTART:${calendarDate(new Date(hour))}`,
    `DTEND:${calendarDate(new Date(hour + HOUR))}`,
    `SUMMARY:${topic}`,
    `ORGANIZER:mailto:${from.address}`,
    `ATTENDEE;RSVP=TRUE;PARTSTAT=NEEDS-ACTION:mailto:${me.address}`,
    'SEQUENCE:0',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\n');
  const raw = written({
    id: newId(hostOf(from.address)),
    from,
    to: [me],
    subject: `Invitation: ${topic}`,
    at,
    zone: 60,
    content: multipart(
      'alternative',
      [
        text(wrapped([paragraph(random, 2)])),
        text(event, { subtype: 'calendar', transfer: 'base64', parameters: '; method=REQUEST' }),
      ],
      random,
    ),
  });
  return [{ raw, at, mailbox: 'INBOX', flags: random.chance(0.2) ? ['\\Flagged'] : [] }];
};
