/** The deliveries of webhooks. */
import { deliveryOnWire, shownDeliveryOnWire } from '../../wire.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import { without, withoutNulls } from '../inputs.ts';
import { jobShape } from './job.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function deliveryResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { deliveries, replays } = useCases;
  return {
    Webhook: {
      deliveries: async (webhook, { status = null, ...args }, { principal }) => {
        const asked = { ...pageRequestOf(args), ...(status === null ? {} : { status }) };
        return connectionOf(await deliveries.list(principal, webhook.id, asked), deliveryOnWire);
      },
      delivery: async (webhook, { id }, { principal }) =>
        shownDeliveryOnWire(await deliveries.get(principal, webhook.id, id)),
    },
    Mutation: {
      redeliverDelivery: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const delivery = await deliveries.redeliver(context.principal, input.webhookId, input.id);
            return { wire: deliveryOnWire(delivery), target: delivery.id };
          },
          (delivery, replayed) => ({ __typename: 'RedeliverDeliveryPayload', delivery, replayed }),
        ),
      replayWebhook: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const { id, ...rest } = without(input, 'idempotencyKey');
            const order = checkInput('replayWebhook', withoutNulls(rest));
            const job = await replays.create(context.principal, id, order);
            return { wire: job, target: job.id };
          },
          (job, replayed) => ({ __typename: 'ReplayWebhookPayload', job: jobShape(job), replayed }),
        ),
    },
  };
}
