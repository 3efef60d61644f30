/**
 * How long the journal keeps its events: a time, and for the case that too many come, a number. What goes leaves
 * its mark in the same step, so that a cursor before it is known to have expired.
 */
import type { Redis } from 'ioredis';
import type { Log } from '../use-cases/ports/service.ts';
import { journalKey, trimmedKey } from './journal-lua.ts';
import type { Keys } from './keys.ts';
import { defineScript } from './script.ts';

export interface Retention {
  /** At least seven days. */
  readonly keepMs: number;
  /** Events beyond this number go, the oldest first, whatever their age. */
  readonly keepEvents: number;
}

const day = 24 * 60 * 60 * 1000;
const defaultRetention: Retention = { keepMs: 8 * day, keepEvents: 1_000_000 };

// One bounded step, so that Redis answers others in between; returns how many went.
const trimLua = `
local journal, mark = KEYS[1], KEYS[2]
local clock = redis.call('TIME')
local oldest = clock[1] * 1000 + math.floor(clock[2] / 1000) - ARGV[1]
local excess = redis.call('XLEN', journal) - ARGV[2]
local last, accounts, count = nil, {}, 0
for n, entry in ipairs(redis.call('XRANGE', journal, '-', '+', 'COUNT', ARGV[3])) do
  if n > excess and tonumber(string.match(entry[1], '^%d+')) >= oldest then break end
  last, count = entry[1], n
  local fields = entry[2]
  for f = 1, #fields, 2 do
    if fields[f] == 'a' and fields[f + 1] ~= '' then accounts[fields[f + 1]] = true end
  end
end
if count == 0 then return 0 end
local ms, sequence = string.match(last, '^(%d+)-(%d+)$')
local first_kept = ms .. '-' .. string.format('%.0f', sequence + 1)
redis.call('XTRIM', journal, 'MINID', '=', first_kept)
for account in pairs(accounts) do
  local index = journal .. ':account:' .. account
  redis.call('XTRIM', index, 'MINID', '=', first_kept)
  if redis.call('XLEN', index) == 0 then redis.call('DEL', index) end
end
redis.call('SET', mark, last)
return count
`;

const stepSize = 200;

export interface JournalRetention {
  /** Removes all that need not be kept any longer; answers how many events went. */
  trim(): Promise<number>;
  /** Trims every minute from now on; several processes may do so. Returns what ends it. */
  start(): () => void;
}

export function createJournalRetention(
  redis: Redis,
  keys: Keys,
  log: Log,
  retention: Retention = defaultRetention,
): JournalRetention {
  const script = defineScript<number>(redis, trimLua);
  const trim = async (): Promise<number> => {
    let removed = 0;
    for (;;) {
      const count = await script.run(
        [journalKey(keys), trimmedKey(keys)],
        [retention.keepMs, retention.keepEvents, stepSize],
      );
      removed += count;
      if (count < stepSize) return removed;
    }
  };
  return {
    trim,
    start() {
      const timer = setInterval(() => {
        trim().catch((error: unknown) => log.warn({ reason: String(error) }, 'the journal was not trimmed'));
      }, 60_000);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
