/**
 * What one endpoint is given at a time, over all replicas: a few lanes, so many requests a second, and a pause while it does
 * nothing but fail. Its state lies in its webhook's hash (`webhook-store.ts`): `m` requests a second or empty, `t` when the
 * next one may go, `n` failures in a row, `p` length of its last pause, `u` its end, `f` since when it only fails. All in
 * milliseconds by Redis' clock, so that the replicas' clocks need not agree.
 */

export interface EndpointLimits {
  /** Requests under way at the same time. */
  readonly lanes: number;
  /** So many failures in a row pause it. */
  readonly failures: number;
  /** The first pause, each later one twice as long, and the longest. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
}

export const endpointLimits: EndpointLimits = {
  lanes: 4,
  failures: 10,
  pauseMs: 30_000,
  longestPauseMs: 30 * 60_000,
};

/** Prelude: goes with `root`, `webhooks` (the name of their hashes without id) and `now`. */
export function endpointPrelude({ lanes, failures, pauseMs, longestPauseMs }: EndpointLimits): string {
  return `
local function millis(number) return string.format('%.0f', number) end
local function endpoint(webhook) return webhooks .. ':' .. webhook end
local function lane(webhook) return root .. ':lane:' .. webhook end

local function paused_until(webhook)
  local ends = tonumber(redis.call('HGET', endpoint(webhook), 'u') or '0')
  return ends > now and ends or nil
end

-- After a pause one request goes ahead of the others.
local function free_lanes(webhook)
  redis.call('ZREMRANGEBYSCORE', lane(webhook), '-inf', millis(now))
  local limit = redis.call('HEXISTS', endpoint(webhook), 'p') == 1 and 1 or ${lanes}
  return limit - redis.call('ZCARD', lane(webhook))
end

-- Takes the next place in time, and answers how long it is till then.
local function reserve(webhook)
  local most = tonumber(redis.call('HGET', endpoint(webhook), 'm') or '')
  if not most then return 0 end
  local place = math.max(now, tonumber(redis.call('HGET', endpoint(webhook), 't') or '0'))
  redis.call('HSET', endpoint(webhook), 't', millis(place + math.ceil(1000 / most)))
  return place - now
end

local function praise(webhook)
  redis.call('HDEL', endpoint(webhook), 'f', 'n', 'p', 'u')
end

local function blame(webhook)
  local key = endpoint(webhook)
  if redis.call('EXISTS', key) == 0 then return end
  redis.call('HSETNX', key, 'f', millis(now))
  -- Those that were under way when the pause began say nothing new.
  if redis.call('HINCRBY', key, 'n', 1) < ${failures} or paused_until(webhook) then return end
  local last = tonumber(redis.call('HGET', key, 'p') or '0')
  local pause = last == 0 and ${pauseMs} or math.min(2 * last, ${longestPauseMs})
  redis.call('HSET', key, 'p', millis(pause), 'u', millis(now + pause))
end
`;
}
