import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { GatewayError } from '../../src/domain/errors.ts';
import { messageId, mailboxId } from '../../src/domain/ids.ts';
import type { MessageView } from '../../src/domain/message.ts';
import type { Principal } from '../../src/domain/principal.ts';
import { advanced, replayedDelivery } from '../../src/domain/replay.ts';
import { goodHealth, type Delivery } from '../../src/domain/webhook.ts';
import { createLeases } from '../../src/redis/leases.ts';
import { createReplayStore } from '../../src/redis/replay-store.ts';
import type { NewReplay } from '../../src/use-cases/replays.ts';
import { delivering, someEvent, type Delivering, type DeliveringOptions } from '../support/delivering.ts';
import { eventually } from '../support/eventually.ts';
import { redisContents } from '../support/redis-contents.ts';
import { admin, sampleAccount, sampleCredentials, sampleStatus, silentLog } from '../support/samples.ts';
import { freshPrefix, services } from '../support/services.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

function staged(options: Partial<DeliveringOptions> = {}): Delivering {
  const stage = delivering({ redisUrl: services().redis.url, prefix: freshPrefix(), ...options });
  closing.push(() => stage.close());
  return stage;
}

async function receiver(): Promise<WebhookReceiver> {
  const started = await startWebhookReceiver();
  closing.push(() => started.stop());
  return started;
}

const code = (value: string): unknown => expect.objectContaining({ code: value });
const idsAt = (target: WebhookReceiver): string[] =>
  target.requests.map(({ headers }) => String(headers['webhook-id']));
const bodyAt = (target: WebhookReceiver, index = 0): Record<string, never> =>
  JSON.parse(target.requests[index]?.body.toString() ?? 'null') as Record<string, never>;

async function only(stage: Delivering, webhookId: string): Promise<Delivery> {
  const { items } = await stage.owned.list(admin, webhookId, { limit: 10 });
  expect(items).toHaveLength(1);
  const [delivery] = items;
  if (delivery === undefined) throw new Error('one was counted');
  return delivery;
}

describe('an event', () => {
  test('reaches every webhook that wants it, signed, with the secret shown at creation', async () => {
    const stage = staged();
    const [one, other, deaf] = [await receiver(), await receiver(), await receiver()];
    const { secret, webhook } = await stage.webhooks.create(admin, {
      url: one.url,
      types: ['message.*'],
      headers: [{ name: 'X-Team', value: 'mail' }],
    });
    await stage.webhooks.create(admin, { url: other.url });
    await stage.webhooks.create(admin, { url: deaf.url, types: ['account.*'] });
    await stage.webhooks.create(admin, { url: deaf.url, enabled: false });
    await stage.accounts.insert(sampleAccount({ id: 'acc_2' }), sampleCredentials, sampleStatus);
    await stage.webhooks.create(admin, { url: deaf.url, accounts: ['acc_2'] });
    stage.start();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const event = someEvent({ traceparent });
    await stage.journal.append([event]);
    await eventually(() => expect([...idsAt(one), ...idsAt(other)]).toEqual([event.id, event.id]));
    const [request] = one.requests;
    const headers = request?.headers as Record<string, string>;
    expect(headers).toMatchObject({ 'x-team': 'mail', traceparent });
    expect(new Verifier(secret).verify(request?.body.toString() ?? '', headers)).toMatchObject({
      id: event.id,
      type: 'message.received',
      accountId: 'acc_1',
      data: event.data,
    });
    await eventually(async () => {
      expect(await only(stage, webhook.id)).toMatchObject({
        status: 'delivered',
        nextAttemptAt: null,
        attempts: [{ number: 1, status: 204, error: null }],
      });
    });
    expect(deaf.requests).toHaveLength(0);
  });

  test('is delivered once though the fan-out begins anew again and again', async () => {
    const stage = staged({ leaseTimes: { ttlMs: 300, renewMs: 50 } });
    const target = await receiver();
    const { webhook } = await stage.webhooks.create(admin, { url: target.url });
    const events = Array.from({ length: 200 }, () => someEvent());
    for (let at = 0; at < events.length; at += 20) await stage.journal.append(events.slice(at, at + 20));
    // Several processes at once, each ended in the middle of its work.
    for (let round = 0; round < 5; round += 1) {
      const process = staged({ prefix: stage.keys.prefix, leaseTimes: { ttlMs: 300, renewMs: 50 } });
      process.start();
      await eventually(() => expect(target.requests.length).toBeGreaterThan(round * 30));
      await process.close();
    }
    stage.start();
    await eventually(
      () => expect(new Set(idsAt(target))).toEqual(new Set(events.map(({ id }) => id))),
      15_000,
    );
    await eventually(async () => {
      const { items } = await stage.owned.list(admin, webhook.id, {
        limit: 250,
        status: 'delivered',
      });
      expect(items).toHaveLength(200);
    });
    expect(target.requests).toHaveLength(200);
  });

  test('that was journaled while nobody fanned out is told at start', async () => {
    const stage = staged();
    const target = await receiver();
    await stage.webhooks.create(admin, { url: target.url });
    const event = someEvent();
    await stage.journal.append([event]);
    stage.start();
    await eventually(() => expect(idsAt(target)).toEqual([event.id]));
  });

  test('is told though its job was lost', async () => {
    const stage = staged();
    const target = await receiver();
    const { webhook } = await stage.webhooks.create(admin, { url: target.url });
    target.answer((_request, index) => ({
      status: index === 0 ? 500 : 204,
      headers: { 'retry-after': '1' },
    }));
    stage.start();
    await stage.journal.append([someEvent()]);
    await eventually(async () => expect((await only(stage, webhook.id)).attempts).toHaveLength(1));
    const names = await stage.redis.keys(`{${stage.keys.prefix}}:bull:*`);
    await stage.redis.del(names);
    await eventually(async () => expect((await only(stage, webhook.id)).status).toBe('delivered'), 15_000);
  });
});

