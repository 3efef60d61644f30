import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import type { Keys } from '../../src/redis/keys.ts';
import { createLeases, leaseKey } from '../../src/redis/leases.ts';
import { createReplicas } from '../../src/redis/replicas.ts';
import type { MailWatch, WatchSink } from '../../src/use-cases/ports/news.ts';
import { createWatchWorker } from '../../src/workers/watch-worker.ts';
import type { WatchWorker } from '../../src/workers/watch-worker.ts';
import { eventually } from '../support/eventually.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { sampleAccount, silentLog } from '../support/samples.ts';

const redis = redisClient();
const sink: WatchSink = {
  position: () => Promise.resolve(null),
  commit: () => Promise.resolve('committed'),
  report: () => Promise.resolve(),
  connected: () => Promise.resolve(),
  failed: () => Promise.resolve(),
};

/** Accounts as all replicas see them. */
class Book {
  readonly accounts = new Map<string, Account>();
  readonly listeners = new Set<(id: string) => void>();
  /** So many of the next readings find the storage away. */
  failures = 0;

  async get(id: string): Promise<Account | null> {
    if (this.failures === 0) return this.accounts.get(id) ?? null;
    this.failures -= 1;
    throw new GatewayError('storage-unavailable', 'Away.');
  }
  set(account: Account): void {
    this.accounts.set(account.id, account);
    this.tell(account.id);
  }
  remove(id: string): void {
    this.accounts.delete(id);
    this.tell(id);
  }
  tell(id: string): void {
    for (const listener of this.listeners) listener(id);
  }
}

/** Who watches what, at this moment and at the worst. */
class Watches {
  readonly running = new Map<string, { account: Account; end: () => void }[]>();
  mostAtOnce = 0;

