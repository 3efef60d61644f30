import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { readDurability } from '../../src/redis/durability.ts';
import { startRedis } from '../support/redis.ts';

describe('what Redis is worth', () => {
  it.each([
    [{ appendonly: true, appendfsync: 'always' }, 'always'],
    [{ appendonly: true, appendfsync: 'everysec' }, 'everysec'],
    [{ appendonly: false }, 'none'],
  ] as const)('with %j is told as %s', async (settings, level) => {
    const folder = await mkdtemp(join(tmpdir(), 'postern-durability-'));
    const server = await startRedis({ folder, ...settings });
    const redis = new Redis(server.url);
    try {
      expect(await readDurability(redis)).toEqual({ level, evicts: false });
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      expect(await readDurability(redis)).toEqual({ level, evicts: true });
    } finally {
      redis.disconnect();
      await server.stop();
      await rm(folder, { recursive: true });
    }
  });
});