describe('a failing endpoint', () => {
  test('that answers 410 is disabled, says so by an event, and gets no more', async () => {
    const stage = staged();
    const [target, watcher] = [await receiver(), await receiver()];
    const { webhook } = await stage.webhooks.create(admin, { url: target.url, types: ['message.*'] });
    await stage.webhooks.create(admin, { url: watcher.url, types: ['webhook.disabled'] });
    target.answer({ status: 410 });
    stage.start();
    await stage.journal.append([someEvent()]);
    await eventually(async () => {
      expect(await stage.webhooks.get(admin, webhook.id)).toMatchObject({
        enabled: false,
        disabledReason: 'gone',
      });
    });
    await eventually(() => expect(watcher.requests).toHaveLength(1));
    expect(bodyAt(watcher)).toMatchObject({
      type: 'webhook.disabled',
      accountId: null,
      data: { webhook: { id: webhook.id, url: target.url, disabledReason: 'gone' } },
    });
    expect(await only(stage, webhook.id)).toMatchObject({ status: 'failed', nextAttemptAt: null });
    await stage.journal.append([someEvent()]);
    const { id } = await stage.webhooks.test(admin, webhook.id);
    await eventually(async () => expect((await stage.deliveries.get(id))?.status).toBe('failed'));
    expect(target.requests).toHaveLength(2);
    target.answer({ status: 204 });
    const revived = await stage.webhooks.update(admin, webhook.id, { enabled: true });
    expect(revived).toMatchObject({ enabled: true, disabledReason: null });
    await stage.journal.append([someEvent()]);
    await eventually(() => expect(target.requests).toHaveLength(3));
  });

  test('that has moved is not disabled by what was answered where it was', async () => {
    const stage = staged();
    const [target, other] = [await receiver(), await receiver()];
    const { webhook } = await stage.webhooks.create(admin, { url: target.url });
    target.answer({ status: 410, delayMs: 200 });
    stage.start();
    await stage.journal.append([someEvent()]);
    await eventually(() => expect(target.requests).toHaveLength(1));
    await stage.webhooks.update(admin, webhook.id, { url: other.url });
    await eventually(async () => expect((await only(stage, webhook.id)).status).toBe('failed'));
    await stage.journal.append([someEvent()]);
    await eventually(() => expect(other.requests).toHaveLength(1));
    expect((await stage.webhooks.get(admin, webhook.id)).enabled).toBe(true);
  });

  test('that has done nothing but fail for five days is disabled', async () => {
    let laterMs = 0;
    const stage = staged({ laterMs: () => laterMs });
    const target = await receiver();
    const { webhook } = await stage.webhooks.create(admin, { url: target.url });
    target.answer({ status: 500 });
    stage.start();
    await stage.journal.append([someEvent()]);
    await eventually(() => expect(target.requests).toHaveLength(1));
    laterMs = 4.9 * 24 * 3_600_000;
    await stage.journal.append([someEvent()]);
    await eventually(() => expect(target.requests).toHaveLength(2));
    expect((await stage.webhooks.get(admin, webhook.id)).enabled).toBe(true);
    laterMs = 5.1 * 24 * 3_600_000;
    await stage.journal.append([someEvent()]);
    await eventually(async () => {
      expect(await stage.webhooks.get(admin, webhook.id)).toMatchObject({
        enabled: false,
        disabledReason: 'failing',
      });
    });
  });

  test.each([
    [
      'a redirect',
      { status: 307, headers: { location: 'http://127.0.0.1:1/' } },
      { status: 307, error: null },
    ],
    ['a dropped connection', { status: 200, drop: true }, { status: null, error: 'The connection failed.' }],
  ])('%s is a failure', async (_name, answer, attempt) => {
    const stage = staged();
    const target = await receiver();
    const { webhook } = await stage.webhooks.create(admin, { url: target.url });
    target.answer(answer);
    stage.start();
    await stage.journal.append([someEvent()]);
    await eventually(async () => {
      expect(await only(stage, webhook.id)).toMatchObject({ status: 'pending', attempts: [attempt] });
    });
  });
});

