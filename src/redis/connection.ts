/**
 * The connection to Redis and the one place where its failures become `storage-unavailable`. Commands fail
 * fast instead of queueing up while Redis is away; reconnecting goes on by itself.
 */
import { Redis } from 'ioredis';
import { GatewayError } from '../domain/errors.ts';
import type { Log } from '../use-cases/ports/service.ts';

export interface RedisTarget {
  /** `redis://…`, `rediss://…`, or a unix socket's path. */
  readonly url: string;
}

const commandTimeoutMs = 2_000;

/** `blocking`: for BullMQ workers and XREAD BLOCK, which wait as long as it takes. */
export function connectRedis(target: RedisTarget, log: Log, use: 'commands' | 'blocking'): Redis {
  const options = {
    maxRetriesPerRequest: null,
    enableOfflineQueue: use === 'blocking',
    ...(use === 'commands' ? { commandTimeout: commandTimeoutMs } : {}),
    connectTimeout: 5_000,
    retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 6), 2_000),
    lazyConnect: true,
  };
  const redis = new GatheringRedis(target.url, options);
  let down = false;
  redis.on('error', (error: Error) => {
    // ioredis repeats the error at every retry: one line for each outage is enough.
    if (!down) log.warn({ reason: error.message }, 'redis is not reachable');
    down = true;
  });
  redis.on('ready', () => {
    if (down) log.info({}, 'redis is reachable again');
    down = false;
  });
  return redis;
}

/**
 * Commands given in one turn of the event loop leave in one write: under load most of a command's price is its system
 * call, on this side and in Redis, which syncs once for all that it has read. Duplicates write each by itself.
 */
class GatheringRedis extends Redis {
  private gathering = false;

  override sendCommand(...given: Parameters<Redis['sendCommand']>): unknown {
    this.gather();
    return super.sendCommand(...given);
  }

  private gather(): void {
    // Absent until the first connection is made, whatever the type says.
    const stream = this.stream as Redis['stream'] | undefined;
    if (this.gathering || stream === undefined) return;
    this.gathering = true;
    stream.cork();
    setImmediate(() => {
      this.gathering = false;
      stream.uncork();
    });
  }
}

/** Connects; a Redis that is still starting is waited for. Throws an Error with the remedy when it does not come in time. */
export async function untilReachable(redis: Redis, withinMs: number): Promise<void> {
  const ready = new Promise<void>((resolve) => redis.once('ready', resolve));
  // The first attempt may fail; ioredis goes on by itself.
  redis.connect().catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('Redis cannot be reached: check REDIS_URL, and that Redis runs.'));
    }, withinMs);
  });
  await Promise.race([ready, late]).finally(() => clearTimeout(timer));
}

/** Replies that say "later" and not "wrong" (failures.md §3); everything else is a mistake of ours. */
const transient =
  /^(LOADING|READONLY|OOM|MISCONF|BUSY|TRYAGAIN|CLUSTERDOWN|MASTERDOWN|NOREPLICAS|UNBLOCKED)\b/;
const connectionLost =
  /Connection is closed|Stream isn't writeable|Command timed out|Socket closed|Connection lost|max retries per request/i;

/** Runs Redis work; what fails because Redis is away or cannot write becomes `storage-unavailable`. */
export async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateRedisError(error);
  }
}

function translateRedisError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof GatewayError) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (
    transient.test(error.message) ||
    connectionLost.test(error.message) ||
    /^E(CONN|TIMEDOUT|PIPE|HOST|NOENT)/.test(code)
  ) {
    return new GatewayError(
      'storage-unavailable',
      'The storage cannot be reached just now. A change that was asked for may still come about; with an Idempotency-Key it is safe to ask again.',
      {
        cause: error,
        retryAfterSeconds: 1,
      },
    );
  }
  return error;
}
