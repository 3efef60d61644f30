/**
 * The Lua that the steps of the delivery store are made of. Below one root: `doc:<id>`, a hash of `j` JSON, `r` revision,
 * `w` webhook, `a` account, `s` status, `n` number of the attempt to come, `o` ordinal, `c` claimed until, `d` due entry,
 * `b` kept body, `z` the last one that was made of it again, `x0`, `x1`, … the exchanges of the last attempts; lists of ids by ordinal per webhook, per webhook and
 * status, and per account; `lane:<webhook>`, what is being sent by the time its claim ends; `parked:<webhook>`, what
 * could be sent and waits for its endpoint; `line:<webhook>:<account>`, for an ordered webhook (`o` in its hash is 1), what is
 * to be told one after the other.
 */
import { documentPrelude } from './document.ts';
import { duePrelude } from './due.ts';
import { endpointPrelude, type EndpointLimits } from './endpoint-lua.ts';

/** One that waits is looked at again after this time, should nobody have called it; where more than so many wait, later. */
const patienceMs = 60_000;
const waitingTogether = 1_000;

/** KEYS of every step begin with the root, the due set and the name of the webhooks' hashes. */
export function deliveryPrelude(limits: EndpointLimits): string {
  return `${duePrelude}${documentPrelude}
local root, due, webhooks = KEYS[1], KEYS[2], KEYS[3]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
${endpointPrelude(limits)}
local function document(id) return root .. ':doc:' .. id end
local function parked(webhook) return root .. ':parked:' .. webhook end
local function line(webhook, account) return root .. ':line:' .. webhook .. ':' .. account end
local function of_webhook(webhook) return root .. ':webhook:' .. webhook end
local function of_status(webhook, status) return root .. ':webhook:' .. webhook .. ':' .. status end
local function of_account(account) return root .. ':account:' .. account end

local function is_ordered(webhook) return redis.call('HGET', endpoint(webhook), 'o') == '1' end

-- \`first\`: the delivery that is made once more, or ''.
local function add(id, json, webhook, account, at, first)
  local key = document(id)
  if redis.call('EXISTS', key) == 1 then return 0 end
  local ordinal = redis.call('INCR', root .. ':ordinal')
  redis.call('HSET', key, 'j', json, 'r', 1, 'w', webhook, 'a', account, 's', 'pending', 'n', 1, 'o', ordinal)
  redis.call('ZADD', of_webhook(webhook), ordinal, id)
  redis.call('ZADD', of_status(webhook, 'pending'), ordinal, id)
  if account ~= '' then redis.call('ZADD', of_account(account), ordinal, id) end
  if is_ordered(webhook) then redis.call('ZADD', line(webhook, account), ordinal, id) end
  if first ~= '' and redis.call('EXISTS', document(first)) == 1 then redis.call('HSET', document(first), 'z', id) end
  set_due(due, key, 'd', at, id .. '.1')
  return 1
end

-- Waits among the others of a row until it is called, or at last by itself.
local function wait_in(row, id, attempt)
  local patience = ${patienceMs} * math.max(1, redis.call('ZCARD', row) / ${waitingTogether})
  set_due(due, document(id), 'd', millis(now + patience), id .. '.' .. attempt)
end

-- The first of a line. One that has ended where nobody knew of lines holds up nobody.
local function first_of(row)
  while true do
    local first = redis.call('ZRANGE', row, 0, 0)[1]
    if not first or redis.call('HGET', document(first), 's') == 'pending' then return first end
    redis.call('ZREM', row, first)
  end
end

-- When the first of those that wait for a pause looks again: it may have been ended.
local function look_again(pause) return millis(math.min(pause, now + ${patienceMs})) end

-- True when another one of its account is to be told before it.
local function is_behind(id, webhook, account)
  if not is_ordered(webhook) then return false end
  local first = first_of(line(webhook, account))
  return first and first ~= id and redis.call('ZSCORE', line(webhook, account), id)
end

-- The next of its line is called.
local function leave_line(id, webhook, account)
  if redis.call('ZREM', line(webhook, account), id) == 0 then return end
  local following = first_of(line(webhook, account))
  if not following then return end
  local fields = redis.call('HMGET', document(following), 'n', 'o')
  if fields[1] ~= '1' then return end
  redis.call('ZADD', parked(webhook), fields[2], following)
  set_due(due, document(following), 'd', millis(now), following .. '.1')
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
  redis.call('DEL', key)
  leave_line(id, fields[1], fields[2])
  return 1
end

-- Finished deliveries expire; the lists forget them from the old end, a few at a time.
local function prune(list)
  for _, id in ipairs(redis.call('ZRANGE', list, 0, 2)) do
    if redis.call('EXISTS', document(id)) == 0 then redis.call('ZREM', list, id) end
  end
end

local function take(id, webhook, attempt, for_ms)
  local ends = millis(now + for_ms)
  redis.call('HSET', document(id), 'c', ends)
  redis.call('ZADD', lane(webhook), ends, id)
  redis.call('ZREM', parked(webhook), id)
  set_due(due, document(id), 'd', ends, id .. '.' .. attempt)
end

-- The next one parked that may be sent, taken, or nil.
local function take_parked(webhook, for_ms)
  if paused_until(webhook) or free_lanes(webhook) < 1 then return nil end
  while true do
    local id = redis.call('ZRANGE', parked(webhook), 0, 0)[1]
    if not id then return nil end
    local fields = redis.call('HMGET', document(id), 's', 'c', 'n', 'j', 'a')
    local is_free = fields[1] == 'pending' and tonumber(fields[2] or '0') <= now
    if is_free and not is_behind(id, webhook, fields[5]) then
      take(id, webhook, fields[3], for_ms)
      return fields[4]
    end
    redis.call('ZREM', parked(webhook), id)
  end
end

-- Those for whom there are lanes, now or, the first of them, when the pause ends: id, attempt, time of each.
local function called(webhook)
  local pause = paused_until(webhook)
  local count = pause and 1 or free_lanes(webhook)
  local names = {}
  if count < 1 then return names end
  for _, id in ipairs(redis.call('ZRANGE', parked(webhook), 0, count - 1)) do
    local attempt = redis.call('HGET', document(id), 'n')
    if attempt then
      local at = pause and look_again(pause) or millis(now)
      if pause then set_due(due, document(id), 'd', at, id .. '.' .. attempt) end
      table.insert(names, id)
      table.insert(names, attempt)
      table.insert(names, at)
    end
  end
  return names
end
`;
}
