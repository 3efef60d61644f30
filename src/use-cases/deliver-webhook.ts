/**
 * Sends one delivery to its endpoint and writes down what came of it. At least once: a process that dies between the
 * endpoint's answer and the record sends again, under the same `webhook-id`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError } from '../domain/errors.ts';
import { abandoned, afterAttempt, isDelivered, isUnwanted } from '../domain/delivering.ts';
import type { JournalEvent } from '../domain/event.ts';
import { isWithin, type Delivery, type Webhook } from '../domain/webhook.ts';
import { createDisableWebhook } from './disable-webhook.ts';
import type { Journal } from './ports/news.ts';
import type { Telemetry } from './ports/service.ts';
import type { WorkQueue } from './ports/submissions.ts';
import type { AttemptEnd, ClaimedDelivery, DeliveryStore, WebhookStore } from './ports/webhooks.ts';
import { createPostDelivery, type PostDelivery, type PostDeliveryPorts } from './post-delivery.ts';
import { createQueueDeliveries } from './queue-deliveries.ts';
import { withGrace } from './shutdown-grace.ts';

/** `again`: look once more at that time (milliseconds since the epoch). */
export type DeliverEnd = 'done' | { readonly again: number };

/** Carries out one attempt, and those of parked deliveries that its lane is free for afterwards. */
export type DeliverWebhook = (id: string, attempt: number, signal: AbortSignal) => Promise<DeliverEnd>;

/** How many requests this process has under way at a time. */
export interface RequestPlaces {
  /** Waits for a place; null when `signal` ends the waiting or nobody else may wait. */
  enter(webhookId: string, signal: AbortSignal): Promise<{ leave(): void } | null>;
}

export interface DeliverPorts extends PostDeliveryPorts {
  readonly deliveries: DeliveryStore;
  readonly webhooks: Pick<WebhookStore, 'get' | 'secrets' | 'update'>;
  readonly journal: Pick<Journal, 'at'>;
  readonly queue: Pick<WorkQueue, 'delivery'>;
  readonly places: RequestPlaces;
  readonly telemetry: Pick<Telemetry, 'log' | 'deliveryFinished'>;
  /** In [0, 1); Math.random when absent. */
  readonly random?: () => number;
}

/** A claim that nobody extends ends soon, so that what a dead process had goes on elsewhere. */
const claimMs = 10_000;
const extendEveryMs = 3_000;
const disableAfterMs = 5 * 24 * 3_600_000;
const shutdownGraceMs = 3_000;

const unsent: AttemptEnd = { outcome: null, exchange: null };

