/** The end of a submission whose time is over before everybody was reached: nothing is tried after it. */
import { giveUp } from './next-attempt.ts';
import { statusOf } from './outcome.ts';
import { pendingOf, type Move } from './sending.ts';
import { eventsOf } from './submission-events.ts';
import type { Submission } from './submission.ts';
import { instant } from './time.ts';

/** Times are milliseconds. */
export function isExpired({ expiresAt = null }: Submission, now: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= now;
}

/** This time, or the end of the submission where that comes first. */
export function beforeExpiry({ expiresAt = null }: Submission, at: number): number {
  return expiresAt === null ? at : Math.min(at, Date.parse(expiresAt));
}

/** null for what has ended already, is past its final dot, or has time left. */
export function expire(submission: Submission, now: number): Move | null {
  const { status, running, nextAttemptAt } = submission;
  const waits = status === 'sending' ? running?.phase === 'started' : nextAttemptAt !== null;
  if (!waits || !isExpired(submission, now)) return null;
  const at = instant(now);
  const pending = new Set(pendingOf(submission, true));
  const recipients = submission.recipients.map((each) =>
    pending.has(each) ? giveUp({ ...each, reason: 'expired', updatedAt: at }) : each,
  );
  const next: Submission = {
    ...submission,
    status: statusOf(recipients),
    recipients,
    nextAttemptAt: null,
    running: null,
    revision: submission.revision + 1,
    turn: submission.turn + 1,
    updatedAt: at,
  };
  const failed = recipients.filter(
    (each, index) => each.status === 'failed' && submission.recipients[index]?.status !== 'failed',
  );
  return { next, events: eventsOf(next, failed, 'expired') };
}
