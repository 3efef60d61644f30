/**
 * How far each mailbox has been told: one hash per account, two fields per mailbox (`position-text.ts` and its number). A
 * position moves only in one step with its events, by the holder of the account's lease, while the account is there.
 */
import type { Redis } from 'ioredis';
import type { Account } from '../domain/account.ts';
import type { CommitResult, SyncStore } from '../use-cases/ports/news.ts';
import { accountKey } from './account-scripts.ts';
import { stored } from './connection.ts';
import { journalArguments, journalKey, journalPrelude } from './journal-lua.ts';
import type { Keys } from './keys.ts';
import { leaseKey, leasePrelude } from './leases.ts';
import { readPosition, writePosition } from './position-text.ts';
import { defineScript } from './script.ts';

/** All positions of one life of an account; nothing else has to be removed with it. */
export function syncKey(keys: Keys, account: Pick<Account, 'id' | 'incarnation'>): string {
  return keys.of('sync', account.id, account.incarnation);
}

const commitLua = `${leasePrelude}${journalPrelude}
if not holds(KEYS[2], ARGV[1]) then return 'fenced' end
if redis.call('HGET', KEYS[4], 'i') ~= ARGV[6] then return 'fenced' end
if (redis.call('HGET', KEYS[1], 'n:' .. ARGV[2]) or '') ~= ARGV[3] then return 'conflict' end
redis.call('HSET', KEYS[1], 'n:' .. ARGV[2], ARGV[4], 'j:' .. ARGV[2], ARGV[5])
for _, id in ipairs(cjson.decode(ARGV[7])) do redis.call('HDEL', KEYS[1], 'n:' .. id, 'j:' .. id) end
append(KEYS[3], 8)
return 'committed'
`;

export function createSyncStore(redis: Redis, keys: Keys): SyncStore {
  const commit = defineScript<CommitResult>(redis, commitLua);
  return {
    async position(account, mailboxId) {
      const json = await stored(() => redis.hget(syncKey(keys, account), `j:${mailboxId}`));
      return readPosition(json);
    },
    commit: (lease, account, mailboxId, expected, next, events, gone = []) =>
      commit.run(
        [syncKey(keys, account), leaseKey(keys, lease.name), journalKey(keys), accountKey(keys, account.id)],
        [
          lease.token,
          mailboxId,
          expected?.number ?? '',
          next.number,
          writePosition(next),
          account.incarnation,
          JSON.stringify(gone),
          ...journalArguments(events),
        ],
      ),
  };
}
