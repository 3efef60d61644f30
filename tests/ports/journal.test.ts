import type { Redis } from 'ioredis';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventType, NewEvent } from '../../src/domain/event.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { createJournal } from '../../src/redis/journal.ts';
import { erasePrelude, journalKey } from '../../src/redis/journal-lua.ts';
import { createJournalRetention } from '../../src/redis/journal-retention.ts';
import { createJournalTail } from '../../src/redis/journal-tail.ts';
import { createKeys } from '../../src/redis/keys.ts';
import { defineScript } from '../../src/redis/script.ts';
import type { Journal } from '../../src/use-cases/ports/news.ts';
import type { Log } from '../../src/use-cases/ports/service.ts';
import { freshPrefix, services } from '../support/services.ts';
import { silentLog } from '../support/samples.ts';

const open: Redis[] = [];
const never = new AbortController().signal;
const large = 2 ** 40;
const all = { accounts: 'all', matches: () => true, limit: 100 } as const;

function connect(use: 'commands' | 'blocking'): Redis {
  const redis = connectRedis({ url: services().redis.url }, silentLog, use);
  open.push(redis);
  return redis;
}

afterAll(() => {
  for (const redis of open) redis.disconnect();
});

function warningLog(): { readonly log: Log; readonly warnings: string[] } {
  const warnings: string[] = [];
  return { log: { ...silentLog, warn: (_details, message) => void warnings.push(message) }, warnings };
}

function event(id: string, accountId: string | null = 'ada', type: EventType = 'message.received'): NewEvent {
  return { id: `evt_${id}`, type, accountId, data: { message: { uid: 1, to: [] } } };
}

function events(count: number, accountId: string, from = 0): NewEvent[] {
  return Array.from({ length: count }, (_, index) => event(`${accountId}${from + index}`, accountId));
}

