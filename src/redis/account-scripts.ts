/**
 * The atomic steps of the account store. A document is a hash: `i` incarnation, `r` revision, `j` JSON, `s` status as
 * JSON, `n` the status' number, `f` how its servers file sent mail. Steps on an account name its incarnation, so that none can hit one made anew
 * under the same id.
 */
import type { Redis } from 'ioredis';
import { documentPrelude } from './document.ts';
import { erasePrelude, journalPrelude } from './journal-lua.ts';
import type { Keys } from './keys.ts';
import { leasePrelude } from './leases.ts';
import { defineScript, type Script } from './script.ts';

/** The account's document: who writes for an account checks its incarnation there, in the same step. */
export function accountKey(keys: Keys, id: string): string {
  return keys.of('account', id);
}

interface AccountScripts {
  readonly insert: Script<0 | 1>;
  readonly update: Script<0 | 1>;
  readonly eraseEvents: Script<0 | 1>;
  readonly remove: Script<'removed' | 'absent' | 'left'>;
  readonly saveStatus: Script<'saved' | 'changed' | 'fenced'>;
}

export function accountScripts(redis: Redis): AccountScripts {
  return {
    /** KEYS: document, secret, index. ARGV: id, incarnation, revision, JSON, sealed, status, channel, origin. */
    insert: defineScript(
      redis,
      `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'i', ARGV[2], 'r', ARGV[3], 'j', ARGV[4], 's', ARGV[6], 'n', 0)
redis.call('SET', KEYS[2], ARGV[5])
redis.call('ZADD', KEYS[3], redis.call('INCR', KEYS[3] .. ':ordinal'), ARGV[1])
redis.call('PUBLISH', ARGV[7], ARGV[8] .. ARGV[1])
return 1
`,
    ),

    /**
     * KEYS: document, secret, tokens. ARGV: id, incarnation, revision, JSON, sealed or '', channel, origin, and with what is
     * sealed the token sources that it has.
     */
    update: defineScript(
      redis,
      `${documentPrelude}
if redis.call('HGET', KEYS[1], 'i') ~= ARGV[2] then return 0 end
if revision_of(KEYS[1]) ~= tonumber(ARGV[3]) - 1 then return 0 end
redis.call('HSET', KEYS[1], 'r', ARGV[3], 'j', ARGV[4])
if ARGV[5] ~= '' then
  redis.call('SET', KEYS[2], ARGV[5])
  local used = {}
  for n = 8, #ARGV do used[ARGV[n]] = true end
  for _, source in ipairs(redis.call('HKEYS', KEYS[3])) do
    if not used[source] then redis.call('HDEL', KEYS[3], source) end
  end
end
redis.call('PUBLISH', ARGV[6], ARGV[7] .. ARGV[1])
return 1
`,
    ),

    /** KEYS: journal. ARGV: id. Answers 1 when no event of the account is left. */
    eraseEvents: defineScript(
      redis,
      `${erasePrelude}
if erase_events(KEYS[1], ARGV[1], 1000) then return 1 end
return 0
`,
    ),

    /**
     * KEYS: document, secret, index, journal, sync positions, tokens, and what must have been erased before. ARGV: id,
     * incarnation, channel, origin, events.
     */
    remove: defineScript(
      redis,
      `${erasePrelude}${journalPrelude}
if redis.call('HGET', KEYS[1], 'i') ~= ARGV[2] then return 'absent' end
for n = 7, #KEYS do
  if redis.call('EXISTS', KEYS[n]) == 1 then return 'left' end
end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[5], KEYS[6])
redis.call('ZREM', KEYS[3], ARGV[1])
erase_events(KEYS[4], ARGV[1], 10000)
append(KEYS[4], 5)
redis.call('PUBLISH', ARGV[3], ARGV[4] .. ARGV[1])
return 'removed'
`,
    ),

    /** KEYS: document, journal, and the lease it is written under. ARGV: incarnation, expected number, status, revision, token, events. */
    saveStatus: defineScript(
      redis,
      `${leasePrelude}${documentPrelude}${journalPrelude}
if redis.call('HGET', KEYS[1], 'i') ~= ARGV[1] then return 'fenced' end
if KEYS[3] then
  if not holds(KEYS[3], ARGV[5]) then return 'fenced' end
  if revision_of(KEYS[1]) ~= tonumber(ARGV[4]) then return 'fenced' end
end
if redis.call('HGET', KEYS[1], 'n') ~= ARGV[2] then return 'changed' end
redis.call('HSET', KEYS[1], 's', ARGV[3], 'n', tonumber(ARGV[2]) + 1)
append(KEYS[2], 6)
return 'saved'
`,
    ),
  };
}
