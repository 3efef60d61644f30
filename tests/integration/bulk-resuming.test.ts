/** Jobs whose process dies in the middle of a chunk, at every place where that can be, on a real Dovecot and Redis. */
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { countOf, type BulkChange } from '../../src/domain/bulk.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import { newJob, type Job } from '../../src/domain/job.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import type { FlagChange } from '../../src/domain/message.ts';
import { accountKey } from '../../src/redis/account-scripts.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { createJobStore } from '../../src/redis/job-store.ts';
import { createKeys } from '../../src/redis/keys.ts';
import { createLeases } from '../../src/redis/leases.ts';
import { createCarryOutChunk, type CarryOutChunk } from '../../src/use-cases/bulk-chunk.ts';
import { createCarryOut } from '../../src/use-cases/carry-out.ts';
import type { JobStore, PlannedOrder } from '../../src/use-cases/ports/jobs.ts';
import { createRunBulkJob } from '../../src/use-cases/run-bulk-job.ts';
import { createRunJob, type RunJobPorts } from '../../src/use-cases/run-job.ts';
import { never, testAccount, testPool, type TestPool } from '../support/imap-account.ts';
import { seedMailbox } from '../support/seed-mailbox.ts';
import { silent } from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';

const count = 600;

let world: TestPool;
let account: Account;
let redis: Redis;
let store: JobStore;
let leases: ReturnType<typeof createLeases>;
let inbox: Mailbox;
let archive: Mailbox;
let carryOutChunk: CarryOutChunk;

beforeAll(() => {
  world = testPool();
});
afterAll(() => world.pool.close(1_000));
beforeEach(async () => {
  redis = connectRedis({ url: services().redis.url }, silent, 'blocking');
  const keys = createKeys(freshPrefix());
  account = testAccount();
  await redis.hset(accountKey(keys, account.id), 'i', account.incarnation);
  store = createJobStore(redis, keys);
  leases = createLeases(redis, keys, silent);
  await seedMailbox(account.email, 'INBOX', count);
  const { mailboxes, reader, writer } = world.imap;
  inbox = await mailboxes.resolve(account, { by: 'special-use', use: 'inbox' }, never);
  archive = await mailboxes.resolve(account, { by: 'special-use', use: 'archive' }, never);
  carryOutChunk = createCarryOutChunk({ carryOut: createCarryOut({ reader, writer }), mailboxes });
});
afterEach(async () => {
  await leases.close();
  redis.disconnect();
});

class Death extends Error {}

function runner(
  parts: Partial<Pick<RunJobPorts, 'jobs' | 'accounts'>> & { readonly carryOutChunk: CarryOutChunk },
): ReturnType<typeof createRunJob> {
  const clock = { now: () => Date.now() };
  const bulk = createRunBulkJob({
    mailboxes: world.imap.mailboxes,
    reader: world.imap.reader,
    carryOutChunk: parts.carryOutChunk,
    clock,
  });
  return createRunJob({
    jobs: store,
    accounts: { get: () => Promise.resolve(account) },
    ...parts,
    leases,
    types: { bulk, merge: () => Promise.reject(new Error('This is no merge.')) },
    clock,
    log: silent,
  });
}

/** What dies does so once: after that it works. */
async function run(
  job: Job,
  deadly: { readonly chunk?: CarryOutChunk; readonly save?: (next: Job) => boolean },
): Promise<void> {
  let alive = true;
  const die = (): never => {
    alive = false;
    throw new Death();
  };
  const jobs: JobStore = {
    ...store,
    save: (next, chunk) => (alive && deadly.save?.(next) === true ? die() : store.save(next, chunk)),
  };
  const runBulkJob = (dying: boolean) =>
    runner({
      jobs: dying ? jobs : store,
      carryOutChunk: dying && deadly.chunk !== undefined ? dyingAt(deadly.chunk, () => die()) : carryOutChunk,
    });
  await expect(runBulkJob(true)(job.id, never)).rejects.toThrow(Death);
  expect(await runBulkJob(false)(job.id, never)).toBe('done');
}

/** The second chunk is carried out by `instead`, and its outcome is heard by nobody. */
function dyingAt(instead: CarryOutChunk, die: () => never): CarryOutChunk {
  let chunks = 0;
  return async (...args) => {
    chunks += 1;
    if (chunks !== 2) return await carryOutChunk(...args);
    await instead(...args);
    return die();
  };
}

async function accepted(order: PlannedOrder): Promise<Job> {
  const { uidValidity, uids } = await world.imap.reader.match(account, inbox, null, never);
  const sets = [{ mailboxId: inbox.id, uidValidity, uids }];
  const job = newJob('bulk', account, { total: countOf(sets), absent: 0 }, Date.now());
  await store.accept(job, { kind: 'bulk', order, sets, unknown: [] }, null);
  return job;
}

async function outcome(
  job: Job,
): Promise<{ readonly job: Job | null; readonly changes: readonly BulkChange[] }> {
  const changes: BulkChange[] = [];
  for (let index = 0; ; index += 1) {
    const chunk = await store.chunk(job.id, index);
    if (chunk === null) return { job: await store.get(job.id), changes };
    changes.push(...chunk);
  }
}

const totals = async (): Promise<readonly number[]> =>
  await Promise.all(
    [inbox, archive].map(async (mailbox) => await world.imap.reader.count(account, mailbox, null, never)),
  );
const allDone = { done: count, absent: 0, modified: 0, refused: 0 };

