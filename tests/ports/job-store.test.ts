import { beforeEach, describe, expect, it } from 'vitest';
import type { BulkChange, BulkFailure } from '../../src/domain/bulk.ts';
import { beginChunk, cancel, endChunk, finish, newJob, type Job } from '../../src/domain/job.ts';
import { uidSetOf } from '../../src/domain/uid-set.ts';
import { accountKey } from '../../src/redis/account-scripts.ts';
import { dueKey } from '../../src/redis/due.ts';
import { createIdempotencyStore } from '../../src/redis/idempotency-store.ts';
import { createJobStore, type RedisJobStore } from '../../src/redis/job-store.ts';
import type { Keys } from '../../src/redis/keys.ts';
import type { JobPlan } from '../../src/use-cases/ports/jobs.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';

const redis = redisClient();
const now = Date.now();
const dayMs = 24 * 3_600_000;
const accounts = ['acc_1', 'acc_2'].map((id) => ({ id, incarnation: '00' }));
const [account = { id: '', incarnation: '' }] = accounts;

let keys: Keys;
let store: RedisJobStore;

beforeEach(async () => {
  keys = freshKeys();
  store = createJobStore(redis, keys);
  for (const { id, incarnation } of accounts) await redis.hset(accountKey(keys, id), 'i', incarnation);
});

const plan: JobPlan = {
  kind: 'bulk',
  order: { kind: 'flag', change: { add: ['\\Seen'], remove: [] }, unchangedSince: '17' },
  sets: [
    { mailboxId: 'mbx_a', uidValidity: 7, uids: uidSetOf([1, 2, 3, 9]) },
    { mailboxId: 'mbx_b', uidValidity: 4_294_967_295, uids: uidSetOf([4_294_967_295]) },
  ],
  unknown: ['msg_none'],
};

async function accepted(of = account): Promise<Job> {
  const job = newJob('bulk', of, { total: 6, absent: 1 }, now);
  await store.accept(job, plan, null);
  return job;
}

const due = (): Promise<string[]> => redis.zrange(dueKey(keys, 'job'), '0', '-1', 'WITHSCORES');
const answer = { status: 202, location: '/v1/jobs/x', body: { id: 'x' } };

