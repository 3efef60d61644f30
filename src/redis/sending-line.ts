/**
 * An account's rate and who waits for it. The times of what went last stand in a list, newest first, as many as the
 * limits look back: in any window of a minute fewer than N went when the Nth of them is older. From the same list follows
 * when the turn of each comes who waits, so that each is woken once. Nothing of it is a promise but the rate: who is lost
 * here comes again by its own time.
 */
import type { Redis } from 'ioredis';
import type { SendingLine } from '../use-cases/ports/sending.ts';
import { stored } from './connection.ts';
import type { Keys } from './keys.ts';
import { defineScript } from './script.ts';

export interface RedisSendingLine extends SendingLine {
  erase(accountId: string): Promise<void>;
}

/** So much later than it was told may one come and still have its place. */
const patienceMs = 30_000;

/** Who is held says so anew before this is over. */
const heldMs = 600_000;

/** How many are released with one step. */
const releasedAtOnce = 200;

export interface RateWindows {
  readonly minuteMs: number;
  readonly dayMs: number;
}

const calendar: RateWindows = { minuteMs: 60_000, dayMs: 24 * 3_600_000 };

/**
 * KEYS: times, line by rank, line by the time that was told. ARGV: id, rank, per minute, per day (0 is no limit), milliseconds of
 * both. The clock is that of Redis, one for all replicas.
 */
const takeLua = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now - ${patienceMs}, 'LIMIT', 0, 100)) do
  redis.call('ZREM', KEYS[2], id)
  redis.call('ZREM', KEYS[3], id)
end
redis.call('ZADD', KEYS[2], 'NX', ARGV[2], ARGV[1])
local place = redis.call('ZRANK', KEYS[2], ARGV[1])
local function turn(limit, window)
  if limit == 0 then return now end
  local before = redis.call('LINDEX', KEYS[1], limit - 1 - place % limit)
  return math.max(tonumber(before or '0'), now - window) + window * (1 + math.floor(place / limit))
end
local minutely, daily = tonumber(ARGV[3]), tonumber(ARGV[4])
local minuteMs, dayMs = tonumber(ARGV[5]), tonumber(ARGV[6])
local at = math.max(turn(minutely, minuteMs), turn(daily, dayMs))
if at > now then
  redis.call('ZADD', KEYS[3], at, ARGV[1])
  for _, key in ipairs({ KEYS[2], KEYS[3] }) do
    if redis.call('PTTL', key) < at - now + ${patienceMs} then redis.call('PEXPIRE', key, at - now + ${2 * patienceMs}) end
  end
  return at - now
end
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('LPUSH', KEYS[1], now)
redis.call('LTRIM', KEYS[1], 0, math.max(minutely, daily) - 1)
redis.call('PEXPIRE', KEYS[1], daily > 0 and dayMs or minuteMs)
return 0
`;

/** KEYS: those who are to go, line by rank, those who are held, line by the time that was told. */
const gatherLua = `
redis.call('ZUNIONSTORE', KEYS[1], 3, KEYS[1], KEYS[2], KEYS[3], 'AGGREGATE', 'MIN')
redis.call('PEXPIRE', KEYS[1], ${heldMs})
return redis.call('DEL', KEYS[2], KEYS[3], KEYS[4])
`;

export function createSendingLine(
  redis: Redis,
  keys: Keys,
  { minuteMs, dayMs }: RateWindows = calendar,
): RedisSendingLine {
  const taking = defineScript<number>(redis, takeLua);
  const gathering = defineScript<number>(redis, gatherLua);
  const times = (accountId: string): string => keys.of('sent-times', accountId);
  const line = (accountId: string): string => keys.of('sending-line', accountId);
  const told = (accountId: string): string => keys.of('sending-told', accountId);
  const held = (accountId: string): string => keys.of('sending-held', accountId);
  const leaving = (accountId: string): string => keys.of('sending-leaving', accountId);

  return {
    take: ({ id: account, limits }, { id, rank }) =>
      taking.run(
        [times(account), line(account), told(account)],
        [id, rank, limits.sendPerMinute ?? 0, limits.sendPerDay ?? 0, minuteMs, dayMs],
      ),
    async hold(accountId, id) {
      const key = held(accountId);
      await stored(() => redis.multi().zadd(key, Date.now(), id).pexpire(key, heldMs).exec());
    },
    async leave(accountId, id) {
      await stored(() => redis.multi().zrem(line(accountId), id).zrem(told(accountId), id).exec());
    },
    async gather(accountId) {
      await gathering.run([leaving(accountId), line(accountId), held(accountId), told(accountId)], []);
    },
    async release(accountId) {
      const popped = await stored(() => redis.zpopmin(leaving(accountId), releasedAtOnce));
      return popped.filter((_, index) => index % 2 === 0);
    },
    async erase(accountId) {
      await stored(() => redis.del([times, line, told, held, leaving].map((key) => key(accountId))));
    },
  };
}
