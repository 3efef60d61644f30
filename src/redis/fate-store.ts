/** The position in the journal and the arrivals that are due, by their own positions; an arrival is never kept twice. */
import type { Redis } from 'ioredis';
import type { FateStore } from '../use-cases/ports/fates.ts';
import { stored } from './connection.ts';
import type { Keys } from './keys.ts';
import { leaseKey, leasePrelude } from './leases.ts';
import { defineScript } from './script.ts';

const moveLua = `${leasePrelude}
if not holds(KEYS[3], ARGV[1]) then return 0 end
if (redis.call('GET', KEYS[1]) or '0-0') ~= ARGV[2] then return 0 end
for at = 5, #ARGV do redis.call('ZADD', KEYS[2], ARGV[4], ARGV[at]) end
redis.call('SET', KEYS[1], ARGV[3])
return 1
`;

export function createFateStore(redis: Redis, keys: Keys): FateStore {
  const position = keys.of('fates', 'position');
  const due = keys.of('fates', 'due');
  const move = defineScript<0 | 1>(redis, moveLua);
  return {
    position: async () => (await stored(() => redis.get(position))) ?? '0-0',
    async move(lease, expected, next, arrivals, nowMs) {
      const done = await move.run(
        [position, due, leaseKey(keys, lease.name)],
        [lease.token, expected, next, nowMs, ...arrivals],
      );
      return done === 1;
    },
    due: (nowMs, most) => stored(() => redis.zrangebyscore(due, '-inf', nowMs, 'LIMIT', 0, most)),
    async nextDue() {
      const [, score] = await stored(() => redis.zrange(due, 0, '0', 'WITHSCORES'));
      return score === undefined ? null : Number(score);
    },
    async done(arrival) {
      await stored(() => redis.zrem(due, arrival));
    },
    async later(arrival, atMs) {
      await stored(() => redis.zadd(due, 'XX', String(atMs), arrival));
    },
  };
}
