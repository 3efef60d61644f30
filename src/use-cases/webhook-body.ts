/** The body of a delivery: the same octets at every attempt, content included where the webhook wants it. */
import { GatewayError } from '../domain/errors.ts';
import { payloadOf, type EventContent } from '../domain/event-payload.ts';
import type { JournalEvent } from '../domain/event.ts';
import { exampleFor } from '../domain/test-event.ts';
import type { Delivery, Webhook } from '../domain/webhook.ts';
import { createReadEventContent } from './event-content.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { MessageReader } from './ports/mail.ts';
import type { CursorSeal } from './ports/service.ts';
import type { DeliveryStore } from './ports/webhooks.ts';
import { eventCursorPurpose } from './read-events.ts';

/** Throws what keeps the content from being read while there is hope to read it later. */
export type WebhookBody = (delivery: Delivery, webhook: Webhook, event: JournalEvent) => Promise<string>;

export interface WebhookBodyPorts {
  readonly deliveries: Pick<DeliveryStore, 'keepBody' | 'keptBody'>;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly reader: Pick<MessageReader, 'read'>;
  readonly cursors: CursorSeal;
}

const contentTimeoutMs = 10_000;
/** After so many attempts an event is told without the content that its server does not give. */
const attemptsForContent = 2;

export function createWebhookBody(ports: WebhookBodyPorts): WebhookBody {
  const { deliveries, cursors } = ports;
  const readContent = createReadEventContent(ports);

  const contentFor = async (
    delivery: Delivery,
    webhook: Webhook,
    event: JournalEvent,
  ): Promise<EventContent | null> => {
    try {
      return await readContent(event, webhook.maxBytes, AbortSignal.timeout(contentTimeoutMs));
    } catch (error) {
      const isStorage = error instanceof GatewayError && error.code === 'storage-unavailable';
      if (isStorage || delivery.attempts.length < attemptsForContent) throw error;
      return { kind: 'unavailable', reason: 'account-unreachable' };
    }
  };

  return async (delivery, webhook, event) => {
    const { payload: level, maxBytes } = webhook;
    const cursor = cursors.seal(eventCursorPurpose, event.position);
    const example = exampleFor(event, level);
    if (example !== null) return payloadOf(example, { cursor, level, content: null, maxBytes, isTest: true });
    if (level !== 'full') return payloadOf(event, { cursor, level, content: null, maxBytes });
    const kept = await deliveries.keptBody(delivery.id);
    if (kept !== null) return kept;
    const content = await contentFor(delivery, webhook, event);
    const body = payloadOf(event, { cursor, level, content, maxBytes });
    await deliveries.keepBody(delivery.id, body);
    return body;
  };
}
