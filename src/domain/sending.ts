/**
 * The moves of a submission while it is sent (api.md §5 "Submissions"), pure but for the fence of an attempt: every move takes the record
 * and gives the next one, with the events that tell of it. Whoever stores the pair in one step can be
 * killed at any point and neither loses nor repeats a move.
 */
import { randomInt } from 'node:crypto';
import type { NewEvent } from './event.ts';
import type { OnUnknown } from './account.ts';
import { tryAgain, type Waiting } from './next-attempt.ts';
import { settle, statusOf, type Outcome } from './outcome.ts';
import type { Schedule } from './retry.ts';
import { eventsOf } from './submission-events.ts';
import type { SubmissionRecipient } from './recipient.ts';
import type { Attempt, RunningAttempt, Submission, SubmissionStatus } from './submission.ts';
import { instant, type Instant } from './time.ts';

export interface Move {
  readonly next: Submission;
  readonly events: readonly NewEvent[];
}

/** Who waits for an attempt, and whose fate is unknown where such are sent to again. */
export function pendingOf(submission: Submission, resends: boolean): readonly SubmissionRecipient[] {
  return submission.recipients.filter(
    ({ status }) => status === 'queued' || status === 'deferred' || (resends && status === 'unknown'),
  );
}

/** Recipients whose times lie so close together are tried together. */
const togetherMs = 10_000;

/** Whom an attempt is for that begins at this time (milliseconds): of those who wait for different times, the next ones. */
function dueOf(submission: Submission, resends: boolean, at: number): readonly SubmissionRecipient[] {
  const pending = pendingOf(submission, resends);
  const timeOf = ({ nextAttemptAt = null }: SubmissionRecipient): number =>
    nextAttemptAt === null ? 0 : Date.parse(nextAttemptAt);
  const until = pending.reduce((first, each) => Math.min(first, timeOf(each)), Infinity);
  return pending.filter((each) => timeOf(each) <= Math.max(until, at) + togetherMs);
}

/** Whom the attempt is for that runs. */
export function concernedOf(submission: Begun): readonly SubmissionRecipient[] {
  const { resends, startedAt } = submission.running;
  return dueOf(submission, resends, Date.parse(startedAt));
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
 * there is nobody to send to: then `hold` settles it. Two that begin on the same record have different fences.
 */
export function beginAttempt(submission: Submission, onUnknown: OnUnknown, now: number): Begun | null {
  const resends = onUnknown === 'resend';
  if (dueOf(submission, resends, now).length === 0) return null;
  const revision = submission.revision + 1;
  const running: RunningAttempt = {
    number: (submission.attempts.at(-1)?.number ?? 0) + 1,
    fence: randomInt(2 ** 48 - 1),
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
  // Of two that began on one record only one was written down.
  const same = last?.number === running.number && last.at === running.startedAt;
  const late = submission.running === null && same && last.outcome === 'unknown';
  if (!mine && !(late && outcome.kind === 'answered')) return null;

  const concerned = new Set(
    (mine
      ? concernedOf({ ...submission, running })
      : submission.recipients.filter(({ status }) => status === 'unknown')
    ).map(({ address }) => address),
  );
  const at = instant(now);
  const settled = settle(outcome, concerned);
  const attempt: Attempt = {
    number: running.number,
    at: running.startedAt,
    outcome: settled.outcome,
    response: settled.response,
    durationMs: Math.max(0, now - Date.parse(running.startedAt)),
  };
  const attempts = [...(late ? submission.attempts.slice(0, -1) : submission.attempts), attempt];

  const { expiresAt = null } = submission;
  const waiting: Waiting = {
    schedule: policy.schedule ?? null,
    random: policy.random,
    firstAt: Date.parse(attempts[0]?.at ?? running.startedAt),
    expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
    now,
  };
  const recipients = submission.recipients.map((recipient): SubmissionRecipient => {
    const fate = settled.fates.get(recipient.address);
    if (fate === undefined) return recipient;
    const { status, smtp, reason } = fate;
    const told = { ...recipient, status, smtp: smtp ?? recipient.smtp, reason, updatedAt: at };
    const again = status === 'deferred' || (status === 'unknown' && policy.onUnknown === 'resend');
    return again ? tryAgain(told, smtp, waiting) : { ...told, nextAttemptAt: null };
  });

  const next: Submission = {
    ...submission,
    status: statusOf(recipients),
    recipients,
    attempts,
    nextAttemptAt: soonest(recipients),
    ...dsnAfter(submission, outcome),
    running: null,
    revision: submission.revision + 1,
    turn: submission.turn + 1,
    updatedAt: at,
  };
  const changed = recipients.filter(({ address }) => concerned.has(address));
  return { next, events: eventsOf(next, changed, running.number) };
}

/** When the first of those who wait is tried again. */
function soonest(recipients: readonly SubmissionRecipient[]): Instant | null {
  const times = recipients.flatMap(({ status, nextAttemptAt = null }) =>
    nextAttemptAt !== null && (status === 'deferred' || status === 'unknown') ? [nextAttemptAt] : [],
  );
  return times.reduce<Instant | null>((first, each) => (first === null || each < first ? each : first), null);
}

function dsnAfter({ dsn }: Submission, outcome: Outcome): Pick<Submission, 'dsn'> {
  const supported = outcome.kind === 'not-sent' ? undefined : outcome.dsn;
  return dsn === undefined || supported === undefined ? {} : { dsn: { ...dsn, supported } };
}

/** A submission found `sending` after its final dot may have left, without the worker that knew. */
export function loseAttempt(submission: Submission, policy: Policy, now: number): Move | null {
  const { running } = submission;
  if (submission.status !== 'sending' || running === null) return null;
  const response = 'The worker ended before the answer to the message was written down.';
  return finishAttempt(submission, running, { kind: 'unknown', refused: [], response }, policy, now);
}

/** Leaves those of unknown fate to the owner; who waits for another time does so. */
export function hold(submission: Submission, now: number): Submission {
  const recipients = submission.recipients.map((each) =>
    each.status === 'unknown' ? { ...each, nextAttemptAt: null } : each,
  );
  return {
    ...submission,
    status: statusOf(recipients),
    recipients,
    nextAttemptAt: soonest(recipients),
    running: null,
    revision: submission.revision + 1,
    updatedAt: instant(now),
  };
}
