/** The deliveries of a webhook, for its owner: which there are, what went over the wire, and making one again. */
import { GatewayError, notFound } from '../domain/errors.ts';
import type { Exchange, HttpContent } from '../domain/exchange.ts';
import { randomId } from '../domain/ids.ts';
import { mapPage, type Page, type PageRequest } from '../domain/page.ts';
import { hasScope, type Principal } from '../domain/principal.ts';
import { instant } from '../domain/time.ts';
import {
  isWithin,
  payloadScopes,
  redeliveryOf,
  type Delivery,
  type DeliveryStatus,
  type Webhook,
} from '../domain/webhook.ts';
import { createOpenWebhook, requireEnabled } from './open-webhook.ts';
import type { Journal } from './ports/news.ts';
import type { Clock, Log } from './ports/service.ts';
import type { WorkQueue } from './ports/submissions.ts';
import type { DeliveryStore, WebhookStore } from './ports/webhooks.ts';
import { createQueueDeliveries, firstAttempt } from './queue-deliveries.ts';

/** The bodies are null where the key lacks the scope for what the request tells: an answer may repeat it. */
export interface ShownExchange {
  readonly attempt: number;
  readonly request: ShownContent & { readonly url: string };
  readonly response: ShownContent | null;
}

type ShownContent = Omit<HttpContent, 'body'> & { readonly body: string | null };

export interface ShownDelivery {
  readonly delivery: Delivery;
  /** Of the last few attempts, oldest first. */
  readonly exchanges: readonly ShownExchange[];
}

export interface Deliveries {
  /** Newest first; not those of accounts that the webhook was once for and the key may not see. */
  list(
    principal: Principal,
    webhookId: string,
    page: PageRequest & { readonly status?: DeliveryStatus },
  ): Promise<Page<Delivery>>;
  /** Throws `not-found`, also for one that ended more than a week ago. */
  get(principal: Principal, webhookId: string, id: string): Promise<ShownDelivery>;
  /**
   * A new delivery of the same event under the same `webhook-id`, which a pause of the endpoint does not hold up. Throws `stale-reference` when the journal no longer holds the
   * event, `invalid-request` while the webhook is disabled.
   */
  redeliver(principal: Principal, webhookId: string, id: string): Promise<Delivery>;
}

export interface DeliveriesPorts {
  readonly webhooks: Pick<WebhookStore, 'get' | 'endPause'>;
  readonly deliveries: Pick<DeliveryStore, 'list' | 'get' | 'exchanges' | 'add'>;
  readonly journal: Pick<Journal, 'at'>;
  readonly queue: Pick<WorkQueue, 'delivery'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createDeliveries(ports: DeliveriesPorts): Deliveries {
  const { webhooks, deliveries, journal, clock } = ports;
  const queueDeliveries = createQueueDeliveries(ports.queue, ports.log);
  const openWebhook = createOpenWebhook(webhooks);

  const find = async (principal: Principal, webhook: Webhook, id: string): Promise<Delivery> => {
    const delivery = await deliveries.get(id);
    if (delivery?.webhookId !== webhook.id || !maySee(principal, delivery)) throw notFound('delivery');
    return delivery;
  };

  return {
    async list(principal, webhookId, { status, ...page }) {
      await openWebhook(principal, webhookId, 'webhooks:read');
      const found = await deliveries.list(webhookId, status === undefined ? {} : { status }, page);
      return mapPage(found, (delivery) => (maySee(principal, delivery) ? delivery : null));
    },

    async get(principal, webhookId, id) {
      const delivery = await find(principal, await openWebhook(principal, webhookId, 'webhooks:read'), id);
      const exchanges = await deliveries.exchanges(id);
      return { delivery, exchanges: exchanges.map((exchange) => shownTo(principal, exchange)) };
    },

    async redeliver(principal, webhookId, id) {
      const webhook = await openWebhook(principal, webhookId, 'webhooks:write');
      const delivery = await find(principal, webhook, id);
      requireEnabled(webhook);
      if ((await journal.at(delivery.eventPosition))?.id !== delivery.eventId)
        throw new GatewayError('stale-reference', 'The journal no longer holds the event of this delivery.');
      const again = redeliveryOf(delivery, randomId('dlv'), instant(clock.now()));
      await deliveries.add(again);
      await webhooks.endPause(webhookId);
      await queueDeliveries([firstAttempt(again)]);
      return again;
    },
  };
}

// Its webhook may have been for more accounts than it is for now.
function maySee({ accounts }: Principal, { eventType, accountId }: Delivery): boolean {
  return isWithin(accounts, { type: eventType, accountId });
}

function shownTo(principal: Principal, { level, attempt, request, response }: Exchange): ShownExchange {
  const scope = payloadScopes[level];
  if (scope === null || hasScope(principal, scope)) return { attempt, request, response };
  const bodiless = response && { ...response, body: null };
  return { attempt, request: { ...request, body: null }, response: bodiless };
}
