/** API keys. */
import { keyOnWire } from '../../wire.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import { selectionOf, without, withoutNulls } from '../inputs.ts';
import { keyShape } from '../shapes.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function keyResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { keys } = useCases;
  return {
    Query: {
      keys: async (_root, args, { principal }) =>
        connectionOf(await keys.list(principal, pageRequestOf(args)), (key) =>
          keyShape(keyOnWire(key, null)),
        ),
    },
    Mutation: {
      createKey: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const { accounts, ...rest } = without(input, 'idempotencyKey');
            const chosen = { accounts: selectionOf('/accounts', accounts) };
            const body = checkInput('createKey', withoutNulls({ ...rest, ...chosen }));
            const { key, secret } = await keys.create(context.principal, body);
            return { wire: keyOnWire(key, secret), replay: keyOnWire(key, null), target: key.id };
          },
          (wire, replayed) => ({ __typename: 'CreateKeyPayload', key: keyShape(wire), replayed }),
        ),
      deleteKey: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            await keys.remove(context.principal, input.id);
            return { wire: { id: input.id }, target: input.id };
          },
          ({ id }) => ({ __typename: 'DeleteKeyPayload', deletedId: id }),
        ),
    },
  };
}
