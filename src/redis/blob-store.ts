/** Blobs: of each account a hash of documents by id, which goes with the last of them; the octets are in chunks beside. */
import type { Redis } from 'ioredis';
import { maximumBlobs, maximumBlobOctets, type StoredBlob } from '../domain/blob.ts';
import { notFound } from '../domain/errors.ts';
import type { BlobStore } from '../use-cases/ports/blobs.ts';
import { accountKey } from './account-scripts.ts';
import { stored } from './connection.ts';
import { parseDocument } from './document.ts';
import type { Keys } from './keys.ts';
import { createMimeChunks } from './mime-chunks.ts';
import { defineScript } from './script.ts';

export interface RedisBlobStore extends BlobStore {
  erase(accountId: string): Promise<void>;
  /** A key that is there as long as the account has blobs. */
  listKey(accountId: string): string;
}

/**
 * KEYS: blobs, account. ARGV: incarnation, id, size, expiry, JSON, now, most blobs, most octets. A value is expiry, size and
 * JSON. What has expired is taken out on the way.
 */
const keepLua = `
if redis.call('HGET', KEYS[2], 'i') ~= ARGV[1] then return 'absent' end
local count, octets, last = 1, tonumber(ARGV[3]), tonumber(ARGV[4])
local all = redis.call('HGETALL', KEYS[1])
for at = 1, #all, 2 do
  local expiry, size = string.match(all[at + 1], '^(%d+) (%d+) ')
  if tonumber(expiry) <= tonumber(ARGV[6]) then
    redis.call('HDEL', KEYS[1], all[at])
  else
    count = count + 1
    octets = octets + tonumber(size)
    last = math.max(last, tonumber(expiry))
  end
end
if count > tonumber(ARGV[7]) or octets > tonumber(ARGV[8]) then return 'full' end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[4] .. ' ' .. ARGV[3] .. ' ' .. ARGV[5])
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', last))
return 'kept'
`;

export function createBlobStore(redis: Redis, keys: Keys, now: () => number = Date.now): RedisBlobStore {
  const keeping = defineScript<'kept' | 'full' | 'absent'>(redis, keepLua);
  const chunks = createMimeChunks(redis, keys);
  const list = (accountId: string): string => keys.of('blobs', accountId);
  const read = (value: string | null): StoredBlob | null =>
    parseDocument<StoredBlob>(value === null ? null : value.slice(value.indexOf('{')));

  return {
    listKey: list,
    write: (source, keepUntilMs) => chunks.writeMime(source, keepUntilMs),
    read: (octets) => chunks.readMime(octets),
    drop: (octets) => chunks.dropMime(octets),
    async keep({ id: accountId, incarnation }, blob) {
      const { id, octets, expiresAt } = blob;
      const kept = await keeping.run(
        [list(accountId), accountKey(keys, accountId)],
        [
          incarnation,
          id,
          octets.size,
          Math.round(expiresAt),
          JSON.stringify(blob),
          now(),
          maximumBlobs,
          maximumBlobOctets,
        ],
      );
      if (kept === 'absent') throw notFound('account');
      return kept;
    },
    async find({ id: accountId }, id) {
      const blob = read(await stored(() => redis.hget(list(accountId), id)));
      return blob !== null && blob.expiresAt > now() ? blob : null;
    },
    async erase(accountId) {
      const values = await stored(() => redis.hvals(list(accountId)));
      for (const value of values) {
        const blob = read(value);
        if (blob !== null) await chunks.dropMime(blob.octets);
      }
      await stored(() => redis.del(list(accountId)));
    },
  };
}
