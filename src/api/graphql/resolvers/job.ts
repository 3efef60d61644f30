/** Jobs: looking how far they are, and ending them. */
import type { JobView } from '../../../domain/job.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import type { Shape } from '../shapes.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function jobResolvers({ useCases: { jobs }, mutate }: ResolverPorts): ResolverGroup {
  return {
    Query: {
      job: async (_root, { id }, { principal }) => jobShape(await jobs.get(principal, id)),
    },
    Job: {
      results: async (job, { outcome = null, ...args }, { principal }) => {
        const page = await jobs.results(principal, job.id, outcome, pageRequestOf(args));
        return connectionOf(page, (message) => message);
      },
    },
    Mutation: {
      cancelJob: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => ({ wire: await jobs.cancel(context.principal, input.id), target: input.id }),
          (job) => ({ __typename: 'CancelJobPayload', job: jobShape(job) }),
        ),
    },
  };
}

export function jobShape(view: JobView): Shape<'Job'> {
  return view;
}
