/** Webhooks. */
import type { Webhook } from '../../../domain/webhook.ts';
import { deliveryOnWire, webhookOnWire } from '../../wire.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import { selectionOf, without, withoutNulls } from '../inputs.ts';
import type { AccountSelectionInput } from '../schema.gen.ts';
import { webhookShape, type Shape } from '../shapes.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function webhookResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { webhooks } = useCases;
  return {
    Query: {
      webhook: async (_root, { id }, { principal }) => shownWebhook(await webhooks.get(principal, id)),
      webhooks: async (_root, args, { principal }) =>
        connectionOf(await webhooks.list(principal, pageRequestOf(args)), shownWebhook),
    },
    Mutation: {
      createWebhook: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const { accounts, ...rest } = without(input, 'idempotencyKey');
            const body = checkInput('createWebhook', withoutNulls({ ...rest, ...accountsOf(accounts) }));
            const { webhook, secret } = await webhooks.create(context.principal, body);
            return {
              wire: webhookOnWire(webhook, secret),
              replay: webhookOnWire(webhook, null),
              target: webhook.id,
            };
          },
          (wire, replayed) => ({ __typename: 'CreateWebhookPayload', webhook: webhookShape(wire), replayed }),
        ),
      updateWebhook: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const { id, accounts, filter, ...rest } = input;
            const whole =
              filter === undefined ? {} : { filter: filter === null ? null : withoutNulls(filter) };
            const body = checkInput('updateWebhook', { ...rest, ...whole, ...accountsOf(accounts) });
            const webhook = await webhooks.update(context.principal, id, body);
            return { wire: webhookOnWire(webhook, null), target: id };
          },
          (wire) => ({ __typename: 'UpdateWebhookPayload', webhook: webhookShape(wire) }),
        ),
      deleteWebhook: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            await webhooks.remove(context.principal, input.id);
            return { wire: { id: input.id }, target: input.id };
          },
          ({ id }) => ({ __typename: 'DeleteWebhookPayload', deletedId: id }),
        ),
      rotateWebhookSecret: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const { id, ...rest } = without(input, 'idempotencyKey');
            const { graceSeconds } = checkInput('rotateWebhookSecret', withoutNulls(rest));
            const { webhook, secret } = await webhooks.rotateSecret(context.principal, id, graceSeconds);
            return { wire: webhookOnWire(webhook, secret), replay: webhookOnWire(webhook, null), target: id };
          },
          (wire, replayed) => ({
            __typename: 'RotateWebhookSecretPayload',
            webhook: webhookShape(wire),
            replayed,
          }),
        ),
      testWebhook: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const { id, ...rest } = without(input, 'idempotencyKey');
            const { type } = checkInput('testWebhook', withoutNulls(rest));
            return { wire: deliveryOnWire(await webhooks.test(context.principal, id, type)), target: id };
          },
          (delivery, replayed) => ({ __typename: 'TestWebhookPayload', delivery, replayed }),
        ),
    },
  };
}

export function shownWebhook(webhook: Webhook): Shape<'Webhook'> {
  return webhookShape(webhookOnWire(webhook, null));
}

/** As a body has it; nothing when it was left out. */
function accountsOf(accounts: AccountSelectionInput | null | undefined): object {
  if (accounts === undefined || accounts === null) return accounts === null ? { accounts } : {};
  return { accounts: selectionOf('/accounts', accounts) };
}
