/** Suppressed addresses: of each account a hash of documents by address, and their order of creation. */
import type { Redis } from 'ioredis';
import { notFound } from '../domain/errors.ts';
import type { Suppression } from '../domain/suppression.ts';
import type { CursorSeal } from '../use-cases/ports/service.ts';
import type { SuppressionStore } from '../use-cases/ports/suppressions.ts';
import { accountKey } from './account-scripts.ts';
import { stored } from './connection.ts';
import { parseDocument } from './document.ts';
import type { Keys } from './keys.ts';
import { createPager } from './page.ts';
import { defineScript } from './script.ts';

export interface RedisSuppressionStore extends SuppressionStore {
  erase(accountId: string): Promise<void>;
  /** A key that is there as long as the account has suppressions. */
  listKey(accountId: string): string;
}

/** KEYS: list, account. ARGV: incarnation, then address and JSON of each. */
const addLua = `
if redis.call('HGET', KEYS[2], 'i') ~= ARGV[1] then return 0 end
for at = 2, #ARGV, 2 do
  if redis.call('HSETNX', KEYS[1] .. ':documents', ARGV[at], ARGV[at + 1]) == 1 then
    redis.call('ZADD', KEYS[1], redis.call('INCR', KEYS[1] .. ':ordinal'), ARGV[at])
  end
end
return 1
`;

/** KEYS: list. ARGV: address. */
const removeLua = `
redis.call('ZREM', KEYS[1], ARGV[1])
return redis.call('HDEL', KEYS[1] .. ':documents', ARGV[1])
`;

export function createSuppressionStore(redis: Redis, keys: Keys, cursors: CursorSeal): RedisSuppressionStore {
  const adding = defineScript<0 | 1>(redis, addLua);
  const removing = defineScript<0 | 1>(redis, removeLua);
  const pager = createPager(redis, cursors);
  const list = (accountId: string): string => keys.of('suppressions', accountId);

  const find: SuppressionStore['find'] = async (accountId, addresses) => {
    if (addresses.length === 0) return [];
    const found = await stored(() => redis.hmget(`${list(accountId)}:documents`, ...addresses));
    return found.map((json) => parseDocument<Suppression>(json));
  };

  return {
    listKey: list,
    find,
    async add({ id, incarnation }, suppressions) {
      if (suppressions.length === 0) return;
      const each = suppressions.flatMap((one) => [one.address, JSON.stringify(one)]);
      const done = await adding.run([list(id), accountKey(keys, id)], [incarnation, ...each]);
      if (done === 0) throw notFound('account');
    },
    isEmpty: async (accountId) => (await stored(() => redis.exists(list(accountId)))) === 0,
    list: (accountId, page) =>
      pager.page({ key: list(accountId), purpose: `suppressions ${accountId}` }, page, (addresses) =>
        find(accountId, addresses),
      ),
    async remove(accountId, address) {
      return (await removing.run([list(accountId)], [address])) === 1;
    },
    async erase(accountId) {
      const key = list(accountId);
      await stored(() => redis.del(key, `${key}:documents`, `${key}:ordinal`));
    },
  };
}
