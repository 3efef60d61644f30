/** Back-pressure of a watcher: what has to be written is tried until Redis is there, and nothing else is done meanwhile. */
import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError } from '../domain/errors.ts';

const pausesMs = [50, 100, 250, 500, 1_000, 2_000] as const;

/** Rejects at `signal`'s abort, and for every failure but `storage-unavailable`. */
export async function untilStored<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 'storage-unavailable') throw error;
      await delay(pausesMs[Math.min(attempt, pausesMs.length - 1)], undefined, { signal });
    }
  }
}
