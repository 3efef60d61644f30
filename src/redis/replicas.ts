/** Which processes serve a role: a sorted set of their ids by the time until which each is taken for alive. */
import type { Redis } from 'ioredis';
import type { Replicas } from '../use-cases/ports/news.ts';
import { stored } from './connection.ts';
import type { Keys } from './keys.ts';
import { defineScript } from './script.ts';

const beatLua = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2]), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
return redis.call('ZCARD', KEYS[1])
`;

/**
 * A replica that has not said for `ttlMs` that it is there is taken for dead: before its leases run out, so that the
 * others have room for them.
 */
export function createReplicas(redis: Redis, keys: Keys, ttlMs = 5_000): Replicas {
  const beatScript = defineScript<number>(redis, beatLua);
  const keyOf = (role: string): string => keys.of('replicas', role);
  return {
    beat: (role, replica) => beatScript.run([keyOf(role)], [replica, ttlMs]),
    leave: async (role, replica) => {
      await stored(() => redis.zrem(keyOf(role), replica));
    },
  };
}
