/**
 * How long the journal keeps its events: a time, and for the case that too many come, a size. What goes leaves
 * its mark in the same step, so that a cursor before it is known to have expired.
 */
import type { Redis } from 'ioredis';
import type { Log } from '../use-cases/ports/service.ts';
import { stored } from './connection.ts';
import { journalKey, trimmedKey } from './journal-lua.ts';
import type { Keys } from './keys.ts';
import { defineScript } from './script.ts';

export interface Retention {
  readonly keepMs: number;
  /** Of Redis' memory, as it estimates it; beyond this events go whatever their age, the oldest first. */
  readonly keepOctets: number;
}

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
/** Nodes of the stream that Redis looks at to estimate its size. */
const samples = 50;

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
  retention: Retention,
): JournalRetention {
  const journal = journalKey(keys);
  const script = defineScript<number>(redis, trimLua);

  /** How many of its events fit. */
  const room = async (): Promise<number> => {
    const [count, octets] = await stored(() =>
      Promise.all([redis.xlen(journal), redis.memory('USAGE', journal, 'SAMPLES', samples)]),
    );
    if (octets === null || octets <= retention.keepOctets) return Number.MAX_SAFE_INTEGER;
    log.warn({ octets, events: count }, 'the journal is larger than it may be: its oldest events go early');
    return Math.floor((count * retention.keepOctets) / octets);
  };

  const trim = async (): Promise<number> => {
    const keepEvents = await room();
    let removed = 0;
    for (;;) {
      const count = await script.run([journal, trimmedKey(keys)], [retention.keepMs, keepEvents, stepSize]);
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
