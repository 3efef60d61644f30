/**
 * Counts the requests of every key in Redis, over all replicas, in fixed windows of a minute. Within a window a
 * replica decides by what it knows and tells Redis of its requests together, every tenth of a second: no request
 * waits for a disk, and the replicas together let through at most what they admit in that time too much.
 */
import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Keys } from './keys.ts';

const windowSeconds = 60;
const tellEveryMs = 100;

export interface CountedRequest {
  readonly allowed: boolean;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

interface Window {
  /** By this process' clock. */
  readonly endsAt: number;
  /** As Redis said last, over all replicas. */
  used: number;
  /** Admitted here since. */
  untold: number;
}

/** `perMinute` at least 1. `take` rejects when Redis does not answer. */
export function createRateLimiter(
  connection: Redis,
  keys: Keys,
  perMinute: number,
): { readonly take: (keyId: string) => Promise<CountedRequest> } {
  const limiter = new RateLimiterRedis({
    storeClient: connection,
    keyPrefix: keys.bulk('rate'),
    points: perMinute,
    duration: windowSeconds,
    // A dead connection is an answer at once, not a queue of requests.
    rejectIfRedisNotReady: true,
  });
  const windows = new Map<string, Window>();

  const count = async (keyId: string, requests: number): Promise<Window> => {
    const { consumedPoints, msBeforeNext } = await limiter
      .consume(keyId, requests)
      .catch((refusal: unknown) => {
        if (refusal instanceof RateLimiterRes) return refusal;
        throw refusal;
      });
    return { endsAt: Date.now() + msBeforeNext, used: consumedPoints, untold: 0 };
  };

  const tell = async (keyId: string, told: Window): Promise<void> => {
    const requests = told.untold;
    told.untold = 0;
    told.used += requests;
    try {
      const now = await count(keyId, requests);
      // Requests that came meanwhile are in neither number yet.
      if (windows.get(keyId) === told) windows.set(keyId, { ...now, untold: told.untold });
      if (told.untold > 0) tellSoon(keyId);
    } catch {
      // The next request asks again, and is told that nobody counts.
      windows.delete(keyId);
    }
  };
  const tellSoon = (keyId: string): void => {
    setTimeout(() => {
      const window = windows.get(keyId);
      if (window !== undefined && window.untold > 0) void tell(keyId, window);
    }, tellEveryMs).unref();
  };

  const answer = ({ used, untold, endsAt }: Window, allowed: boolean): CountedRequest => ({
    allowed,
    limit: perMinute,
    windowSeconds,
    remaining: Math.max(0, perMinute - used - untold),
    resetSeconds: Math.max(0, Math.ceil((endsAt - Date.now()) / 1000)),
  });

  return {
    async take(keyId) {
      const known = windows.get(keyId);
      if (known === undefined || known.endsAt <= Date.now()) {
        const window = await count(keyId, 1);
        windows.set(keyId, window);
        return answer(window, window.used <= perMinute);
      }
      if (known.used + known.untold >= perMinute) return answer(known, false);
      known.untold += 1;
      if (known.untold === 1) tellSoon(keyId);
      return answer(known, true);
    },
  };
}
