/** Sending while Redis is away, forgets its queue, or is killed: what was acknowledged is sent. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import { randomId } from '../../src/domain/ids.ts';
import { accept } from '../../src/domain/submission-orders.ts';
import type { Submission } from '../../src/domain/submission.ts';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import { eventually } from '../support/eventually.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import {
  accountFor,
  never,
  openSendingRig,
  owner,
  quickly,
  type SendingRig,
  type SendingRigOptions,
} from '../support/sending-rig.ts';

let folder: string;
let storage: RedisServer;
let server: SubmissionServer;
let rig: SendingRig;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pt-send-'));
  storage = await startRedis({ folder });
  server = await startSubmissionServer();
});
afterEach(async () => {
  await rig.close();
  await server.stop();
  await storage.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(
  working: boolean,
  change: Partial<Account> = {},
  drafts?: SendingRigOptions['drafts'],
): Promise<void> {
  const smtp = { host: '127.0.0.1', port: server.port, password: server.password };
  const limits = { onUnknown: 'hold' } as const;
  rig = await openSendingRig({
    redisUrl: storage.url,
    prefix: 'p',
    smtp,
    accounts: [{ ...accountFor('acc_ada', { smtp, limits }), ...change }],
    schedule: quickly,
    working,
    ...(drafts === undefined ? {} : { drafts }),
  });
}

/** One that was accepted so many days ago and has waited since; its bytes are kept for another minute. */
async function acceptedBefore(days: number): Promise<Submission> {
  const mime = await rig.store.writeMime(
    [Buffer.from('Subject: old\r\n\r\nHello.\r\n')],
    Date.now() + 60_000,
  );
  const submission = accept(
    {
      id: randomId('sub'),
      accountId: rig.account.id,
      incarnation: rig.account.incarnation,
      messageId: '<old@postern.test>',
      subject: 'old',
      envelope: { from: rig.account.email, to: ['grace@example.org'] },
      mime,
      sentCopy: 'none',
      tags: [],
      metadata: {},
      traceparent: null,
    },
    null,
    Date.now() - days * 24 * 3_600_000,
  );
  await rig.store.accept(submission, null);
  return submission;
}
const allSent = (ids: readonly string[], withinMs: number): Promise<void> =>
  eventually(async () => {
    const all = await Promise.all(ids.map((id) => rig.get(owner, null, id)));
    expect(all.map(({ status }) => status)).toEqual(ids.map(() => 'sent'));
  }, withinMs);

it('what the queue has lost is sent all the same, once', { timeout: 40_000 }, async () => {
  await open(false);
  const ids: string[] = [];
  for (let n = 0; n < 50; n += 1) ids.push((await rig.send({})).id);
  const redis = new Redis(storage.url);
  const jobs = await redis.keys('{p}:bull:*');
  expect(jobs.length).toBeGreaterThan(50);
  await redis.del(...jobs);
  redis.disconnect();
  rig.work();
  await allSent(ids, 20_000);
  expect(server.accepted).toHaveLength(50);
});

it('the word of a server that came while Redis was away is not forgotten', { timeout: 60_000 }, async () => {
  await open(true);
  server.faults.arm({ kind: 'delay', at: 'after-acceptance', ms: 1_500 }, 1);
  const { id } = await rig.send({});
  await eventually(() => expect(server.accepted).toHaveLength(1));
  await storage.kill('SIGKILL');
  // The reply has come when the server's session is back to waiting for a command.
  const repliedAt = Date.now() + 2_000;
  await eventually(() => expect(Date.now()).toBeGreaterThan(repliedAt));
  await storage.restart();
  await allSent([id], 30_000);
  expect(server.accepted).toHaveLength(1);
});

it('what Redis wrote and could not answer for does not make a fate unknown', async () => {
  await open(false);
  const { store } = rig;
  const save = store.save.bind(store);
  let lost = 0;
  Object.assign(store, {
    save: async (...args: Parameters<typeof save>) => {
      const saved = await save(...args);
      if (args[0].running?.phase !== 'data-sent' || lost > 0) return saved;
      lost += 1;
      throw new GatewayError('storage-unavailable', 'The answer was lost.');
    },
  });
  rig.work();
  const { id } = await rig.send({});
  await allSent([id], 10_000);
  expect(lost).toBe(1);
  expect(server.accepted).toHaveLength(1);
});

