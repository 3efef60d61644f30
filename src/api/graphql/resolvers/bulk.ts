/** Changes to many messages at once. */
import { bulkRequestOf } from '../../bulk.ts';
import { without, withoutNulls } from '../inputs.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function bulkResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { bulkChanges } = useCases;
  return {
    Mutation: {
      bulkUpdateMessages: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: input.accountId },
          async () => {
            const { accountId, ...rest } = without(input, 'idempotencyKey');
            const asked = bulkRequestOf(checkInput('bulkUpdateMessages', withoutNulls(rest)));
            const result = await bulkChanges.run(context.principal, accountId, asked, context.signal);
            return { wire: result, target: null };
          },
          (result, replayed) => ({ __typename: 'BulkUpdateMessagesPayload', result, replayed }),
        ),
    },
  };
}
