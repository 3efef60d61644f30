/** The atomic steps of the delivery store; what they are made of and what lies where stands in `delivery-lua.ts`. */
import type { Redis } from 'ioredis';
import type { DeliveryStatus } from '../domain/webhook.ts';
import { deliveryPrelude } from './delivery-lua.ts';
import type { EndpointLimits } from './endpoint-lua.ts';
import { leasePrelude } from './leases.ts';
import { defineScript, type Script } from './script.ts';

export interface DeliveryScripts {
  readonly fanOut: Script<0 | 1>;
  readonly claim: Script<readonly [kind: string, detail?: string, waitMs?: number]>;
  readonly finish: Script<
    readonly [
      saved: 0 | 1,
      failingSince: string | null,
      next: string | null,
      waitMs: number,
      called: readonly string[],
    ]
  >;
  readonly extend: Script<0 | 1>;
  readonly keepBody: Script<0 | 1>;
  readonly add: Script<0 | 1>;
  readonly standings: Script<readonly (DeliveryStatus | '')[]>;
  readonly remove: Script<0 | 1>;
  /** Answers how many are left. */
  readonly erase: Script<number>;
}

export function deliveryScripts(redis: Redis, limits: EndpointLimits): DeliveryScripts {
  const prelude = deliveryPrelude(limits);
  return {
    /** KEYS: …, lease, position. ARGV: token, expected, next, due time, then the deliveries: id, JSON, webhook, account, first of each. */
    fanOut: defineScript(
      redis,
      `${leasePrelude}${prelude}
if not holds(KEYS[4], ARGV[1]) then return 0 end
if (redis.call('GET', KEYS[5]) or '0-0') ~= ARGV[2] then return 0 end
for at = 5, #ARGV, 5 do add(ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[4], ARGV[at + 4]) end
redis.call('SET', KEYS[5], ARGV[3])
return 1
`,
    ),

    /** ARGV: id, attempt, milliseconds. */
    claim: defineScript(
      redis,
      `${prelude}
local id = ARGV[1]
local fields = redis.call('HMGET', document(id), 's', 'n', 'c', 'w', 'j', 'o', 'a')
if fields[1] ~= 'pending' or fields[2] ~= ARGV[2] then return { 'void' } end
if tonumber(fields[3] or '0') > now then return { 'held', fields[3] } end
local webhook = fields[4]
if is_behind(id, webhook, fields[7]) then
  wait_in(line(webhook, fields[7]), id, ARGV[2])
  return { 'parked' }
end
local pause = paused_until(webhook)
if pause or free_lanes(webhook) < 1 then
  redis.call('ZADD', parked(webhook), fields[6], id)
  wait_in(parked(webhook), id, ARGV[2])
  if not pause or redis.call('ZRANK', parked(webhook), id) ~= 0 then return { 'parked' } end
  local at = look_again(pause)
  set_due(due, document(id), 'd', at, id .. '.' .. ARGV[2])
  return { 'held', at }
end
take(id, webhook, ARGV[2], ARGV[3])
return { 'claimed', fields[5], reserve(webhook) }
`,
    ),

    /**
     * ARGV: id, webhook's id, revision, JSON, status, number of the next attempt, its time or '', outcome or '', milliseconds
     * for the next one parked or '', seconds that a finished one is kept, exchange or '', its field.
     */
    finish: defineScript(
      redis,
      `${prelude}
local id, webhook, status = ARGV[1], ARGV[2], ARGV[5]
local key = document(id)
local saved = 0
redis.call('ZREM', lane(webhook), id)
if redis.call('EXISTS', key) == 1 and revision_of(key) == tonumber(ARGV[3]) - 1 then
  saved = 1
  redis.call('HSET', key, 'r', ARGV[3], 'j', ARGV[4], 's', status, 'n', ARGV[6])
  redis.call('HDEL', key, 'c')
  if ARGV[11] ~= '' then redis.call('HSET', key, ARGV[12], ARGV[11]) end
  set_due(due, key, 'd', ARGV[7], id .. '.' .. ARGV[6])
  if status ~= 'pending' then
    local place = redis.call('HMGET', key, 'o', 'a')
    redis.call('ZREM', of_status(webhook, 'pending'), id)
    redis.call('ZADD', of_status(webhook, status), place[1], id)
    redis.call('EXPIRE', key, ARGV[10])
    redis.call('HDEL', key, 'b')
    leave_line(id, webhook, place[2])
    prune(of_webhook(webhook))
    prune(of_status(webhook, status))
    if place[2] ~= '' then prune(of_account(place[2])) end
  end
end
if ARGV[8] == 'ok' then praise(webhook) end
if ARGV[8] == 'failed' then blame(webhook) end
local next, wait = false, 0
if ARGV[9] ~= '' then next = take_parked(webhook, ARGV[9]) or false end
if next then wait = reserve(webhook) end
return { saved, redis.call('HGET', endpoint(webhook), 'f'), next, wait, called(webhook) }
`,
    ),

    /** ARGV: id, milliseconds. */
    extend: defineScript(
      redis,
      `${prelude}
local fields = redis.call('HMGET', document(ARGV[1]), 'c', 'w', 'n')
if tonumber(fields[1] or '0') <= now then return 0 end
take(ARGV[1], fields[2], fields[3], ARGV[2])
return 1
`,
    ),

    /** ARGV: id, body. */
    keepBody: defineScript(
      redis,
      `${prelude}
if redis.call('HGET', document(ARGV[1]), 's') ~= 'pending' then return 0 end
redis.call('HSET', document(ARGV[1]), 'b', ARGV[2])
return 1
`,
    ),

    /** ARGV: due time, id, JSON, webhook, account, first. */
    add: defineScript(redis, `${prelude}\nreturn add(ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[1], ARGV[6])`),

    /** ARGV: ids. Answers the status of each, or of the last one that was made of it again; '' for none. */
    standings: defineScript(
      redis,
      `${prelude}
local standings = {}
for n, id in ipairs(ARGV) do
  local fields = redis.call('HMGET', document(id), 's', 'z')
  local again = fields[2] and redis.call('HGET', document(fields[2]), 's')
  standings[n] = again or fields[1] or ''
end
return standings
`,
    ),

    /** ARGV: id. */
    remove: defineScript(redis, `${prelude}\nreturn drop(ARGV[1])`),

    /** KEYS: …, list. ARGV: how many at most. */
    erase: defineScript(
      redis,
      `${prelude}
for _, id in ipairs(redis.call('ZRANGE', KEYS[4], 0, ARGV[1] - 1)) do
  drop(id)
  redis.call('ZREM', KEYS[4], id)
end
return redis.call('ZCARD', KEYS[4])
`,
    ),
  };
}
