/** What watching a large mailbox costs on the wire: as much as has changed, and not as much as it holds. */
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { ANN, startMailSandbox } from '../support/mail-sandbox.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { letter, watching } from '../support/watching.ts';

const redis = redisClient();
const blocking = redisClient();
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const count = 20_000;
const raw = Buffer.from(letter('one of many'));

describe('a mailbox of 20,000 messages on a server with QRESYNC', () => {
  it('costs what has changed, while it is watched and when it is connected anew', async () => {
    const mail = await startMailSandbox();
    endings.push(() => mail.stop());
    mail.inbox.append(Array.from({ length: 2 * count }, () => ({ raw })));
    // Every second is gone, so that to name all costs 100 kB in any form that there is.
    mail.inbox.expunge(Array.from({ length: count }, (_, index) => 2 * index + 2));
    const proxy = await startFaultProxy(mail.imap);
    endings.push(() => proxy.stop());
    const server = { host: proxy.host, port: proxy.port, password: 'pass' };
    const watched = watching({ user: ANN, redis, blocking, keys: freshKeys(), server });
    endings.push(() => watched.leases.close());
    const stop = await watched.start();

    /** Octets in both directions until this is told. */
    const priceOf = async (told: string, work: () => unknown): Promise<number> => {
      const passed = (): number => proxy.passed('to-client') + proxy.passed('to-server');
      const before = passed();
      await work();
      await eventually(async () => expect(await watched.told()).toContain(told));
      return passed() - before;
    };
    const change = 2_500;
    expect(await priceOf('deleted 20001', () => mail.inbox.expunge([20_001]))).toBeLessThan(change);
    const read = { add: ['\\Seen'] };
    expect(await priceOf('updated 9', () => mail.inbox.changeFlags([9], read, {}))).toBeLessThan(change);

    await stop();
    mail.inbox.expunge([20_003]);
    mail.inbox.changeFlags([11], read, {});
    const anew = await priceOf('deleted 20003', async () => endings.push(await watched.start()));
    expect(await watched.told()).toEqual(['deleted 20001', 'updated 9', 'updated 11', 'deleted 20003']);
    expect(anew).toBeLessThan(6_000);
  });
});
