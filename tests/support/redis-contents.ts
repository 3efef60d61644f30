/** All that is kept under a prefix, as one text: for tests that look for what must not be there. */
import type { Redis } from 'ioredis';

export async function redisContents(redis: Redis, prefix: string): Promise<string> {
  const names = await redis.keys(`*${prefix}*`);
  const contents = await Promise.all(names.map((name) => contentOf(redis, name)));
  return JSON.stringify(Object.fromEntries(names.map((name, index) => [name, contents[index]])));
}

async function contentOf(redis: Redis, name: string): Promise<unknown> {
  const type = await redis.type(name);
  switch (type) {
    case 'string':
      return await redis.get(name);
    case 'hash':
      return await redis.hgetall(name);
    case 'list':
      return await redis.lrange(name, '0', '-1');
    case 'set':
      return await redis.smembers(name);
    case 'zset':
      return await redis.zrange(name, '0', '-1');
    case 'stream':
      return await redis.xrange(name, '-', '+');
    case 'none':
      return null;
    default:
      throw new Error(`${name} is a ${type}, which this does not read`);
  }
}
