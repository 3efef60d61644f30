/**
 * Carries replays on, a page of the journal at a time: the deliveries are made in one step with the replay's position, under
 * ids that come out the same, so that a step which dies anywhere is repeated without a trace.
 */
import { cancelledReplay, advanced, isReplayed, replayedDelivery, type Replay } from '../domain/replay.ts';
import { instant } from '../domain/time.ts';
import { deliveryOf, type Delivery, type Webhook } from '../domain/webhook.ts';
import type { Journal, JournalStep, JournalWalk, Lease } from './ports/news.ts';
import type { Clock, Log } from './ports/service.ts';
import type { WorkQueue } from './ports/submissions.ts';
import type { DeliveryStore, ReplayStore, WebhookStore } from './ports/webhooks.ts';
import { createQueueDeliveries, firstAttempt } from './queue-deliveries.ts';
import { readOn } from './read-on.ts';

export interface ReplayEventsPorts {
  readonly journal: Pick<Journal, 'read' | 'timeOf'>;
  readonly webhooks: Pick<WebhookStore, 'get'>;
  readonly deliveries: Pick<DeliveryStore, 'standings' | 'pendingOf'>;
  readonly replays: Pick<ReplayStore, 'active' | 'advance'>;
  readonly queue: Pick<WorkQueue, 'delivery'>;
  readonly clock: Clock;
  readonly log: Log;
}

const eventsAtOnce = 250;
/** A replay waits while its webhook has so many deliveries before it. */
const mostPending = 5_000;
const lookEveryMs = 250;

export function createReplayEvents(ports: ReplayEventsPorts): JournalWalk {
  const { journal, webhooks, deliveries, replays, clock, log } = ports;
  const queueDeliveries = createQueueDeliveries(ports.queue, log);

  const deliveriesOf = async (
    replay: Replay,
    webhook: Webhook,
    events: Awaited<ReturnType<Journal['read']>>['events'],
  ): Promise<readonly Delivery[]> => {
    const at = instant(clock.now());
    const wanted = events.filter((event) => isReplayed(replay, webhook, event));
    const standings = await deliveries.standings(wanted.map((event) => deliveryOf(event, webhook, at).id));
    return wanted.flatMap((event, index) => {
      const standing = standings[index] ?? null;
      if (replay.onlyFailed && standing !== 'failed') return [];
      return [replayedDelivery(replay, webhook, event, standing, at)];
    });
  };

  /** null: it has to wait. */
  const carryOn = async (lease: Lease, replay: Replay): Promise<JournalStep | null> => {
    const webhook = await webhooks.get(replay.webhookId);
    if (webhook?.enabled !== true) {
      const ended = cancelledReplay(replay, clock.now());
      if (ended !== null) await replays.advance(lease, ended, []);
      return { kind: 'moved' };
    }
    if ((await deliveries.pendingOf(webhook.id)) >= mostPending) return null;
    const { accounts } = webhook;
    const query = { accounts, matches: () => true, limit: eventsAtOnce, after: replay.position };
    const { events, position } = await readOn(journal, query, log, 'the journal was trimmed before a replay');
    const made = await deliveriesOf(replay, webhook, events);
    const seenTo = journal.timeOf(position);
    const isLast = position === replay.position || seenTo >= Date.parse(replay.to);
    const stretch = { position, seenTo: instant(seenTo), queued: made.length, isLast };
    const written = await replays.advance(lease, advanced(replay, stretch, clock.now()), made);
    if (written === 'fenced') return { kind: 'fenced' };
    if (written === 'conflict') return { kind: 'moved' };
    await queueDeliveries(made.map(firstAttempt));
    return { kind: 'moved' };
  };

  return {
    async step(lease) {
      for (const replay of await replays.active()) {
        const step = await carryOn(lease, replay);
        if (step !== null) return step;
      }
      return { kind: 'still', position: '', waitMs: lookEveryMs };
    },
  };
}
