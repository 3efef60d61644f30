import { beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../src/domain/event.ts';
import type { SyncPosition } from '../../src/domain/sync-position.ts';
import { accountKey } from '../../src/redis/account-scripts.ts';
import { createJournal } from '../../src/redis/journal.ts';
import { createJournalTail } from '../../src/redis/journal-tail.ts';
import type { Keys } from '../../src/redis/keys.ts';
import { createLeases, leaseKey } from '../../src/redis/leases.ts';
import { journalKey } from '../../src/redis/journal-lua.ts';
import { createSyncStore, syncKey } from '../../src/redis/sync-store.ts';
import type { Journal, Lease, SyncStore } from '../../src/use-cases/ports/news.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { sampleAccount, silentLog } from '../support/samples.ts';

const account = sampleAccount({ id: 'ada' });
const redis = redisClient();
const blocking = redisClient();

const first: SyncPosition = {
  uidValidity: 7,
  uidNext: 4,
  highestModseq: '9007199254740993',
  known: '1:3',
  fresh: {},
  flags: {},
  number: 1,
  updatedAt: '2026-01-31T12:00:00.000Z',
};
const second: SyncPosition = {
  ...first,
  uidNext: 5,
  known: '1:4',
  fresh: { 4: '9007199254740995' },
  number: 2,
};
const event: NewEvent = { id: 'evt_1', type: 'message.received', accountId: 'ada', data: {} };

describe('the positions of mailboxes', () => {
  let keys: Keys;
  let store: SyncStore;
  let journal: Journal;
  let lease: Lease;

  const journaled = async (): Promise<readonly string[]> => {
    const query = { after: 'oldest', accounts: 'all', matches: () => true, limit: 100 } as const;
    return (await journal.read(query)).events.map(({ id }) => id);
  };

  const exists = ({ id, incarnation }: typeof account): Promise<number> =>
    redis.hset(accountKey(keys, id), 'i', incarnation);

  beforeEach(async () => {
    keys = freshKeys();
    store = createSyncStore(redis, keys);
    journal = createJournal(redis, keys, createJournalTail(blocking, keys, silentLog));
    const acquired = await createLeases(redis, keys, silentLog).acquire('watch:ada');
    if (acquired === null) throw new Error('nobody else can have it');
    lease = acquired;
    await exists(account);
  });

  it('move in one step with their events', async () => {
    expect(await store.position(account, 'mbx_1')).toBeNull();
    expect(await store.commit(lease, account, 'mbx_1', null, first, [])).toBe('committed');
    expect(await store.commit(lease, account, 'mbx_1', first, second, [event])).toBe('committed');
    expect(await store.position(account, 'mbx_1')).toEqual(second);
    expect(await store.position(account, 'mbx_2')).toBeNull();
    expect(await journaled()).toEqual(['evt_1']);
  });

  it('go in one step with the events of what is gone, or not at all', async () => {
    await store.commit(lease, account, 'mbx_1', null, first, []);
    await store.commit(lease, account, 'mbx_root', null, first, []);
    expect(await store.commit(lease, account, 'mbx_root', null, second, [event], ['mbx_1'])).toBe('conflict');
    expect(await store.position(account, 'mbx_1')).toEqual(first);
    expect(await store.commit(lease, account, 'mbx_root', first, second, [event], ['mbx_1'])).toBe(
      'committed',
    );
    expect(await store.position(account, 'mbx_1')).toBeNull();
    expect(await store.commit(lease, account, 'mbx_1', null, second, [])).toBe('committed');
    expect(await journaled()).toEqual(['evt_1']);
  });

  it('are never seen without their events, nor these without them', async () => {
    const watcher = redis.duplicate();
    const look = `return { redis.call('HGET', KEYS[1], 'n:mbx_1') or '0', redis.call('XLEN', KEYS[2]) }`;
    const seen = new Map<number, number>();
    let done = false;
    const looking = (async () => {
      while (!done) {
        const pair = await watcher.eval(look, 2, syncKey(keys, account), journalKey(keys));
        const [number, events] = pair as [string, number];
        seen.set(Number(number), events);
        expect(events).toBe(Number(number));
      }
    })();
    let before: SyncPosition | null = null;
    for (let number = 1; number <= 200; number += 1) {
      const next = { ...first, number };
      await store.commit(lease, account, 'mbx_1', before, next, [{ ...event, id: `evt_${number}` }]);
      before = next;
    }
    done = true;
    await looking;
    watcher.disconnect();
    expect(seen.size).toBeGreaterThan(10);
  });

  it('do not move, and tell nothing, from where they are not', async () => {
    await store.commit(lease, account, 'mbx_1', null, first, []);
    await store.commit(lease, account, 'mbx_1', first, second, [event]);
    expect(await store.commit(lease, account, 'mbx_1', first, second, [event])).toBe('conflict');
    expect(await store.commit(lease, account, 'mbx_1', null, second, [event])).toBe('conflict');
    expect(await store.position(account, 'mbx_1')).toEqual(second);
    expect(await journaled()).toEqual(['evt_1']);
  });

  it('cannot be moved by who lost the lease, whether it is free or another’s', async () => {
    await redis.del(leaseKey(keys, lease.name));
    expect(await store.commit(lease, account, 'mbx_1', null, first, [event])).toBe('fenced');
    const other = await createLeases(redis, keys, silentLog).acquire('watch:ada');
    expect(await store.commit(lease, account, 'mbx_1', null, first, [event])).toBe('fenced');
    expect(await store.position(account, 'mbx_1')).toBeNull();
    expect(await journaled()).toEqual([]);
    expect(other && (await store.commit(other, account, 'mbx_1', null, first, [event]))).toBe('committed');
  });

  it('cannot be moved for an account that was removed meanwhile, even if it was made anew', async () => {
    await redis.del(accountKey(keys, account.id));
    expect(await store.commit(lease, account, 'mbx_1', null, first, [event])).toBe('fenced');
    await exists({ ...account, incarnation: 'ffeeddccbbaa99887766554433221100' });
    expect(await store.commit(lease, account, 'mbx_1', null, first, [event])).toBe('fenced');
    expect(await journaled()).toEqual([]);
  });

  it('are not those of an account that was made anew under the same id', async () => {
    await store.commit(lease, account, 'mbx_1', null, first, []);
    const anew = { ...account, incarnation: 'ffeeddccbbaa99887766554433221100' };
    expect(await store.position(anew, 'mbx_1')).toBeNull();
  });
});
