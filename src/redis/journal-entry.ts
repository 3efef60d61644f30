/** An entry of the journal's stream and its place: the id that Redis gave it, `<milliseconds>-<sequence>`. */
import type { EventType, JournalEvent } from '../domain/event.ts';
import { instant } from '../domain/time.ts';

/** As XRANGE answers it. */
export type StreamEntry = readonly [id: string, fields: readonly string[]];

/** Before everything. */
export const zeroPosition = '0-0';

export function eventOf([position, fields]: StreamEntry): JournalEvent {
  const field = fieldsOf(fields);
  const account = field('a');
  const traceparent = field('p');
  return {
    id: field('i'),
    // What stands in the journal was appended as a NewEvent.
    type: field('y') as EventType,
    accountId: account === '' ? null : account,
    data: JSON.parse(field('d')) as JournalEvent['data'],
    timestamp: instant(Number(field('t'))),
    position,
    ...(traceparent === '' ? {} : { traceparent }),
  };
}

export function typeOf([, fields]: StreamEntry): EventType {
  return fieldsOf(fields)('y') as EventType;
}

export function accountOf([, fields]: StreamEntry): string {
  return fieldsOf(fields)('a');
}

function fieldsOf(fields: readonly string[]): (name: string) => string {
  return (name) => {
    for (let index = 0; index < fields.length; index += 2) {
      if (fields[index] === name) return fields[index + 1] ?? '';
    }
    return '';
  };
}

/** Negative when `a` comes before `b`. */
export function comparePositions(a: string, b: string): number {
  const [msA = 0, seqA = 0] = a.split('-').map(Number);
  const [msB = 0, seqB = 0] = b.split('-').map(Number);
  return msA - msB || seqA - seqB;
}

export function isPosition(text: string): boolean {
  return /^\d{1,15}-\d{1,15}$/.test(text);
}