describe('a job that was accepted', () => {
  it('is kept with its plan as it was given, and is due at once', async () => {
    const job = await accepted();
    expect(await store.get(job.id)).toEqual(job);
    expect(await store.plan(job.id)).toEqual(plan);
    expect(await due()).toEqual([`${job.id}.1`, String(now)]);
    expect([await store.get('job_none'), await store.plan('job_none')]).toEqual([null, null]);
    expect(await store.chunk(job.id, 0)).toBeNull();
  });

  it('is of an account that is there, and of no other that came under its id', async () => {
    const job = newJob('bulk', account, { total: 1, absent: 0 }, now);
    for (const incarnation of ['ff', null]) {
      if (incarnation === null) await redis.del(accountKey(keys, account.id));
      else await redis.hset(accountKey(keys, account.id), 'i', incarnation);
      await expect(store.accept(job, plan, null)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await store.get(job.id)).toBeNull();
    expect(await due()).toEqual([]);
  });

  it('answers the repetition of its request, and only if the request still held its key', async () => {
    const claims = createIdempotencyStore(redis, keys);
    const job = newJob('bulk', account, { total: 1, absent: 0 }, now);
    const slow = await claims.claim('scope', 'print');
    await redis.del((await redis.keys(`*${keys.prefix}*idempotency*`))[0] ?? '');
    const fast = await claims.claim('scope', 'print');
    if (slow.kind !== 'claimed' || fast.kind !== 'claimed') throw new Error('not claimed');
    const late = store.accept(job, plan, { claim: slow.claim, answer });
    await expect(late).rejects.toMatchObject({ code: 'idempotency-in-flight' });
    expect([await store.get(job.id), await due()]).toEqual([null, []]);
    await store.accept(job, plan, { claim: fast.claim, answer });
    expect(await claims.claim('scope', 'print')).toEqual({ kind: 'replay', answer });
    expect(await store.get(job.id)).toEqual(job);
  });
});

describe('a job that goes on', () => {
  const failure: BulkFailure = {
    code: 'refused-by-server',
    message: 'No.',
    retryable: false,
    upstream: { protocol: 'imap', host: 'a.example', response: 'no room', serverCode: 'OVERQUOTA' },
  };
  const from = (uid: number): BulkChange['ref'] => ({ mailboxId: 'mbx_a', uidValidity: 7, uid });
  const changes: readonly BulkChange[] = [
    { ref: from(1), outcome: 'done', target: { mailboxId: 'mbx_b', uidValidity: 8, uid: 1 }, error: null },
    { ref: from(2), outcome: 'done', target: from(2), error: null },
    { ref: from(3), outcome: 'absent', target: null, error: null },
    { ref: from(9), outcome: 'modified', target: null, error: null },
    { ref: from(10), outcome: 'refused', target: null, error: failure },
    { ref: from(11), outcome: 'refused', target: null, error: failure },
  ];

  it('is saved by who saw it last and by nobody else, with what became of the chunk', async () => {
    const job = await accepted();
    const next = endChunk(
      job,
      changes.map(({ outcome }) => outcome),
    );
    const saved = await Promise.all(Array.from({ length: 20 }, () => store.save(next, changes)));
    expect(saved.filter(Boolean)).toHaveLength(1);
    expect(await store.get(job.id)).toEqual(next);
    expect(await store.chunk(job.id, 0)).toEqual(changes);
    expect(await store.chunk(job.id, 1)).toBeNull();
    expect(await due()).toEqual([`${job.id}.1`, String(now)]);
  });

  it('keeps the chunks in their order, and none where only the record changed', async () => {
    let job = await accepted();
    for (const chunk of [changes.slice(0, 2), null, changes.slice(2)]) {
      job =
        chunk === null
          ? beginChunk(job, { present: '3,9:11', uidNext: 5 })
          : endChunk(
              job,
              chunk.map(({ outcome }) => outcome),
            );
      expect(await store.save(job, chunk)).toBe(true);
    }
    expect([await store.chunk(job.id, 0), await store.chunk(job.id, 1)]).toEqual([
      changes.slice(0, 2),
      changes.slice(2),
    ]);
    expect(await store.chunk(job.id, 2)).toBeNull();
    expect(await store.get(job.id)).toMatchObject({ ended: 2, begun: null, revision: 4 });
  });

  it('does not lose a wish to cancel that comes between', async () => {
    const job = await accepted();
    const running = endChunk(job, ['done']);
    const cancelled = cancel(job, now);
    if (cancelled === null) throw new Error('it had ended');
    expect(await store.save(cancelled, null)).toBe(true);
    expect(await store.save(running, changes.slice(0, 1))).toBe(false);
    expect(await store.get(job.id)).toEqual(cancelled);
    expect(await store.chunk(job.id, 0)).toBeNull();
  });
});

describe('a job that has ended', () => {
  it('is not due any more, and is gone a day later with all that belongs to it', async () => {
    const job = await accepted();
    const ended = finish(endChunk(job, ['done']), 'succeeded', null, now);
    expect(await store.save({ ...ended, revision: 2 }, [])).toBe(true);
    expect(await due()).toEqual([]);
    expect(await store.plan(job.id)).toEqual(plan);
    const own = (await redis.keys(`*${keys.prefix}*`)).filter((key) => key.includes(job.id));
    expect(own).toHaveLength(2);
    for (const key of own) {
      const left = await redis.pttl(key);
      expect(left > dayMs - 60_000 && left <= dayMs).toBe(true);
    }
  });

  it('leaves the list of its account when another one is accepted after that day', async () => {
    const job = await accepted();
    await store.save(finish(job, 'failed', null, now - 2 * dayMs), null);
    expect(await store.get(job.id)).toBeNull();
    const other = await accepted();
    expect(await redis.zrange(store.listKey(account.id), '0', '-1')).toEqual([other.id]);
  });
});

it('an account is erased with its jobs, and leaves those of others', async () => {
  const [, other = account] = accounts;
  for (let number = 0; number < 150; number += 1) {
    const job = await accepted();
    if (number % 50 === 0) await store.save(endChunk(job, ['done']), []);
  }
  const left = await accepted(other);
  await store.erase(account.id);
  expect(await due()).toEqual([`${left.id}.1`, String(now)]);
  const found = (await redis.keys(`*${keys.prefix}*`)).filter(
    (key) => key.includes('job') && key !== dueKey(keys, 'job'),
  );
  expect(found.filter((key) => !key.includes(left.id) && !key.includes(other.id))).toEqual([]);
  expect(await store.get(left.id)).toEqual(left);
});
