/** A submission that its account's rate lets wait, and that waits no longer: no attempt, and no news but its time. */
import type { Submission } from './submission.ts';
import { instant } from './time.ts';

/** `until` in milliseconds. The same job looks at it again. null where the time that it tells is right already, or nobody waits. */
export function postpone(submission: Submission, until: number, now: number): Submission | null {
  const { status, nextAttemptAt } = submission;
  if (status === 'sending' || nextAttemptAt === null) return null;
  const at = instant(until);
  if (at === nextAttemptAt) return null;
  return {
    ...submission,
    status: status === 'scheduled' ? 'queued' : status,
    recipients: submission.recipients.map((each) => {
      const due = each.nextAttemptAt ?? null;
      return due !== null && due < at ? { ...each, nextAttemptAt: at } : each;
    }),
    nextAttemptAt: at,
    revision: submission.revision + 1,
    updatedAt: instant(now),
  };
}

/** Due now, for another job. null for what does not wait any more. */
export function letGo(submission: Submission, now: number): Submission | null {
  const { status, nextAttemptAt } = submission;
  const waits = status === 'queued' || status === 'deferred' || status === 'unknown';
  if (!waits || nextAttemptAt === null) return null;
  return {
    ...submission,
    nextAttemptAt: instant(Math.min(now, Date.parse(nextAttemptAt))),
    revision: submission.revision + 1,
    turn: submission.turn + 1,
    updatedAt: instant(now),
  };
}
