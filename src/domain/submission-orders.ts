/**
 * What the owner of a submission may order: that it be accepted, sent at another time, cancelled, tried
 * again. Pure like `sending.ts`, which holds the moves of the worker.
 */
import { isExpired } from './expiry.ts';
import { isTaken } from './outcome.ts';
import type { ReferredMessage } from './reference.ts';
import { isFinal, pendingOf, type Move } from './sending.ts';
import { eventsOf } from './submission-events.ts';
import type { SubmissionRecipient } from './recipient.ts';
import type { Submission } from './submission.ts';
import { instant } from './time.ts';

/** Why a submission stays where it is. */
export interface Refusal {
  /** `expired`: nothing is sent any more, or would be at the time that is asked for. */
  readonly refused: 'already-sent' | 'not-cancellable' | 'expired';
}

/** What a new submission is made of beside what follows from time. */
export type Outline = Pick<
  Submission,
  | 'id'
  | 'accountId'
  | 'incarnation'
  | 'messageId'
  | 'subject'
  | 'envelope'
  | 'mime'
  | 'sentCopy'
  | 'tags'
  | 'metadata'
  | 'traceparent'
> &
  Partial<
    Pick<
      Submission,
      'draft' | 'jobId' | 'expiresAt' | 'priority' | 'form' | 'dsn' | 'requireTls' | 'returnToken'
    >
  > & {
    readonly refersTo?: ReferredMessage | null;
  };

/** `sendAt` in milliseconds; one that has passed means now. `suppressed`: addresses of the envelope that nothing is sent to. */
export function accept(
  outline: Outline,
  sendAt: number | null,
  now: number,
  suppressed: ReadonlySet<string> = new Set(),
): Submission {
  const createdAt = instant(now);
  const { draft = null, refersTo = null, ...rest } = outline;
  return {
    ...rest,
    draft,
    draftRemoval: draft === null ? 'none' : 'wanted',
    ...(refersTo === null ? {} : { reference: { ...refersTo, mark: 'wanted' } }),
    ...(outline.envelope.to.every((address) => suppressed.has(address))
      ? { status: 'failed', sendAt: null, nextAttemptAt: null }
      : dueFrom(sendAt, now)),
    recipients: outline.envelope.to.map((address) => ({
      address,
      status: suppressed.has(address) ? 'suppressed' : 'queued',
      smtp: null,
      report: null,
      updatedAt: createdAt,
    })),
    attempts: [],
    sentMessage: null,
    copyClaim: null,
    running: null,
    revision: 1,
    turn: 1,
    createdAt,
    updatedAt: createdAt,
  };
}

function dueFrom(
  sendAt: number | null,
  now: number,
): Pick<Submission, 'status' | 'sendAt' | 'nextAttemptAt'> {
  return {
    status: sendAt !== null && sendAt > now ? 'scheduled' : 'queued',
    sendAt: sendAt === null ? null : instant(sendAt),
    nextAttemptAt: instant(Math.max(sendAt ?? now, now)),
  };
}

export function cancel(submission: Submission, now: number): Move | Refusal {
  const { status } = submission;
  const held = status === 'unknown' && isFinal(submission);
  if (status === 'sent') return { refused: 'already-sent' };
  if (status !== 'scheduled' && status !== 'queued' && status !== 'deferred' && !held) {
    return { refused: 'not-cancellable' };
  }
  const at = instant(now);
  const open = pendingOf(submission, true).map(({ address }) => address);
  const recipients = submission.recipients.map((each): SubmissionRecipient =>
    open.includes(each.address) ? { ...each, status: 'cancelled', reason: null, updatedAt: at } : each,
  );
  const next: Submission = {
    ...submission,
    status: 'cancelled',
    recipients,
    nextAttemptAt: null,
    revision: submission.revision + 1,
    turn: submission.turn + 1,
    updatedAt: at,
  };
  const cancelled = recipients.filter(({ status: each }) => each === 'cancelled');
  return { next, events: eventsOf(next, cancelled, submission.attempts.length) };
}

/** `sendAt` null: now. Only before the first attempt. */
export function reschedule(submission: Submission, sendAt: number | null, now: number): Move | Refusal {
  const { status } = submission;
  if (status === 'sent') return { refused: 'already-sent' };
  if (status !== 'scheduled' && status !== 'queued') return { refused: 'not-cancellable' };
  if (isExpired(submission, Math.max(sendAt ?? now, now))) return { refused: 'expired' };
  const next: Submission = {
    ...submission,
    ...dueFrom(sendAt, now),
    revision: submission.revision + 1,
    turn: submission.turn + 1,
    updatedAt: instant(now),
  };
  return { next, events: [] };
}

/** Sends now to everybody whom no server has taken; what is queued or under way stays as it is. */
export function retry(submission: Submission, now: number): Move | Refusal {
  switch (submission.status) {
    case 'queued':
    case 'sending':
      return { next: submission, events: [] };
    case 'sent':
      return { refused: 'already-sent' };
    case 'scheduled':
    case 'cancelled':
      return { refused: 'not-cancellable' };
    case 'deferred':
    case 'failed':
    case 'unknown':
      break;
  }
  if (isExpired(submission, now)) return { refused: 'expired' };
  const at = instant(now);
  const next: Submission = {
    ...submission,
    status: 'queued',
    recipients: submission.recipients.map((each): SubmissionRecipient =>
      isTaken(each) || each.status === 'suppressed'
        ? each
        : { ...each, status: 'queued', reason: null, nextAttemptAt: null, updatedAt: at },
    ),
    nextAttemptAt: at,
    revision: submission.revision + 1,
    turn: submission.turn + 1,
    updatedAt: at,
  };
  return { next, events: [] };
}