describe('the journal', () => {
  let redis: Redis;
  let keys: ReturnType<typeof createKeys>;
  let journal: Journal;

  beforeEach(async () => {
    redis = connect('commands');
    await redis.connect();
    keys = createKeys(freshPrefix());
    journal = createJournal(redis, keys, createJournalTail(connect('blocking'), keys, silentLog));
  });

  it('gives events back in the order in which they were appended, with what they carried', async () => {
    await journal.append([event('1'), event('2', 'bob', 'message.deleted')]);
    await journal.append([event('3', null, 'webhook.disabled')]);
    const { events, position } = await journal.read({ after: 'oldest', ...all });
    expect(events.map(({ id, accountId }) => [id, accountId])).toEqual([
      ['evt_1', 'ada'],
      ['evt_2', 'bob'],
      ['evt_3', null],
    ]);
    expect(events[0]?.data).toEqual({ message: { uid: 1, to: [] } });
    expect(position).toBe(events[2]?.position);
    expect(await journal.at(position)).toEqual(events[2]);
    expect(await journal.at('1-1')).toBeNull();
    expect(await journal.read({ after: position, ...all })).toEqual({ events: [], position });
  });

  it('gives times that rise strictly within an account, however fast events come', async () => {
    await journal.append(events(50, 'ada'));
    const { events: read } = await journal.read({ after: 'oldest', ...all });
    const times = read.map((each) => each.timestamp);
    expect(times).toEqual([...new Set(times)].sort());
    expect(times).toHaveLength(50);
  });

  it('reads in pages without a gap, for all accounts and for some', async () => {
    for (let n = 0; n < 30; n += 1) {
      await journal.append([
        ...events(20, 'ada', n * 20),
        event(`bob${n}`, 'bob'),
        event(`x${n}`, 'bob', 'message.updated'),
      ]);
    }
    const readAll = async (accounts: 'all' | readonly string[], type?: EventType): Promise<string[]> => {
      const ids: string[] = [];
      let after = 'oldest';
      const end = await journal.latest();
      while (after !== end) {
        const page = await journal.read({
          after,
          accounts,
          matches: (each) => type === undefined || each === type,
          limit: 7,
        });
        expect(page.events.length).toBeLessThanOrEqual(7);
        ids.push(...page.events.map((each) => each.id));
        after = page.position;
      }
      return ids;
    };
    const bob = Array.from({ length: 30 }, (_, n) => `evt_bob${n}`);
    expect(await readAll(['bob'], 'message.received')).toEqual(bob);
    expect(
      await readAll(['bob', ...Array.from({ length: 30 }, (_, n) => `no${n}`)], 'message.received'),
    ).toEqual(bob);
    expect(await readAll(['ada', 'bob'])).toEqual(await readAll('all'));
    expect(await readAll('all')).toHaveLength(660);
    expect(await readAll(['nobody'])).toEqual([]);
  });

  it('answers how far it looked when nothing matched', async () => {
    await journal.append(events(10, 'ada'));
    const { events: none, position } = await journal.read({ ...all, after: 'oldest', matches: () => false });
    expect(none).toEqual([]);
    expect(position).toBe(await journal.latest());
    expect(await journal.read({ ...all, after: 'oldest', accounts: ['bob'] })).toEqual({
      events: [],
      position,
    });
  });

  it('wakes everybody who waits behind the newest event, and those at once who are behind', async () => {
    await journal.append([event('1')]);
    const position = await journal.latest();
    const waiting = Promise.all([
      journal.grown(position, 10_000, never),
      journal.grown(position, 10_000, never),
      journal.grown('0-0', 10_000, never),
    ]);
    await journal.grown('0-0', 10_000, never);
    await journal.append([event('2')]);
    await waiting;
    expect((await journal.read({ after: position, ...all })).events).toHaveLength(1);
  });

  it('wakes those whom what came concerns, and leaves the others waiting', async () => {
    const abort = new AbortController();
    const woken: string[] = [];
    const wait = async (account: string, position: string): Promise<void> => {
      await journal.grown(position, 60_000, abort.signal, (id) => id === account);
      woken.push(account);
    };
    // A place that a Redis has given out and lost keeps nobody busy, and the others from nothing.
    const ahead = wait('nobody', '9999999999999-0');
    const first = wait('eve', await journal.latest());
    await journal.append([event('1', 'eve')]);
    await first;
    const position = await journal.latest();
    const [ada, bob] = [wait('ada', position), wait('bob', position)];
    await journal.append([event('2', 'ada'), event('3', 'eve')]);
    await ada;
    expect(woken).toEqual(['eve', 'ada']);
    await journal.append([event('4', 'bob')]);
    await bob;
    expect(woken).toEqual(['eve', 'ada', 'bob']);
    abort.abort();
    await ahead;
  });

  it('lets a waiting reader go at its abort and at its time', async () => {
    const position = await journal.latest();
    const abort = new AbortController();
    const waiting = journal.grown(position, 60_000, abort.signal);
    abort.abort();
    await waiting;
    await journal.grown(position, 5, never);
    await journal.grown(position, 60_000, abort.signal);
  });

  it('says that a cursor has expired once events behind it were trimmed', async () => {
    await journal.append([...events(450, 'ada'), event('b', 'bob')]);
    const { events: before } = await journal.read({ ...all, after: 'oldest', limit: 451 });
    const { log, warnings } = warningLog();
    const octets = (): Promise<number | null> => redis.memory('USAGE', journalKey(keys));
    const keepOctets = Math.floor(((await octets()) ?? 0) / 3);
    const retention = createJournalRetention(redis, keys, log, { keepMs: 60_000, keepOctets });
    const gone = await retention.trim();
    expect(gone).toBeGreaterThan(250);
    expect(gone).toBeLessThan(350);
    // One node more or less is much of so little.
    expect(await octets()).toBeLessThan(keepOctets * 1.5);
    expect(warnings).toEqual([expect.stringContaining('larger than it may be')]);
    await expect(journal.read({ ...all, after: before[10]?.position ?? '' })).rejects.toMatchObject({
      code: 'cursor-expired',
    });
    await expect(
      journal.read({ ...all, accounts: ['ada'], after: before[10]?.position ?? '' }),
    ).rejects.toMatchObject({ code: 'cursor-expired' });
    const kept = before.slice(gone).map(({ id }) => id);
    const from = async (after: string, accounts: readonly string[] | 'all'): Promise<readonly string[]> =>
      (await journal.read({ ...all, limit: 451, accounts, after })).events.map(({ id }) => id);
    expect(await from(before[gone - 1]?.position ?? '', 'all')).toEqual(kept);
    expect(await from('oldest', 'all')).toEqual(kept);
    expect(await from('oldest', ['ada'])).toEqual(kept.slice(0, -1));
  });

  it('trims by age', async () => {
    await journal.append(events(3, 'ada'));
    const keep = createJournalRetention(redis, keys, silentLog, { keepMs: 60_000, keepOctets: large });
    expect(await keep.trim()).toBe(0);
    const drop = createJournalRetention(redis, keys, silentLog, { keepMs: -10_000, keepOctets: large });
    expect(await drop.trim()).toBe(3);
    expect(await journal.latest()).not.toBe('0-0');
    expect(await journal.read({ after: 'oldest', ...all })).toMatchObject({ events: [] });
  });

  it('forgets one account in bounded steps and leaves the others alone', async () => {
    await journal.append([...events(120, 'ada'), ...events(5, 'bob')]);
    const erase = defineScript<number>(
      redis,
      `${erasePrelude} return erase_events(KEYS[1], ARGV[1], 50) and 1 or 0`,
    );
    const run = (): Promise<number> => erase.run([journalKey(keys)], ['ada']);
    expect([await run(), await run(), await run()]).toEqual([0, 0, 1]);
    expect((await journal.read({ after: 'oldest', ...all })).events).toHaveLength(5);
    expect(await redis.exists(`${journalKey(keys)}:account:ada`)).toBe(0);
  });
});
