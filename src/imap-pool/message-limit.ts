/**
 * Servers that go over no more than so many messages in one command (RFC 9738 §3.1): they take the newest of those that
 * were named, say how far they came, and are asked again for what lies below.
 */
import { intersectionOf, parseUidSet, writeUidSet } from '../domain/uid-set.ts';
import { numberOf, type Completion } from './exchange.ts';

/** The lowest UID that was gone over; null when it was all of them. */
export function lowestProcessed({ code, codeArguments }: Completion): number | null {
  return code === 'MESSAGELIMIT' ? numberOf(codeArguments[1]) : null;
}

/** Runs a command on a UID set, which may end with `*`, until all of it was gone over. */
export async function overAll(set: string, command: (set: string) => Promise<Completion>): Promise<void> {
  let left = set;
  let before = Number.POSITIVE_INFINITY;
  while (left !== '') {
    const lowest = lowestProcessed(await command(left));
    // A server that comes no further would be asked for ever.
    if (lowest === null || lowest >= before) return;
    before = lowest;
    left = belowOf(set, lowest);
  }
}

function belowOf(set: string, uid: number): string {
  const known = parseUidSet(set.replaceAll('*', String(uid)));
  return writeUidSet(intersectionOf(known, uid > 1 ? [[1, uid - 1]] : []));
}
