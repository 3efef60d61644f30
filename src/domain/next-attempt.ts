/** When a recipient is tried again whom no server has taken yet, and when not any more. */
import { delayCause, delaySchedules } from './delay.ts';
import { waitAfter, type Schedule } from './retry.ts';
import type { SmtpReply, SubmissionRecipient } from './recipient.ts';
import { instant } from './time.ts';

export interface Waiting {
  /** For every cause, in place of their own schedules. */
  readonly schedule: Schedule | null;
  /** In [0, 1): spreads the waiting times. */
  readonly random: number;
  /** When the message was first tried, in milliseconds. */
  readonly firstAt: number;
  /** In milliseconds; null: never. */
  readonly expiresAt: number | null;
  readonly now: number;
}

/** Who was put off, or whose fate is unknown, by this attempt: with the time of the next one, or at its end. */
export function tryAgain(
  recipient: SubmissionRecipient,
  reply: SmtpReply | null,
  { schedule, random, firstAt, expiresAt, now }: Waiting,
): SubmissionRecipient {
  const cause = delayCause(reply);
  const times = recipient.delays?.cause === cause ? recipient.delays.times + 1 : 1;
  const wait = waitAfter(schedule ?? delaySchedules[cause], times, now - firstAt, random);
  if (wait === null) return giveUp(recipient);
  if (expiresAt !== null && now + wait >= expiresAt) return giveUp({ ...recipient, reason: 'expired' });
  return { ...recipient, nextAttemptAt: instant(now + wait), delays: { cause, times } };
}

/** Nothing more is tried. Nobody knows whether a recipient of unknown fate has the message: that one has not failed. */
export function giveUp(recipient: SubmissionRecipient): SubmissionRecipient {
  return recipient.status === 'unknown'
    ? { ...recipient, reason: null, nextAttemptAt: null }
    : { ...recipient, status: 'failed', nextAttemptAt: null };
}
