/** What one attempt makes of a delivery: delivered, tried again at a time, or given up. Pure. */
import { waitAfter, webhookSchedule } from './retry.ts';
import { instant } from './time.ts';
import type { Delivery, DeliveryAttempt, DeliveryStatus } from './webhook.ts';

export interface AttemptResult {
  /** null when no answer came; `error` then says why. */
  readonly status: number | null;
  readonly error: string | null;
  /** What the endpoint asks for. */
  readonly retryAfterMs: number | null;
  readonly durationMs: number;
}

/** An endpoint may ask for a day and no more. */
const longestRetryAfterMs = 24 * 3_600_000;

export function isDelivered({ status }: Pick<AttemptResult, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** The endpoint wants no more of this webhook (Standard Webhooks, "Responding"). */
export function isUnwanted({ status }: Pick<AttemptResult, 'status'>): boolean {
  return status === 410;
}

/** `now` in milliseconds, `random` in [0, 1). */
export function afterAttempt(
  delivery: Delivery,
  result: AttemptResult,
  now: number,
  random: number,
): Delivery {
  const attempts = [...delivery.attempts, attemptOf(delivery, result, now)];
  if (isDelivered(result)) return moved(delivery, attempts, 'delivered', null, now);
  if (isUnwanted(result)) return moved(delivery, attempts, 'failed', null, now);
  const firstAt = Date.parse(attempts[0]?.at ?? instant(now));
  const wait = waitAfter(webhookSchedule, attempts.length, now - firstAt, random);
  if (wait === null) return moved(delivery, attempts, 'failed', null, now);
  const asked = Math.min(result.retryAfterMs ?? 0, longestRetryAfterMs);
  return moved(delivery, attempts, 'pending', now + Math.max(wait, asked), now);
}

/** Given up without a request; `reason` is told in place of an answer. */
export function abandoned(delivery: Delivery, reason: string, now: number): Delivery {
  const result = { status: null, error: reason, retryAfterMs: null, durationMs: 0 };
  return moved(delivery, [...delivery.attempts, attemptOf(delivery, result, now)], 'failed', null, now);
}

function attemptOf(delivery: Delivery, result: AttemptResult, now: number): DeliveryAttempt {
  const { status, error, durationMs } = result;
  const at = instant(now - Math.round(durationMs));
  return { number: delivery.attempts.length + 1, at, status, error, durationMs };
}

function moved(
  delivery: Delivery,
  attempts: readonly DeliveryAttempt[],
  status: DeliveryStatus,
  nextAttemptAt: number | null,
  now: number,
): Delivery {
  return {
    ...delivery,
    attempts,
    status,
    nextAttemptAt: nextAttemptAt === null ? null : instant(nextAttemptAt),
    updatedAt: instant(now),
    revision: delivery.revision + 1,
  };
}
