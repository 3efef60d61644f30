import type { Redis } from 'ioredis';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { connectRedis } from '../../src/redis/connection.ts';
import { createKeys } from '../../src/redis/keys.ts';
import { createLeases, leaseKey } from '../../src/redis/leases.ts';
import type { RedisLeases } from '../../src/redis/leases.ts';
import { createReplicas } from '../../src/redis/replicas.ts';
import { eventually } from '../support/eventually.ts';
import { freshPrefix, services } from '../support/services.ts';
import { silentLog } from '../support/samples.ts';

const short = { ttlMs: 400, renewMs: 100 };
const open: { close(): unknown }[] = [];

async function connect(): Promise<Redis> {
  const redis = connectRedis({ url: services().redis.url }, silentLog, 'commands');
  open.push({ close: () => redis.disconnect() });
  await redis.connect();
  return redis;
}

afterAll(async () => {
  for (const each of open.reverse()) await each.close();
});

describe('leases', () => {
  let redis: Redis;
  let keys: ReturnType<typeof createKeys>;
  let mine: RedisLeases;
  let theirs: RedisLeases;

  const replica = async (): Promise<RedisLeases> => {
    const leases = createLeases(await connect(), keys, silentLog, short);
    open.push({ close: () => leases.close().catch(() => undefined) });
    return leases;
  };

  beforeEach(async () => {
    redis = await connect();
    keys = createKeys(freshPrefix());
    [mine, theirs] = [await replica(), await replica()];
  });

  it('give a right to one holder at a time, with a token that rises at every change', async () => {
    const first = await mine.acquire('watch:ada');
    expect(await theirs.acquire('watch:ada')).toBeNull();
    expect(await mine.acquire('watch:ada')).toBeNull();
    expect(await theirs.free(['watch:ada', 'watch:bob'])).toEqual(['watch:bob']);
    await first?.release();
    expect(first?.lost.aborted).toBe(true);
    const second = await theirs.acquire('watch:ada');
    expect(second?.token).toBeGreaterThan(first?.token ?? 0);
  });

  it('never give a token again, not even after Redis lost everything', async () => {
    const first = await mine.acquire('watch:ada');
    await redis.del(leaseKey(keys, 'watch:ada'), keys.of('lease-tokens'));
    const second = await theirs.acquire('watch:ada');
    expect(second?.token).toBeGreaterThan(first?.token ?? 0);
  });

  it('hold as long as they are renewed', async () => {
    const lease = await mine.acquire('watch:ada');
    const end = Date.now() + 3 * short.ttlMs;
    await eventually(async () => {
      expect(await theirs.acquire('watch:ada')).toBeNull();
      expect(Date.now()).toBeGreaterThan(end);
    });
    expect(lease?.lost.aborted).toBe(false);
  });

  it('are known as lost once somebody else has them, and releasing them takes nothing away', async () => {
    const lease = await mine.acquire('watch:ada');
    await redis.set(leaseKey(keys, 'watch:ada'), '9999999999999');
    await eventually(() => expect(lease?.lost.aborted).toBe(true));
    await lease?.release();
    expect(await redis.get(leaseKey(keys, 'watch:ada'))).toBe('9999999999999');
  });

  it('are taken for lost before they can be another’s when Redis does not answer', async () => {
    const connection = await connect();
    const leases = createLeases(connection, keys, silentLog, short);
    open.push({ close: () => leases.close().catch(() => undefined) });
    const lease = await leases.acquire('watch:ada');
    connection.disconnect();
    await eventually(() => expect(lease?.lost.aborted).toBe(true), short.ttlMs);
    await eventually(async () => expect(await theirs.acquire('watch:ada')).not.toBeNull());
  });

  it('are all given back at close', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => mine.acquire(name)));
    await mine.close();
    expect(await theirs.free(['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
  });

  it('pass on from a process that stood still, which knows it as soon as it goes on', async () => {
    const lease = await mine.acquire('watch:ada');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, short.ttlMs * 1.5);
    await eventually(() => expect(lease?.lost.aborted).toBe(true), short.ttlMs / 10);
    await eventually(async () => expect(await theirs.acquire('watch:ada')).not.toBeNull());
  });
});

describe('replicas', () => {
  it('count those that are alive', async () => {
    const keys = createKeys(freshPrefix());
    const redis = await connect();
    const replicas = createReplicas(redis, keys, 200);
    expect(await replicas.beat('watch', 'a')).toBe(1);
    expect(await replicas.beat('watch', 'b')).toBe(2);
    expect(await replicas.beat('deliver', 'b')).toBe(1);
    await replicas.leave('watch', 'a');
    expect(await replicas.beat('watch', 'b')).toBe(1);
    await replicas.beat('watch', 'a');
    await eventually(async () => {
      expect(await replicas.beat('watch', 'b')).toBe(1);
    });
  });
});
