/**
 * What an acknowledgement of this Redis is worth (docs/guarantees.md "What a 202 is worth"), asked from the server
 * itself. Managed services often forbid CONFIG: then INFO tells what it can, and the rest counts as not given.
 */
import type { Redis } from 'ioredis';
import { stored } from './connection.ts';

export interface Durability {
  /** `always`: survives a killed Redis; `everysec`: up to about two seconds may be lost; `none`: all since the last snapshot. */
  readonly level: 'always' | 'everysec' | 'none';
  /** True when Redis may drop keys to save memory: jobs would vanish. */
  readonly evicts: boolean;
}

export async function readDurability(redis: Redis): Promise<Durability> {
  const info = fieldsOf(await stored(() => redis.info()));
  const fsync = await configOf(redis, 'appendfsync');
  const policy = info.get('maxmemory_policy') ?? (await configOf(redis, 'maxmemory-policy')) ?? 'noeviction';
  const evicts = policy !== 'noeviction';
  if (info.get('aof_enabled') !== '1') return { level: 'none', evicts };
  return { level: fsync === 'always' ? 'always' : 'everysec', evicts };
}

function fieldsOf(info: string): ReadonlyMap<string, string> {
  return new Map(
    info.split('\r\n').flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1)] as const];
    }),
  );
}

async function configOf(redis: Redis, name: string): Promise<string | null> {
  try {
    const reply: unknown = await redis.config('GET', name);
    // An array in RESP2, a map in RESP3.
    const value: unknown = Array.isArray(reply) ? reply[1] : Object.values(reply as object)[0];
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