it('a draft whose acceptance Redis wrote and could not answer for is sent once, however often it is submitted', async () => {
  const content = Buffer.from(`From: ${accountFor('acc_ada', { smtp: server }).email}\r
To: grace@example.org\r
Subject: draft\r
\r
Hello.\r
`);
  await open(true, {}, { read: () => Promise.resolve({ id: 'msg_1', content }) });
  const { store } = rig;
  const accept = store.accept.bind(store);
  Object.assign(store, {
    accept: async (...args: Parameters<typeof accept>) => {
      await accept(...args);
      throw new GatewayError('storage-unavailable', 'The answer was lost.');
    },
  });
  const submit = (): Promise<unknown> =>
    rig.submit(owner, rig.account.id, { draft: 'msg_1', options: {} }, null, never);
  await expect(submit()).rejects.toMatchObject({ code: 'storage-unavailable' });
  const { items } = await store.list(rig.account.id, {}, { limit: 9 });
  const [id = ''] = items.map((each) => each.id);
  const told = { code: 'already-sent', message: expect.stringContaining(id) as string };
  await expect(submit()).rejects.toMatchObject(told);
  await allSent([id], 10_000);
  await storage.kill('SIGKILL');
  await storage.restart();
  await eventually(() => expect(submit()).rejects.toMatchObject(told));
  expect(server.accepted).toHaveLength(1);
});

it('every acknowledged submission survives a killed Redis', { timeout: 90_000 }, async () => {
  await open(true);
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    // Each asks until it is answered; what was stored and not answered is sent as well.
    const burst = Array.from({ length: 60 }, async () => {
      const { id } = await eventually(() => rig.send({}), 30_000);
      acknowledged.push(id);
    });
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(round * 60 + 10), 30_000);
    await storage.kill('SIGKILL');
    await storage.restart();
    await Promise.all(burst);
  }
  await eventually(async () => {
    const all = await Promise.all(acknowledged.map((id) => rig.get(owner, null, id)));
    expect(all.filter(({ status }) => status !== 'sent' && status !== 'unknown')).toEqual([]);
  }, 60_000);
  const times = new Map<string, number>();
  for (const { raw } of server.accepted) {
    const id = /^Message-ID: (.*)$/im.exec(raw.toString())?.[1]?.trim() ?? '';
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  expect([...times.values()].filter((count) => count > 1)).toEqual([]);
});

it('a message that waits for days because its account may not send keeps its bytes', async () => {
  await open(true, { sendingPaused: true });
  const { mime } = await acceptedBefore(3);
  const redis = new Redis(storage.url);
  await eventually(async () => {
    const keptMs = await redis.pttl(`p:mime:${mime.key}:0`);
    expect(keptMs).toBeGreaterThan(3 * 24 * 3_600_000);
  }).finally(() => redis.disconnect());
});

it('a message whose bytes expired before its first attempt has failed, and says why', async () => {
  await open(false);
  const submission = await acceptedBefore(5);
  await rig.store.dropMime(submission.mime);
  rig.work();
  await eventually(async () => {
    expect(await rig.get(owner, null, submission.id)).toMatchObject({
      status: 'failed',
      recipients: [{ status: 'failed', smtp: { text: 'The stored bytes of the message are gone.' } }],
    });
  }, 10_000);
  expect(server.accepted).toEqual([]);
});

it('a message of which a piece is gone is put off like any other, and says so', async () => {
  await open(false);
  const { id } = await rig.send({
    text: 'A line of some length, to fill several pieces.\r\n'.repeat(15_000),
  });
  const mime = (await rig.store.get(id))?.mime;
  const redis = new Redis(storage.url);
  expect(await redis.del(`p:mime:${mime?.key ?? ''}:1`)).toBe(1);
  redis.disconnect();
  rig.work();
  await eventually(async () => {
    expect(await rig.get(owner, null, id)).toMatchObject({
      status: 'deferred',
      recipients: [{ status: 'deferred', smtp: { code: 451, enhanced: '4.3.0' } }],
    });
  });
  expect(server.accepted).toEqual([]);
});