export function createDeliverWebhook(ports: DeliverPorts): DeliverWebhook {
  const { deliveries, webhooks, journal, accounts, places, clock, telemetry } = ports;
  const { random = Math.random } = ports;
  const queueDeliveries = createQueueDeliveries(ports.queue, telemetry.log);
  const post = createPostDelivery(ports);
  const disable = createDisableWebhook(ports);

  /** Writes the outcome down and queues what comes next; at shutdown the endpoint's lane is left to others. */
  const settle = async (
    next: Delivery,
    end: AttemptEnd,
    signal: AbortSignal,
  ): ReturnType<DeliveryStore['finish']> => {
    const finished = await deliveries.finish(next, end, signal.aborted ? null : claimMs);
    const { saved, called } = finished;
    const { id, attempts, nextAttemptAt } = next;
    const retry =
      saved && nextAttemptAt !== null
        ? [{ id, attempt: attempts.length + 1, atMs: Date.parse(nextAttemptAt) }]
        : [];
    await queueDeliveries([...retry, ...called]);
    return finished;
  };

  const abandon = async (
    delivery: Delivery,
    reason: string,
    signal: AbortSignal,
  ): Promise<ClaimedDelivery | null> =>
    (await settle(abandoned(delivery, reason, clock.now()), unsent, signal)).next;

  /** For a delivery whose event or webhook was erased while it waited. */
  const bury = async (
    delivery: Delivery,
    webhook: Webhook | null,
    signal: AbortSignal,
  ): Promise<ClaimedDelivery | null> => {
    const following = await abandon(delivery, 'Not sent: the event is no longer kept.', signal);
    const { accountId } = delivery;
    const isErased = webhook === null || (accountId !== null && (await accounts.get(accountId)) === null);
    if (isErased) await deliveries.remove(delivery.id);
    return following;
  };

  const conclude = async (
    delivery: Delivery,
    webhook: Webhook,
    event: JournalEvent,
    { result, exchange }: Awaited<ReturnType<PostDelivery>>,
    signal: AbortSignal,
  ): Promise<ClaimedDelivery | null> => {
    const next = afterAttempt(delivery, result, clock.now(), random());
    const outcome = isDelivered(result) ? 'ok' : 'failed';
    const finished = await settle(next, { outcome, exchange }, signal);
    const { failingSinceMs } = finished;
    if (isUnwanted(result)) await disable(webhook, 'gone');
    else if (failingSinceMs !== null && clock.now() - failingSinceMs >= disableAfterMs)
      await disable(webhook, 'failing');
    telemetry.deliveryFinished({
      webhookId: webhook.id,
      deliveryId: delivery.id,
      status: next.status,
      durationMs: result.durationMs,
      sinceEventMs: clock.now() - Date.parse(event.timestamp),
    });
    return finished.next;
  };

  /** One attempt; answers the next delivery to the same endpoint, claimed. */
  const attempt = async (delivery: Delivery, signal: AbortSignal): Promise<ClaimedDelivery | null> => {
    const [webhook, event] = await Promise.all([
      webhooks.get(delivery.webhookId),
      journal.at(delivery.eventPosition),
    ]);
    if (webhook === null || event?.id !== delivery.eventId) return await bury(delivery, webhook, signal);
    if (!webhook.enabled && event.type !== 'webhook.test')
      return await abandon(delivery, 'Not sent: the webhook is disabled.', signal);
    if (!isWithin(webhook.accounts, event))
      return await abandon(delivery, 'Not sent: the webhook is for this account no more.', signal);
    const graced = withGrace(signal, shutdownGraceMs);
    try {
      const posted = await post(delivery, webhook, event, graced.signal);
      // Cut off by the shutdown: whether it arrived is unknown, and another process sends it when the claim ends.
      if (graced.signal.aborted && posted.result.status === null) return null;
      return await conclude(delivery, webhook, event, posted, signal);
    } catch (error) {
      const code = error instanceof GatewayError ? error.code : 'internal';
      if (code === 'storage-unavailable') throw error;
      // What nobody foresaw uses up an attempt as well: else it would come again for ever, and an ordered line wait for it.
      if (code === 'internal')
        telemetry.log.error({ err: error, deliveryId: delivery.id }, 'a request could not be made');
      const reason = `Not sent: the request could not be made (${code}).`;
      const result = { status: null, error: reason, retryAfterMs: null, durationMs: 0 };
      // The endpoint has no part in this failure.
      return (await settle(afterAttempt(delivery, result, clock.now(), random()), unsent, signal)).next;
    } finally {
      graced.clear();
    }
  };

  /** Waits until the endpoint may have it and this process has room for it; what the shutdown interrupts is given back. */
  const turn = async (
    { delivery, waitMs }: ClaimedDelivery,
    signal: AbortSignal,
  ): Promise<ClaimedDelivery | null> => {
    const isTime = waitMs === 0 || (await passes(waitMs, signal));
    const place = isTime ? await places.enter(delivery.webhookId, signal) : null;
    if (place === null) {
      await deliveries.extend(delivery.id, 0);
      return null;
    }
    try {
      return await attempt(delivery, signal);
    } finally {
      place.leave();
    }
  };

  const holding = async <T>(delivery: Delivery, work: () => Promise<T>): Promise<T> => {
    const timer = setInterval(() => {
      // Without the extension the claim ends, and the delivery may be sent twice: no worse than at a crash.
      deliveries.extend(delivery.id, claimMs).catch(() => undefined);
    }, extendEveryMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  };

  return async (id, number, signal) => {
    const claim = await deliveries.claim(id, number, claimMs);
    switch (claim.kind) {
      case 'void':
      case 'parked':
        return 'done';
      case 'held':
        return { again: claim.untilMs };
      case 'claimed': {
        let next: ClaimedDelivery | null = claim;
        while (next !== null) {
          const current: ClaimedDelivery = next;
          next = await holding(current.delivery, () => turn(current, signal));
        }
        return 'done';
      }
    }
  };
}

/** False when `signal` was faster. */
async function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  return await delay(ms, true, { signal }).catch(() => false);
}
