/** The rate of an account, counted in Redis by several processes at once. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { createKeys } from '../../src/redis/keys.ts';
import { createSendingLine, type RedisSendingLine } from '../../src/redis/sending-line.ts';
import { accountFor, silent } from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';

const minuteMs = 250;
const dayMs = 60_000;
const smtp = { host: '127.0.0.1', port: 1, password: '' };
const account = (sendPerMinute: number | null, sendPerDay: number | null): Account =>
  accountFor('acc_ada', { smtp, limits: { sendPerMinute, sendPerDay } });

let prefix: string;
let connections: readonly Redis[];
let lines: readonly RedisSendingLine[];
beforeEach(async () => {
  prefix = freshPrefix();
  connections = [0, 1].map(() => connectRedis({ url: services().redis.url }, silent, 'commands'));
  await Promise.all(connections.map((each) => each.connect()));
  lines = connections.map((each) => createSendingLine(each, createKeys(prefix), { minuteMs, dayMs }));
});
afterEach(() => {
  for (const each of connections) each.disconnect();
});

const line = (): RedisSendingLine => lines[0] ?? expect.fail('no line');
const take = (id: string, rank: number, limits = account(2, null)): Promise<number> =>
  line().take(limits, { id, rank });

it('lets no more go in any minute than the limit says, over all processes, and each is woken about once', async () => {
  const limited = account(5, 1_000);
  let asked = 0;
  const wait = async (n: number): Promise<void> => {
    for (;;) {
      asked += 1;
      const ms = await lines[n % 2]?.take(limited, { id: `sub_${n}`, rank: n });
      if (ms === 0) return;
      await delay(ms);
    }
  };
  await Promise.all(Array.from({ length: 20 }, (_, n) => wait(n)));
  const newestFirst =
    (await connections[0]?.lrange(`{${prefix}}:sent-times:acc_ada`, 0, -1))?.map(Number) ?? [];
  expect(newestFirst).toHaveLength(20);
  newestFirst.slice(5).forEach((time, n) => {
    expect((newestFirst[n] ?? 0) - time).toBeGreaterThanOrEqual(minuteMs);
  });
  // Clocks of different processes: who comes a millisecond early is told so once more.
  expect(asked).toBeLessThan(80);
});

it('tells each its turn, the smaller rank first', async () => {
  const slow = createSendingLine(connections[0] ?? expect.fail('no connection'), createKeys(prefix));
  const turn = async (id: string, rank: number): Promise<number> =>
    Math.ceil((await slow.take(account(2, null), { id, rank })) / 60_000);
  expect([await turn('a', 1), await turn('b', 2)]).toEqual([0, 0]);
  expect([await turn('c', 3), await turn('d', 4), await turn('e', 5)]).toEqual([1, 1, 2]);
  expect([await turn('urgent', -1), await turn('c', 3), await turn('d', 4)]).toEqual([1, 1, 2]);
});

it('keeps to the limit of a day beside that of a minute', async () => {
  const both = account(2, 3);
  for (const id of ['a', 'b']) expect(await take(id, 1, both)).toBe(0);
  await delay(await take('c', 2, both));
  expect(await take('c', 2, both)).toBe(0);
  expect(await take('d', 3, both)).toBeGreaterThan(dayMs / 2);
});

it('counts again who was lost after it was counted, and forgets who does not come', async () => {
  const daily = account(null, 1);
  expect(await take('a', 1, daily)).toBe(0);
  expect(await take('a', 1, daily)).toBeGreaterThan(0);
  expect(await take('b', 2, daily)).toBeGreaterThan(dayMs);
  // As if it had been told half a minute ago.
  await connections[0]?.zadd(`{${prefix}}:sending-told:acc_ada`, Date.now() - 31_000, 'a');
  expect(await take('b', 2, daily)).toBeLessThanOrEqual(dayMs);
});

it('releases all who wait, each to one caller, and nothing is left of an account that is erased', async () => {
  for (const id of ['a', 'b', 'c', 'd']) await take(id, 1);
  await line().hold('acc_ada', 'paused');
  await line().gather('acc_ada');
  await take('c', 1);
  const released = await Promise.all(lines.map((each) => each.release('acc_ada')));
  expect(released.flat().toSorted()).toEqual(['c', 'd', 'paused']);
  expect(await line().release('acc_ada')).toEqual([]);
  await line().gather('acc_ada');
  expect(await line().release('acc_ada')).toEqual(['c']);
  expect(await line().release('acc_ada')).toEqual([]);
  await take('e', 1);
  await line().gather('acc_ada');
  await take('f', 1);
  await line().hold('acc_ada', 'paused');
  await line().erase('acc_ada');
  expect(await connections[0]?.keys(`{${prefix}}:*`)).toEqual([]);
});
