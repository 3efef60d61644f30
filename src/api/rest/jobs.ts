/** REST: jobs that requests have left behind. */
import type { Jobs } from '../../use-cases/jobs.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Handlers } from '../operations.ts';

export function createJobHandlers(jobs: Jobs): Pick<Handlers, 'getJob' | 'cancelJob' | 'listJobResults'> {
  return {
    getJob: async ({ principal, path }) => ({ status: 200, body: await jobs.get(principal, path.job) }),
    cancelJob: async ({ principal, path }) => ({ status: 200, body: await jobs.cancel(principal, path.job) }),
    listJobResults: async ({ principal, path, query }) =>
      listAnswer(
        await jobs.results(principal, path.job, query.outcome ?? null, pageRequest(query)),
        (message) => message,
      ),
  };
}