test('endpoints that are slow or never answer delay no other, and none gets more than four requests at a time', async () => {
  const stage = staged({ concurrency: 2 });
  const [slow, dead, quick] = [await receiver(), await receiver(), await receiver()];
  slow.answer({ status: 204, delayMs: 1_500 });
  dead.answer({ status: 204, delayMs: 60_000 });
  for (const { url } of [slow, dead]) await stage.webhooks.create(admin, { url });
  const { webhook } = await stage.webhooks.create(admin, { url: quick.url });
  stage.start();
  const events = Array.from({ length: 60 }, () => someEvent());
  await stage.journal.append(events);
  await eventually(() => expect(quick.requests).toHaveLength(60));
  expect(slow.requests.length).toBeLessThan(60);
  expect(dead.requests.length).toBeLessThanOrEqual(4);
  slow.answer({ status: 204 });
  await eventually(() => expect(new Set(idsAt(slow))).toEqual(new Set(events.map(({ id }) => id))), 15_000);
  expect(slow.requests).toHaveLength(60);
  for (const { mostAtOnce } of [slow, dead, quick]) expect(mostAtOnce).toBeLessThanOrEqual(4);
  await eventually(async () => {
    const { items } = await stage.owned.list(admin, webhook.id, { limit: 100, status: 'delivered' });
    expect(items).toHaveLength(60);
  });
  await dead.stop();
});

test('an endpoint that fails again and again is left alone, and gets all once it is well', async () => {
  const stage = staged({ limits: { failures: 3, pauseMs: 700 } });
  const target = await receiver();
  target.answer({ status: 500 });
  const { webhook } = await stage.webhooks.create(admin, { url: target.url });
  stage.start();
  const events = Array.from({ length: 40 }, () => someEvent());
  await stage.journal.append(events);
  await eventually(() => expect(target.requests.length).toBeGreaterThan(3));
  // Those of the first pause: what was under way when it began, and one probe at most.
  expect(target.requests.length).toBeLessThanOrEqual(3 + 4);
  await eventually(async () => {
    const { health } = await stage.webhooks.get(admin, webhook.id);
    expect(health.failures).toBeGreaterThanOrEqual(3);
    expect(health.pausedUntil).not.toBeNull();
    expect(health.failingSince).not.toBeNull();
  });
  target.answer({ status: 204 });
  const ids = new Set(events.map(({ id }) => id));
  await eventually(() => expect(new Set(idsAt(target))).toEqual(ids), 15_000);
  await eventually(async () =>
    expect((await stage.webhooks.get(admin, webhook.id)).health).toEqual(goodHealth),
  );
});

test('a failed try is repeated after the time that is asked for; an ordered webhook hears of that account no more until then', async () => {
  const stage = staged();
  const target = await receiver();
  const { webhook } = await stage.webhooks.create(admin, { url: target.url, ordered: true });
  const refused = someEvent({ accountId: 'acc_1' });
  let refusals = 0;
  target.answer(({ headers }) => {
    const isRefused = headers['webhook-id'] === refused.id && (refusals += 1) === 1;
    return isRefused ? { status: 503, headers: { 'retry-after': '6' } } : { status: 204 };
  });
  stage.start();
  const later = Array.from({ length: 5 }, () => someEvent({ accountId: 'acc_1' }));
  const other = someEvent({ accountId: 'acc_2' });
  await stage.journal.append([refused, ...later, other]);
  await eventually(() => expect(idsAt(target)).toContain(other.id));
  const [delivery] = await eventually(async () => {
    const { items } = await stage.owned.list(admin, webhook.id, { limit: 10, status: 'pending' });
    const found = items.filter(({ attempts }) => attempts.length > 0);
    expect(found).toMatchObject([{ eventId: refused.id, attempts: [{ number: 1, status: 503 }] }]);
    return found;
  });
  const waitMs = Date.parse(delivery?.nextAttemptAt ?? '') - Date.parse(delivery?.updatedAt ?? '');
  expect(waitMs).toBeGreaterThanOrEqual(6_000);
  expect(new Set(idsAt(target))).toEqual(new Set([refused.id, other.id]));
  await eventually(() => expect(target.requests).toHaveLength(8), 15_000);
  const mine = idsAt(target).filter((id) => id !== other.id);
  expect(mine).toEqual([refused.id, refused.id, ...later.map(({ id }) => id)]);
  const [first, again] = target.requests.filter(({ headers }) => headers['webhook-id'] === refused.id);
  expect(again?.body).toEqual(first?.body);
  await stage.webhooks.update(admin, webhook.id, { ordered: false, maxPerSecond: 5 });
  target.answer({ status: 204 });
  await stage.journal.append(Array.from({ length: 6 }, () => someEvent({ accountId: 'acc_1' })));
  await eventually(() => expect(target.requests).toHaveLength(14));
  const times = target.requests.slice(8).map(({ receivedAt }) => receivedAt.getTime());
  // Five of the spaces between six requests; a timer may be early or late by some milliseconds.
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(5 * 200 - 50);
});

test('a filter chooses among the events, and a test event needs none of its kind', async () => {
  const stage = staged();
  const target = await receiver();
  const about = (subject: string) => {
    const { data } = someEvent();
    return someEvent({ data: { ...data, message: { ...(data['message'] as MessageView), subject } } });
  };
  const filter = { all: [{ field: 'data.message.subject', op: 'contains', value: 'invoice' }] } as const;
  const { webhook } = await stage.webhooks.create(admin, { url: target.url, payload: 'minimal', filter });
  expect(webhook.filter).toEqual(filter);
  stage.start();
  const [other, wanted] = [about('Lunch'), about('Your INVOICE')];
  await stage.journal.append([other, wanted]);
  const tested = await stage.webhooks.test(admin, webhook.id);
  await eventually(() => expect(idsAt(target).sort()).toEqual([wanted.id, tested.eventId].sort()));
  const widened = await stage.webhooks.update(admin, webhook.id, { filter: null });
  expect(widened.filter).toBeNull();
});

