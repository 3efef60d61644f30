/** API keys: the document and the hash of its secret; the secret itself is never here. */
import type { Redis } from 'ioredis';
import type { ApiKey } from '../domain/principal.ts';
import { instant } from '../domain/time.ts';
import type { CursorSeal, KeyStore } from '../use-cases/ports/service.ts';
import { stored } from './connection.ts';
import type { Keys } from './keys.ts';
import { createPager } from './page.ts';
import { defineScript } from './script.ts';

interface FoundKey {
  readonly key: ApiKey;
  readonly secretHash: string;
}

/** A key is a hash: `j` JSON, `h` hash of the secret, `u` when it was last used (milliseconds). */
export function createKeyStore(redis: Redis, keys: Keys, cursors: CursorSeal): KeyStore {
  const index = keys.of('keys');
  const keyOf = (id: string): string => keys.of('key', id);
  const pager = createPager(redis, cursors);
  const insertion = defineScript<1>(
    redis,
    `
redis.call('HSET', KEYS[1], 'j', ARGV[2], 'h', ARGV[3])
redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[2] .. ':ordinal'), ARGV[1])
return 1
`,
  );
  const removal = defineScript<0 | 1>(
    redis,
    `
redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('DEL', KEYS[1])
`,
  );
  // A touch that comes late must not bring a removed key back.
  const touching = defineScript<0 | 1>(
    redis,
    `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'u', ARGV[1])
return 1
`,
  );

  const find = async (id: string): Promise<FoundKey | null> => {
    const [json, secretHash, used] = await stored(() => redis.hmget(keyOf(id), 'j', 'h', 'u'));
    if (json === null || json === undefined || secretHash === null || secretHash === undefined) return null;
    const key = JSON.parse(json) as ApiKey;
    const lastUsedAt = used === null || used === undefined ? null : instant(Number(used));
    return { key: { ...key, lastUsedAt }, secretHash };
  };

  return {
    async insert(key, secretHash) {
      await insertion.run([keyOf(key.id), index], [key.id, JSON.stringify(key), secretHash]);
    },
    find,
    list: (page) =>
      pager.page({ key: index, purpose: 'keys' }, page, async (ids) => {
        const found = await Promise.all(ids.map(find));
        return found.map((each) => each?.key ?? null);
      }),
    async remove(id) {
      return (await removal.run([keyOf(id), index], [id])) === 1;
    },
    async touch(id, atMs) {
      await touching.run([keyOf(id)], [atMs]);
    },
  };
}
