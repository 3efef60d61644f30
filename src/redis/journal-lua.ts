/**
 * The Lua that appends to the journal, for every script whose state change tells an event in the same step.
 *
 * One stream `journal` holds all events in one order; `journal:account:<id>` is an index stream with the same
 * ids. Fields of an entry: `i` id, `y` type, `a` account id or empty, `t` milliseconds, `d` data as JSON,
 * `p` traceparent where it is known.
 */
import type { NewEvent } from '../domain/event.ts';
import type { Keys } from './keys.ts';

/**
 * Prelude: defines `append(journal, at, event_args)`, where `at` is the index in ARGV of a count n that
 * five values for each of n events follow (id, type, account id or '', data, traceparent or ''); it returns the index behind them.
 * The account's index stream and last timestamp are reached through the journal key's name, which is in the same slot.
 */
export const journalPrelude = `
local function append(journal, at)
  local count = tonumber(ARGV[at])
  local clock = redis.call('TIME')
  local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
  for n = 1, count do
    local base = at + (n - 1) * 5
    local id, type, account, data = ARGV[base + 1], ARGV[base + 2], ARGV[base + 3], ARGV[base + 4]
    local trace = ARGV[base + 5]
    local stamp = now
    if account ~= '' then
      local last = tonumber(redis.call('HGET', journal .. ':times', account) or '0')
      if stamp <= last then stamp = last + 1 end
      redis.call('HSET', journal .. ':times', account, string.format('%.0f', stamp))
    end
    local position = redis.call('XADD', journal, '*', 'i', id, 'y', type, 'a', account, 't', string.format('%.0f', stamp), 'd', data, unpack(trace ~= '' and { 'p', trace } or {}))
    if account ~= '' then redis.call('XADD', journal .. ':account:' .. account, position, 'y', type) end
  end
  return at + 1 + count * 5
end
`;

/** The arguments that `append` reads: count, then five for each event. */
export function journalArguments(events: readonly NewEvent[]): readonly (string | number)[] {
  return [
    events.length,
    ...events.flatMap(({ id, type, accountId, data, traceparent }) => [
      id,
      type,
      accountId ?? '',
      JSON.stringify(data),
      traceparent ?? '',
    ]),
  ];
}

export function journalKey(keys: Keys): string {
  return keys.of('journal');
}

/** Index stream of one account's events. */
export function accountIndexKey(keys: Keys, accountId: string): string {
  return `${journalKey(keys)}:account:${accountId}`;
}

/** The newest position that has been trimmed away; absent while everything is still there. */
export function trimmedKey(keys: Keys): string {
  return `${journalKey(keys)}:trimmed`;
}

/**
 * Prelude: `erase_events(journal, account, most)` removes up to `most` of the account's oldest events; true when
 * none is left. Who erases an account calls it in bounded steps first and once more in the step that removes the
 * account, so that Redis is never held up for long and nothing is left behind.
 */
export const erasePrelude = `
local function erase_events(journal, account, most)
  local index = journal .. ':account:' .. account
  local entries = redis.call('XRANGE', index, '-', '+', 'COUNT', most)
  for _, entry in ipairs(entries) do
    redis.call('XDEL', journal, entry[1])
    redis.call('XDEL', index, entry[1])
  end
  if redis.call('XLEN', index) > 0 then return false end
  redis.call('DEL', index)
  return true
end
`;
