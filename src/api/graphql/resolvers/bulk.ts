/** Changes to many messages at once. */
import type { JobView } from '../../../domain/job.ts';
import type { BulkResult } from '../../../use-cases/bulk-changes.ts';
import { bulkRequestOf } from '../../bulk.ts';
import { without, withoutNulls } from '../inputs.ts';
import { jobShape } from './job.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function bulkResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { bulkChanges } = useCases;
  return {
    Mutation: {
      bulkUpdateMessages: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: input.accountId },
          async (claim) => {
            const { accountId, async: asJob, ...rest } = without(input, 'idempotencyKey');
            const body = checkInput('bulkUpdateMessages', withoutNulls(rest));
            const asked = bulkRequestOf(body, asJob ?? false);
            const { principal, signal } = context;
            const answer = await bulkChanges.run(principal, accountId, asked, claim, signal);
            return answer.kind === 'job'
              ? { wire: answer.job, kept: claim !== null, target: answer.job.id }
              : { wire: answer.result, target: null };
          },
          (wire: BulkResult | JobView, replayed) => ({
            __typename: 'BulkUpdateMessagesPayload',
            result: 'matched' in wire ? wire : null,
            job: 'matched' in wire ? null : jobShape(wire),
            replayed,
          }),
        ),
    },
  };
}
