/** The messages that a command names by a set. */
import type { SequenceSet } from '../../search/key.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import { BadSyntax, Refused } from '../wire/syntax.ts';

/** Throws BadSyntax for numbers that no message has, and Refused for more messages than one command may name. */
export function picked(
  session: Session,
  view: View,
  set: SequenceSet,
  by: 'number' | 'uid',
): Pick<ReturnType<View['pick']>, 'found' | 'missing'> {
  const { found, missing, outside } = view.pick(set, by);
  if (outside) throw new BadSyntax('There are no messages with these numbers.');
  const most = session.house.behaviour.quirks.maxMessagesPerCommand ?? Infinity;
  if (found.length > most) throw new Refused('LIMIT', `At most ${most} messages for one command.`);
  return { found, missing };
}
