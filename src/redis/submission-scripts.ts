/**
 * The atomic steps of the submission store. A document is a hash: `r` revision, `j` JSON, `s` status, `n`
 * ordinal in the lists, `d` and `c` its due entries for sending and for the copy in Sent.
 *
 * The lists of an account hang on one name: `<base>` all, `<base>:status:<status>`, `<base>:tag:<tag>`,
 * `<base>:job:<job>`. So do the ways to
 * one submission: `<base>:message:<Message-ID>` and the same with a return token, and `<base>:draft:<id>` to the one that holds
 * the draft.
 */
import type { Redis } from 'ioredis';
import { acceptancePrelude, type Acceptance } from './acceptance.ts';
import { documentPrelude } from './document.ts';
import { duePrelude } from './due.ts';
import { journalPrelude } from './journal-lua.ts';
import { defineScript, type Script } from './script.ts';

interface SubmissionScripts {
  /** `there`: one of this id was accepted before. `holder`: the submission that holds the draft. */
  readonly accept: Script<Acceptance | 'there' | readonly ['draft-held', holder: string]>;
  readonly save: Script<0 | 1 | readonly ['draft-held', holder: string]>;
  /** The documents taken away, as JSON, behind how many ids went with them. */
  readonly erase: Script<readonly [number, ...string[]]>;
}

const preludes = [documentPrelude, duePrelude, journalPrelude].join('');

/**
 * `write(at)` stores revision, JSON, status, due entries and the ways from Message-ID, draft and return token, as they begin at ARGV[at];
 * the ordinal is the list's score. `draft_held(base, id, at)` answers when another submission holds the draft.
 */
const writePrelude = `
local function draft_held(base, id, at)
  if ARGV[at + 9] == '' then return nil end
  local holder = redis.call('GET', base .. ':draft:' .. ARGV[at + 9])
  if holder and holder ~= id then return { 'draft-held', holder } end
  return nil
end
local function write(base, id, ordinal, at)
  local status = ARGV[at + 2]
  local before = redis.call('HGET', KEYS[1], 's')
  redis.call('HSET', KEYS[1], 'r', ARGV[at], 'j', ARGV[at + 1], 's', status, 'n', ordinal)
  if before ~= status then
    if before then redis.call('ZREM', base .. ':status:' .. before, id) end
    redis.call('ZADD', base .. ':status:' .. status, ordinal, id)
  end
  set_due(KEYS[2], KEYS[1], 'd', ARGV[at + 3], ARGV[at + 4])
  set_due(KEYS[3], KEYS[1], 'c', ARGV[at + 5], ARGV[at + 6])
  local name = base .. ':message:' .. ARGV[at + 8]
  redis.call('SET', name, id)
  local kept = { KEYS[1], name }
  if ARGV[at + 9] ~= '' and not draft_held(base, id, at) then
    local draft = base .. ':draft:' .. ARGV[at + 9]
    if ARGV[at + 10] == '' then
      redis.call('DEL', draft)
    else
      redis.call('SET', draft, id)
      kept[3] = draft
    end
  end
  if ARGV[at + 11] ~= '' then
    local token = base .. ':message:' .. ARGV[at + 11]
    redis.call('SET', token, id)
    kept[#kept + 1] = token
  end
  for _, key in ipairs(kept) do
    if ARGV[at + 7] == '' then redis.call('PERSIST', key) else redis.call('PEXPIRE', key, ARGV[at + 7]) end
  end
end
`;

export function submissionScripts(redis: Redis): SubmissionScripts {
  return {
    /**
     * KEYS: document, due, copies due, lists' base, account, idempotency record (or the document again).
     * ARGV: id, owner or '', fingerprint, answer, twelve of `write`, number of further lists, their names, incarnation.
     */
    accept: defineScript(
      redis,
      `${preludes}${writePrelude}${acceptancePrelude}
if redis.call('EXISTS', KEYS[1]) == 1 then return 'there' end
local refused = refusal(KEYS[5], ARGV[#ARGV], KEYS[6], ARGV[2]) or draft_held(KEYS[4], ARGV[1], 5)
if refused then return refused end
keep_accepted(KEYS[6], ARGV[2], ARGV[3], ARGV[4])
local ordinal = redis.call('INCR', KEYS[4] .. ':ordinal')
write(KEYS[4], ARGV[1], ordinal, 5)
redis.call('ZADD', KEYS[4], ordinal, ARGV[1])
for n = 1, tonumber(ARGV[17]) do redis.call('ZADD', KEYS[4] .. ':' .. ARGV[17 + n], ordinal, ARGV[1]) end
return 'accepted'
`,
    ),

    /**
     * KEYS: document, due, copies due, lists' base, journal. ARGV: id, twelve of `write`, events. Who sends again what had
     * ended needs the draft again; what servers have said is written in any case.
     */
    save: defineScript(
      redis,
      `${preludes}${writePrelude}
if revision_of(KEYS[1]) ~= tonumber(ARGV[2]) - 1 then return 0 end
local held = ARGV[4] == 'queued' and draft_held(KEYS[4], ARGV[1], 2)
if held then return held end
write(KEYS[4], ARGV[1], redis.call('HGET', KEYS[1], 'n'), 2)
append(KEYS[5], 14)
return 1
`,
    ),

    /**
     * KEYS: lists' base, due, copies due. ARGV: name of the documents without id, how many at most. Takes the
     * oldest submissions away, and when none was left the count of all as well.
     */
    erase: defineScript(
      redis,
      `
local ids = redis.call('ZRANGE', KEYS[1], 0, tonumber(ARGV[2]) - 1)
local reply = { #ids }
for _, id in ipairs(ids) do
  local document = ARGV[1] .. id
  local record = redis.call('HMGET', document, 'd', 'c', 's', 'j')
  if record[1] then redis.call('ZREM', KEYS[2], record[1]) end
  if record[2] then redis.call('ZREM', KEYS[3], record[2]) end
  if record[3] then redis.call('ZREM', KEYS[1] .. ':status:' .. record[3], id) end
  if record[4] then
    reply[#reply + 1] = record[4]
    local submission = cjson.decode(record[4])
    redis.call('DEL', KEYS[1] .. ':message:' .. submission['messageId'])
    if submission['returnToken'] then redis.call('DEL', KEYS[1] .. ':message:' .. submission['returnToken']) end
    if type(submission['draft']) == 'string' then redis.call('DEL', KEYS[1] .. ':draft:' .. submission['draft']) end
    if submission['jobId'] then redis.call('ZREM', KEYS[1] .. ':job:' .. submission['jobId'], id) end
    for _, tag in ipairs(submission['tags']) do redis.call('ZREM', KEYS[1] .. ':tag:' .. tag, id) end
  end
  redis.call('DEL', document)
  redis.call('ZREM', KEYS[1], id)
end
if #ids == 0 then redis.call('DEL', KEYS[1] .. ':ordinal') end
return reply
`,
    ),
  };
}
