/** The copy in the mailbox for sent mail: once, however often its filing is killed. */
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import type { MessageRef } from '../../src/domain/ids.ts';
import { readMessageId } from '../../src/domain/ids.ts';
import type { SubmissionView } from '../../src/domain/submission.ts';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { createKeys } from '../../src/redis/keys.ts';
import { queuePrefix } from '../../src/redis/work-queue.ts';
import { createFileSentCopy, type FileSentCopyPorts } from '../../src/use-cases/file-sent-copy.ts';
import type { FilingHabits } from '../../src/use-cases/ports/filing-habits.ts';
import type { QueueWorker } from '../../src/workers/queue-worker.ts';
import { createSentCopyWorker } from '../../src/workers/sent-copy-worker.ts';
import { eventually } from '../support/eventually.ts';
import { filesNothing, filingHabits } from '../support/filing-habits.ts';
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

type Around = (step: string, when: 'before' | 'behind') => Promise<void> | void;

/** The real parts, with something done before and behind their steps. */
function portsWith(
  around: Around,
  now: () => number = () => Date.now(),
  habits: FilingHabits = filesNothing(account),
): FileSentCopyPorts {
  const wrapped =
    <Arguments extends unknown[], Value>(step: string, work: (...given: Arguments) => Promise<Value>) =>
    async (...given: Arguments): Promise<Value> => {
      await around(step, 'before');
      const value = await work(...given);
      await around(step, 'behind');
      return value;
    };
  const { store } = rig;
  const { mailboxes, writer } = world.imap;
  return {
    submissions: {
      ...store,
      get: wrapped('get', (...given) => store.get(...given)),
      save: wrapped('save', (...given) => store.save(...given)),
    },
    accounts: { get: () => Promise.resolve(account) },
    mailboxes: { resolve: wrapped('resolve', (...given) => mailboxes.resolve(...given)) },
    messages: {
      find: wrapped('find', (...given) => writer.find(...given)),
      append: wrapped('append', (...given) => writer.append(...given)),
    },
    habits,
    clock: { now },
    log: silent,
  };
}
const untouched: Around = () => undefined;

/** Fails at the nth time that it comes by the step. */
function failing(step: string, when: 'before' | 'behind', error: Error, nth = 1): Around {
  let left = nth;
  return (at, on) => {
    if (at !== step || on !== when) return;
    left -= 1;
    if (left === 0) throw error;
  };
}

/** Looks as often as it is told to, at the times that it is told; answers how often. */
async function untilDone(id: string, habits?: FilingHabits): Promise<number> {
  let time = Date.now();
  const ports = portsWith(untouched, () => time, habits);
  // As they are while another recipient waits: whoever comes behind can still append them.
  const bytesStay = { ...ports.submissions, dropMime: () => Promise.resolve() };
  const file = createFileSentCopy({ ...ports, submissions: bytesStay });
  for (let runs = 1; runs < 10; runs += 1) {
    const looked = await file(id, runs, never);
    if (looked === 'done') return runs;
    time = looked.again;
  }
  throw new Error('The copy was not filed.');
}

const steps: readonly (readonly [string, number])[] = [
  ['resolve', 1],
  ['find', 1],
  ['save', 1],
  ['append', 1],
  ['save', 2],
];