test('a test event goes to the one webhook, whatever it listens to, as an example of any type', async () => {
  const stage = staged();
  const [target, other] = [await receiver(), await receiver()];
  const { webhook } = await stage.webhooks.create(admin, {
    url: target.url,
    types: ['account.*'],
    enabled: false,
  });
  await stage.webhooks.create(admin, { url: other.url });
  stage.start();
  const queued = await stage.webhooks.test(admin, webhook.id);
  expect(queued).toMatchObject({
    webhookId: webhook.id,
    eventType: 'webhook.test',
    status: 'pending',
    attempts: [],
  });
  await eventually(() => expect(idsAt(target)).toEqual([queued.eventId]));
  expect(bodyAt(target)).toMatchObject({ type: 'webhook.test', data: { webhook: { id: webhook.id } } });
  await eventually(async () => expect((await only(stage, webhook.id)).id).toBe(queued.id));
  const shown = await stage.webhooks.test(admin, webhook.id, 'submission.bounced');
  await eventually(() => expect(idsAt(target)).toEqual([queued.eventId, shown.eventId]));
  expect(bodyAt(target, 1)).toMatchObject({ id: shown.eventId, type: 'submission.bounced', test: true });
  const marker = someEvent();
  await stage.journal.append([marker]);
  await eventually(() => expect(idsAt(other)).toEqual([marker.id]));
});

describe('a delivery', () => {
  test('tells what was sent and answered, its secrets masked and sealed', async () => {
    const stage = staged();
    const target = await receiver();
    target.answer({ status: 500, headers: { 'x-seen': 'canary-token' }, body: 'No: Bearer canary-token' });
    const { webhook } = await stage.webhooks.create(admin, {
      url: target.url,
      headers: [{ name: 'Authorization', value: 'Bearer canary-token' }],
    });
    stage.start();
    const event = someEvent();
    await stage.journal.append([event]);
    const { id } = await eventually(async () => {
      const delivery = await only(stage, webhook.id);
      expect(delivery.attempts).toHaveLength(1);
      return delivery;
    });
    const { delivery, exchanges } = await stage.owned.get(admin, webhook.id, id);
    expect(delivery.id).toBe(id);
    expect(exchanges).toMatchObject([
      {
        attempt: 1,
        request: { url: target.url, body: target.requests[0]?.body.toString(), truncated: false },
        response: { body: 'No: ********', truncated: false },
      },
    ]);
    expect(exchanges[0]?.request.headers).toEqual(
      expect.arrayContaining([
        { name: 'authorization', value: '********' },
        { name: 'webhook-id', value: event.id },
        { name: 'webhook-signature', value: '********' },
      ]),
    );
    expect(exchanges[0]?.response?.headers).toContainEqual({ name: 'x-seen', value: '********' });
    const blind: Principal = { ...admin, scopes: ['webhooks:read'] };
    const [seen] = (await stage.owned.get(blind, webhook.id, id)).exchanges;
    expect(seen).toMatchObject({ request: { body: null }, response: { body: null, truncated: false } });
    expect(await redisContents(stage.redis, stage.keys.prefix)).not.toContain('No: ');
    const other = await stage.webhooks.create(admin, { url: target.url });
    await expect(stage.owned.get(admin, other.webhook.id, id)).rejects.toEqual(code('not-found'));
  });

  test('is made once more on request, under the same id, as long as the event is kept', async () => {
    const stage = staged();
    const target = await receiver();
    target.answer({ status: 410 });
    const { webhook } = await stage.webhooks.create(admin, { url: target.url });
    stage.start();
    const event = someEvent();
    await stage.journal.append([event]);
    await eventually(async () => expect((await stage.webhooks.get(admin, webhook.id)).enabled).toBe(false));
    const { id, status } = await only(stage, webhook.id);
    expect(status).toBe('failed');
    await expect(stage.owned.redeliver(admin, webhook.id, id)).rejects.toEqual(code('invalid-request'));
    target.answer({ status: 204 });
    await stage.webhooks.update(admin, webhook.id, { enabled: true });
    const again = await stage.owned.redeliver(admin, webhook.id, id);
    expect(again).toMatchObject({ status: 'pending', attempts: [], redeliveryOf: id });
    expect(again.id).not.toBe(id);
    await eventually(() => expect(idsAt(target)).toEqual([event.id, event.id]));
    await eventually(async () =>
      expect((await stage.owned.get(admin, webhook.id, again.id)).delivery.status).toBe('delivered'),
    );
    expect((await stage.owned.get(admin, webhook.id, id)).delivery.status).toBe('failed');
    await stage.redis.del(stage.keys.of('journal'));
    await expect(stage.owned.redeliver(admin, webhook.id, id)).rejects.toEqual(code('stale-reference'));
  });
});

