/** The messages that a command names by a set. */
import type { Numbered, SequenceSet } from '../../search/key.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import { BadSyntax, Refused } from '../wire/syntax.ts';

export interface Picked {
  readonly found: readonly Numbered[];
  /** How many the client knows of those that it named, and that are gone. */
  readonly missing: number;
  /** The response code that tells how far the command went, where there were more than one may go over. */
  readonly limit: string | null;
}

/** Throws BadSyntax for numbers that no message has. */
export function picked(session: Session, view: View, set: SequenceSet, by: 'number' | 'uid'): Picked {
  const { found, missing, outside } = view.pick(set, by);
  if (outside) throw new BadSyntax('There are no messages with these numbers.');
  return { ...limited(session, found), missing };
}

/** As `picked`, for commands that are done on all of them or on none (RFC 9738 §3.1). */
export function pickedWhole(session: Session, view: View, set: SequenceSet, by: 'number' | 'uid'): Picked {
  const whole = picked(session, view, set, by);
  if (whole.limit === null) return whole;
  const most = session.house.behaviour.quirks.maxMessagesPerCommand ?? 0;
  throw new Refused(`MESSAGELIMIT ${most}`, 'These are too many messages for one command.');
}

/** The newest of them, as many as one command may go over. */
export function limited(session: Session, found: readonly Numbered[]): Pick<Picked, 'found' | 'limit'> {
  const most = session.house.behaviour.quirks.maxMessagesPerCommand ?? Infinity;
  if (found.length <= most) return { found, limit: null };
  const newest = [...found].sort((a, b) => a.sequence - b.sequence).slice(-most);
  return { found: newest, limit: `MESSAGELIMIT ${most} ${newest[0]?.message.uid ?? 0}` };
}
