/**
 * The copy of a sent message in the mailbox for sent mail: who owes it, who may file it, that it is settled. Pure; IMAP
 * cannot refuse a message that is there already, so of several workers only the one with the claim appends.
 */
import type { Submission } from './submission.ts';
import { instant } from './time.ts';

/** True when a copy in Sent is still owed: somebody has the message. */
export function owesCopy(submission: Submission): boolean {
  return submission.sentCopy === 'wanted' && submission.recipients.some(({ status }) => status === 'sent');
}

/** Until when a worker has the filing to itself, in milliseconds; null when nobody has. */
export function claimedUntil({ copyClaim }: Submission, now: number): number | null {
  const until = Date.parse(copyClaim?.until ?? '');
  return until > now ? until : null;
}

/** Takes the filing, also from a worker whose time is over; the revision that comes of it is the claim's fence. */
export function claimCopy(submission: Submission, until: number): Submission {
  const revision = submission.revision + 1;
  return { ...submission, copyClaim: { fence: revision, until: instant(until) }, revision };
}

/** True as long as nobody has taken the filing since the claim of this fence, and it is still to be done. */
export function holdsClaim(submission: Submission, fence: number): boolean {
  return submission.sentCopy === 'wanted' && submission.copyClaim?.fence === fence;
}

/** Leaves the filing to the next who looks; null when the claim is another's. */
export function leaveClaim(submission: Submission, fence: number): Submission | null {
  if (!holdsClaim(submission, fence)) return null;
  return { ...submission, copyClaim: { fence: 0, until: instant(0) }, revision: submission.revision + 1 };
}

/** True when somebody of us may have appended the copy. */
export function wasClaimed({ copyClaim }: Submission): boolean {
  return copyClaim !== null;
}

/** `messageId` names the copy where it is known; null otherwise. `filed: false` gives the copy up. */
export interface FiledCopy {
  readonly filed: boolean;
  readonly messageId: string | null;
}

export function settleCopy(submission: Submission, copy: FiledCopy, now: number): Submission {
  return {
    ...submission,
    copyClaim: null,
    sentCopy: copy.filed ? 'filed' : 'none',
    sentMessage: copy.messageId,
    revision: submission.revision + 1,
    updatedAt: instant(now),
  };
}