describe('a replay', () => {
  const replayed = async (stage: Delivering, webhookId: string, order: Partial<NewReplay> = {}) => {
    const from = new Date(Date.now() - 60_000).toISOString();
    const { id } = await stage.replays.create(admin, webhookId, { from, ...order });
    return await eventually(async () => {
      const job = await stage.replays.get(admin, id);
      expect(job?.status).toBe('succeeded');
      return job;
    });
  };

  test('tells once more what was told of that time and those types, or only what failed', async () => {
    const stage = staged();
    const target = await receiver();
    const { webhook } = await stage.webhooks.create(admin, { url: target.url, types: ['message.*'] });
    const lost = someEvent();
    const updated = someEvent({ type: 'message.updated' });
    const kept = [someEvent(), updated, lost, someEvent({ type: 'account.recovered' })];
    target.answer(({ headers }) => ({ status: headers['webhook-id'] === lost.id ? 410 : 204 }));
    stage.start();
    await stage.journal.append(kept);
    await eventually(async () => {
      const { items } = await stage.owned.list(admin, webhook.id, { limit: 10 });
      expect(items.filter(({ status }) => status !== 'pending')).toHaveLength(3);
    });
    await eventually(async () => expect((await stage.webhooks.get(admin, webhook.id)).enabled).toBe(false));
    await expect(replayed(stage, webhook.id)).rejects.toEqual(code('invalid-request'));
    await stage.webhooks.update(admin, webhook.id, { enabled: true });
    const seen = target.requests.length;
    const again = (): string[] => idsAt(target).slice(seen).sort();

    expect(await replayed(stage, webhook.id, { types: ['message.updated'] })).toMatchObject({
      type: 'replay',
      accountId: null,
      replay: { webhookId: webhook.id, queued: 1 },
    });
    await eventually(() => expect(again()).toEqual([updated.id]));
    target.answer({ status: 204 });
    expect(await replayed(stage, webhook.id, { onlyFailed: true })).toMatchObject({ replay: { queued: 1 } });
    await eventually(() => expect(again()).toEqual([updated.id, lost.id].sort()));
    await eventually(async () => {
      const { items } = await stage.owned.list(admin, webhook.id, { limit: 10, status: 'delivered' });
      expect(items.map(({ eventId, redeliveryOf }) => redeliveryOf !== null && eventId)).toContain(lost.id);
    });
    // It was told meanwhile.
    expect(await replayed(stage, webhook.id, { onlyFailed: true })).toMatchObject({ replay: { queued: 0 } });
    expect(await replayed(stage, webhook.id)).toMatchObject({ replay: { queued: 3 } });
    await eventually(() => expect(again()).toHaveLength(5));
    const to = new Date(Date.now() - 30_000).toISOString();
    expect(await replayed(stage, webhook.id, { to })).toMatchObject({ replay: { queued: 0 } });
  });

  test('is of a time that has come, and can be cancelled until it has ended', async () => {
    const stage = staged();
    const target = await receiver();
    const { webhook } = await stage.webhooks.create(admin, { url: target.url });
    const create = (from: string, more: Partial<NewReplay> = {}) =>
      stage.replays.create(admin, webhook.id, { from, ...more });
    const later = new Date(Date.now() + 60_000).toISOString();
    await expect(create(later)).rejects.toMatchObject({ errors: [{ pointer: '/from' }] });
    const types = ['massage.*'];
    await expect(create('2026-01-01T00:00:00Z', { types })).rejects.toMatchObject({
      errors: [{ pointer: '/types/0' }],
    });
    const { id } = await create('2026-01-01T00:00:00Z');
    expect(await stage.replays.cancel(admin, id)).toMatchObject({ status: 'cancelled' });
    stage.start();
    const ended = await replayed(stage, webhook.id);
    await expect(stage.replays.cancel(admin, ended?.id ?? '')).rejects.toEqual(code('not-cancellable'));
    const foreign: Principal = { ...admin, accounts: ['acc_1'] };
    expect(await stage.replays.get(foreign, id)).toBeNull();
  });

  test('has its turn behind any number of others that wait', async () => {
    const { keys, redis, webhooks, replays } = staged();
    const { webhook } = await webhooks.create(admin, { url: 'http://127.0.0.1:8080/' });
    const from = '2026-01-01T00:00:00Z';
    for (let at = 0; at < 101; at += 1) await replays.create(admin, webhook.id, { from });
    const store = createReplayStore(redis, keys);
    const [some, others, again] = [await store.active(), await store.active(), await store.active()];
    expect(new Set([...some, ...others].map(({ id }) => id)).size).toBe(101);
    expect(again).toEqual(some);
  });

  test('makes each delivery once, though the step is repeated, and none without the lease', async () => {
    const { keys, redis, deliveries, webhooks, replays } = staged();
    const { webhook } = await webhooks.create(admin, { url: 'http://127.0.0.1:8080/' });
    const { id } = await replays.create(admin, webhook.id, { from: '2026-01-01T00:00:00Z' });
    const store = createReplayStore(redis, keys);
    const leases = createLeases(redis, keys, silentLog);
    closing.push(() => leases.close());
    const lease = await leases.acquire('replay');
    const [replay] = await store.active();
    if (lease === null || replay === undefined) throw new Error('it is free, and there is one');
    const event = { ...someEvent(), position: '1-0', timestamp: replay.from };
    const delivery = replayedDelivery(replay, webhook, event, null, replay.createdAt);
    const stretch = { position: '5-0', seenTo: replay.from, queued: 1, isLast: false };
    const next = advanced(replay, stretch, Date.now());
    expect(await store.advance(lease, next, [delivery])).toBe('committed');
    expect(await store.advance(lease, next, [delivery])).toBe('conflict');
    expect(await store.advance(lease, advanced(next, stretch, Date.now()), [delivery])).toBe('committed');
    expect(await deliveries.pendingOf(webhook.id)).toBe(1);
    await lease.release();
    const late = advanced(advanced(next, stretch, Date.now()), stretch, Date.now());
    expect(await store.advance(lease, late, [])).toBe('fenced');
    expect((await store.get(id))?.queued).toBe(2);
  });
});

