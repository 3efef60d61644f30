/**
 * The atomic steps of the delivery store. Below one root: `doc:<id>`, a hash of `j` JSON, `r` revision, `w` webhook,
 * `a` account, `s` status, `n` number of the attempt to come, `o` ordinal, `c` claimed until, `d` due entry, `b` kept body,
 * `x0`, `x1`, … the exchanges of the last attempts; lists of ids by ordinal per webhook, per webhook and status, and per
 * account; `lane:<webhook>`, what is being sent by the time its claim ends; `parked:<webhook>`, what waits for a lane.
 *
 * Claims and lanes go by Redis' clock, so that the replicas' clocks need not agree.
 */
import type { Redis } from 'ioredis';
import { documentPrelude } from './document.ts';
import { duePrelude } from './due.ts';
import { leasePrelude } from './leases.ts';
import { defineScript, type Script } from './script.ts';

export interface DeliveryScripts {
  readonly fanOut: Script<0 | 1>;
  readonly claim: Script<readonly [kind: string, detail?: string]>;
  readonly finish: Script<
    readonly [
      saved: 0 | 1,
      failingSince: string | null,
      next: string | null,
      waiting: string | null,
      attempt: string | null,
    ]
  >;
  readonly extend: Script<0 | 1>;
  readonly keepBody: Script<0 | 1>;
  readonly add: Script<1>;
  readonly remove: Script<0 | 1>;
  /** Answers how many are left. */
  readonly erase: Script<number>;
}

/** KEYS of every step begin with the root and the due set. */
const prelude = `${duePrelude}${documentPrelude}
local root, due = KEYS[1], KEYS[2]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function millis(number) return string.format('%.0f', number) end
local function document(id) return root .. ':doc:' .. id end
local function lane(webhook) return root .. ':lane:' .. webhook end
local function parked(webhook) return root .. ':parked:' .. webhook end
local function of_webhook(webhook) return root .. ':webhook:' .. webhook end
local function of_status(webhook, status) return root .. ':webhook:' .. webhook .. ':' .. status end
local function of_account(account) return root .. ':account:' .. account end

local function add(id, json, webhook, account, at)
  local key = document(id)
  if redis.call('EXISTS', key) == 1 then return end
  local ordinal = redis.call('INCR', root .. ':ordinal')
  redis.call('HSET', key, 'j', json, 'r', 1, 'w', webhook, 'a', account, 's', 'pending', 'n', 1, 'o', ordinal)
  redis.call('ZADD', of_webhook(webhook), ordinal, id)
  redis.call('ZADD', of_status(webhook, 'pending'), ordinal, id)
  if account ~= '' then redis.call('ZADD', of_account(account), ordinal, id) end
  set_due(due, key, 'd', at, id .. '.1')
end

local function drop(id)
  local key = document(id)
  local fields = redis.call('HMGET', key, 'w', 'a', 's')
  if not fields[1] then return 0 end
  set_due(due, key, 'd', '')
  redis.call('ZREM', of_webhook(fields[1]), id)
  redis.call('ZREM', of_status(fields[1], fields[3]), id)
  redis.call('ZREM', parked(fields[1]), id)
  redis.call('ZREM', lane(fields[1]), id)
  if fields[2] ~= '' then redis.call('ZREM', of_account(fields[2]), id) end
  return redis.call('DEL', key)
end

-- Finished deliveries expire; the lists forget them from the old end, a few at a time.
local function prune(list)
  for _, id in ipairs(redis.call('ZRANGE', list, 0, 2)) do
    if redis.call('EXISTS', document(id)) == 0 then redis.call('ZREM', list, id) end
  end
end

local function has_lane(webhook, limit)
  redis.call('ZREMRANGEBYSCORE', lane(webhook), '-inf', millis(now))
  return redis.call('ZCARD', lane(webhook)) < tonumber(limit)
end

local function take(id, webhook, attempt, for_ms)
  local ends = millis(now + for_ms)
  redis.call('HSET', document(id), 'c', ends)
  redis.call('ZADD', lane(webhook), ends, id)
  set_due(due, document(id), 'd', ends, id .. '.' .. attempt)
end

-- The next one parked that may still be sent, taken, or nil.
local function take_parked(webhook, for_ms)
  while true do
    local popped = redis.call('ZPOPMIN', parked(webhook))
    local id = popped[1]
    if not id then return nil end
    local fields = redis.call('HMGET', document(id), 's', 'c', 'n', 'j')
    if fields[1] == 'pending' and tonumber(fields[2] or '0') <= now then
      take(id, webhook, fields[3], for_ms)
      return fields[4]
    end
  end
end
`;

