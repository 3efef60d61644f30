import { afterAll, describe, expect, test } from 'vitest';
import type { Delivery, DeliveryStatus, Webhook } from '../../src/domain/webhook.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { createDeliveryStore, type RedisDeliveryStore } from '../../src/redis/delivery-store.ts';
import { dueKey } from '../../src/redis/due.ts';
import type { Keys } from '../../src/redis/keys.ts';
import { createLeases } from '../../src/redis/leases.ts';
import { createSecretBox } from '../../src/redis/secret-box.ts';
import { createWebhookStore, webhookKey } from '../../src/redis/webhook-store.ts';
import type { Lease } from '../../src/use-cases/ports/news.ts';
import type { FinishedAttempt, WebhookStore } from '../../src/use-cases/ports/webhooks.ts';
import { eventually } from '../support/eventually.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { sampleDelivery, sampleRing, sampleSecrets, sampleWebhook, silentLog } from '../support/samples.ts';

const redis = redisClient();
const cursors = createCursorSeal(sampleRing());
const box = createSecretBox(sampleRing());
const ok = { outcome: 'ok', exchange: null } as const;
const failed = { outcome: 'failed', exchange: null } as const;
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
});

interface Stage {
  readonly keys: Keys;
  readonly store: RedisDeliveryStore;
  readonly lease: Lease;
  /** Made through the fan-out, in this order. */
  make(...deliveries: readonly Delivery[]): Promise<void>;
  /** Of a webhook that is kept with these settings. */
  keep(change?: Partial<Webhook>): Promise<string>;
}

async function stage(lanes = 2): Promise<Stage> {
  const keys = freshKeys();
  const store = createDeliveryStore({
    redis,
    keys,
    cursors,
    box,
    limits: { lanes, failures: 3, pauseMs: 30_000, longestPauseMs: 100_000 },
  });
  const leases = createLeases(redis, keys, silentLog);
  closing.push(() => leases.close());
  const lease = await leases.acquire('fan-out');
  if (lease === null) throw new Error('the lease of a fresh prefix is free');
  let position = '0-0';
  return {
    keys,
    store,
    lease,
    async make(...deliveries) {
      const next = `${Number(position.split('-')[0]) + 1}-0`;
      expect(await store.fanOut(lease, position, next, deliveries)).toBe(true);
      position = next;
    },
    async keep(change = {}) {
      const webhook = sampleWebhook(change);
      await webhookStore(keys, store).insert(webhook, sampleSecrets);
      return webhook.id;
    },
  };
}

function webhookStore(keys: Keys, store: RedisDeliveryStore): WebhookStore {
  return createWebhookStore({ redis, keys, cursors, box, eraseDeliveries: (id) => store.eraseWebhook(id) });
}

function tried(delivery: Delivery, status: DeliveryStatus): Delivery {
  const nextAttemptAt = status === 'pending' ? new Date(Date.now() + 60_000).toISOString() : null;
  const attempt = {
    number: delivery.attempts.length + 1,
    at: delivery.createdAt,
    status: 500,
    error: null,
    durationMs: 1,
  };
  return {
    ...delivery,
    status,
    nextAttemptAt,
    attempts: [...delivery.attempts, attempt],
    revision: delivery.revision + 1,
  };
}

describe('the fan-out', () => {
  test('moves the position and makes its deliveries in one step, each once however often it is repeated', async () => {
    const { store, lease, keys } = await stage();
    const delivery = sampleDelivery('whk_1');
    expect(await store.fanOutPosition()).toBe('0-0');
    expect(await store.fanOut(lease, '0-0', '5-0', [delivery])).toBe(true);
    expect(await store.fanOut(lease, '0-0', '5-0', [delivery])).toBe(false);
    expect(await store.fanOut(lease, '5-0', '6-0', [{ ...delivery, eventId: 'evt_other' }])).toBe(true);
    expect(await store.fanOutPosition()).toBe('6-0');
    expect(await store.get(delivery.id)).toEqual(delivery);
    expect(await redis.zrange(dueKey(keys, 'delivery'), '0', '-1')).toEqual([`${delivery.id}.1`]);
  });

  test('of a holder that has lost its lease writes nothing', async () => {
    const { store, lease } = await stage();
    await lease.release();
    expect(await store.fanOut(lease, '0-0', '5-0', [sampleDelivery('whk_1')])).toBe(false);
    expect(await store.fanOutPosition()).toBe('0-0');
  });
});