describe('the payload level', () => {
  const account = sampleAccount();
  const mailbox = mailboxId(account, 'INBOX');
  const message = {
    id: messageId(account, { mailboxId: mailbox, uidValidity: 1, uid: 7 }),
    mailboxId: mailbox,
    mailboxPath: 'INBOX',
    uid: 7,
    subject: 'Hi',
  };
  const event = () => someEvent({ accountId: account.id, data: { message } });
  const content: MessageView = {
    ...message,
    text: 'Hello',
    html: null,
    headers: [],
    truncated: false,
    parseError: null,
  };

  async function stageWith(read: () => Promise<readonly (MessageView | null)[]>): Promise<{
    readonly stage: Delivering;
    readonly target: WebhookReceiver;
  }> {
    const stage = staged({ reader: { read } });
    await stage.accounts.insert(account, sampleCredentials, sampleStatus);
    const target = await receiver();
    await stage.webhooks.create(admin, { url: target.url, payload: 'full' });
    stage.start();
    return { stage, target };
  }

  test('full reads the content once and sends the same octets at every attempt', async () => {
    let reads = 0;
    const { stage, target } = await stageWith(async () => ((reads += 1), [content]));
    target.answer((_request, index) => ({ status: index === 0 ? 500 : 204 }));
    await stage.journal.append([event()]);
    await eventually(() => expect(target.requests).toHaveLength(2), 15_000);
    expect(bodyAt(target)['data']).toMatchObject({
      message: { subject: 'Hi', text: 'Hello', truncated: false },
    });
    expect(target.requests[1]?.body).toEqual(target.requests[0]?.body);
    expect(reads).toBe(1);
    await eventually(async () =>
      expect(await redisContents(stage.redis, stage.keys.prefix)).not.toContain('Hello'),
    );
  });

  test.each([
    ['is not there', async () => [null]],
    ['is in a mailbox that is gone', () => Promise.reject(new GatewayError('stale-reference', 'gone'))],
  ])('full says so when the message %s', async (_name, read) => {
    const { stage, target } = await stageWith(read);
    await stage.journal.append([event()]);
    await eventually(() => expect(target.requests).toHaveLength(1));
    expect(bodyAt(target)['data']).toMatchObject({ message, bodyUnavailable: 'message-gone' });
  });

  test('full waits for a server that is away, without blame on the endpoint', async () => {
    let isAway = true;
    const { stage, target } = await stageWith(() =>
      isAway ? Promise.reject(new GatewayError('account-unreachable', 'away')) : Promise.resolve([content]),
    );
    await stage.journal.append([event()]);
    const [{ id } = { id: '' }] = (await stage.webhooks.list(admin, { limit: 1 })).items;
    await eventually(async () => {
      expect((await only(stage, id)).attempts).toMatchObject([
        { status: null, error: expect.stringContaining('account-unreachable') as string },
      ]);
    });
    expect(await stage.redis.hget(stage.keys.of('webhook', id), 'f')).toBeNull();
    isAway = false;
    await eventually(() => expect(target.requests).toHaveLength(1), 12_000);
  });
});

test('an attempt that fails for a reason that nobody foresaw is one, and is not made again for ever', async () => {
  const reads = () => Promise.reject(new TypeError('a message that no parser takes'));
  const account = sampleAccount();
  const stage = staged({ reader: { read: reads } });
  await stage.accounts.insert(account, sampleCredentials, sampleStatus);
  const { webhook } = await stage.webhooks.create(admin, { url: 'http://127.0.0.1:8080/', payload: 'full' });
  stage.start();
  const mailbox = { mailboxId: mailboxId(account, 'INBOX'), mailboxPath: 'INBOX', uid: 7 };
  const message = { id: messageId(account, { ...mailbox, uidValidity: 1 }), ...mailbox };
  await stage.journal.append([someEvent({ accountId: account.id, data: { message } })]);
  await eventually(async () =>
    expect((await only(stage, webhook.id)).attempts).toMatchObject([
      { status: null, error: expect.stringContaining('internal') as string },
    ]),
  );
});

