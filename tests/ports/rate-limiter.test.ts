import { beforeAll, describe, expect, it } from 'vitest';
import { connectRedis } from '../../src/redis/connection.ts';
import { createRateLimiter } from '../../src/redis/rate-limiter.ts';
import { eventually } from '../support/eventually.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { silent } from '../support/sending-rig.ts';

const redis = redisClient();
beforeAll(() => redis.ping());

describe('the rate limit', () => {
  it('lets through as many as it says and no more, and tells what is left', async () => {
    const limiter = createRateLimiter(redis, freshKeys(), 5);
    const answers = [];
    for (let n = 0; n < 7; n += 1) answers.push(await limiter.take('key_a'));
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, true, true, true, true, false, false]);
    expect(answers.map(({ remaining }) => remaining)).toEqual([4, 3, 2, 1, 0, 0, 0]);
    expect(answers[6]?.resetSeconds).toBeGreaterThan(50);
    expect((await limiter.take('key_b')).remaining).toBe(4);
  });

  it('counts the requests of all replicas together', async () => {
    const keys = freshKeys();
    const [here, there] = [createRateLimiter(redis, keys, 100), createRateLimiter(redis, keys, 100)];
    for (let n = 0; n < 60; n += 1) expect((await here.take('key_a')).allowed).toBe(true);
    for (let n = 0; n < 30; n += 1) expect((await there.take('key_a')).allowed).toBe(true);
    // Each hears of the other's when it tells of its own.
    await eventually(async () => {
      const { remaining } = await here.take('key_a');
      expect(remaining).toBeLessThan(100 - 60 - 25);
    });
  });

  it('of nobody who counts is told as such', async () => {
    const away = connectRedis({ url: 'redis://127.0.0.1:1' }, silent, 'commands');
    const limiter = createRateLimiter(away, freshKeys(), 5);
    await expect(limiter.take('key_a')).rejects.toThrow();
    away.disconnect();
  });
});
