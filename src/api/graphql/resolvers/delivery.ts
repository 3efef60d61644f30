/** The deliveries of webhooks. */
import { deliveryOnWire, shownDeliveryOnWire } from '../../wire.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function deliveryResolvers({ useCases: { deliveries }, mutate }: ResolverPorts): ResolverGroup {
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
    },
  };
}
