/** The copy in the mailbox for sent mail: once, however often its filing is killed. */
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { MessageRef } from '../../src/domain/ids.ts';
import { readMessageId } from '../../src/domain/ids.ts';
import type { SubmissionView } from '../../src/domain/submission.ts';
import { startSubmissionServer, type SubmissionServer } from '../../src/demo/submission-server.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { createKeys } from '../../src/redis/keys.ts';
import { queuePrefix } from '../../src/redis/work-queue.ts';
import { createFileSentCopy, type FileSentCopyPorts } from '../../src/use-cases/file-sent-copy.ts';
import type { QueueWorker } from '../../src/workers/queue-worker.ts';
import { createSentCopyWorker } from '../../src/workers/sent-copy-worker.ts';
import { eventually } from '../support/eventually.ts';
import { testAccount, testPool, type TestPool } from '../support/imap-account.ts';
import { never, openSendingRig, owner, silent, type SendingRig } from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';

let server: SubmissionServer;
let rig: SendingRig;
let world: TestPool;
let account: Account;
let prefix: string;

beforeEach(async () => {
  server = await startSubmissionServer();
  world = testPool();
  prefix = freshPrefix();
  const user = testAccount();
  account = {
    ...user,
    sentCopy: 'auto',
    smtp: { ...user.imap, port: server.port },
  };
  rig = await openSendingRig({
    redisUrl: services().redis.url,
    prefix,
    smtp: { host: '127.0.0.1', port: server.port, password: server.password },
    accounts: [account],
  });
});
afterEach(async () => {
  await rig.close();
  await world.pool.close(1_000);
  await server.stop();
});

async function sent(): Promise<SubmissionView> {
  const { id } = await rig.send({ text: 'A copy of this.' });
  const view = await rig.awaitFinal(id, 10_000, never);
  if (view?.status !== 'sent') throw new Error('not sent');
  return view;
}
async function copies({ messageId }: SubmissionView): Promise<readonly MessageRef[]> {
  const mailbox = await world.imap.mailboxes.resolve(account, { by: 'special-use', use: 'sent' }, never);
  return await world.imap.writer.find(account, mailbox, messageId, never);
}

/** Ports whose `step` kills, once: before it did its work, or behind. */
function killedAt(step: string, when: 'before' | 'behind'): FileSentCopyPorts {
  let left = 1;
  const deadly =
    <Arguments extends unknown[], Value>(name: string, work: (...given: Arguments) => Promise<Value>) =>
    async (...given: Arguments): Promise<Value> => {
      const dies = name === step && left > 0;
      if (dies) left -= 1;
      if (dies && when === 'before') throw new Error('killed');
      const value = await work(...given);
      if (dies) throw new Error('killed');
      return value;
    };
  const { store } = rig;
  const { mailboxes, writer } = world.imap;
  return {
    submissions: { ...store, save: deadly('save', (...given) => store.save(...given)) },
    accounts: { get: () => Promise.resolve(account) },
    mailboxes: { resolve: deadly('resolve', (...given) => mailboxes.resolve(...given)) },
    messages: {
      find: deadly('find', (...given) => writer.find(...given)),
      append: deadly('append', (...given) => writer.append(...given)),
    },
    clock: { now: () => Date.now() },
    log: silent,
  };
}

describe.each(['before', 'behind'] as const)('a filing that is killed %s', (when) => {
  it.each(['resolve', 'find', 'append', 'save'])('the step %s leaves exactly one copy', async (step) => {
    const view = await sent();
    const file = createFileSentCopy(killedAt(step, when));
    await expect(file(view.id, 1, never)).rejects.toThrow('killed');
    expect(await file(view.id, 2, never)).toBe('done');
    expect(await file(view.id, 3, never)).toBe('done');
    const [copy, ...others] = await copies(view);
    expect(others).toEqual([]);
    const { sentMessage } = await rig.get(owner, null, view.id);
    expect(readMessageId(account, sentMessage ?? '')).toEqual(copy);
    const [message] = await world.imap.reader.read(
      account,
      copy === undefined ? [] : [copy],
      { fields: ['flags', 'subject'], bodyMaxBytes: 0 },
      never,
    );
    expect(message).toMatchObject({ subject: 'Hello', flags: ['\\Seen'] });
  });
});

it('a copy that the server filed itself is found and not doubled', async () => {
  const view = await sent();
  const mailbox = await world.imap.mailboxes.resolve(account, { by: 'special-use', use: 'sent' }, never);
  const raw = server.accepted[0]?.raw ?? Buffer.alloc(0);
  await world.imap.writer.append(account, mailbox, { content: raw, flags: [] }, never);
  await createFileSentCopy(killedAt('none', 'before'))(view.id, 1, never);
  expect(await copies(view)).toHaveLength(1);
});

it('no copy is filed of what nobody took', async () => {
  server.faults.arm({ kind: 'refuse', at: 'mail', reply: { code: 550, text: '5.7.1 No' } });
  const { id } = await rig.send({});
  const view = await rig.awaitFinal(id, 10_000, never);
  if (view === null) throw new Error('no end');
  expect(await createFileSentCopy(killedAt('none', 'before'))(id, 1, never)).toBe('done');
  expect(await copies(view)).toEqual([]);
});

describe('the worker for copies', () => {
  let redis: Redis;
  let worker: QueueWorker | null = null;
  const work = (): void => {
    worker = createSentCopyWorker(
      { connection: redis, prefix: queuePrefix(createKeys(prefix)), concurrency: 5, log: silent },
      createFileSentCopy(killedAt('append', 'behind')),
    );
  };
  beforeEach(() => {
    redis = connectRedis({ url: services().redis.url }, silent, 'blocking');
  });
  afterEach(async () => {
    await worker?.close(2_000);
    redis.disconnect();
  });

  it('files what is owed though its job was lost', async () => {
    const view = await sent();
    const jobs = (): Promise<string[]> => redis.keys(`{${prefix}}:bull:sent-copy:*`);
    await eventually(async () => expect(await jobs()).toContain(`{${prefix}}:bull:sent-copy:${view.id}.1`));
    await redis.del(...(await jobs()));
    work();
    await eventually(async () => expect((await rig.get(owner, null, view.id)).sentMessage).not.toBeNull());
    expect(await copies(view)).toHaveLength(1);
  });

  it('files what was sent without being asked, also after a failure, and lets go of the bytes', async () => {
    work();
    const views = [await sent(), await sent()];
    for (const view of views) {
      await eventually(async () => expect((await rig.get(owner, null, view.id)).sentMessage).not.toBeNull());
      expect(await copies(view)).toHaveLength(1);
      await eventually(async () => {
        const kept = await redis.keys(`${prefix}:mime:*`);
        expect(kept).toEqual([]);
      });
    }
  });
});