export function deliveryScripts(redis: Redis): DeliveryScripts {
  return {
    /** KEYS: …, lease, position. ARGV: token, expected, next, due time, then id, JSON, webhook, account of each. */
    fanOut: defineScript(
      redis,
      `${leasePrelude}${prelude}
if not holds(KEYS[3], ARGV[1]) then return 0 end
if (redis.call('GET', KEYS[4]) or '0-0') ~= ARGV[2] then return 0 end
for at = 5, #ARGV, 4 do add(ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[4]) end
redis.call('SET', KEYS[4], ARGV[3])
return 1
`,
    ),

    /** ARGV: id, attempt, milliseconds, lanes, milliseconds that a parked one may wait for a lane before it is looked at again. */
    claim: defineScript(
      redis,
      `${prelude}
local id = ARGV[1]
local fields = redis.call('HMGET', document(id), 's', 'n', 'c', 'w', 'j', 'o')
if fields[1] ~= 'pending' or fields[2] ~= ARGV[2] then return { 'void' } end
if tonumber(fields[3] or '0') > now then return { 'held', fields[3] } end
local webhook = fields[4]
if not has_lane(webhook, ARGV[4]) then
  redis.call('ZADD', parked(webhook), fields[6], id)
  set_due(due, document(id), 'd', millis(now + ARGV[5]), id .. '.' .. ARGV[2])
  return { 'parked' }
end
redis.call('ZREM', parked(webhook), id)
take(id, webhook, ARGV[2], ARGV[3])
return { 'claimed', fields[5] }
`,
    ),

    /**
     * KEYS: …, webhook. ARGV: id, webhook's id, revision, JSON, status, number of the next attempt, its time or '', outcome or
     * '', milliseconds for the next one parked or '', lanes, seconds that a finished one is kept, exchange or '', its field.
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
  if ARGV[12] ~= '' then redis.call('HSET', key, ARGV[13], ARGV[12]) end
  set_due(due, key, 'd', ARGV[7], id .. '.' .. ARGV[6])
  if status ~= 'pending' then
    local place = redis.call('HMGET', key, 'o', 'a')
    redis.call('ZREM', of_status(webhook, 'pending'), id)
    redis.call('ZADD', of_status(webhook, status), place[1], id)
    redis.call('EXPIRE', key, ARGV[11])
    redis.call('HDEL', key, 'b')
    prune(of_webhook(webhook))
    prune(of_status(webhook, status))
    if place[2] ~= '' then prune(of_account(place[2])) end
  end
end
if redis.call('EXISTS', KEYS[3]) == 1 then
  if ARGV[8] == 'ok' then redis.call('HDEL', KEYS[3], 'f') end
  if ARGV[8] == 'failed' then redis.call('HSETNX', KEYS[3], 'f', millis(now)) end
end
local next = false
if ARGV[9] ~= '' and has_lane(webhook, ARGV[10]) then next = take_parked(webhook, ARGV[9]) or false end
local waiting, attempt = false, false
if ARGV[9] == '' then
  -- Each of the lanes that are being left names another one.
  local left = redis.call('ZCARD', lane(webhook))
  waiting = redis.call('ZRANGE', parked(webhook), left, left)[1] or false
  if waiting then attempt = redis.call('HGET', document(waiting), 'n') end
end
return { saved, redis.call('HGET', KEYS[3], 'f'), next, waiting, attempt }
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

    /** ARGV: due time, id, JSON, webhook, account. */
    add: defineScript(redis, `${prelude}\nadd(ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[1])\nreturn 1`),

    /** ARGV: id. */
    remove: defineScript(redis, `${prelude}\nreturn drop(ARGV[1])`),

    /** KEYS: …, list. ARGV: how many at most. */
    erase: defineScript(
      redis,
      `${prelude}
for _, id in ipairs(redis.call('ZRANGE', KEYS[3], 0, ARGV[1] - 1)) do
  drop(id)
  redis.call('ZREM', KEYS[3], id)
end
return redis.call('ZCARD', KEYS[3])
`,
    ),
  };
}
