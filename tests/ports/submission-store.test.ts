import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accept, cancel, retry, type Outline } from '../../src/domain/submission-orders.ts';
import { beginAttempt, finishAttempt, type Move } from '../../src/domain/sending.ts';
import { settleCopy } from '../../src/domain/sent-copy.ts';
import { settleDraftRemoval } from '../../src/domain/sent-draft.ts';
import { noSubmissions, type Submission } from '../../src/domain/submission.ts';
import { accountKey } from '../../src/redis/account-scripts.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { dueKey } from '../../src/redis/due.ts';
import { createIdempotencyStore } from '../../src/redis/idempotency-store.ts';
import { createKeyRing } from '../../src/redis/key-ring.ts';
import { createKeys, type Keys } from '../../src/redis/keys.ts';
import { createSubmissionStore, type RedisSubmissionStore } from '../../src/redis/submission-store.ts';
import { silent } from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';

let redis: Redis;
let keys: Keys;
let store: RedisSubmissionStore;
const seal = createCursorSeal(createKeyRing([{ id: 'a', key: randomBytes(32) }]));
const now = Date.parse('2026-11-20T10:00:00.000Z');

beforeEach(async () => {
  redis = connectRedis({ url: services().redis.url }, silent, 'blocking');
  keys = createKeys(freshPrefix());
  store = createSubmissionStore(redis, keys, seal);
  for (const id of ['acc_1', 'acc_2']) await redis.hset(accountKey(keys, id), 'i', '00');
});
afterEach(() => redis.disconnect());

let counter = 0;
const draft = (more: Partial<Outline> = {}): Outline => ({
  id: `sub_${(counter += 1)}`,
  accountId: 'acc_1',
  incarnation: '00',
  messageId: '<1@example.com>',
  subject: null,
  envelope: { from: 'me@example.com', to: ['grace@example.org'] },
  mime: { key: 'none', size: 0, chunks: 1 },
  sentCopy: 'wanted',
  tags: [],
  metadata: {},
  traceparent: null,
  ...more,
});
async function accepted(more: Partial<Outline> = {}): Promise<Submission> {
  const submission = accept(draft(more), null, now);
  await store.accept(submission, null);
  return submission;
}
/** As the one attempt ends it. */
function sentOff(submission: Submission, taken = true): Move {
  const begun = beginAttempt(submission, 'hold', now);
  if (begun === null) throw new Error('nobody to send to');
  const reply = { code: taken ? 250 : 550, enhanced: null, text: 'Said' };
  const recipients = submission.envelope.to.map((address) => ({ address, accepted: taken, reply }));
  const policy = { onUnknown: 'hold', random: 0 } as const;
  const move = finishAttempt(
    begun,
    begun.running,
    { kind: 'answered', recipients, response: '' },
    policy,
    now,
  );
  if (move === null) throw new Error('overtaken');
  // As if both steps were one: the store compares with what it holds.
  return { ...move, next: { ...move.next, revision: submission.revision + 1 } };
}
const due = (queue: 'submission' | 'sent-copy'): Promise<string[]> =>
  redis.zrange(dueKey(keys, queue), '0', '-1', 'WITHSCORES');

