/**
 * A job: more work than a caller waits for. It advances chunk by chunk, and its record says after each how far it came, so
 * that any process goes on with it. A chunk that was begun and not ended is under doubt: part of it may have been done by a
 * process that died.
 */
import type { AccountIdentity } from './account.ts';
import type { BulkFailure, BulkOutcome } from './bulk.ts';
import { randomId } from './ids.ts';
import { settledOf, type SubmissionCounts } from './submission.ts';
import { instant, type Instant } from './time.ts';

/** `bulk` changes many messages, `merge` sends one to each of many recipients. */
export const jobTypes = ['bulk', 'merge'] as const;
export type JobType = (typeof jobTypes)[number];

export const jobStatuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof jobStatuses)[number];

export type Tally = Readonly<Record<BulkOutcome, number>>;

/** What was there when a chunk was begun, by which a later process tells what of it was done. */
export interface BegunChunk {
  /** UIDs of the chunk that were there, as a set. */
  readonly present: string;
  /** The lowest UID that the target could give to what arrived since; null where there is no target. */
  readonly uidNext: number | null;
}

export interface Job {
  readonly id: string;
  readonly type: JobType;
  readonly accountId: string;
  readonly incarnation: string;
  readonly status: JobStatus;
  /** Asked to end before the next chunk. */
  readonly cancelling: boolean;
  readonly total: number;
  readonly tally: Tally;
  /** Chunks that have ended. */
  readonly ended: number;
  readonly begun: BegunChunk | null;
  /** Since when nothing succeeds, and how often it was tried; null while all is well. */
  readonly failing: { readonly since: Instant; readonly times: number } | null;
  /** Why it failed. */
  readonly error: BulkFailure | null;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
  /** Counts the changes of this record. */
  readonly revision: number;
}

/** `absent`: how many are known from the beginning not to be there. */
export function newJob(
  type: JobType,
  account: AccountIdentity,
  counts: { readonly total: number; readonly absent: number },
  nowMs: number,
): Job {
  return {
    id: randomId('job'),
    type,
    accountId: account.id,
    incarnation: account.incarnation,
    status: 'queued',
    cancelling: false,
    total: counts.total,
    tally: { done: 0, absent: counts.absent, modified: 0, refused: 0 },
    ended: 0,
    begun: null,
    failing: null,
    error: null,
    createdAt: instant(nowMs),
    finishedAt: null,
    revision: 1,
  };
}

export function isFinished({ status }: Pick<Job, 'status'>): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

/** From here on it does not end by a mere wish: part of the chunk may be done. */
export function beginChunk(job: Job, begun: BegunChunk | null): Job {
  return next(job, { status: 'running', begun });
}

export function endChunk(job: Job, outcomes: readonly BulkOutcome[]): Job {
  const tally: Record<BulkOutcome, number> = { ...job.tally };
  for (const outcome of outcomes) tally[outcome] += 1;
  return next(job, { status: 'running', tally, ended: job.ended + 1, begun: null, failing: null });
}

/** Nothing could be done just now. */
export function stumble(job: Job, nowMs: number): Job {
  const { since, times } = job.failing ?? { since: instant(nowMs), times: 0 };
  return next(job, { failing: { since, times: times + 1 } });
}

export function finish(
  job: Job,
  status: 'succeeded' | 'failed' | 'cancelled',
  error: BulkFailure | null,
  nowMs: number,
): Job {
  return next(job, { status, error, cancelling: false, finishedAt: instant(nowMs) });
}

/** One that has not begun ends at once. Itself when it was asked before, or has been cancelled; null when it has ended otherwise. */
export function cancel(job: Job, nowMs: number): Job | null {
  if (job.cancelling || job.status === 'cancelled') return job;
  if (isFinished(job)) return null;
  return job.status === 'queued' ? finish(job, 'cancelled', null, nowMs) : next(job, { cancelling: true });
}

function next(job: Job, change: Partial<Job>): Job {
  return { ...job, ...change, revision: job.revision + 1 };
}

/** As callers see it. */
export interface JobView {
  readonly id: string;
  readonly type: JobType | 'replay';
  /** null for a replay. */
  readonly accountId: string | null;
  readonly status: JobStatus;
  /** Messages: of a merge those that wait for nothing more. Of a replay seconds of its time. */
  readonly progress: { readonly done: number; readonly total: number };
  /** Of a merge: how many are in each status just now. */
  readonly submissions: SubmissionCounts | null;
  /** Of changes to many messages: once it has ended, however it did. */
  readonly result: Tally | null;
  /** Of a replay: what it tells again, and how many deliveries it has made so far. */
  readonly replay: {
    readonly webhookId: string;
    readonly from: Instant;
    readonly to: Instant;
    readonly queued: number;
  } | null;
  readonly error: BulkFailure | null;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
}

/** `submissions`: of a merge. */
export function jobView(job: Job, submissions: SubmissionCounts | null): JobView {
  const { id, type, accountId, status, tally, total, error, createdAt, finishedAt } = job;
  const seenTo = tally.done + tally.absent + tally.modified + tally.refused;
  const done = submissions === null ? seenTo : settledOf(submissions);
  const result = submissions === null && isFinished(job) ? tally : null;
  return {
    id,
    type,
    accountId,
    status,
    progress: { done, total },
    submissions,
    result,
    replay: null,
    error,
    createdAt,
    finishedAt,
  };
}
