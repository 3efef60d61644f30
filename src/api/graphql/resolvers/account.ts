/** Accounts: reading, connecting, changing and leaving them. */
import { connectionOf, pageRequestOf } from '../connection.ts';
import { selectionOf, without, withoutNulls } from '../inputs.ts';
import type { WatchInput } from '../schema.gen.ts';
import { accountShape } from '../shapes.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function accountResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { accounts, diagnostics } = useCases;
  return {
    Account: {
      diagnostics: (account, _args, { principal, signal }) => diagnostics.get(principal, account.id, signal),
    },
    Query: {
      account: async (_root, { id }, { principal }) => accountShape(await accounts.get(principal, id)),
      accounts: async (_root, args, { principal }) =>
        connectionOf(await accounts.list(principal, pageRequestOf(args)), accountShape),
    },
    Mutation: {
      createAccount: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const { verify, watch, ...settings } = without(input, 'idempotencyKey');
            const body = checkInput('createAccount', withoutNulls({ ...settings, ...watchOf(watch) }));
            const wire = await accounts.create(
              context.principal,
              body,
              { verify: verify ?? true },
              context.signal,
            );
            return { wire, replay: { ...wire, callbackSecret: null }, target: wire.id };
          },
          (wire, replayed) => ({ __typename: 'CreateAccountPayload', account: accountShape(wire), replayed }),
        ),
      updateAccount: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: input.id },
          async () => {
            const { id, verify, watch, ...changes } = input;
            const body = checkInput('updateAccount', { ...changes, ...watchOf(watch) });
            const wire = await accounts.update(
              context.principal,
              id,
              body,
              { verify: verify ?? true },
              context.signal,
            );
            return { wire, target: id };
          },
          (wire) => ({ __typename: 'UpdateAccountPayload', account: accountShape(wire) }),
        ),
      deleteAccount: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: input.id },
          async () => {
            await accounts.remove(context.principal, input.id);
            return { wire: { id: input.id }, target: input.id };
          },
          ({ id }) => ({ __typename: 'DeleteAccountPayload', deletedId: id }),
        ),
      reconnectAccount: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: input.id },
          async () => ({ wire: await accounts.reconnect(context.principal, input.id), target: input.id }),
          (wire, replayed) => ({
            __typename: 'ReconnectAccountPayload',
            account: accountShape(wire),
            replayed,
          }),
        ),
      verifyAccount: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const settings = withoutNulls(without(input, 'idempotencyKey'));
            const body = checkInput('verifyAccount', settings);
            return { wire: await accounts.verify(context.principal, body, context.signal), target: null };
          },
          ({ imap, smtp }, replayed) => ({ __typename: 'VerifyAccountPayload', imap, smtp, replayed }),
        ),
    },
  };
}

/** As a body has it; nothing when it was left out. */
function watchOf(watch: WatchInput | null | undefined): { readonly watch?: object | null } {
  if (watch === undefined || watch === null) return watch === null ? { watch } : {};
  const { mailboxes, ...settings } = watch;
  return { watch: { ...settings, mailboxes: selectionOf('/watch/mailboxes', mailboxes) } };
}
