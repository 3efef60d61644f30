/**
 * How many webhook requests a process has under way: a bound for those that are answered soon. Who waits longer for its
 * endpoint gives its place to another, so that endpoints which never answer do not hold up the others.
 */
import type { RequestPlaces } from '../use-cases/deliver-webhook.ts';
import { createLanes } from './lanes.ts';

/** A delivery that waits for its time, for a place or for a slow endpoint costs little. */
const slotsPerRequest = 8;
const slowRequestMs = 250;

/** How many deliveries the worker holds, most of them waiting, for so many requests at a time. */
export function deliverySlots(concurrency: number): number {
  return concurrency * slotsPerRequest;
}

export function createRequestPlaces(concurrency: number): RequestPlaces {
  const lanes = createLanes({
    total: concurrency,
    running: concurrency,
    slowMs: slowRequestMs,
    waiting: deliverySlots(concurrency),
  });
  return {
    async enter(webhookId, signal) {
      const entry = await lanes.enter(webhookId, signal);
      return entry.kind === 'entered' ? entry : null;
    },
  };
}
