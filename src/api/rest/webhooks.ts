/** REST: webhooks. */
import type { Webhooks } from '../../use-cases/webhooks.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Handlers } from '../operations.ts';
import { deliveryOnWire, webhookOnWire } from '../wire.ts';

type WebhookOperation =
  | 'createWebhook'
  | 'listWebhooks'
  | 'getWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'rotateWebhookSecret'
  | 'testWebhook';

export function createWebhookHandlers(webhooks: Webhooks): Pick<Handlers, WebhookOperation> {
  return {
    async createWebhook({ principal, body: { value } }) {
      const { webhook, secret } = await webhooks.create(principal, value);
      return {
        status: 201,
        location: `/v1/webhooks/${webhook.id}`,
        body: webhookOnWire(webhook, secret),
        replayBody: webhookOnWire(webhook, null),
      };
    },
    listWebhooks: async ({ principal, query }) =>
      listAnswer(await webhooks.list(principal, pageRequest(query)), (webhook) =>
        webhookOnWire(webhook, null),
      ),
    getWebhook: async ({ principal, path }) => ({
      status: 200,
      body: webhookOnWire(await webhooks.get(principal, path.webhook), null),
    }),
    updateWebhook: async ({ principal, path, body: { value } }) => ({
      status: 200,
      body: webhookOnWire(await webhooks.update(principal, path.webhook, value), null),
    }),
    async deleteWebhook({ principal, path }) {
      await webhooks.remove(principal, path.webhook);
      return { status: 204 };
    },
    async rotateWebhookSecret({ principal, path, body }) {
      const { webhook, secret } = await webhooks.rotateSecret(
        principal,
        path.webhook,
        body?.value.graceSeconds,
      );
      return { status: 200, body: webhookOnWire(webhook, secret), replayBody: webhookOnWire(webhook, null) };
    },
    async testWebhook({ principal, path, body }) {
      const delivery = await webhooks.test(principal, path.webhook, body?.value.type);
      const location = `/v1/webhooks/${encodeURIComponent(path.webhook)}/deliveries`;
      return { status: 202, location, body: deliveryOnWire(delivery) };
    },
  };
}
