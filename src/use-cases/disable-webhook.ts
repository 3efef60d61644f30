/** Switches a webhook off whose endpoint does not want it or has failed for days, and says so by an event. */
import { stateEventId } from '../domain/event.ts';
import { instant } from '../domain/time.ts';
import { webhookReference, type DisabledReason, type Webhook } from '../domain/webhook.ts';
import type { Clock } from './ports/service.ts';
import type { WebhookStore } from './ports/webhooks.ts';

/** Does nothing for one that is gone, disabled already, or has another endpoint by now than it had when `seen`. */
export type DisableWebhook = (seen: Pick<Webhook, 'id' | 'url'>, reason: DisabledReason) => Promise<void>;

export function createDisableWebhook(ports: {
  readonly webhooks: Pick<WebhookStore, 'get' | 'update'>;
  readonly clock: Clock;
}): DisableWebhook {
  const { webhooks, clock } = ports;
  return async ({ id, url }, reason) => {
    for (;;) {
      const before = await webhooks.get(id);
      if (before?.enabled !== true || before.url !== url) return;
      const revision = before.revision + 1;
      const updatedAt = instant(clock.now());
      const next: Webhook = { ...before, enabled: false, disabledReason: reason, updatedAt, revision };
      const event = {
        id: stateEventId(before.createdAt, id, 'webhook.disabled', revision),
        type: 'webhook.disabled',
        accountId: null,
        data: { webhook: webhookReference(next) },
      } as const;
      if (await webhooks.update(next, null, event)) return;
    }
  };
}
