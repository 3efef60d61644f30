/** Greylisting (RFC 6647): who is tried for the first time is told to come back. */
import type { SmtpMoment } from './smtp.ts';

export interface Greylist {
  /** Whether this pair of sender and recipient came for the first time, or within `ms` of that. */
  delays(session: Pick<SmtpMoment, 'sender' | 'recipient'>, ms: number): boolean;
}

export function createGreylist(now: () => Date): Greylist {
  const firstSeen = new Map<string, number>();
  return {
    delays({ sender = '', recipient = '' }, ms) {
      const pair = `${sender} ${recipient}`.toLowerCase();
      const first = firstSeen.get(pair);
      if (first === undefined) firstSeen.set(pair, now().getTime());
      return first === undefined || now().getTime() - first < ms;
    },
  };
}