describe('a job whose process died after a command, before anybody heard of it,', () => {
  it('moves the rest, and tells of those that were moved', async () => {
    const job = await accepted({ kind: 'move', to: archive.id });
    await run(job, { chunk: carryOutChunk });
    const { job: ended, changes } = await outcome(job);
    expect(ended).toMatchObject({ status: 'succeeded', tally: allDone });
    expect(changes.map(({ ref }) => ref.uid)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(await totals()).toEqual([0, count]);
  });

  it('copies none twice, and finds the copies that were made', async () => {
    const job = await accepted({ kind: 'copy', to: archive.id });
    await run(job, { chunk: carryOutChunk });
    const { job: ended, changes } = await outcome(job);
    expect(ended).toMatchObject({ status: 'succeeded', tally: allDone });
    expect(new Set(changes.map(({ target }) => target?.uid)).size).toBe(count);
    expect(await totals()).toEqual([count, count]);
  });

  it('ends a move that was a copy until then', async () => {
    const copied: CarryOutChunk = (its, refs, _order, signal) =>
      carryOutChunk(its, refs, { kind: 'copy', to: archive }, signal);
    const job = await accepted({ kind: 'move', to: archive.id });
    await run(job, { chunk: copied });
    const { job: ended, changes } = await outcome(job);
    expect(ended).toMatchObject({ status: 'succeeded', tally: allDone });
    expect(new Set(changes.map(({ target }) => target?.uid)).size).toBe(count);
    expect(await totals()).toEqual([0, count]);
  });

  it('removes the rest, and counts only what it removed itself', async () => {
    const job = await accepted({ kind: 'expunge' });
    // Another client is faster with two messages of the first chunk and two of the second.
    const { uidValidity } = await world.imap.reader.match(account, inbox, null, never);
    const refs = [1, 2, 300, 301].map((uid) => ({ mailboxId: inbox.id, uidValidity, uid }));
    await world.imap.writer.expunge(account, refs, never);
    await run(job, { chunk: carryOutChunk });
    expect((await outcome(job)).job).toMatchObject({
      status: 'succeeded',
      tally: { ...allDone, done: count - 4, absent: 4 },
    });
    expect(await totals()).toEqual([0, 0]);
  });

  it.each<readonly [title: string, change: FlagChange]>([
    ['its own flags', { add: ['\\Flagged'], remove: [] }],
    ['a flag that it set, named twice,', { set: ['$Label1', '$label1'] }],
  ])('does not take %s for a change of somebody else', async (_title, change) => {
    const { counts } = await world.imap.mailboxes.get(account, { by: 'id', id: inbox.id }, never);
    const unchangedSince = counts?.highestModseq ?? '';
    const job = await accepted({ kind: 'flag', change, unchangedSince });
    await run(job, { chunk: carryOutChunk });
    expect((await outcome(job)).job).toMatchObject({ status: 'succeeded', tally: allDone });
  });
});

it('a process that dies before a command leaves a chunk that is carried out once', async () => {
  const job = await accepted({ kind: 'copy', to: archive.id });
  const nothing: CarryOutChunk = () => Promise.resolve([]);
  await run(job, { chunk: nothing });
  expect((await outcome(job)).job).toMatchObject({ status: 'succeeded', tally: allDone });
  expect(await totals()).toEqual([count, count]);
});

it('a process that dies writing down what it did leaves it to be found out', async () => {
  const job = await accepted({ kind: 'move', to: archive.id });
  await run(job, { save: ({ ended }) => ended === 1 });
  expect((await outcome(job)).job).toMatchObject({ status: 'succeeded', tally: allDone });
  expect(await totals()).toEqual([0, count]);
});

it('what the server refuses of one chunk is told with its messages, and the next is carried out', async () => {
  const job = await accepted({ kind: 'move', to: archive.id });
  let chunks = 0;
  const picky = createCarryOutChunk({
    mailboxes: world.imap.mailboxes,
    carryOut: async (...args) => {
      chunks += 1;
      if (chunks === 2) throw new GatewayError('refused-by-server', 'The mailbox is full.');
      const { reader, writer } = world.imap;
      return await createCarryOut({ reader, writer })(...args);
    },
  });
  const runBulkJob = runner({ carryOutChunk: picky });
  expect(await runBulkJob(job.id, never)).toBe('done');
  const { job: ended, changes } = await outcome(job);
  expect(ended).toMatchObject({ status: 'succeeded', tally: { ...allDone, done: 350, refused: 250 } });
  expect(changes[250]).toMatchObject({ outcome: 'refused', error: { code: 'refused-by-server' } });
  expect(await totals()).toEqual([250, 350]);
});

it('an account that is paused on the way is left alone before the next chunk, and the job goes on afterwards', async () => {
  const job = await accepted({ kind: 'move', to: archive.id });
  let paused = false;
  const runBulkJob = runner({
    accounts: { get: () => Promise.resolve({ ...account, paused }) },
    carryOutChunk: async (...args) => {
      paused = true;
      return await carryOutChunk(...args);
    },
  });
  expect(await runBulkJob(job.id, never)).toMatchObject({ again: expect.any(Number) as number });
  expect(await totals()).toEqual([350, 250]);
  expect(await store.get(job.id)).toMatchObject({ status: 'running', ended: 1 });
  for (let chunk = 2; chunk <= 3; chunk += 1) {
    paused = false;
    await runBulkJob(job.id, never);
  }
  expect((await outcome(job)).job).toMatchObject({ tally: allDone });
});
