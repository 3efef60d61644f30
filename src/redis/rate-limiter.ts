/** Counts the requests of every key in Redis, over all replicas, in fixed windows of a minute. */
import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Keys } from './keys.ts';

const windowSeconds = 60;

export interface CountedRequest {
  readonly allowed: boolean;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  readonly resetSeconds: number;
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
  const told = (allowed: boolean, result: RateLimiterRes): CountedRequest => ({
    allowed,
    limit: perMinute,
    windowSeconds,
    remaining: Math.max(0, result.remainingPoints),
    resetSeconds: Math.ceil(result.msBeforeNext / 1000),
  });
  return {
    async take(keyId) {
      try {
        return told(true, await limiter.consume(keyId));
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return told(false, refusal);
        throw refusal;
      }
    },
  };
}