describe('the submission store', () => {
  it('gives back what it accepted, and has it due', async () => {
    const submission = await accepted();
    expect(await store.get(submission.id)).toEqual(submission);
    expect(await due('submission')).toEqual([`${submission.id}.1`, String(now)]);
    expect(await store.get('sub_none')).toBeNull();
  });

  it('accepts nothing for an account that was removed meanwhile, even if it was made anew', async () => {
    const submission = accept(draft(), null, now);
    for (const present of ['ff', null]) {
      if (present === null) await redis.del(accountKey(keys, 'acc_1'));
      else await redis.hset(accountKey(keys, 'acc_1'), 'i', present);
      await expect(store.accept(submission, null)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await store.get(submission.id)).toBeNull();
    expect(await due('submission')).toEqual([]);
  });

  it('saves for who saw the present revision and for nobody else, with event and due entries', async () => {
    const submission = await accepted();
    const { next, events } = sentOff(submission);
    const saved = await Promise.all(Array.from({ length: 20 }, () => store.save(next, events)));
    expect(saved.filter(Boolean)).toHaveLength(1);
    expect((await store.get(submission.id))?.status).toBe('sent');
    expect(await redis.xlen(keys.of('journal'))).toBe(1);
    expect(await due('submission')).toEqual([]);
    expect(await due('sent-copy')).toEqual([`${submission.id}.1`, String(now)]);
  });

  it('has due what follows a sent message, until its copy is filed and its draft is gone', async () => {
    const submission = await accepted({ draft: 'msg_1' });
    const { next } = sentOff(submission);
    await store.save(next, []);
    const filed = settleCopy(next, { filed: true, messageId: null }, now);
    await store.save(filed, []);
    expect(await due('sent-copy')).toEqual([`${submission.id}.1`, String(now)]);
    await store.save(settleDraftRemoval(filed, true, now), []);
    expect(await due('sent-copy')).toEqual([]);
  });

  describe('of a draft', () => {
    const made = { draft: 'msg_1' };
    const holder = (): Promise<string | null> => redis.get(`${store.listKey('acc_1')}:draft:msg_1`);
    const cancelled = (submission: Submission): Submission => {
      const move = cancel(submission, now);
      if ('refused' in move) throw new Error('refused');
      return move.next;
    };

    it('accepts one of ten at once, names it to the others and keeps nothing of these', async () => {
      const tries = Array.from({ length: 10 }, () => accept(draft(made), null, now));
      const results = await Promise.allSettled(tries.map((each) => store.accept(each, null)));
      const [won, ...more] = tries.filter((_, index) => results[index]?.status === 'fulfilled');
      expect([more, await holder()]).toEqual([[], won?.id]);
      for (const result of results) {
        if (result.status === 'rejected') {
          expect(result.reason).toMatchObject({
            code: 'already-sent',
            message: expect.stringContaining(won?.id ?? '') as string,
          });
        }
      }
      const { items } = await store.list('acc_1', {}, { limit: 20 });
      expect(items.map(({ id }) => id)).toEqual([won?.id]);
      expect(await due('submission')).toHaveLength(2);
    });

    it('lets go of it when it fails or is cancelled, and not before', async () => {
      const first = await accepted(made);
      await store.save({ ...first, status: 'unknown', nextAttemptAt: null, revision: 2 }, []);
      await expect(accepted(made)).rejects.toMatchObject({ code: 'already-sent' });
      await store.save(cancelled({ ...first, revision: 2 }), []);
      const second = await accepted(made);
      await store.save(sentOff(second, false).next, []);
      expect((await store.get(second.id))?.status).toBe('failed');
      const third = await accepted(made);
      await store.save(sentOff(third).next, []);
      await expect(accepted(made)).rejects.toMatchObject({ code: 'already-sent' });
      expect(await holder()).toBe(third.id);
    });

    it('is not sent again once another one has it, and takes it back when that is free', async () => {
      const first = await accepted(made);
      const failed = sentOff(first, false).next;
      await store.save(failed, []);
      const again = retry(failed, now);
      if ('refused' in again) throw new Error('refused');
      const second = await accepted(made);
      await expect(store.save(again.next, again.events)).rejects.toMatchObject({
        code: 'already-sent',
        message: expect.stringContaining(second.id) as string,
      });
      expect(await store.get(first.id)).toEqual(failed);
      await store.save(cancelled(second), []);
      expect(await store.save(again.next, again.events)).toBe(true);
      await expect(accepted(made)).rejects.toMatchObject({ code: 'already-sent' });
    });

    it('holds it as long as its record is kept, and for its account only', async () => {
      const first = await accepted({ ...made, sentCopy: 'none' });
      await accepted({ ...made, accountId: 'acc_2' });
      const key = `${store.listKey('acc_1')}:draft:msg_1`;
      expect(await redis.pttl(key)).toBe(-1);
      const { next } = sentOff(first);
      await store.save(next, []);
      expect(await redis.pttl(key)).toBe(-1);
      await store.save(settleDraftRemoval(next, true, now), []);
      const [record] = await redis.keys(`*${keys.prefix}*${first.id}`);
      expect(Math.abs((await redis.pttl(key)) - (await redis.pttl(record ?? '')))).toBeLessThan(1_000);
      expect(await redis.pttl(key)).toBeGreaterThan(0);
      await store.erase('acc_1');
      expect(await holder()).toBeNull();
    });

    it('that is refused takes no Idempotency-Key', async () => {
      await accepted(made);
      const claims = createIdempotencyStore(redis, keys);
      const won = await claims.claim('scope', 'print');
      if (won.kind !== 'claimed') throw new Error('not claimed');
      const answer = { status: 202, location: '/x', body: { id: 'sub_x' } };
      const late = store.accept(accept(draft(made), null, now), { claim: won.claim, answer });
      await expect(late).rejects.toMatchObject({ code: 'already-sent' });
      await claims.abandon(won.claim);
      expect((await claims.claim('scope', 'print')).kind).toBe('claimed');
    });
  });

  it('lists newest first by account, status and tag, page by page in both directions', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift((await accepted({ tags: n % 2 === 0 ? ['even'] : [] })).id);
    await accepted({ accountId: 'acc_2' });
    const first = await store.list('acc_1', {}, { limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.previous).toBeNull();
    const second = await store.list('acc_1', {}, { limit: 2, cursor: first.next ?? '' });
    expect(second.items.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    const back = await store.list('acc_1', {}, { limit: 2, cursor: second.previous ?? '' });
    expect(back.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const even = await store.list('acc_1', { tag: 'even' }, { limit: 10 });
    expect(even.items).toHaveLength(3);

    const newest = await store.get(ids[0] ?? '');
    if (newest === null) throw new Error('gone');
    const cancelled = cancel(newest, now);
    if ('refused' in cancelled) throw new Error('refused');
    await store.save(cancelled.next, cancelled.events);
    const listed = async (filter: Parameters<typeof store.list>[1]): Promise<readonly string[]> =>
      (await store.list('acc_1', filter, { limit: 10 })).items.map(({ id }) => id);
    expect(await listed({ status: 'queued' })).toEqual(ids.slice(1));
    expect(await listed({ status: 'cancelled' })).toEqual(ids.slice(0, 1));
    expect(await listed({ status: 'cancelled', tag: 'even' })).toEqual(ids.slice(0, 1));
    await expect(
      store.list('acc_1', { status: 'queued' }, { limit: 2, cursor: first.next ?? '' }),
    ).rejects.toMatchObject({ code: 'invalid-cursor' });
  });

  it('that was accepted before under its id stays as it became', async () => {
    const first = await accepted({ jobId: 'job_1' });
    const { next, events } = sentOff(first);
    await store.save(next, events);
    expect(await store.accept(first, null)).toBe(false);
    expect(await store.get(first.id)).toEqual(next);
    expect((await store.list('acc_1', { job: 'job_1', status: 'sent' }, { limit: 2 })).items).toEqual([next]);
    expect(await due('submission')).toEqual([]);
  });

  it('of a merge are listed and counted together', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.unshift((await accepted({ jobId: 'job_1', tags: ['x'] })).id);
    await accepted({ jobId: 'job_2', tags: ['x'] });
    await accepted({ accountId: 'acc_2', jobId: 'job_1' });
    const last = await store.get(ids[2] ?? '');
    if (last === null) throw new Error('gone');
    await store.save(sentOff(last).next, []);
    const listed = async (filter: Parameters<typeof store.list>[1]): Promise<readonly string[]> =>
      (await store.list('acc_1', filter, { limit: 10 })).items.map(({ id }) => id);
    expect(await listed({ job: 'job_1' })).toEqual(ids);
    expect(await listed({ job: 'job_1', status: 'queued', tag: 'x' })).toEqual(ids.slice(0, 2));
    expect(await store.countsOf('acc_1', 'job_1')).toEqual({ ...noSubmissions, queued: 2, sent: 1 });
    expect(await store.countsOf('acc_1', 'job_none')).toEqual(noSubmissions);
  });

  it('finds a submission by its return token, in its own account, for as long as it is kept', async () => {
    const submission = await accepted({ returnToken: 'token' });
    await accepted({ accountId: 'acc_2', returnToken: 'another' });
    const { next, events } = sentOff({ ...submission, sentCopy: 'filed' });
    expect(await store.save(next, events)).toBe(true);
    expect(await store.named('acc_1', ['another', 'token'])).toEqual([submission.id]);
    const kept = await redis.keys(`*${keys.prefix}*:message:token`);
    expect(kept).toHaveLength(1);
    expect(await redis.pttl(kept[0] ?? '')).toBeGreaterThan(29 * 24 * 3_600_000);
  });

  it('erases an account without trace and leaves the others', async () => {
    const own = await store.writeMime([randomBytes(300_000)], Date.now() + 60_000);
    const tail = await store.writeMime([randomBytes(300_000)], Date.now() + 60_000);
    const mime = { ...own, size: own.size + tail.size, tail };
    for (let n = 0; n < 250; n += 1) {
      await accepted({ tags: ['x'], jobId: 'job_1', mime, returnToken: `token${n}` });
    }
    const other = await accepted({ accountId: 'acc_2', tags: ['x'] });
    await store.erase('acc_1');
    const left = await redis.keys(`*${keys.prefix}*`);
    expect(left.filter((key) => key.includes('acc_1'))).toEqual([accountKey(keys, 'acc_1')]);
    expect(left.filter((key) => key.includes('mime'))).toEqual([]);
    expect(await due('submission')).toEqual([`${other.id}.1`, String(now)]);
    expect(await store.get(other.id)).toEqual(other);
  });
});

describe('the bytes of a message', () => {
  it('come back as they were, whatever their size', async () => {
    for (const size of [0, 1, 256 * 1024, 256 * 1024 + 1, 3_000_000]) {
      const content = randomBytes(size);
      const mime = await store.writeMime([content], Date.now() + 60_000);
      expect((await buffer(store.readMime(mime))).equals(content)).toBe(true);
    }
  });

  it('may come in pieces of any size', async () => {
    const content = randomBytes(1_300_000);
    for (const pieces of [[0, 1, 70_000], [262_144, 524_288, 524_289], [1_299_999]]) {
      const ends = [...pieces, content.length];
      const source = ends.map((end, index) => content.subarray(ends[index - 1] ?? 0, end));
      const mime = await store.writeMime(source, Date.now() + 60_000);
      expect(mime).toMatchObject({ size: content.length, chunks: 5 });
      expect((await buffer(store.readMime(mime))).equals(content)).toBe(true);
    }
  });

  it('go on with those that many share, and leave these to the others', async () => {
    const [beginning, end] = [randomBytes(300_000), randomBytes(300_000)];
    const until = Date.now() + 60_000;
    const tail = await store.writeMime([end], until);
    const own = await store.writeMime([beginning], until);
    const mime = { ...own, size: own.size + tail.size, tail };
    const whole = Buffer.concat([beginning, end]);
    expect((await buffer(store.readMime(mime))).equals(whole)).toBe(true);
    expect(await store.keepMime(mime, until + 60_000)).toBe(true);
    expect(await redis.pexpiretime(keys.bulk('mime', tail.key, 1))).toBe(until + 60_000);
    await store.dropMime(mime);
    expect((await buffer(store.readMime(tail))).equals(end)).toBe(true);
    await store.dropMime(tail);
    expect(await store.keepMime(mime, until)).toBe(false);
  });

  it('leave nothing behind when their source fails', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(randomBytes(600_000));
      throw new Error('the server hung up');
    }
    const before = await redis.keys(keys.bulk('mime', '*'));
    await expect(store.writeMime(broken(), Date.now() + 60_000)).rejects.toThrow('the server hung up');
    expect(await redis.keys(keys.bulk('mime', '*'))).toEqual(before);
  });

  it('expire, can be kept longer, never shorter, and dropped', async () => {
    const mime = await store.writeMime([randomBytes(10)], Date.now() + 60_000);
    const left = (): Promise<number> => redis.pttl(keys.bulk('mime', mime.key, 0));
    expect(await store.keepMime(mime, Date.now() + 90_000)).toBe(true);
    expect(await left()).toBeGreaterThan(80_000);
    expect(await store.keepMime(mime, Date.now() + 10_000)).toBe(true);
    expect(await left()).toBeGreaterThan(80_000);
    await store.dropMime(mime);
    expect(await store.keepMime(mime, Date.now() + 90_000)).toBe(false);
    await expect(buffer(store.readMime(mime))).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('the idempotency store', () => {
  const answer = { status: 202, location: '/x', body: { id: 'sub_1' } };

  it('gives one of many the claim, and the answer to all who come later', async () => {
    const claims = createIdempotencyStore(redis, keys);
    const first = await Promise.all(Array.from({ length: 50 }, () => claims.claim('scope', 'print')));
    const won = first.filter((each) => each.kind === 'claimed');
    expect(won).toHaveLength(1);
    const waiting = first.flatMap((each) => (each.kind === 'in-flight' ? [each.leftMs] : []));
    expect(waiting).toHaveLength(49);
    // The claim ends a quarter of a minute after it was made.
    for (const leftMs of waiting) expect(leftMs > 5_000 && leftMs <= 15_000).toBe(true);
    expect(await claims.claim('scope', 'other')).toEqual({ kind: 'mismatch' });
    if (won[0] !== undefined) await claims.finish(won[0].claim, answer);
    expect(await claims.claim('scope', 'print')).toEqual({ kind: 'replay', answer });
    expect(await claims.claim('scope', 'other')).toEqual({ kind: 'mismatch' });
  });

  it('lets the owner of a claim hold on to it, and nobody else', async () => {
    const claims = createIdempotencyStore(redis, keys);
    const won = await claims.claim('scope', 'print');
    if (won.kind !== 'claimed') throw new Error('not claimed');
    const [record = ''] = await redis.keys(`*${keys.prefix}*idempotency*`);
    await redis.pexpire(record, 4_000);
    await claims.extend({ ...won.claim, owner: 'somebody else' });
    expect(await redis.pttl(record)).toBeLessThanOrEqual(4_000);
    await claims.extend(won.claim);
    expect(await redis.pttl(record)).toBeGreaterThan(5_000);
    await claims.finish(won.claim, answer);
    await claims.extend(won.claim);
    expect(await redis.pttl(record)).toBeGreaterThan(3_600_000);
  });

  it('frees the key of a request that failed, for its owner only', async () => {
    const claims = createIdempotencyStore(redis, keys);
    const won = await claims.claim('scope', 'print');
    if (won.kind !== 'claimed') throw new Error('not claimed');
    await claims.abandon({ ...won.claim, owner: 'somebody else' });
    expect((await claims.claim('scope', 'print')).kind).toBe('in-flight');
    await claims.abandon(won.claim);
    expect((await claims.claim('scope', 'other')).kind).toBe('claimed');
  });

  it('accepts no submission under a claim that ran out and was taken by another', async () => {
    const claims = createIdempotencyStore(redis, keys);
    const slow = await claims.claim('scope', 'print');
    if (slow.kind !== 'claimed') throw new Error('not claimed');
    await redis.del((await redis.keys(`*${keys.prefix}*idempotency*`))[0] ?? '');
    const fast = await claims.claim('scope', 'print');
    if (fast.kind !== 'claimed') throw new Error('not claimed');
    const submission = accept(draft(), null, now);
    await expect(store.accept(submission, { claim: slow.claim, answer })).rejects.toMatchObject({
      code: 'idempotency-in-flight',
    });
    expect(await store.get(submission.id)).toBeNull();
    await store.accept(submission, { claim: fast.claim, answer });
    expect(await claims.claim('scope', 'print')).toEqual({ kind: 'replay', answer });
  });
});
