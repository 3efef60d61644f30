/** Connections to the run's Redis for one test file, closed after its last test. */
import { Redis } from 'ioredis';
import { afterAll } from 'vitest';
import { createKeys, type Keys } from '../../src/redis/keys.ts';
import { freshPrefix, services } from './services.ts';

export function redisClient(): Redis {
  const redis = new Redis(services().redis.url, { maxRetriesPerRequest: null });
  afterAll(() => redis.disconnect());
  return redis;
}

/** Key names that no other test uses. */
export function freshKeys(): Keys {
  return createKeys(freshPrefix());
}
