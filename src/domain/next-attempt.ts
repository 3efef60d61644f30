/** When a recipient is tried again whom no server has taken yet, and when not any more. */
import { delayCause, delaySchedules } from './delay.ts';
import { waitAfter, type Schedule } from './retry.ts';
import type { SmtpReply, SubmissionRecipient } from './submission.ts';
import { instant } from './time.ts';

export interface Waiting {
  /** For every cause, in place of their own schedules. */
  readonly schedule: Schedule | null;
  /** In [0, 1): spreads the waiting times. */
  readonly random: number;
  /** When the message was first tried, in milliseconds. */
  readonly firstAt: number;
  readonly now: number;
}

/** Who was put off, or whose fate is unknown, by this attempt: with the time of the next one, or at its end. */
export function tryAgain(
  recipient: SubmissionRecipient,
  reply: SmtpReply | null,
  { schedule, random, firstAt, now }: Waiting,
): SubmissionRecipient {
  const cause = delayCause(reply);
  const times = recipient.delays?.cause === cause ? recipient.delays.times + 1 : 1;
  const wait = waitAfter(schedule ?? delaySchedules[cause], times, now - firstAt, random);
  if (wait === null) return giveUp(recipient);
  return { ...recipient, nextAttemptAt: instant(now + wait), delays: { cause, times } };
}

/** Nobody knows whether a recipient of unknown fate has the message: it has not failed. */
function giveUp(recipient: SubmissionRecipient): SubmissionRecipient {
  const status = recipient.status === 'deferred' ? 'failed' : recipient.status;
  return { ...recipient, status, nextAttemptAt: null };
}