  readonly watch: MailWatch = {
    run: async (account, _sink, signal) => {
      const ended = new Promise<void>((resolve) => {
        const mine = { account, end: resolve };
        const all = [...(this.running.get(account.id) ?? []), mine];
        this.running.set(account.id, all);
        this.mostAtOnce = Math.max(this.mostAtOnce, all.length);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await ended;
      const left = (this.running.get(account.id) ?? []).slice(1);
      if (left.length === 0) this.running.delete(account.id);
      else this.running.set(account.id, left);
    },
  };
}

describe('the replicas that watch', () => {
  let keys: Keys;
  let book: Book;
  let watches: Watches;
  let workers: { worker: WatchWorker; leases: ReturnType<typeof createLeases> }[];

  const join = ({ auditMs = 200, tickMs = 20, replicaMs = 500 } = {}): WatchWorker => {
    const leases = createLeases(redis, keys, silentLog, { ttlMs: 1_000, renewMs: 200 });
    const worker = createWatchWorker(
      {
        accounts: {
          ids: () => Promise.resolve([...book.accounts.keys()]),
          get: (id) => book.get(id),
          onChange: (listener) => {
            book.listeners.add(listener);
            return () => void book.listeners.delete(listener);
          },
        },
        leases,
        replicas: createReplicas(redis, keys, replicaMs),
        watch: watches.watch,
        mailEvents: () => sink,
        log: silentLog,
      },
      { tickMs, perTick: 10, auditMs },
    );
    workers.push({ worker, leases });
    return worker;
  };

  const counts = (): readonly number[] => workers.map(({ worker }) => worker.watching.length);

  beforeEach(() => {
    keys = freshKeys();
    book = new Book();
    watches = new Watches();
    workers = [];
  });

  afterEach(async () => {
    for (const { worker, leases } of workers) {
      await worker.close();
      await leases.close();
    }
  });

  it('share the accounts evenly while they come and go, and never watch one twice', async () => {
    for (let n = 0; n < 60; n += 1) book.set(sampleAccount({ id: `a${n}` }));
    // So long that only who says that it leaves is gone.
    const lasting = { replicaMs: 60_000 };
    const first = join(lasting);
    await eventually(() => expect(counts()).toEqual([60]));
    join(lasting);
    await eventually(() => expect(counts()).toEqual([30, 30]));
    join(lasting);
    await eventually(() => expect([...counts()].sort()).toEqual([20, 20, 20]));
    await first.close();
    expect(first.watching).toEqual([]);
    await eventually(() => expect(counts()).toEqual([0, 30, 30]));
    expect(watches.running.size).toBe(60);
    expect(watches.mostAtOnce).toBe(1);
  });

  it('take over what a replica held that died without a word', async () => {
    for (let n = 0; n < 10; n += 1) book.set(sampleAccount({ id: `a${n}` }));
    await createReplicas(redis, keys, 500).beat('watch', 'dead');
    const dead = createLeases(redis, keys, silentLog, { ttlMs: 700, renewMs: 60_000 });
    for (let n = 0; n < 5; n += 1) await dead.acquire(`watch:a${n}`);
    join();
    await eventually(() => expect(counts()).toEqual([5]));
    await eventually(() => expect(counts()).toEqual([10]));
    await dead.close();
  });

  it('begin anew at once with an account that was changed, and leave paused and removed ones', async () => {
    const account = sampleAccount({ id: 'ada', revision: 1 });
    const watched = (): readonly number[] =>
      (watches.running.get('ada') ?? []).map((each) => each.account.revision);
    // Between two looks it takes longer than the test may.
    join({ tickMs: 60_000 });
    await eventually(() => expect(book.listeners.size).toBe(1));
    book.set(account);
    await eventually(() => expect(watched()).toEqual([1]));
    book.set({ ...account, revision: 2 });
    await eventually(() => expect(watched()).toEqual([2]));
    book.set({ ...account, revision: 3, paused: true });
    await eventually(() => expect(watched()).toEqual([]));
    book.set({ ...account, revision: 4 });
    await eventually(() => expect(watched()).toEqual([4]));
    book.remove('ada');
    await eventually(() => expect(watched()).toEqual([]));
    book.set({ ...account, incarnation: 'ffeeddccbbaa99887766554433221100' });
    await eventually(() => expect(watched()).toEqual([1]));
    expect(watches.mostAtOnce).toBe(1);
  });

  it('notice a change also when its notice was lost', async () => {
    book.set(sampleAccount({ id: 'ada' }));
    join();
    await eventually(() => expect(watches.running.has('ada')).toBe(true));
    book.accounts.set('ada', sampleAccount({ id: 'ada', revision: 2 }));
    await eventually(() => expect(watches.running.get('ada')?.[0]?.account.revision).toBe(2));
  });

  it('take an account at the next look when the storage failed them', async () => {
    book.set(sampleAccount({ id: 'ada' }));
    book.failures = 2;
    join({ auditMs: 60_000 });
    await eventually(() => expect(watches.running.has('ada')).toBe(true));
    expect(book.failures).toBe(0);
  });

  it('stop watching as soon as another has the lease, and take no part until it is free', async () => {
    book.set(sampleAccount({ id: 'ada' }));
    join();
    await eventually(() => expect(watches.running.has('ada')).toBe(true));
    await redis.set(leaseKey(keys, 'watch:ada'), '9999999999999999');
    await eventually(() => expect(counts()).toEqual([0]));
    expect(watches.running.has('ada')).toBe(false);
    await redis.del(leaseKey(keys, 'watch:ada'));
    await eventually(() => expect(counts()).toEqual([1]));
  });

  it('take an account again whose watching ended by itself', async () => {
    book.set(sampleAccount({ id: 'ada' }));
    join();
    await eventually(() => expect(watches.running.has('ada')).toBe(true));
    const [before] = watches.running.get('ada') ?? [];
    before?.end();
    await eventually(() => {
      const [now] = watches.running.get('ada') ?? [];
      expect(now).toBeDefined();
      expect(now).not.toBe(before);
    });
  });
});
