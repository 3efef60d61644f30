/**
 * A replay: what the journal holds of a stretch of time is told to a webhook once more. It advances along the journal a page at
 * a time; its position moves in one step with the deliveries that it makes. To its owner it is a job.
 */
import { typeMatches, type JournalEvent } from './event.ts';
import { hashedId, randomId } from './ids.ts';
import type { JobStatus, JobView } from './job.ts';
import { instant, type Instant } from './time.ts';
import { deliveryOf, wants, type Delivery, type DeliveryStatus, type Webhook } from './webhook.ts';

/** Which events are told: their time in [from, to), and of certain types. */
export interface ReplayOrder {
  readonly from: Instant;
  readonly to: Instant;
  /** null: all that the webhook listens to. */
  readonly types: readonly string[] | null;
  /** Only those whose delivery failed, and whose last redelivery, where there was one, failed as well. */
  readonly onlyFailed: boolean;
}

export interface Replay extends ReplayOrder {
  /** `job_…` */
  readonly id: string;
  readonly webhookId: string;
  readonly status: Exclude<JobStatus, 'failed'>;
  /** How far in the journal. */
  readonly position: string;
  /** The time of that place; null before the first step. */
  readonly seenTo: Instant | null;
  /** Deliveries that were made. */
  readonly queued: number;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
  readonly revision: number;
}

export function newReplay(webhook: Webhook, order: ReplayOrder, position: string, nowMs: number): Replay {
  return {
    ...order,
    id: randomId('job'),
    webhookId: webhook.id,
    status: 'queued',
    position,
    seenTo: null,
    queued: 0,
    createdAt: instant(nowMs),
    finishedAt: null,
    revision: 1,
  };
}

/** True for the events that it is about, whatever became of their deliveries. A test told itself once, and that was it. */
export function isReplayed(replay: Replay, webhook: Webhook, event: JournalEvent): boolean {
  const time = Date.parse(event.timestamp);
  return (
    event.type !== 'webhook.test' &&
    time >= Date.parse(replay.from) &&
    time < Date.parse(replay.to) &&
    (replay.types?.some((pattern) => typeMatches(pattern, event.type)) ?? true) &&
    wants(webhook, event)
  );
}

/**
 * The delivery that a replay makes of an event: however often it is made, it has the same id. `standing` is that of the event's
 * own delivery, null where none is kept.
 */
export function replayedDelivery(
  replay: Replay,
  webhook: Webhook,
  event: JournalEvent,
  standing: DeliveryStatus | null,
  at: Instant,
): Delivery {
  const first = deliveryOf(event, webhook, at);
  return {
    ...first,
    id: hashedId('dlv', first.id, replay.id),
    redeliveryOf: standing === null ? null : first.id,
  };
}

export interface ReplayedStretch {
  readonly position: string;
  readonly seenTo: Instant;
  readonly queued: number;
  readonly isLast: boolean;
}

export function advanced(replay: Replay, stretch: ReplayedStretch, nowMs: number): Replay {
  const { position, seenTo, queued, isLast } = stretch;
  return {
    ...replay,
    position,
    seenTo,
    queued: replay.queued + queued,
    status: isLast ? 'succeeded' : 'running',
    finishedAt: isLast ? instant(nowMs) : null,
    revision: replay.revision + 1,
  };
}

/** Itself when it was cancelled before; null when it has ended otherwise. */
export function cancelledReplay(replay: Replay, nowMs: number): Replay | null {
  if (replay.status === 'cancelled') return replay;
  if (replay.finishedAt !== null) return null;
  return { ...replay, status: 'cancelled', finishedAt: instant(nowMs), revision: replay.revision + 1 };
}

/** Its progress is in seconds of the time that it is about. */
export function replayView(replay: Replay): JobView {
  const { id, webhookId, status, from, to, queued, seenTo, createdAt, finishedAt } = replay;
  const seconds = (until: Instant): number => Math.ceil((Date.parse(until) - Date.parse(from)) / 1000);
  const total = seconds(to);
  const seen = seenTo === null ? 0 : Math.min(Math.max(0, seconds(seenTo)), total);
  return {
    id,
    type: 'replay',
    accountId: null,
    status,
    progress: { done: status === 'succeeded' ? total : seen, total },
    submissions: null,
    result: null,
    replay: { webhookId, from, to, queued },
    error: null,
    createdAt,
    finishedAt,
  };
}
