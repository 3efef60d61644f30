/** One request of a delivery: signed, with the webhook's own headers, and what came of it. */
import type { AttemptResult } from '../domain/delivering.ts';
import type { JournalEvent } from '../domain/event.ts';
import { exchangeOf, type Exchange } from '../domain/exchange.ts';
import type { Delivery, Webhook } from '../domain/webhook.ts';
import type { Clock } from './ports/service.ts';
import type { WebhookSender, WebhookSigner, WebhookStore } from './ports/webhooks.ts';
import { createWebhookBody, type WebhookBodyPorts } from './webhook-body.ts';

/** Throws what keeps the request from being made. */
export type PostDelivery = (
  delivery: Delivery,
  webhook: Webhook,
  event: JournalEvent,
  signal: AbortSignal,
) => Promise<{ readonly result: AttemptResult; readonly exchange: Exchange }>;

export interface PostDeliveryPorts extends WebhookBodyPorts {
  readonly webhooks: Pick<WebhookStore, 'secrets'>;
  readonly sender: WebhookSender;
  readonly signer: Pick<WebhookSigner, 'sign'>;
  readonly clock: Clock;
}

export function createPostDelivery(ports: PostDeliveryPorts): PostDelivery {
  const { webhooks, sender, signer, clock } = ports;
  const bodyOf = createWebhookBody(ports);
  return async (delivery, webhook, event, signal) => {
    const [body, secrets] = await Promise.all([bodyOf(delivery, webhook, event), webhooks.secrets(webhook)]);
    const { traceparent } = delivery;
    const headers = {
      ...secrets.headers,
      ...signer.sign(secrets, event.id, Math.floor(clock.now() / 1000), body),
      ...(traceparent === null ? {} : { traceparent }),
    };
    const { url } = webhook;
    const answer = await sender.post({ url, headers, body }, signal);
    const sent = Object.entries(answer.sent).map(([name, value]) => ({ name, value }));
    const ownNames = Object.keys(secrets.headers);
    const exchange = exchangeOf(
      delivery.attempts.length + 1,
      webhook.payload,
      { url, headers: sent, body, ownNames },
      answer.kind === 'answered' ? answer.content : null,
    );
    const { durationMs } = answer;
    return answer.kind === 'answered'
      ? {
          result: { status: answer.status, error: null, retryAfterMs: answer.retryAfterMs, durationMs },
          exchange,
        }
      : { result: { status: null, error: answer.error, retryAfterMs: null, durationMs }, exchange };
  };
}
