/** The connection that all stores share: what it does with many commands at a time. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectRedis } from '../../src/redis/connection.ts';
import { silent } from '../support/sending-rig.ts';
import { services } from '../support/services.ts';

const redis = connectRedis({ url: services().redis.url }, silent, 'commands');
beforeAll(() => redis.connect());
afterAll(() => redis.disconnect());

it('commands of one turn leave together, in their order, whoever gives them', async () => {
  const key = 'redis-connection';
  const given = [redis.set(key, '0'), redis.incr(key), redis.pipeline().incr(key).exec(), redis.incr(key)];
  expect(redis.stream.writableCorked).toBe(1);
  expect(await Promise.all(given)).toEqual(['OK', 1, [[null, 2]], 3]);
  expect(redis.stream.writableCorked).toBe(0);
  expect(await redis.del(key)).toBe(1);
});
