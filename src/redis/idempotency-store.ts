/**
 * Keys of requests that may be repeated: claimed by one request as long as it runs, answered for a day.
 * A record is a hash of `f` fingerprint, `o` owner of the claim, `a` the answer as JSON once there is one.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Claim, IdempotencyStore, StoredAnswer } from '../use-cases/ports/idempotency.ts';
import type { Keys } from './keys.ts';
import { defineScript } from './script.ts';

/** Of a request whose process died; one that runs extends its claim. */
const claimMs = 15_000;
const answerMs = 24 * 3_600_000;

/** In the slot of promises, so that a submission and its answer are written in one script. */
export function idempotencyKey(keys: Keys, scope: string): string {
  return keys.of('idempotency', createHash('sha256').update(scope).digest('base64url'));
}

/**
 * Prelude: `may_answer(key, owner)` is false when the claim has run out and another request has taken it;
 * `keep_answer(key, owner, fingerprint, answer)` stores the answer for its day.
 */
export const idempotencyPrelude = `
local function may_answer(key, owner)
  local present = redis.call('HGET', key, 'o')
  return not present or present == owner
end
local function keep_answer(key, owner, fingerprint, answer)
  redis.call('HSET', key, 'f', fingerprint, 'o', owner, 'a', answer)
  redis.call('PEXPIRE', key, ${answerMs})
end
`;

const claimSource = `
local record = redis.call('HMGET', KEYS[1], 'f', 'a')
if not record[1] then
  redis.call('HSET', KEYS[1], 'f', ARGV[1], 'o', ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ${claimMs})
  return {'claimed'}
end
if record[1] ~= ARGV[1] then return {'mismatch'} end
if record[2] then return {'replay', record[2]} end
return {'in-flight', redis.call('PTTL', KEYS[1])}
`;

const extendSource = `
local record = redis.call('HMGET', KEYS[1], 'o', 'a')
if record[1] == ARGV[1] and not record[2] then redis.call('PEXPIRE', KEYS[1], ${claimMs}) end
`;

const finishSource = `${idempotencyPrelude}
if may_answer(KEYS[1], ARGV[1]) then keep_answer(KEYS[1], ARGV[1], ARGV[2], ARGV[3]) end
`;

const abandonSource = `
local record = redis.call('HMGET', KEYS[1], 'o', 'a')
if record[1] == ARGV[1] and not record[2] then redis.call('DEL', KEYS[1]) end
`;

export function createIdempotencyStore(redis: Redis, keys: Keys): IdempotencyStore {
  const claiming = defineScript<readonly [kind: string, answerOrLeftMs?: string | number]>(
    redis,
    claimSource,
  );
  const extending = defineScript<null>(redis, extendSource);
  const finishing = defineScript<null>(redis, finishSource);
  const abandoning = defineScript<null>(redis, abandonSource);
  const keyOf = ({ scope }: Claim): string => idempotencyKey(keys, scope);
  return {
    async claim(scope, fingerprint) {
      const owner = randomUUID();
      const [kind, detail] = await claiming.run([idempotencyKey(keys, scope)], [fingerprint, owner]);
      switch (kind) {
        case 'claimed':
          return { kind, claim: { scope, fingerprint, owner } };
        case 'replay':
          // Written by keep_answer, from a StoredAnswer.
          return { kind, answer: JSON.parse(String(detail ?? null)) as StoredAnswer };
        case 'mismatch':
          return { kind };
        default:
          return { kind: 'in-flight', leftMs: Math.max(0, Number(detail)) };
      }
    },
    async extend(claim) {
      await extending.run([keyOf(claim)], [claim.owner]);
    },
    async finish(claim, answer) {
      await finishing.run([keyOf(claim)], [claim.owner, claim.fingerprint, JSON.stringify(answer)]);
    },
    async abandon(claim) {
      await abandoning.run([keyOf(claim)], [claim.owner]);
    },
  };
}
