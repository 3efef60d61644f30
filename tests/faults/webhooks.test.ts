/** Processes that fan out and deliver are killed in the middle of it; every event is told, under one id, and hardly one twice. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { delivering, someEvent, type Delivering, type DeliveringOptions } from '../support/delivering.ts';
import { eventually } from '../support/eventually.ts';
import { admin } from '../support/samples.ts';
import { freshPrefix, services } from '../support/services.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/** An endpoint's lanes: so many requests may be under way when a process is killed. */
const lanes = 4;

let options: DeliveringOptions;
let stage: Delivering;
let target: WebhookReceiver;
const children: ChildProcess[] = [];

beforeEach(async () => {
  options = {
    redisUrl: services().redis.url,
    prefix: freshPrefix(),
    leaseTimes: { ttlMs: 1_000, renewMs: 200 },
  };
  stage = delivering(options);
  target = await startWebhookReceiver();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await stage.close();
  await target.stop();
});

async function startChild(): Promise<ChildProcess> {
  const program = ['--import', './tests/support/typescript.mjs', 'tests/faults/delivering-child.ts'];
  const child = spawn(process.execPath, [...program, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

const timesTold = (): Map<string, number> => {
  const times = new Map<string, number>();
  for (const { headers } of target.requests) {
    const id = String(headers['webhook-id']);
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  return times;
};

async function allDelivered(webhookId: string, count: number): Promise<void> {
  await eventually(async () => {
    const { items } = await stage.owned.list(admin, webhookId, { limit: 250, status: 'delivered' });
    expect(items).toHaveLength(count);
  }, 60_000);
}

test(
  'killed processes lose no event, and tell twice only what was under way',
  { timeout: 120_000 },
  async () => {
    const { webhook } = await stage.webhooks.create(admin, { url: target.url });
    target.answer({ status: 204, delayMs: 20 });
    const events = Array.from({ length: 120 }, () => someEvent());
    for (let at = 0; at < events.length; at += 10) await stage.journal.append(events.slice(at, at + 10));
    const kills = [20, 60];
    for (const share of kills) {
      const child = await startChild();
      await eventually(() => expect(target.requests.length).toBeGreaterThan(share), 40_000);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await startChild();
    await allDelivered(webhook.id, 120);
    const told = timesTold();
    expect(new Set(told.keys())).toEqual(new Set(events.map(({ id }) => id)));
    const twice = [...told.values()].filter((times) => times > 1);
    expect(twice.length).toBeLessThanOrEqual(kills.length * lanes);
  },
);

test('processes that are asked to stop tell nothing twice', { timeout: 60_000 }, async () => {
  const { webhook } = await stage.webhooks.create(admin, { url: target.url });
  target.answer({ status: 204, delayMs: 20 });
  const events = Array.from({ length: 80 }, () => someEvent());
  await stage.journal.append(events);
  for (const share of [20, 40]) {
    const child = await startChild();
    await eventually(() => expect(target.requests.length).toBeGreaterThan(share), 20_000);
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await startChild();
  await allDelivered(webhook.id, 80);
  expect(target.requests).toHaveLength(80);
  expect(timesTold().size).toBe(80);
});
