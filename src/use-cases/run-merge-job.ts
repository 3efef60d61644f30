/**
 * How a merge goes on: it makes its submissions, a hundred at a time, and then waits until none of them waits any more. A
 * submission that a dead process made has the id that it would be given again, and is left as it is. Once the merge is to
 * be cancelled no further one is made, and those that no server has taken are cancelled.
 */
import type { Account } from '../domain/account.ts';
import type { AcceptSubmission, PreparedSubmission } from './accept-submission.ts';
import { beginChunk, endChunk, finish, type Job } from '../domain/job.ts';
import { mergedAtOnce, mergedId, waitingOf } from '../domain/merge.ts';
import { asFirstPart } from '../domain/shared-files.ts';
import { cancel } from '../domain/submission-orders.ts';
import type { Submission } from '../domain/submission.ts';
import { octetsOf } from './compose-message.ts';
import { letterTo, type MergePlan } from './merge-plan.ts';
import type { Clock } from './ports/service.ts';
import type { SubmissionStore } from './ports/submissions.ts';
import type { PrepareMessage } from './prepare-message.ts';
import type { ReleaseWaiting } from './release-held.ts';
import type { CarryOn, JobRun } from './run-job.ts';
import type { Looked } from './send-submission.ts';
import { sideBySide } from './side-by-side.ts';

export interface MergeJobPorts {
  readonly prepareMessage: Pick<PrepareMessage, 'letter'>;
  readonly acceptSubmission: AcceptSubmission;
  readonly submissions: Pick<SubmissionStore, 'get' | 'list' | 'save' | 'countsOf'>;
  readonly releaseWaiting: ReleaseWaiting;
  readonly clock: Clock;
}

/** Each waits for the storage to have it on disk, and many wait together. */
const madeAtOnce = 50;

/** The longer a merge has been on its way, the more seldom it is looked at. */
const soonestLookMs = 500;
const latestLookMs = 15_000;

const cancellable = ['scheduled', 'queued', 'deferred'] as const;

export function createRunMergeJob(ports: MergeJobPorts): CarryOn {
  const { prepareMessage, acceptSubmission, submissions, releaseWaiting, clock } = ports;

  /** What a message refers to was looked up with its author's rights when the merge was accepted. */
  const nobody = { id: '', scopes: [], accounts: [] } as const;

  const prepared = async (
    account: Account,
    plan: MergePlan,
    index: number,
    signal: AbortSignal,
  ): Promise<Pick<PreparedSubmission, 'message' | 'options'>> => {
    const letter = letterTo(plan, index);
    const message = await prepareMessage.letter({ principal: nobody, account, signal }, letter);
    if (plan.files === null) return { message, options: letter };
    const content = [asFirstPart(await octetsOf(message), plan.files.label)];
    return { message: { ...message, content }, options: letter };
  };

  const make = async (
    { account, job }: JobRun,
    plan: MergePlan,
    index: number,
    signal: AbortSignal,
  ): Promise<'done'> => {
    const files = plan.files === null ? {} : { files: plan.files };
    await acceptSubmission({
      account,
      ...(await prepared(account, plan, index, signal)),
      made: { id: mergedId(job.id, index), jobId: job.id, ...files },
      keep: null,
      signal,
    });
    return 'done';
  };

  const makeAll = async (run: JobRun, seen: Job): Promise<Job | Looked> => {
    const plan = await run.plan();
    if (plan?.kind !== 'merge') return 'done';
    let job = seen.status === 'queued' ? await run.change(seen, (now) => beginChunk(now, null)) : seen;
    for (let from = job.ended * mergedAtOnce; from < job.total; from += mergedAtOnce) {
      const interrupted = await run.interrupted();
      if (interrupted !== null) return interrupted;
      if (job.cancelling) break;
      const indices = Array.from(
        { length: Math.min(mergedAtOnce, job.total - from) },
        (_, offset) => from + offset,
      );
      const outcomes = await sideBySide(indices, madeAtOnce, run.signal, (index, signal) =>
        make(run, plan, index, signal),
      );
      job = await run.change(job, (now) => endChunk(now, outcomes));
    }
    return job;
  };

  const cancelOne = async (found: Submission): Promise<boolean> => {
    for (
      let submission: Submission | null = found;
      submission !== null;
      submission = await submissions.get(found.id)
    ) {
      const move = cancel(submission, clock.now());
      if ('refused' in move) return false;
      if (await submissions.save(move.next, move.events)) return true;
    }
    return false;
  };

  /** One that is just being sent is met at the next look. */
  const cancelAll = async ({ account, job, signal }: JobRun): Promise<void> => {
    for (const status of cancellable) {
      for (let cancelled = true; cancelled;) {
        const { items } = await submissions.list(account.id, { status, job: job.id }, { limit: 250 });
        const done = await sideBySide(items, madeAtOnce, signal, (each) => cancelOne(each));
        cancelled = done.includes(true);
        signal.throwIfAborted();
      }
    }
    // Who waits behind them for a turn may have it sooner.
    await releaseWaiting(account.id);
  };

  return async (run) => {
    const made = run.job.cancelling || isMade(run.job) ? run.job : await makeAll(run, run.job);
    if (typeof made === 'string' || 'again' in made) return made;
    if (made.cancelling) await cancelAll(run);
    const now = clock.now();
    if (waitingOf(await submissions.countsOf(run.account.id, made.id)) === 0) {
      await run.change(made, (job) => finish(job, job.cancelling ? 'cancelled' : 'succeeded', null, now));
      return 'done';
    }
    const age = now - Date.parse(made.createdAt);
    return { again: now + Math.min(Math.max(soonestLookMs, age / 10), latestLookMs) };
  };
}

function isMade({ ended, total }: Job): boolean {
  return ended * mergedAtOnce >= total;
}
