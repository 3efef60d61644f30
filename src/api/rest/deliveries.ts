/** REST: the deliveries of webhooks. */
import type { Delivery } from '../../domain/webhook.ts';
import type { Deliveries } from '../../use-cases/deliveries.ts';
import type { Replays } from '../../use-cases/replays.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Handlers } from '../operations.ts';
import { deliveryOnWire, shownDeliveryOnWire } from '../wire.ts';

type DeliveryOperation = 'listDeliveries' | 'getDelivery' | 'redeliverDelivery' | 'replayWebhook';

export interface DeliveryPorts {
  readonly deliveries: Deliveries;
  readonly replays: Pick<Replays, 'create'>;
}

export function createDeliveryHandlers({
  deliveries,
  replays,
}: DeliveryPorts): Pick<Handlers, DeliveryOperation> {
  return {
    async listDeliveries({ principal, path, query }) {
      const { status } = query;
      const asked = { ...pageRequest(query), ...(status === undefined ? {} : { status }) };
      return listAnswer(await deliveries.list(principal, path.webhook, asked), deliveryOnWire);
    },
    getDelivery: async ({ principal, path }) => ({
      status: 200,
      body: shownDeliveryOnWire(await deliveries.get(principal, path.webhook, path.delivery)),
    }),
    async redeliverDelivery({ principal, path }) {
      const delivery = await deliveries.redeliver(principal, path.webhook, path.delivery);
      return { status: 202, location: placeOf(delivery), body: deliveryOnWire(delivery) };
    },
    async replayWebhook({ principal, path, body: { value } }) {
      const job = await replays.create(principal, path.webhook, value);
      return { status: 202, location: `/v1/jobs/${job.id}`, body: job };
    },
  };
}

function placeOf({ webhookId, id }: Delivery): string {
  return `/v1/webhooks/${webhookId}/deliveries/${id}`;
}
