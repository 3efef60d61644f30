/** What the owner of a job asks and orders: how far it is, what became of its messages, and to end it. */
import type { BulkOutcome } from '../domain/bulk.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import { cancel, jobView, type Job, type JobView } from '../domain/job.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { mayUseAccount, requireScope, type Principal } from '../domain/principal.ts';
import type { BulkMessage } from './bulk-message.ts';
import { jobResults } from './job-results.ts';
import type { JobStore } from './ports/jobs.ts';
import type { Clock, CursorSeal } from './ports/service.ts';

/** Whoever could have made a job may see and end it: all need `messages:write` and its account. */
export interface Jobs {
  /** Throws `not-found`, also for one that ended more than a day ago. */
  get(principal: Principal, id: string): Promise<JobView>;
  /** In the order in which they were changed, so far; `outcome` null: all. Throws `invalid-cursor`. */
  results(
    principal: Principal,
    id: string,
    outcome: BulkOutcome | null,
    page: PageRequest,
  ): Promise<Page<BulkMessage>>;
  /** It ends before its next chunk; what is done stays done. Throws `not-cancellable` for one that has ended otherwise. */
  cancel(principal: Principal, id: string): Promise<JobView>;
}

export interface JobsPorts {
  readonly jobs: JobStore;
  readonly cursors: CursorSeal;
  readonly clock: Clock;
}

export function createJobs(ports: JobsPorts): Jobs {
  const { jobs, clock } = ports;

  const find = async (principal: Principal, id: string): Promise<Job> => {
    requireScope(principal, 'messages:write');
    const job = await jobs.get(id);
    if (job === null || !mayUseAccount(principal, job.accountId)) throw notFound('job');
    return job;
  };

  return {
    async get(principal, id) {
      return jobView(await find(principal, id));
    },

    async results(principal, id, outcome, page) {
      const job = await find(principal, id);
      const account = { id: job.accountId, incarnation: job.incarnation };
      return await jobResults(ports, account, job, outcome, page);
    },

    async cancel(principal, id) {
      for (;;) {
        const job = await find(principal, id);
        const next = cancel(job, clock.now());
        if (next === null)
          throw new GatewayError('not-cancellable', `The job has ended: it is ${job.status}.`);
        if (next === job || (await jobs.save(next, null))) return jobView(next);
      }
    },
  };
}
