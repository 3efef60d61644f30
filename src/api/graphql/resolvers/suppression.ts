/** Addresses that an account sends nothing to. */
import { connectionOf, pageRequestOf } from '../connection.ts';
import { without } from '../inputs.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function suppressionResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { suppressions } = useCases;
  return {
    Account: {
      suppressions: async (account, args, { principal }) =>
        connectionOf(await suppressions.list(principal, account.id, pageRequestOf(args)), (each) => each),
    },
    Mutation: {
      createSuppression: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: input.accountId },
          async () => {
            const { accountId, ...wanted } = without(input, 'idempotencyKey');
            const { address } = checkInput('createSuppression', wanted);
            const wire = await suppressions.add(context.principal, accountId, address);
            return { wire, target: wire.address };
          },
          (suppression, replayed) => ({ __typename: 'CreateSuppressionPayload', suppression, replayed }),
        ),
      deleteSuppression: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: input.accountId },
          async () => {
            await suppressions.remove(context.principal, input.accountId, input.address);
            return { wire: { address: input.address }, target: input.address };
          },
          ({ address }) => ({ __typename: 'DeleteSuppressionPayload', deletedAddress: address }),
        ),
    },
  };
}
