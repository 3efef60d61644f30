/**
 * What mailboxes held when a state of theirs was given out, for servers that cannot be asked later: under the digest of its
 * content, for a day. An index per life of an account names them by the time of their end, so that they go with it.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw, type InputType } from 'node:zlib';
import type { Redis } from 'ioredis';
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import { parseUidSet, writeUidSet } from '../domain/uid-set.ts';
import type { SnapshotStore } from '../use-cases/ports/changes.ts';
import { stored } from './connection.ts';
import type { Keys } from './keys.ts';

const keptMs = 24 * 3_600_000;
/** Compressed: some hundred thousand messages with holes everywhere. */
const largest = 1024 * 1024;
const mostOfAccount = 500;
const perStep = 100;

const compress: (plain: InputType) => Promise<Buffer> = promisify(deflateRaw);
const expand: (compressed: InputType) => Promise<Buffer> = promisify(inflateRaw);

type Life = Pick<Account, 'id' | 'incarnation'>;

export interface KeptSnapshots extends SnapshotStore {
  /** All of the account, when it goes. */
  erase(account: Life): Promise<void>;
  indexKey(account: Life): string;
}

export function createSnapshotStore(redis: Redis, keys: Keys): KeptSnapshots {
  const indexKey = ({ id, incarnation }: Life): string => keys.of('snapshots', id, incarnation);
  const keyOf = ({ id, incarnation }: Life, snapshot: string): string =>
    keys.bulk('snapshot', id, incarnation, snapshot);

  const drop = async (account: Life, ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    await Promise.all(ids.map((id) => redis.del(keyOf(account, id))));
    await redis.zrem(indexKey(account), ...ids);
  };

  return {
    indexKey,

    async save(account, snapshot) {
      const content = await compress(
        JSON.stringify([...snapshot].map(([flags, uids]) => [flags, writeUidSet(uids)])),
      );
      if (content.length > largest) {
        throw new GatewayError(
          'unsupported-by-server',
          'The mail server cannot tell removals, and the mailbox holds too much to be remembered for it.',
        );
      }
      const id = createHash('sha256').update(content).digest('base64url').slice(0, 22);
      await stored(async () => {
        // The index first: what it names and is not there does no harm, what it does not name would outlive the account.
        await redis.zadd(indexKey(account), Date.now() + keptMs, id);
        await redis.pexpire(indexKey(account), keptMs);
        await redis.set(keyOf(account, id), content, 'PX', keptMs);
        await redis.zremrangebyscore(indexKey(account), '-inf', Date.now());
        await drop(account, await redis.zrange(indexKey(account), 0, String(-mostOfAccount - 1)));
      });
      return id;
    },

    async load(account, id) {
      const content = await stored(() => redis.getBuffer(keyOf(account, id)));
      if (content === null) return null;
      // Written by `save`.
      const entries = JSON.parse((await expand(content)).toString('utf8')) as readonly [string, string][];
      return new Map(entries.map(([flags, uids]) => [flags, parseUidSet(uids)]));
    },

    async erase(account) {
      await stored(async () => {
        for (;;) {
          const ids = await redis.zrange(indexKey(account), 0, String(perStep - 1));
          if (ids.length === 0) return;
          await drop(account, ids);
        }
      });
    },
  };
}
