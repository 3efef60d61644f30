/**
 * The quota of a key, counted elsewhere and told in the headers of the IETF draft (structured fields of
 * draft-ietf-httpapi-ratelimit-headers-10). When the counter cannot be reached requests pass: what they then
 * need of the storage fails by itself.
 */
import { GatewayError } from '../domain/errors.ts';
import type { Log } from '../use-cases/ports/service.ts';

export interface RateLimitState {
  readonly allowed: boolean;
  /** Requests per window. */
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the window ends. */
  readonly resetSeconds: number;
}

export interface RateLimiter {
  /** Counts one request. Rejects when it cannot count. */
  take(keyId: string): Promise<RateLimitState>;
}

/** Where the headers go. */
export interface HeaderSink {
  header(name: string, value: string): unknown;
}

export type RateLimitGate = (keyId: string, reply: HeaderSink) => Promise<void>;

/** `limiter` null: no limit. */
export function createRateLimitGate(limiter: RateLimiter | null, log: Log): RateLimitGate {
  if (limiter === null) return () => Promise.resolve();
  return async (keyId, reply) => {
    let state: RateLimitState;
    try {
      state = await limiter.take(keyId);
    } catch (error) {
      log.warn({ err: error }, 'requests cannot be counted, the rate limit is off meanwhile');
      return;
    }
    const { allowed, limit, windowSeconds, remaining, resetSeconds } = state;
    reply.header('ratelimit-policy', `"default";q=${limit};w=${windowSeconds}`);
    reply.header('ratelimit', `"default";r=${remaining};t=${resetSeconds}`);
    if (allowed) return;
    throw new GatewayError(
      'rate-limited',
      `The key has used its ${limit} requests of ${windowSeconds} seconds.`,
      {
        retryAfterSeconds: resetSeconds,
      },
    );
  };
}
