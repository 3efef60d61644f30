import { beforeEach, describe, expect, it } from 'vitest';
import { createFateStore } from '../../src/redis/fate-store.ts';
import { leaseKey } from '../../src/redis/leases.ts';
import type { FateStore } from '../../src/use-cases/ports/fates.ts';
import type { Lease } from '../../src/use-cases/ports/news.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';

const redis = redisClient();
const lease: Lease = {
  name: 'fates',
  token: 7,
  lost: new AbortController().signal,
  release: () => Promise.resolve(),
};

let store: FateStore;

beforeEach(async () => {
  const keys = freshKeys();
  store = createFateStore(redis, keys);
  await redis.set(leaseKey(keys, lease.name), lease.token);
});

describe('arrivals to be looked into', () => {
  it('are due in one step with the position, and until they are done', async () => {
    expect(await store.position()).toBe('0-0');
    expect(await store.nextDue()).toBeNull();
    expect(await store.move(lease, '0-0', '9-0', ['3-0', '5-0'], 1_000)).toBe(true);
    expect(await store.position()).toBe('9-0');
    expect(await store.due(999, 10)).toEqual([]);
    expect(await store.due(1_000, 10)).toEqual(['3-0', '5-0']);
    expect(await store.due(1_000, 1)).toEqual(['3-0']);
    await store.done('3-0');
    await store.later('5-0', 2_000);
    expect(await store.due(1_999, 10)).toEqual([]);
    expect(await store.nextDue()).toBe(2_000);
    expect(await store.due(2_000, 10)).toEqual(['5-0']);
  });

  it('are nobody’s who lost the lease, or stands behind another', async () => {
    expect(await store.move({ ...lease, token: 6 }, '0-0', '9-0', ['3-0'], 0)).toBe(false);
    expect(await store.move(lease, '1-0', '9-0', ['3-0'], 0)).toBe(false);
    expect(await store.position()).toBe('0-0');
    expect(await store.due(1, 10)).toEqual([]);
  });

  it('that are done do not come back late', async () => {
    await store.move(lease, '0-0', '9-0', ['3-0'], 0);
    await store.done('3-0');
    await store.later('3-0', 0);
    expect(await store.due(1, 10)).toEqual([]);
  });
});
