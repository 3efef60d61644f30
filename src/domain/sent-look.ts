/**
 * A submission of unknown fate whose server files what it sends: found in the mailbox for sent mail it was taken. Pure. Where
 * anybody else has the message already, a copy that lies there says nothing.
 */
import { isTaken, statusOf } from './outcome.ts';
import type { Move } from './sending.ts';
import { eventsOf } from './submission-events.ts';
import type { SubmissionRecipient } from './recipient.ts';
import type { Attempt, Submission } from './submission.ts';
import { instant } from './time.ts';

/** True until the last attempt, of which nobody knows, has been looked for. */
export function owesLook({ status, recipients, attempts, soughtAttempt }: Submission): boolean {
  return status === 'unknown' && !recipients.some(isTaken) && soughtAttempt !== attempts.at(-1)?.number;
}

/** Nothing was found, or nothing is to be expected there. */
export function endLook(submission: Submission): Submission {
  const number = submission.attempts.at(-1)?.number ?? 0;
  return { ...submission, soughtAttempt: number, revision: submission.revision + 1 };
}

/** The server has taken it, and its answer was lost. */
export function foundInSent(submission: Submission, now: number): Move {
  const at = instant(now);
  const last = submission.attempts.at(-1);
  const found: readonly Attempt[] =
    last === undefined ? [] : [{ ...last, outcome: 'accepted', response: foundThere }];
  const recipients = submission.recipients.map((each): SubmissionRecipient =>
    each.status === 'unknown'
      ? { ...each, status: 'sent', reason: null, nextAttemptAt: null, updatedAt: at }
      : each,
  );
  const next: Submission = {
    ...submission,
    status: statusOf(recipients),
    recipients,
    attempts: [...submission.attempts.slice(0, -1), ...found],
    nextAttemptAt: null,
    revision: submission.revision + 1,
    turn: submission.turn + 1,
    updatedAt: at,
  };
  const taken = recipients.filter(({ status }) => status === 'sent');
  return { next, events: eventsOf(next, taken, last?.number ?? 0) };
}

const foundThere = 'The answer of the server was lost; the message lies among what it has filed as sent.';