describe.each(['before', 'behind'] as const)('a filing that is killed %s', (when) => {
  it.each(steps)('the step %s (%i) leaves exactly one copy', async (step, nth) => {
    const view = await sent();
    const file = createFileSentCopy(portsWith(failing(step, when, new Error('killed'), nth)));
    await expect(file(view.id, 1, never)).rejects.toThrow('killed');
    await untilDone(view.id);
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

describe('a filing that stands still', () => {
  it.each([
    ['after its look into the mailbox', 'find', 'behind', 1],
    ['while it claims the copy', 'save', 'before', 1],
    ['with its claim', 'save', 'behind', 1],
    ['before it makes sure of its claim', 'get', 'before', 2],
  ] as const)('%s finds that another worker has filed meanwhile', async (_where, step, when, nth) => {
    const view = await sent();
    let left: number = nth;
    let stand: () => void = () => undefined;
    const stood = new Promise<void>((resolve) => (stand = resolve));
    let wake: () => void = () => undefined;
    const awake = new Promise<void>((resolve) => (wake = resolve));
    const file = createFileSentCopy(
      portsWith(async (at, on) => {
        if (at !== step || on !== when) return;
        left -= 1;
        if (left > 0) return;
        if (left === 0) stand();
        await awake;
      }),
    );
    const slow = file(view.id, 1, never);
    await stood;
    await untilDone(view.id);
    wake();
    expect(await slow).not.toBe('done');
    expect(await file(view.id, 2, never)).toBe('done');
    expect(await copies(view)).toHaveLength(1);
  });

  it('in the line for a connection does not append when its time is over', async () => {
    account = { ...account, limits: { ...account.limits, connections: 1 } };
    const view = await sent();
    let free: () => void = () => undefined;
    const busy = new Promise<void>((resolve) => (free = resolve));
    const others: Promise<void>[] = [];
    const ports = portsWith((step, when) => {
      if (step === 'append' && when === 'before')
        others.push(world.pool.lease(account, {}, never, () => busy));
    });
    const looked = await createFileSentCopy({ ...ports, filingMs: () => 300 })(view.id, 1, never);
    expect(looked).toHaveProperty('again');
    free();
    await Promise.all(others);
    expect(await copies(view)).toEqual([]);
    await untilDone(view.id);
    expect(await copies(view)).toHaveLength(1);
  });
});

it('a filing that is under way when its process is to stop comes to its end', async () => {
  const view = await sent();
  const stopping = new AbortController();
  const ports = portsWith((step, when) => {
    if (step === 'append' && when === 'before') stopping.abort();
  });
  expect(await createFileSentCopy(ports)(view.id, 1, stopping.signal)).toBe('done');
  expect(await copies(view)).toHaveLength(1);
});

/** As a server does that files what it sends. */
async function filedByServer(): Promise<void> {
  const mailbox = await world.imap.mailboxes.resolve(account, { by: 'special-use', use: 'sent' }, never);
  const raw = server.accepted.at(-1)?.raw ?? Buffer.alloc(0);
  await world.imap.writer.append(account, mailbox, { content: raw, flags: [] }, never);
}

describe('a server of which nothing is known', () => {
  it('is looked at twice before a copy is filed, until it is sure that it files none', async () => {
    const habits = filingHabits();
    const looks: number[] = [];
    for (let message = 0; message < 4; message += 1) {
      const view = await sent();
      looks.push(await untilDone(view.id, habits));
      expect(await copies(view)).toHaveLength(1);
    }
    expect(looks).toEqual([2, 2, 2, 1]);
  });

  it('that files a moment later is found out, and its copy not doubled', async () => {
    const habits = filingHabits();
    const view = await sent();
    const file = createFileSentCopy(portsWith(untouched, undefined, habits));
    expect(await file(view.id, 1, never)).toHaveProperty('again');
    await filedByServer();
    expect(await file(view.id, 2, never)).toBe('done');
    expect(await copies(view)).toHaveLength(1);
    const late = await sent();
    for (let runs = 1; runs < 5; runs += 1) expect(await file(late.id, runs, never)).toHaveProperty('again');
    await filedByServer();
    expect(await file(late.id, 5, never)).toBe('done');
    expect(await copies(late)).toHaveLength(1);
  });

  it('is not believed to file what somebody else had put there', async () => {
    const habits = filingHabits();
    const view = await sent();
    await filedByServer();
    expect(await untilDone(view.id, habits)).toBe(1);
    const next = await sent();
    expect(await untilDone(next.id, habits)).toBe(5);
    expect(await copies(next)).toHaveLength(1);
    expect(await untilDone((await sent()).id, habits)).toBe(2);
  });

  it('is not believed to file what one of us appended before it died', async () => {
    const habits = filingHabits();
    const view = await sent();
    const dying = createFileSentCopy(
      portsWith(failing('append', 'behind', new Error('killed')), undefined, habits),
    );
    await expect(dying(view.id, 2, never)).rejects.toThrow('killed');
    await untilDone(view.id, habits);
    expect((await habits.get(account))?.files).toBeNull();
    const broken = new GatewayError('account-unreachable', 'The connection broke.');
    const next = await sent();
    const breaking = createFileSentCopy(portsWith(failing('append', 'behind', broken), undefined, habits));
    expect(await breaking(next.id, 2, never)).toHaveProperty('again');
    await untilDone(next.id, habits);
    expect(await copies(next)).toHaveLength(1);
    expect((await habits.get(account))?.files).toBeNull();
  });
});

it('no copy is filed of what nobody took', async () => {
  server.faults.arm({ kind: 'refuse', at: 'mail', reply: { code: 550, text: '5.7.1 No' } });
  const { id } = await rig.send({});
  const view = await rig.awaitFinal(id, 10_000, never);
  if (view === null) throw new Error('no end');
  expect(await createFileSentCopy(portsWith(untouched))(id, 1, never)).toBe('done');
  expect(await copies(view)).toEqual([]);
});

describe('the worker for copies', () => {
  const broken = new GatewayError('account-unreachable', 'The connection broke.');
  let redis: Redis;
  let worker: QueueWorker | null = null;
  const work = (): void => {
    worker = createSentCopyWorker(
      { connection: redis, prefix: queuePrefix(createKeys(prefix)), concurrency: 5, log: silent },
      createFileSentCopy(portsWith(failing('append', 'behind', broken))),
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

describe('the mailbox for copies', () => {
  it('may be another one than that for sent mail', async () => {
    account = { ...account, sentMailbox: 'archive' };
    const view = await sent();
    expect(await untilDone(view.id)).toBe(1);
    const mailbox = await world.imap.mailboxes.resolve(account, { by: 'special-use', use: 'archive' }, never);
    expect(await world.imap.writer.find(account, mailbox, view.messageId, never)).toHaveLength(1);
    expect(await copies(view)).toEqual([]);
  });

  it('that is not there gets none, and is not asked for again', async () => {
    account = { ...account, sentMailbox: 'No/Such/Mailbox' };
    const view = await sent();
    expect(await untilDone(view.id)).toBe(1);
    expect((await rig.get(owner, null, view.id)).sentMessage).toBeNull();
    expect(await copies(view)).toEqual([]);
  });
});