describe('what is erased', () => {
  test('with an account is its deliveries, but for its last event', async () => {
    const stage = staged();
    const account = sampleAccount();
    await stage.accounts.insert(account, sampleCredentials, sampleStatus);
    const target = await receiver();
    const { webhook } = await stage.webhooks.create(admin, { url: target.url });
    target.answer({ status: 500 });
    stage.start();
    await stage.journal.append([someEvent({ accountId: account.id })]);
    await eventually(async () => expect((await only(stage, webhook.id)).attempts).toHaveLength(1));
    target.answer({ status: 204 });
    await stage.accounts.remove(
      account,
      someEvent({ type: 'account.deleted', accountId: account.id, data: {} }),
    );
    await eventually(async () => {
      expect(await only(stage, webhook.id)).toMatchObject({
        eventType: 'account.deleted',
        status: 'delivered',
      });
    });
  });

  test('with a webhook is all that waited for it', async () => {
    const stage = staged();
    const [target, other] = [await receiver(), await receiver()];
    const { webhook } = await stage.webhooks.create(admin, { url: target.url });
    await stage.webhooks.create(admin, { url: other.url });
    target.answer({ status: 500 });
    stage.start();
    await stage.journal.append([someEvent()]);
    await eventually(async () => expect((await only(stage, webhook.id)).attempts).toHaveLength(1));
    const delivery = await only(stage, webhook.id);
    await stage.webhooks.remove(admin, webhook.id);
    expect(await stage.deliveries.get(delivery.id)).toBeNull();
    await expect(stage.webhooks.get(admin, webhook.id)).rejects.toEqual(code('not-found'));
    await stage.journal.append([someEvent()]);
    await eventually(() => expect(other.requests).toHaveLength(2));
    expect(target.requests).toHaveLength(1);
  });
});