describe('a claim', () => {
  test('is given once, for one attempt, while the delivery is pending', async () => {
    const { store, make } = await stage();
    const delivery = sampleDelivery('whk_1');
    await make(delivery);
    const claims = await Promise.all([1, 2, 3].map(() => store.claim(delivery.id, 1, 5_000)));
    expect(claims.map(({ kind }) => kind).sort()).toEqual(['claimed', 'held', 'held']);
    const until = claims.find((claim) => claim.kind === 'held')?.untilMs ?? 0;
    expect(until).toBeGreaterThan(Date.now());
    const next = tried(delivery, 'pending');
    expect(await store.finish(next, failed, null)).toMatchObject({ saved: true, next: null });
    expect((await store.claim(delivery.id, 1, 5_000)).kind).toBe('void');
    expect(await store.claim(delivery.id, 2, 5_000)).toEqual({ kind: 'claimed', delivery: next, waitMs: 0 });
    await store.finish(tried(next, 'delivered'), ok, null);
    expect((await store.claim(delivery.id, 3, 5_000)).kind).toBe('void');
    expect((await store.claim('dlv_absent', 1, 5_000)).kind).toBe('void');
  });

  test('of a holder that died ends by itself, and what the dead one writes late is refused', async () => {
    const { store, make, keys } = await stage(1);
    const delivery = sampleDelivery('whk_1');
    await make(delivery);
    expect((await store.claim(delivery.id, 1, 20)).kind).toBe('claimed');
    const dueAt = Number(await redis.zscore(dueKey(keys, 'delivery'), `${delivery.id}.1`));
    expect(dueAt).toBeGreaterThan(Date.parse(delivery.createdAt));
    await eventually(async () => expect((await store.claim(delivery.id, 1, 5_000)).kind).toBe('claimed'));
    expect((await store.finish(tried(delivery, 'delivered'), ok, null)).saved).toBe(true);
    expect((await store.finish(tried(delivery, 'failed'), failed, null)).saved).toBe(false);
    expect((await store.get(delivery.id))?.status).toBe('delivered');
  });
});

describe('the lanes of an endpoint', () => {
  test('let so many be sent at a time and park the rest, first made first sent', async () => {
    const { store, make } = await stage(2);
    const deliveries = [1, 2, 3, 4, 5].map(() => sampleDelivery('whk_1'));
    const other = sampleDelivery('whk_2');
    await make(...deliveries, other);
    const [first, second, third, fourth, fifth] = deliveries;
    if (!first || !second || !third || !fourth || !fifth) throw new Error('five were made');
    const kinds: string[] = [];
    for (const { id } of [first, second, fifth, fourth, third])
      kinds.push((await store.claim(id, 1, 5_000)).kind);
    expect(kinds).toEqual(['claimed', 'claimed', 'parked', 'parked', 'parked']);
    expect((await store.claim(other.id, 1, 5_000)).kind).toBe('claimed');
    expect((await store.finish(tried(first, 'delivered'), ok, 5_000)).next?.delivery).toEqual(third);
    expect((await store.claim(fourth.id, 1, 5_000)).kind).toBe('parked');
    expect((await store.finish(tried(second, 'pending'), failed, 5_000)).next?.delivery).toEqual(fourth);
    expect((await store.finish(tried(third, 'delivered'), ok, null)).next).toBeNull();
    expect((await store.claim(fifth.id, 1, 5_000)).kind).toBe('claimed');
    expect((await store.finish(tried(fourth, 'delivered'), ok, 5_000)).next).toBeNull();
  });

  test('come back from holders that died', async () => {
    const { store, make } = await stage(1);
    const [dead, waiting] = [sampleDelivery('whk_1'), sampleDelivery('whk_1')];
    await make(dead, waiting);
    await store.claim(dead.id, 1, 20);
    await eventually(async () => expect((await store.claim(waiting.id, 1, 5_000)).kind).toBe('claimed'));
  });
});

describe('an ordered webhook', () => {
  test('is told of one account one after the other, and of others meanwhile', async () => {
    const { store, make, keep } = await stage(4);
    const id = await keep({ ordered: true });
    const [first, second, third, other] = ['acc_1', 'acc_1', 'acc_1', 'acc_2'].map((accountId) =>
      sampleDelivery(id, { accountId }),
    );
    if (!first || !second || !third || !other) throw new Error('four were made');
    await make(first, second, third, other);
    const claims = [];
    for (const each of [third, second, first, other]) claims.push(await store.claim(each.id, 1, 5_000));
    expect(claims.map(({ kind }) => kind)).toEqual(['parked', 'parked', 'claimed', 'claimed']);
    const refused = tried(first, 'pending');
    expect(await store.finish(refused, failed, 5_000)).toMatchObject({ next: null, called: [] });
    expect((await store.claim(second.id, 1, 5_000)).kind).toBe('parked');
    expect((await store.claim(first.id, 2, 5_000)).kind).toBe('claimed');
    const given = await store.finish(tried(refused, 'failed'), failed, 5_000);
    expect(given.next?.delivery).toEqual(second);
    const { called, next } = await store.finish(tried(second, 'delivered'), ok, null);
    expect([next, called.map((each) => each.id)]).toEqual([null, [third.id]]);
  });

  test('goes on when the one before was erased', async () => {
    const { store, make, keep } = await stage();
    const id = await keep({ ordered: true });
    const [first, second] = [sampleDelivery(id), sampleDelivery(id)];
    await make(first, second);
    expect((await store.claim(second.id, 1, 5_000)).kind).toBe('parked');
    await store.remove(first.id);
    expect((await store.claim(second.id, 1, 5_000)).kind).toBe('claimed');
  });

  test('goes on when the one before ended in a process that knows of no order', async () => {
    const { keys, store, make, keep } = await stage();
    const id = await keep({ ordered: true });
    const [first, second, third] = [sampleDelivery(id), sampleDelivery(id), sampleDelivery(id)];
    await make(first, second, third);
    await redis.hset(keys.of('deliveries', 'doc', first.id), 's', 'delivered');
    await redis.del(keys.of('deliveries', 'doc', second.id));
    expect((await store.claim(third.id, 1, 5_000)).kind).toBe('claimed');
  });
});

