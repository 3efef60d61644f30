/** What the owner of submissions asks and orders: to read them, and to send at another time, cancel or retry. */
import { GatewayError, notFound } from '../domain/errors.ts';
import { mayUseAccount, requireScope, type Principal, type Scope } from '../domain/principal.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { isFinal, type Move } from '../domain/sending.ts';
import { cancel, reschedule, retry, type Refusal } from '../domain/submission-orders.ts';
import { viewOf, type Submission, type SubmissionView } from '../domain/submission.ts';
import { mimeKeptMs } from './mime-retention.ts';
import type { OpenAccount } from './open-account.ts';
import type { SendingLine } from './ports/sending.ts';
import type { Clock, Telemetry } from './ports/service.ts';
import type { SubmissionFilter, SubmissionStore, WorkQueue } from './ports/submissions.ts';
import { parseTime } from './submission-options.ts';

export interface SubmissionsPorts {
  readonly openAccount: OpenAccount;
  readonly submissions: SubmissionStore;
  readonly queue: Pick<WorkQueue, 'submission'>;
  readonly line: Pick<SendingLine, 'leave'>;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log'>;
}

export interface Submissions {
  /** `accountId` null: whatever account it belongs to, if the key may see it. */
  get(principal: Principal, accountId: string | null, id: string): Promise<SubmissionView>;
  /** The account of a submission that the key may give orders about. Throws `not-found`. */
  accountOf(principal: Principal, id: string): Promise<string>;
  list(
    principal: Principal,
    accountId: string,
    filter: SubmissionFilter,
    page: PageRequest,
  ): Promise<Page<SubmissionView>>;
  /** `sendAt` null: now. Throws `already-sent`, `not-cancellable`. */
  reschedule(
    principal: Principal,
    accountId: string | null,
    id: string,
    sendAt: string | null,
  ): Promise<SubmissionView>;
  cancel(principal: Principal, accountId: string | null, id: string): Promise<SubmissionView>;
  retry(principal: Principal, accountId: string | null, id: string): Promise<SubmissionView>;
  /** The submission once no further attempt comes by itself, null when that takes longer than `timeoutMs`. For callers that may see it. */
  awaitFinal(id: string, timeoutMs: number, signal: AbortSignal): Promise<SubmissionView | null>;
}

const firstLookMs = 10;
const slowestLookMs = 250;

export function createSubmissions(ports: SubmissionsPorts): Submissions {
  const { openAccount, submissions, queue, line, clock, telemetry } = ports;

  const find = async (
    principal: Principal,
    accountId: string | null,
    id: string,
    scope: Scope,
  ): Promise<Submission> => {
    requireScope(principal, scope);
    const submission = await submissions.get(id);
    if (submission === null || !mayUseAccount(principal, submission.accountId)) throw notFound('submission');
    if (accountId !== null && submission.accountId !== accountId) throw notFound('submission');
    return submission;
  };

  const order = async (
    principal: Principal,
    accountId: string | null,
    id: string,
    move: (submission: Submission) => Move | Refusal,
  ): Promise<SubmissionView> => {
    for (;;) {
      const submission = await find(principal, accountId, id, 'submissions:write');
      const made = move(submission);
      if ('refused' in made) throw refusal(made, submission);
      if (made.next === submission) return viewOf(submission);
      await keepBytes(made.next);
      if (!(await submissions.save(made.next, made.events))) continue;
      await leaveLine(made.next);
      await enqueue(made.next);
      return viewOf(made.next);
    }
  };

  const keepBytes = async ({ mime, nextAttemptAt }: Submission): Promise<void> => {
    if (nextAttemptAt === null) return;
    if (await submissions.keepMime(mime, Date.parse(nextAttemptAt) + mimeKeptMs)) return;
    throw new GatewayError('not-cancellable', 'The bytes of this message are no longer kept.');
  };

  /** Who still waits for a turn comes into the line anew, as it is now. */
  const leaveLine = async ({ id, accountId: account }: Submission): Promise<void> => {
    try {
      await line.leave(account, id);
    } catch (error) {
      telemetry.log.warn({ submissionId: id, err: error }, 'a submission keeps its place in the line');
    }
  };

  const enqueue = async ({ id, turn, nextAttemptAt }: Submission): Promise<void> => {
    if (nextAttemptAt === null) return;
    try {
      await queue.submission(id, turn, Date.parse(nextAttemptAt));
    } catch (error) {
      telemetry.log.warn({ submissionId: id, err: error }, 'a submission is left to the sweeper');
    }
  };

  return {
    async get(principal, accountId, id) {
      return viewOf(await find(principal, accountId, id, 'submissions:read'));
    },
    async accountOf(principal, id) {
      return (await find(principal, null, id, 'submissions:write')).accountId;
    },
    async list(principal, accountId, filter, request) {
      await openAccount(principal, accountId, 'submissions:read');
      const page = await submissions.list(accountId, filter, request);
      return { ...page, items: page.items.map(viewOf), cursorAt: (index) => page.cursorAt(index) };
    },
    reschedule(principal, accountId, id, sendAt) {
      const time = sendAt === null ? null : parseTime('sendAt', sendAt);
      return order(principal, accountId, id, (submission) => reschedule(submission, time, clock.now()));
    },
    cancel: (principal, accountId, id) =>
      order(principal, accountId, id, (submission) => cancel(submission, clock.now())),
    retry: (principal, accountId, id) =>
      order(principal, accountId, id, (submission) => retry(submission, clock.now())),

    async awaitFinal(id, timeoutMs, signal) {
      const until = clock.now() + timeoutMs;
      for (let pauseMs = firstLookMs; ; pauseMs = Math.min(pauseMs * 1.5, slowestLookMs)) {
        const submission = await submissions.get(id);
        if (submission !== null && isFinal(submission)) return viewOf(submission);
        const left = until - clock.now();
        if (submission === null || left <= 0 || signal.aborted) return null;
        await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, left)));
      }
    },
  };
}

function refusal({ refused }: Refusal, { status, expiresAt = null }: Submission): GatewayError {
  switch (refused) {
    case 'already-sent':
      return new GatewayError('already-sent', 'A server has taken the message.');
    case 'expired':
      return new GatewayError(
        'not-cancellable',
        `Nothing is sent after its \`expiresAt\`, ${expiresAt ?? ''}.`,
      );
    case 'not-cancellable':
      return new GatewayError(
        'not-cancellable',
        `A submission that is ${status} cannot be changed in this way.`,
      );
  }
}