describe('a webhook', () => {
  const url = 'https://93.184.216.34/hook';

  test.each([
    ['http://example.com/', 'egress-refused'],
    ['https://10.0.0.1/', 'egress-refused'],
    ['https://2130706433.example:6379/', 'egress-refused'],
    ['https://user:pw@93.184.216.34/', 'egress-refused'],
    ['not a url', 'invalid-request'],
  ])('at %s is refused: %s', async (target, problem) => {
    const { webhooks } = staged();
    await expect(webhooks.create(admin, { url: target })).rejects.toEqual(code(problem));
    const { webhook } = await webhooks.create(admin, { url });
    await expect(webhooks.update(admin, webhook.id, { url: target })).rejects.toEqual(code(problem));
  });

  test('at what is refused by now can be disabled, and not enabled again', async () => {
    const { webhooks, redis, keys } = staged();
    const { webhook } = await webhooks.create(admin, { url });
    const kept = JSON.stringify({ ...webhook, url: 'https://10.0.0.1/' });
    await redis.hset(keys.of('webhook', webhook.id), 'j', kept);
    expect(await webhooks.update(admin, webhook.id, { enabled: false })).toMatchObject({ enabled: false });
    const again = webhooks.update(admin, webhook.id, { enabled: true });
    await expect(again).rejects.toEqual(code('egress-refused'));
  });

  test.each([
    ['Host', 'x'],
    ['webhook-id', 'x'],
    ['Content-Type', 'x'],
    ['Transfer-Encoding', 'chunked'],
    ['X-A', 'a\r\nX-B: b'],
    ['X A', 'a'],
    ['X-A', 'ü€'],
  ])('may not set the header %s: %j', async (name, value) => {
    await expect(staged().webhooks.create(admin, { url, headers: [{ name, value }] })).rejects.toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/headers/0' }],
    });
  });

  test('keeps secrets and header values sealed, and its headers for its own endpoint', async () => {
    const { webhooks, redis, keys } = staged();
    const headers = [{ name: 'Authorization', value: 'Bearer canary-token' }];
    const { webhook, secret } = await webhooks.create(admin, { url, headers });
    expect(webhook.headerNames).toEqual(['authorization']);
    const contents = await redisContents(redis, keys.prefix);
    expect(contents).not.toContain('canary-token');
    expect(contents).not.toContain(secret.slice(6));
    await expect(webhooks.update(admin, webhook.id, { url: 'https://93.184.216.35/' })).rejects.toMatchObject(
      {
        errors: [{ pointer: '/headers' }],
      },
    );
    const moved = await webhooks.update(admin, webhook.id, { url: 'https://93.184.216.35/', headers: null });
    expect(moved.headerNames).toEqual([]);
  });

  test('says until when a secret from before signs, and nothing of one that signs no more', async () => {
    const { webhooks, redis, keys } = staged();
    const { webhook } = await webhooks.create(admin, { url });
    const once = (await webhooks.rotateSecret(admin, webhook.id, 3_600)).webhook;
    const twice = (await webhooks.rotateSecret(admin, webhook.id, 60)).webhook;
    expect(once.formerSecretsUntil).not.toBeNull();
    expect(twice.formerSecretsUntil).toBe(once.formerSecretsUntil);
    expect(await webhooks.get(admin, webhook.id)).toEqual(twice);
    const over = { ...twice, formerSecretsUntil: '2026-01-01T00:00:00.000Z' };
    await redis.hset(keys.of('webhook', webhook.id), 'j', JSON.stringify(over));
    expect(await webhooks.get(admin, webhook.id)).toMatchObject({ formerSecretsUntil: null });
  });

  test('kept by an older version is what it was: told in any order, as fast as it goes', async () => {
    const { webhooks, redis, keys } = staged();
    const { webhook } = await webhooks.create(admin, { url, ordered: true, maxPerSecond: 5 });
    const { ordered, maxPerSecond, filter, ...older } = webhook;
    expect({ ordered, maxPerSecond, filter }).toEqual({ ordered: true, maxPerSecond: 5, filter: null });
    await redis.hset(keys.of('webhook', webhook.id), 'j', JSON.stringify(older));
    const unsaid = { ordered: false, maxPerSecond: null, filter: null };
    expect(await webhooks.get(admin, webhook.id)).toEqual({ ...older, ...unsaid });
  });

  test('listens only to types that there are', async () => {
    const { webhooks } = staged();
    await expect(webhooks.create(admin, { url, types: ['message.*', 'massage.*'] })).rejects.toMatchObject({
      errors: [{ pointer: '/types/1' }],
    });
  });

  test('is for accounts that are there, and the others are named', async () => {
    const { webhooks, accounts } = staged();
    const account = sampleAccount({ id: 'acc_1' });
    await accounts.insert(account, sampleCredentials, sampleStatus);
    const absent = { code: 'invalid-request', errors: [{ pointer: '/accounts/1' }] };
    const both = ['acc_1', 'acc_2'];
    await expect(webhooks.create(admin, { url, accounts: both })).rejects.toMatchObject(absent);
    const { webhook } = await webhooks.create(admin, { url, accounts: ['acc_1'] });
    await expect(webhooks.update(admin, webhook.id, { accounts: both })).rejects.toMatchObject(absent);
    await accounts.remove(account, someEvent({ accountId: 'acc_1' }));
    expect(await webhooks.update(admin, webhook.id, { enabled: false })).toMatchObject({ enabled: false });
  });

  test('that is for fewer accounts than before neither tells nor shows anything of the others', async () => {
    const stage = staged();
    for (const id of ['acc_1', 'acc_2'])
      await stage.accounts.insert(sampleAccount({ id }), sampleCredentials, sampleStatus);
    const target = await receiver();
    target.answer({ status: 500 });
    const { webhook } = await stage.webhooks.create(admin, { url: target.url, accounts: ['acc_1', 'acc_2'] });
    stage.start();
    await stage.journal.append([someEvent({ accountId: 'acc_2' })]);
    await eventually(async () => expect((await only(stage, webhook.id)).attempts).toHaveLength(1));
    const { id } = await only(stage, webhook.id);
    await stage.webhooks.update(admin, webhook.id, { accounts: ['acc_1'] });
    const tied: Principal = { ...admin, accounts: ['acc_1'] };
    expect((await stage.owned.list(tied, webhook.id, { limit: 10 })).items).toEqual([]);
    await expect(stage.owned.get(tied, webhook.id, id)).rejects.toEqual(code('not-found'));
    await expect(stage.owned.redeliver(tied, webhook.id, id)).rejects.toEqual(code('not-found'));
    const again = await stage.owned.redeliver(admin, webhook.id, id);
    await eventually(async () => {
      const { delivery } = await stage.owned.get(admin, webhook.id, again.id);
      expect(delivery).toMatchObject({ status: 'failed', attempts: [{ status: null }] });
    });
    expect(target.requests).toHaveLength(1);
    const tested = await stage.webhooks.test(tied, webhook.id);
    await eventually(async () =>
      expect((await stage.owned.list(tied, webhook.id, { limit: 10 })).items).toMatchObject([
        { id: tested.id, eventType: 'webhook.test' },
      ]),
    );
  });

  test('tells no more than its maker may see', async () => {
    const { webhooks } = staged();
    const tied: Principal = {
      id: 'k',
      scopes: ['webhooks:write', 'webhooks:read', 'messages:read'],
      accounts: ['acc_1'],
    };
    const { webhook } = await webhooks.create(tied, { url });
    expect(webhook).toMatchObject({
      accounts: ['acc_1'],
      payload: 'summary',
      types: ['*'],
      maxBytes: 262_144,
    });
    await expect(webhooks.create(tied, { url, accounts: ['acc_2'] })).rejects.toEqual(code('not-found'));
    await expect(webhooks.create(tied, { url, payload: 'full' })).rejects.toEqual(code('forbidden'));
    await expect(webhooks.update(tied, webhook.id, { payload: 'full' })).rejects.toEqual(code('forbidden'));
    const blind: Principal = { ...tied, scopes: ['webhooks:write'] };
    await expect(webhooks.create(blind, { url })).rejects.toEqual(code('forbidden'));
    const minimal = { url, payload: 'minimal' } as const;
    await webhooks.create(blind, minimal);
    const filterOn = (field: string) => ({ ...minimal, filter: { field, op: 'exists' } as const });
    await expect(webhooks.create(blind, filterOn('data.message.subject'))).rejects.toEqual(code('forbidden'));
    const wide = await webhooks.create(admin, { url });
    await expect(webhooks.get(tied, wide.webhook.id)).rejects.toEqual(code('not-found'));
    expect((await webhooks.list(tied, { limit: 10 })).items.map(({ accounts }) => accounts)).toEqual([
      ['acc_1'],
      ['acc_1'],
    ]);
  });
});
