/** The end of the service while Redis is away: nothing that cannot be written is waited for. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compose, type Service } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import { accountSettings } from '../support/account-settings.ts';
import { eventually } from '../support/eventually.ts';
import { httpApi, type HttpApi, type Schemas } from '../support/http-api.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { ADMIN_KEY, SEALING_KEY } from '../support/service-process.ts';
import { freshUser } from '../support/services.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const drainSeconds = 12;

let folder: string;
let storage: RedisServer;
let submission: SubmissionServer;
let receiver: WebhookReceiver;
let service: Service;
let api: HttpApi;
let path: string;

async function start(): Promise<void> {
  service = await compose(
    loadConfig({
      POSTERN_PORT: '0',
      POSTERN_DATA_DIR: folder,
      REDIS_URL: storage.url,
      POSTERN_ADMIN_KEY: ADMIN_KEY,
      POSTERN_SECRET_KEYS: `tests:${SEALING_KEY}`,
      POSTERN_EGRESS_ALLOW: '127.0.0.1',
      POSTERN_LOG_LEVEL: 'error',
      POSTERN_DRAIN: String(drainSeconds),
    }),
  );
  api = httpApi({ url: service.url ?? '', adminKey: ADMIN_KEY });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pt-close-'));
  storage = await startRedis({ folder });
  submission = await startSubmissionServer();
  receiver = await startWebhookReceiver();
  await start();
  const settings = accountSettings({ email: freshUser(), submission });
  const { id } = await api.post<Schemas['Account']>('/v1/accounts', settings);
  path = `/v1/accounts/${id}/submissions`;
  await api.post('/v1/webhooks', { url: receiver.url });
  await api.post(path, letter);
  await eventually(async () => {
    const [first] = await api.all<Schemas['Submission']>(path);
    expect(first?.sentMessage).toMatch(/^msg_/);
    expect(receiver.requests.length).toBeGreaterThan(0);
  });
});
afterEach(async () => {
  await service.close();
  await receiver.stop();
  await submission.stop();
  await storage.stop();
  await rm(folder, { recursive: true, force: true });
});

const letter = { to: [{ address: 'bob@elsewhere.example' }], subject: 'Hello', text: 'Hello.' };

async function closed(): Promise<number> {
  const since = performance.now();
  await service.close();
  return performance.now() - since;
}

/** The second letter, sent by a service that finds Redis as this one leaves it; `accepted` counts the first. */
async function sentOnce(): Promise<void> {
  await storage.restart();
  await start();
  await eventually(async () => {
    const all = await api.all<Schemas['Submission']>(path);
    expect(all.map(({ status, attempts }) => [status, attempts.length])).toEqual([
      ['sent', 1],
      ['sent', 1],
    ]);
  }, 30_000);
  expect(submission.accepted).toHaveLength(2);
}

it('a service with nothing to write ends at once', { timeout: 60_000 }, async () => {
  await storage.kill('SIGKILL');
  expect(await closed()).toBeLessThan(3_000);
});

it(
  'a service leaves an attempt whose message has not left to the next process',
  { timeout: 60_000 },
  async () => {
    submission.faults.arm({ kind: 'delay', at: 'mail', ms: 60_000 }, 1);
    await api.post(path, letter);
    await eventually(() => expect(submission.faults.struck).toBe(1));
    await storage.kill('SIGKILL');
    expect(await closed()).toBeLessThan(5_000);
    await sentOnce();
  },
);

it(
  'a service waits with the word of a server for Redis, until the time to end is over',
  { timeout: 60_000 },
  async () => {
    submission.faults.arm({ kind: 'delay', at: 'after-acceptance', ms: 1_500 }, 1);
    await api.post(path, letter);
    await eventually(() => expect(submission.accepted).toHaveLength(2));
    await storage.kill('SIGKILL');
    const closing = closed();
    // The server's word has come by then, and nobody could write it down.
    const heardAt = Date.now() + 3_500;
    await eventually(() => expect(Date.now()).toBeGreaterThan(heardAt));
    await storage.restart();
    expect(await closing).toBeLessThan(drainSeconds * 1_000 - 1_000);
    await sentOnce();
  },
);
