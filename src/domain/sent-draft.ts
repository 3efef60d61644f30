/**
 * The draft that a submission was made of: no other is made of it unless this one fails or is cancelled. It goes once the
 * message is sent to all whom a server takes it for, and only then. It is named by its UID, so that a version that its
 * owner wrote meanwhile is another message and stays.
 */
import { owesMark } from './answered-mark.ts';
import { GatewayError } from './errors.ts';
import { owesCopy } from './sent-copy.ts';
import { owesLook } from './sent-look.ts';
import type { Submission } from './submission.ts';
import { instant } from './time.ts';

/** True while no other submission may be made of its draft. */
export function holdsDraft({ draft, status }: Submission): boolean {
  return draft !== null && status !== 'failed' && status !== 'cancelled';
}

/** `holder`: the id of the submission that holds the draft. */
export function draftHeld(holder: string): GatewayError {
  return new GatewayError('already-sent', `The draft is submitted already, as ${holder}.`);
}

/** True when the draft of a sent message is still to be removed. */
export function owesDraftRemoval({ status, draftRemoval }: Submission): boolean {
  return status === 'sent' && draftRemoval === 'wanted';
}

/** `removed: false` leaves the draft to its owner. */
export function settleDraftRemoval(submission: Submission, removed: boolean, now: number): Submission {
  return {
    ...submission,
    draftRemoval: removed ? 'done' : 'none',
    revision: submission.revision + 1,
    updatedAt: instant(now),
  };
}

/** What is left to be done, or to be looked for, in the mailboxes of the sender for a message that somebody has or may have. */
export function owesFollowUp(submission: Submission): boolean {
  const owes = [owesCopy, owesDraftRemoval, owesMark, owesLook];
  return owes.some((each) => each(submission));
}
