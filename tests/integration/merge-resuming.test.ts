/** Merges whose process dies on the way, on a real Redis: nobody gets a message twice, and nobody none. */
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newJob, type Job } from '../../src/domain/job.ts';
import { createJobStore } from '../../src/redis/job-store.ts';
import { createKeys } from '../../src/redis/keys.ts';
import { createLeases } from '../../src/redis/leases.ts';
import { createComposeMessage } from '../../src/use-cases/compose-message.ts';
import type { JobStore } from '../../src/use-cases/ports/jobs.ts';
import { createPrepareMessage } from '../../src/use-cases/prepare-message.ts';
import { createRunJob } from '../../src/use-cases/run-job.ts';
import { createRunMergeJob } from '../../src/use-cases/run-merge-job.ts';
import { createComposer } from '../../src/workers/composer.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { never, openSendingRig, silent, type SendingRig } from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';

const count = 250;

let rig: SendingRig;
let redis: Redis;
let store: JobStore;
let leases: ReturnType<typeof createLeases>;
/** Accounts whose messages were let go, to find their turns anew. */
let released: string[];

beforeEach(async () => {
  released = [];
  const prefix = freshPrefix();
  const smtp = { host: '127.0.0.1', port: 9, password: 'pass' };
  rig = await openSendingRig({ redisUrl: services().redis.url, prefix, smtp, working: false });
  redis = connectRedis({ url: services().redis.url }, silent, 'blocking');
  const keys = createKeys(prefix);
  store = createJobStore(redis, keys);
  leases = createLeases(redis, keys, silent);
});
afterEach(async () => {
  await leases.close();
  redis.disconnect();
  await rig.close();
});

class Death extends Error {}

const clock = { now: () => Date.now() };
const unused = (): Promise<never> => Promise.reject(new Error('It is not needed.'));

function runner(jobs: JobStore, { acceptSubmission }: Pick<SendingRig, 'acceptSubmission'>, paused = false) {
  const composeMessage = createComposeMessage({
    composer: createComposer(),
    openAttachments: () => Promise.resolve([]),
    clock,
  });
  const prepareMessage = createPrepareMessage({ steps: [], composeMessage, drafts: { read: unused }, clock });
  const { store: submissions } = rig;
  const releaseWaiting = (accountId: string): Promise<void> => {
    released.push(accountId);
    return rig.releaseWaiting(accountId);
  };
  const merge = createRunMergeJob({ prepareMessage, acceptSubmission, submissions, releaseWaiting, clock });
  return createRunJob({
    jobs,
    accounts: { get: () => Promise.resolve({ ...rig.account, paused }) },
    leases,
    types: { bulk: unused, merge },
    clock,
    log: silent,
  });
}

async function accepted(): Promise<Job> {
  const job = newJob('merge', rig.account, { total: count, absent: 0 }, Date.now());
  const recipients = Array.from({ length: count }, (_, index) => ({
    to: [{ address: `person${index}@example.org` }],
  }));
  const shared = { subject: 'Hello', text: 'Hello.' };
  await store.accept(job, { kind: 'merge', shared, template: null, data: {}, recipients, files: null }, null);
  return job;
}

/** Whom submissions go to, each as often as there are. */
async function addressed(job: Job): Promise<readonly string[]> {
  const all: string[] = [];
  let cursor: string | null = null;
  do {
    const request: { limit: number; cursor?: string } = {
      limit: 250,
      ...(cursor === null ? {} : { cursor }),
    };
    const page = await rig.store.list(rig.account.id, { job: job.id }, request);
    all.push(...page.items.flatMap(({ envelope }) => envelope.to));
    cursor = page.next;
  } while (cursor !== null);
  return all.sort();
}

const everybody = Array.from({ length: count }, (_, index) => `person${index}@example.org`).sort();

it('a process that dies among the messages leaves the rest to another one, and none is made twice', async () => {
  const job = await accepted();
  let made = 0;
  const dying = async (...args: Parameters<SendingRig['acceptSubmission']>) => {
    made += 1;
    if (made > 170) throw new Death();
    return await rig.acceptSubmission(...args);
  };
  await expect(runner(store, { acceptSubmission: dying })(job.id, never)).rejects.toThrow(Death);
  const before = await addressed(job);
  expect(before.length).toBeGreaterThan(100);
  expect(before.length).toBeLessThan(count);
  expect(await store.get(job.id)).toMatchObject({ status: 'running', ended: 1 });

  await runner(store, rig)(job.id, never);
  expect(await addressed(job)).toEqual(everybody);
  expect(await rig.store.countsOf(rig.account.id, job.id)).toMatchObject({ queued: count });
});

it('a process that dies before it tells of its messages has made them once', async () => {
  const job = await accepted();
  const jobs: JobStore = {
    ...store,
    save: (next, chunk) => (next.ended === 2 ? Promise.reject(new Death()) : store.save(next, chunk)),
  };
  await expect(runner(jobs, rig)(job.id, never)).rejects.toThrow(Death);
  await runner(store, rig)(job.id, never);
  expect(await addressed(job)).toEqual(everybody);
});

it('a wish to cancel is heard also while the account is paused', async () => {
  const job = await accepted();
  expect(await runner(store, rig)(job.id, never)).toMatchObject({ again: expect.any(Number) as number });
  const running = await store.get(job.id);
  if (running === null) throw new Error('It is gone.');
  await store.save({ ...running, cancelling: true, revision: running.revision + 1 }, null);
  expect(await runner(store, rig, true)(job.id, never)).toBe('done');
  expect(released).toEqual([rig.account.id]);
  expect(await store.get(job.id)).toMatchObject({ status: 'cancelled' });
  expect(await rig.store.countsOf(rig.account.id, job.id)).toMatchObject({ queued: 0, cancelled: count });
});