test('a webhook with a rate is given places in time, one after the other', async () => {
  const { store, make, keep } = await stage(3);
  const id = await keep({ maxPerSecond: 4 });
  const made = Array.from({ length: 4 }, () => sampleDelivery(id));
  await make(...made);
  const waits: number[] = [];
  for (const { id: each } of made) {
    const claim = await store.claim(each, 1, 5_000);
    if (claim.kind === 'claimed') waits.push(claim.waitMs);
  }
  expect(waits[0]).toBe(0);
  const since = (waits[2] ?? 0) - (waits[1] ?? 0);
  expect(waits[1]).toBeGreaterThan(0);
  expect(waits[1]).toBeLessThanOrEqual(250);
  expect(since).toBeGreaterThan(0);
  const [first] = made;
  if (first === undefined) throw new Error('four were made');
  const { next } = await store.finish(tried(first, 'delivered'), ok, 5_000);
  expect(next?.waitMs).toBeGreaterThan(waits[2] ?? 0);
});

describe('an endpoint that fails again and again', () => {
  const failing = async () => {
    const made = await stage(2);
    const id = await made.keep();
    const all = Array.from({ length: 8 }, () => sampleDelivery(id));
    await made.make(...all);
    const fail = async (delivery: Delivery | undefined): Promise<FinishedAttempt> => {
      if (delivery === undefined) throw new Error('eight were made');
      expect((await made.store.claim(delivery.id, 1, 5_000)).kind).toBe('claimed');
      return await made.store.finish(tried(delivery, 'failed'), failed, null);
    };
    const key = webhookKey(made.keys, id);
    return {
      ...made,
      all,
      fail,
      pauseMs: async () => Number(await redis.hget(key, 'u')) - Date.now(),
      endPause: () => webhookStore(made.keys, made.store).endPause(id),
    };
  };
  /** Within five seconds. */
  const about = (seconds: number): unknown => expect.closeTo(seconds, -1);

  test('is left alone, and the first that waits is called when the pause ends', async () => {
    const { store, all, fail, pauseMs } = await failing();
    const [a, b, c, waiting, behind] = all;
    for (const each of [a, b]) await fail(each);
    expect((await store.claim(waiting?.id ?? '', 1, 5_000)).kind).toBe('claimed');
    await fail(c);
    expect((await pauseMs()) / 1000).toEqual(about(30));
    if (waiting === undefined || behind === undefined) throw new Error('eight were made');
    // It was under way when the pause began.
    const { next } = await store.finish(tried(waiting, 'pending'), failed, 5_000);
    expect(next).toBeNull();
    expect((await pauseMs()) / 1000).toEqual(about(30));
    const held = await store.claim(behind.id, 1, 5_000);
    expect(held).toMatchObject({ kind: 'held', untilMs: expect.any(Number) as number });
    expect((await store.claim(all[5]?.id ?? '', 1, 5_000)).kind).toBe('parked');
  });

  test('is asked by one request after a pause, and paused for twice as long while that fails', async () => {
    const { store, all, fail, pauseMs, endPause } = await failing();
    for (const each of all.slice(0, 3)) await fail(each);
    const lengths: number[] = [];
    for (const each of all.slice(3, 6)) {
      await endPause();
      await fail(each);
      lengths.push((await pauseMs()) / 1000);
    }
    expect(lengths).toEqual([about(60), about(100), about(100)]);
    // A change of the webhook may end the pause before its time.
    const held = await store.claim(all[6]?.id ?? '', 1, 5_000);
    expect(held.kind === 'held' && (held.untilMs - Date.now()) / 1000).toEqual(about(60));
    await endPause();
    const [probe, other] = all.slice(6);
    if (probe === undefined || other === undefined) throw new Error('eight were made');
    expect((await store.claim(probe.id, 1, 5_000)).kind).toBe('claimed');
    expect((await store.claim(other.id, 1, 5_000)).kind).toBe('parked');
    const { called } = await store.finish(tried(probe, 'delivered'), ok, null);
    expect(called.map(({ id }) => id)).toEqual([other.id]);
    expect((await store.claim(other.id, 1, 5_000)).kind).toBe('claimed');
  });
});

