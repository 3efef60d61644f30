/**
 * The moves of a submission while it is sent (api.md §5 "Submissions"), pure: every move takes the record
 * and gives the next one, with the events that tell of it. Whoever stores the pair in one step can be
 * killed at any point and neither loses nor repeats a move.
 */
import type { NewEvent } from './event.ts';
import type { OnUnknown } from './account.ts';
import { submissionSchedule, waitAfter, type Schedule } from './retry.ts';
import { settle, statusOf, type Outcome } from './outcome.ts';
import { eventsOf } from './submission-events.ts';
import {
  type Attempt,
  type RunningAttempt,
  type Submission,
  type SubmissionRecipient,
  type SubmissionStatus,
} from './submission.ts';
import { instant } from './time.ts';

export interface Move {
  readonly next: Submission;
  readonly events: readonly NewEvent[];
}

/** Whom the next attempt is for: who waits, and whose fate is unknown where such are sent to again. */
export function pendingOf(submission: Submission, resends: boolean): readonly SubmissionRecipient[] {
  return submission.recipients.filter(
    ({ status }) => status === 'queued' || status === 'deferred' || (resends && status === 'unknown'),
  );
}

/** No further attempt comes by itself. */
export function isFinal(submission: Pick<Submission, 'status' | 'nextAttemptAt'>): boolean {
  const { status, nextAttemptAt } = submission;
  const ended: readonly SubmissionStatus[] = ['sent', 'failed', 'cancelled'];
  return ended.includes(status) || (status === 'unknown' && nextAttemptAt === null);
}

/** Longer than any attempt takes: a submission found `sending` after that has lost its worker and its job. */
const guardMs = 20 * 60_000;

/** When somebody has to look at the submission again, in milliseconds; null when nobody has to. */
export function dueAt(submission: Submission): number | null {
  if (submission.status === 'sending') return Date.parse(submission.updatedAt) + guardMs;
  return submission.nextAttemptAt === null ? null : Date.parse(submission.nextAttemptAt);
}

export type Begun = Submission & { readonly running: RunningAttempt };

/**
 * Begins an attempt on a submission that waits, or on one found `sending` before its final dot. null when
 * there is nobody to send to: then `hold` settles it.
 */
export function beginAttempt(submission: Submission, onUnknown: OnUnknown, now: number): Begun | null {
  const resends = onUnknown === 'resend';
  if (pendingOf(submission, resends).length === 0) return null;
  const revision = submission.revision + 1;
  const running: RunningAttempt = {
    number: (submission.attempts.at(-1)?.number ?? 0) + 1,
    fence: revision,
    resends,
    phase: 'started',
    startedAt: instant(now),
  };
  return {
    ...submission,
    status: 'sending',
    nextAttemptAt: null,
    running,
    revision,
    updatedAt: instant(now),
  };
}

/** Recorded before the final dot can leave; null when the attempt of this fence is no longer the one that runs. */
export function markDataSent(submission: Submission, fence: number, now: number): Submission | null {
  const { running } = submission;
  if (submission.status !== 'sending' || running?.fence !== fence) return null;
  return {
    ...submission,
    running: { ...running, phase: 'data-sent' },
    revision: submission.revision + 1,
    updatedAt: instant(now),
  };
}

/** An attempt that was broken off on our side before its final dot: as if it had not begun. */
export function abandonAttempt(submission: Submission, fence: number, now: number): Submission | null {
  if (submission.status !== 'sending' || submission.running?.fence !== fence) return null;
  const waited = submission.recipients.some(({ status }) => status === 'deferred');
  const unknown = submission.recipients.some(({ status }) => status === 'unknown');
  return {
    ...submission,
    status: waited ? 'deferred' : unknown ? 'unknown' : 'queued',
    nextAttemptAt: instant(now),
    running: null,
    revision: submission.revision + 1,
    turn: submission.turn + 1,
    updatedAt: instant(now),
  };
}

export interface Policy {
  readonly onUnknown: OnUnknown;
  /** In [0, 1): spreads the waiting times. */
  readonly random: number;
  readonly schedule?: Schedule;
}

/**
 * Ends the attempt that `running` describes, as its worker holds it. Also takes the answer of a worker
 * whose attempt was meanwhile written down as unknown: the server's late word is better than none. null
 * when the attempt was overtaken.
 */
export function finishAttempt(
  submission: Submission,
  running: RunningAttempt,
  outcome: Outcome,
  policy: Policy,
  now: number,
): Move | null {
  const last = submission.attempts.at(-1);
  const mine = submission.running?.fence === running.fence;
  const late = submission.running === null && last?.number === running.number && last.outcome === 'unknown';
  if (!mine && !(late && outcome.kind === 'answered')) return null;

  const concerned = new Set(
    mine
      ? pendingOf(submission, running.resends).map(({ address }) => address)
      : submission.recipients.filter(({ status }) => status === 'unknown').map(({ address }) => address),
  );
  const at = instant(now);
  const settled = settle(outcome, concerned);
  const after = submission.recipients.map((recipient): SubmissionRecipient => {
    const fate = settled.fates.get(recipient.address);
    return fate === undefined
      ? recipient
      : { ...recipient, status: fate.status, smtp: fate.smtp ?? recipient.smtp, updatedAt: at };
  });
  const attempt: Attempt = {
    number: running.number,
    at: running.startedAt,
    outcome: settled.outcome,
    response: settled.response,
    durationMs: Math.max(0, now - Date.parse(running.startedAt)),
  };
  const attempts = [...(late ? submission.attempts.slice(0, -1) : submission.attempts), attempt];

  const waits = after.some(({ status }) => status === 'deferred' || status === 'queued');
  const resends = policy.onUnknown === 'resend' && after.some(({ status }) => status === 'unknown');
  const firstAt = Date.parse(attempts[0]?.at ?? running.startedAt);
  const wait =
    waits || resends
      ? waitAfter(policy.schedule ?? submissionSchedule, running.number, now - firstAt, policy.random)
      : null;
  const recipients =
    wait === null
      ? after.map((each): SubmissionRecipient =>
          each.status === 'deferred' ? { ...each, status: 'failed', updatedAt: at } : each,
        )
      : after;

  const next: Submission = {
    ...submission,
    status: statusOf(recipients),
    recipients,
    attempts,
    nextAttemptAt: wait === null ? null : instant(now + wait),
    running: null,
    revision: submission.revision + 1,
    turn: submission.turn + 1,
    updatedAt: at,
  };
  const changed = recipients.filter(
    (each) => concerned.has(each.address) || each.status !== statusIn(submission, each.address),
  );
  return { next, events: eventsOf(next, changed, running.number) };
}

function statusIn(submission: Submission, address: string): SubmissionRecipient['status'] | undefined {
  return submission.recipients.find((each) => each.address === address)?.status;
}

/** A submission found `sending` after its final dot may have left, without the worker that knew. */
export function loseAttempt(submission: Submission, policy: Policy, now: number): Move | null {
  const { running } = submission;
  if (submission.status !== 'sending' || running === null) return null;
  const response = 'The worker ended before the answer to the message was written down.';
  return finishAttempt(submission, running, { kind: 'unknown', refused: [], response }, policy, now);
}

/** Leaves a submission of unknown fate to its owner. */
export function hold(submission: Submission, now: number): Submission {
  return {
    ...submission,
    status: statusOf(submission.recipients),
    nextAttemptAt: null,
    running: null,
    revision: submission.revision + 1,
    updatedAt: instant(now),
  };
}
