/** What the owner of a job asks and orders: how far it is, what became of its messages, and to end it. */
import type { BulkOutcome } from '../domain/bulk.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import { cancel, jobView, type Job, type JobType, type JobView } from '../domain/job.ts';
import { emptyPage, type Page, type PageRequest } from '../domain/page.ts';
import {
  mayUseAccount,
  requireOneScope,
  requireScope,
  type Principal,
  type Scope,
} from '../domain/principal.ts';
import type { BulkMessage } from './bulk-message.ts';
import { jobResults } from './job-results.ts';
import type { JobStore } from './ports/jobs.ts';
import type { Replays } from './replays.ts';
import type { Clock, CursorSeal, Log } from './ports/service.ts';
import type { SubmissionStore, WorkQueue } from './ports/submissions.ts';

/** Whoever could have made a job may see and end it: it takes the scope that making it took, and its account. */
export interface Jobs {
  /** Throws `not-found`, also for one that ended more than a day ago. */
  get(principal: Principal, id: string): Promise<JobView>;
  /** In the order in which they were changed, so far; `outcome` null: all. A merge has none. Throws `invalid-cursor`. */
  results(
    principal: Principal,
    id: string,
    outcome: BulkOutcome | null,
    page: PageRequest,
  ): Promise<Page<BulkMessage>>;
  /**
   * It ends before its next chunk; what is done stays done, but that no server has yet taken of a merge is cancelled. Throws `not-cancellable` for one that has ended otherwise.
   */
  cancel(principal: Principal, id: string): Promise<JobView>;
}

export interface JobsPorts {
  readonly jobs: JobStore;
  /** They are jobs to their owners. */
  readonly replays: Pick<Replays, 'get' | 'cancel'>;
  readonly submissions: Pick<SubmissionStore, 'countsOf'>;
  readonly queue: Pick<WorkQueue, 'job'>;
  readonly log: Log;
  readonly cursors: CursorSeal;
  readonly clock: Clock;
}

const scopeOf: Readonly<Record<JobType, Scope>> = { bulk: 'messages:write', merge: 'submissions:write' };
const scopes: readonly Scope[] = [...Object.values(scopeOf), 'webhooks:write'];

export function createJobs(ports: JobsPorts): Jobs {
  const { jobs, replays, submissions, queue, clock, log } = ports;

  const find = async (principal: Principal, id: string): Promise<Job> => {
    const job = await jobs.get(id);
    if (job === null || !mayUseAccount(principal, job.accountId)) throw notFound('job');
    requireScope(principal, scopeOf[job.type]);
    return job;
  };

  const shown = async (job: Job): Promise<JobView> =>
    jobView(job, job.type === 'merge' ? await submissions.countsOf(job.accountId, job.id) : null);

  /** One that waits is looked at now; else it is when its time comes. */
  const wake = async ({ id, revision }: Job): Promise<void> => {
    try {
      await queue.job(id, revision);
    } catch (error) {
      log.warn({ jobId: id, err: error }, 'a job is left to its time');
    }
  };

  return {
    async get(principal, id) {
      requireOneScope(principal, scopes);
      return (await replays.get(principal, id)) ?? (await shown(await find(principal, id)));
    },

    async results(principal, id, outcome, page) {
      requireOneScope(principal, scopes);
      if ((await replays.get(principal, id)) !== null) return emptyPage;
      const job = await find(principal, id);
      if (job.type === 'merge') return emptyPage;
      const account = { id: job.accountId, incarnation: job.incarnation };
      return await jobResults(ports, account, job, outcome, page);
    },

    async cancel(principal, id) {
      requireOneScope(principal, scopes);
      const replay = await replays.cancel(principal, id);
      if (replay !== null) return replay;
      for (;;) {
        const job = await find(principal, id);
        const next = cancel(job, clock.now());
        if (next === null)
          throw new GatewayError('not-cancellable', `The job has ended: it is ${job.status}.`);
        if (next === job) return await shown(job);
        if (!(await jobs.save(next, null))) continue;
        if (next.type === 'merge') await wake(next);
        return await shown(next);
      }
    },
  };
}
