/** The atomic steps of the job store. The list of an account is sorted by the time at which a job is gone by itself. */
import type { Redis } from 'ioredis';
import { acceptancePrelude, type Acceptance } from './acceptance.ts';
import { documentPrelude } from './document.ts';
import { duePrelude } from './due.ts';
import { defineScript, type Script } from './script.ts';

interface JobScripts {
  readonly accept: Script<Acceptance>;
  readonly save: Script<0 | 1>;
  /** How many went. */
  readonly erase: Script<number>;
}

export function jobScripts(redis: Redis): JobScripts {
  return {
    /**
     * KEYS: document, due, the account's list, account, idempotency record (or the document again).
     * ARGV: id, JSON, plan, milliseconds, due member, incarnation, owner or '', fingerprint, answer.
     */
    accept: defineScript(
      redis,
      `${duePrelude}${acceptancePrelude}
local refused = refusal(KEYS[4], ARGV[6], KEYS[5], ARGV[7])
if refused then return refused end
keep_accepted(KEYS[5], ARGV[7], ARGV[8], ARGV[9])
redis.call('HSET', KEYS[1], 'r', 1, 'j', ARGV[2], 'p', ARGV[3])
set_due(KEYS[2], KEYS[1], 'd', ARGV[4], ARGV[5])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', ARGV[4])
redis.call('ZADD', KEYS[3], '+inf', ARGV[1])
return 'accepted'
`,
    ),

    /**
     * KEYS: document, due, chunks, the account's list. ARGV: id, revision, JSON, a chunk or '', until when it is kept
     * (milliseconds since the epoch), or '' while it goes on.
     */
    save: defineScript(
      redis,
      `${documentPrelude}${duePrelude}
if revision_of(KEYS[1]) ~= tonumber(ARGV[2]) - 1 then return 0 end
redis.call('HSET', KEYS[1], 'r', ARGV[2], 'j', ARGV[3])
if ARGV[4] ~= '' then redis.call('RPUSH', KEYS[3], ARGV[4]) end
if ARGV[5] ~= '' then
  set_due(KEYS[2], KEYS[1], 'd', '', '')
  redis.call('PEXPIREAT', KEYS[1], ARGV[5])
  redis.call('PEXPIREAT', KEYS[3], ARGV[5])
  redis.call('ZADD', KEYS[4], 'XX', ARGV[5], ARGV[1])
end
return 1
`,
    ),

    /** KEYS: the account's list, due. ARGV: name of the documents without id, how many at most. */
    erase: defineScript(
      redis,
      `
local ids = redis.call('ZRANGE', KEYS[1], 0, tonumber(ARGV[2]) - 1)
for _, id in ipairs(ids) do
  local document = ARGV[1] .. id
  local due = redis.call('HGET', document, 'd')
  if due then redis.call('ZREM', KEYS[2], due) end
  redis.call('DEL', document, document .. ':chunks')
  redis.call('ZREM', KEYS[1], id)
end
return #ids
`,
    ),
  };
}