test('a retry is due at its time, and a finished delivery no more', async () => {
  const { store, make, keys } = await stage();
  const delivery = sampleDelivery('whk_1');
  await make(delivery);
  const due = (): Promise<string[]> => redis.zrange(dueKey(keys, 'delivery'), '0', '-1', 'WITHSCORES');
  await store.claim(delivery.id, 1, 5_000);
  const next = tried(delivery, 'pending');
  await store.finish(next, failed, null);
  expect((await due()).flat().map(String)).toEqual([
    `${delivery.id}.2`,
    String(Date.parse(next.nextAttemptAt ?? '')),
  ]);
  await store.claim(delivery.id, 2, 5_000);
  await store.finish(tried(next, 'failed'), failed, null);
  expect(await due()).toEqual([]);
});

test('an endpoint is known to fail since its first failure behind a success', async () => {
  const { store, make, keys } = await stage();
  const webhooks = webhookStore(keys, store);
  const webhook = sampleWebhook();
  await webhooks.insert(webhook, sampleSecrets);
  let delivery = sampleDelivery(webhook.id);
  await make(delivery);
  const finish = async (outcome: 'ok' | 'failed' | null): Promise<number | null> => {
    delivery = tried(delivery, 'pending');
    return (await store.finish(delivery, { outcome, exchange: null }, null)).failingSinceMs;
  };
  expect(await finish('ok')).toBeNull();
  const since = await finish('failed');
  expect(since).not.toBeNull();
  expect(await finish('failed')).toBe(since);
  expect(await finish(null)).toBe(since);
  expect(await finish('ok')).toBeNull();
  await finish('failed');
  await webhooks.update({ ...webhook, revision: 2, enabled: false }, null, null);
  await webhooks.update({ ...webhook, revision: 3, enabled: true }, null, null);
  expect(await finish(null)).toBeNull();
  await finish('failed');
  await webhooks.update({ ...webhook, revision: 4, url: 'https://other.example/' }, null, null);
  expect(await finish(null)).toBeNull();
});

test('deliveries are listed newest first, all or by status', async () => {
  const { store, make } = await stage();
  const made = Array.from({ length: 5 }, () => sampleDelivery('whk_1'));
  await make(...made, sampleDelivery('whk_2'));
  const newestFirst = made.map(({ id }) => id).reverse();
  const ids = (page: { readonly items: readonly Delivery[] }): string[] => page.items.map(({ id }) => id);
  const first = await store.list('whk_1', {}, { limit: 3 });
  expect(ids(first)).toEqual(newestFirst.slice(0, 3));
  const rest = await store.list('whk_1', {}, { limit: 3, cursor: first.next ?? '' });
  expect(ids(rest)).toEqual(newestFirst.slice(3));
  const [one] = made;
  if (one === undefined) throw new Error('five were made');
  await store.finish(tried(one, 'delivered'), ok, null);
  expect(ids(await store.list('whk_1', { status: 'delivered' }, { limit: 9 }))).toEqual([one.id]);
  expect(ids(await store.list('whk_1', { status: 'pending' }, { limit: 9 }))).toEqual(
    newestFirst.slice(0, 4),
  );
  await expect(store.list('whk_2', {}, { limit: 3, cursor: first.next ?? '' })).rejects.toMatchObject({
    code: 'invalid-cursor',
  });
});

test('a removed webhook and a removed account leave no delivery behind', async () => {
  const { store, make, keys } = await stage();
  await make(
    sampleDelivery('whk_1', { accountId: 'acc_1' }),
    sampleDelivery('whk_1', { accountId: 'acc_2' }),
    sampleDelivery('whk_2', { accountId: 'acc_1' }),
    sampleDelivery('whk_2', { accountId: 'acc_2' }),
  );
  await store.eraseAccount('acc_1');
  await store.eraseWebhook('whk_1');
  const left = await store.list('whk_2', {}, { limit: 9 });
  expect(left.items.map(({ accountId }) => accountId)).toEqual(['acc_2']);
  await store.eraseWebhook('whk_2');
  const names = await redis.keys(`{${keys.prefix}}:deliveries:*`);
  expect(names).toEqual([`{${keys.prefix}}:deliveries:ordinal`]);
  expect(await redis.zcard(dueKey(keys, 'delivery'))).toBe(0);
});
