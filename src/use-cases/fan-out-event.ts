/**
 * From the journal to deliveries: one for each event and webhook that wants it. Its position in the journal moves in
 * one step with the deliveries, so that a fan-out that dies anywhere is repeated without a trace.
 */
import type { JournalEvent } from '../domain/event.ts';
import { instant } from '../domain/time.ts';
import { deliveryOf, wants, type Delivery } from '../domain/webhook.ts';
import type { Journal, JournalWalk } from './ports/news.ts';
import type { Clock, Log } from './ports/service.ts';
import type { WorkQueue } from './ports/submissions.ts';
import type { DeliveryStore, WebhookStore } from './ports/webhooks.ts';
import { createQueueDeliveries, firstAttempt } from './queue-deliveries.ts';
import { readOn } from './read-on.ts';

export interface FanOutPorts {
  readonly journal: Pick<Journal, 'read'>;
  readonly webhooks: Pick<WebhookStore, 'all'>;
  readonly deliveries: Pick<DeliveryStore, 'fanOutPosition' | 'fanOut'>;
  readonly queue: Pick<WorkQueue, 'delivery'>;
  readonly clock: Clock;
  readonly log: Log;
}

const eventsAtOnce = 250;
/** One script is to hold Redis up for some milliseconds and no more. */
const deliveriesAtOnce = 1_000;

export function createFanOutEvent(ports: FanOutPorts): JournalWalk {
  const { journal, webhooks, deliveries, clock, log } = ports;
  const queueDeliveries = createQueueDeliveries(ports.queue, log);

  const read = (after: string): ReturnType<Journal['read']> => {
    const query = { accounts: 'all', matches: () => true, limit: eventsAtOnce, after } as const;
    return readOn(journal, query, log, 'the journal was trimmed before all of it was told to the webhooks');
  };

  /** The deliveries of as many events as fit, and the position behind the last of these. */
  const stretch = async (events: readonly JournalEvent[], end: string): Promise<Stretch> => {
    const all = await webhooks.all();
    const at = instant(clock.now());
    const made: Delivery[] = [];
    for (const [index, event] of events.entries()) {
      made.push(
        ...all.filter((webhook) => wants(webhook, event)).map((webhook) => deliveryOf(event, webhook, at)),
      );
      if (made.length >= deliveriesAtOnce && index < events.length - 1)
        return { made, position: event.position };
    }
    return { made, position: end };
  };

  /** As this process wrote it under its present lease; the compare-and-set tells when it is not so. */
  let known: { readonly token: number; readonly position: string } | null = null;

  return {
    async step(lease) {
      const before = known?.token === lease.token ? known.position : await deliveries.fanOutPosition();
      const { events, position: end } = await read(before);
      if (end === before) return { kind: 'still', position: before };
      const { made, position } = await stretch(events, end);
      known = null;
      if (!(await deliveries.fanOut(lease, before, position, made))) return { kind: 'fenced' };
      known = { token: lease.token, position };
      await queueDeliveries(made.map(firstAttempt));
      return { kind: 'moved' };
    },
  };
}

interface Stretch {
  readonly made: readonly Delivery[];
  readonly position: string;
}
