import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { MessageView } from '../../src/domain/message.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { leaseKey } from '../../src/redis/leases.ts';
import { eventually } from '../support/eventually.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';
import { deliver } from '../support/lmtp.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { startRedis } from '../support/redis.ts';
import { silentLog } from '../support/samples.ts';
import { freshUser, services } from '../support/services.ts';
import { letter, mailClient, watching } from '../support/watching.ts';
import type { Watching } from '../support/watching.ts';

const redis = redisClient();
const blocking = redisClient();
const endings: (() => unknown)[] = [];
const impatient = {
  connectSchedule: { stepsMs: [10, 20, 40], giveUpAfterMs: Number.POSITIVE_INFINITY },
  goodAfterMs: 0,
};

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function proxied(): Promise<FaultProxy> {
  const { host, imapPort } = services().dovecot;
  const proxy = await startFaultProxy({ host, port: imapPort });
  endings.push(() => proxy.stop());
  return proxy;
}

async function begin(watched: Watching): Promise<() => Promise<void>> {
  endings.push(() => watched.leases.close().catch(() => undefined));
  const stop = await watched.start();
  endings.push(stop);
  return stop;
}

function received(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `received ${index + 1}`);
}

describe('watching', () => {
  it('tells every message once though the connection breaks again and again while they come', async () => {
    const proxy = await proxied();
    const user = freshUser();
    const keys = freshKeys();
    const watched = watching({ user, redis, blocking, keys, server: proxy, settings: impatient });
    const other = await mailClient(user);
    endings.push(() => other.close());
    await begin(watched);
    for (let n = 0; n < 300; n += 1) {
      await other.append('INBOX', letter(`message ${n}`));
      if (n % 7 === 0) proxy.cut();
      if (n % 11 === 0) proxy.cutAfter('to-client', 1 + ((n * 37) % 2_000));
    }
    await eventually(async () => expect(await watched.told()).toEqual(received(300)), 15_000);
    expect(proxy.opened).toBeGreaterThan(5);
  });

  it('tells all of a mailbox that appeared once though the connection breaks again and again meanwhile', async () => {
    const proxy = await proxied();
    const user = freshUser();
    const watched = watching({
      user,
      redis,
      blocking,
      keys: freshKeys(),
      server: proxy,
      watch: 'all',
      settings: impatient,
    });
    const other = await mailClient(user);
    endings.push(() => other.close());
    const stop = await begin(watched);
    await stop();
    await other.mailboxCreate('Later');
    for (let n = 0; n < 600; n += 1) await other.append('Later', letter(`message ${n}`));
    const opened = proxy.opened;
    proxy.cutAfter('to-client', 100_000);
    const starting = begin(watched);
    await eventually(() => expect(proxy.opened).toBeGreaterThan(opened + 1));
    proxy.cutAfter('to-client', 20_000);
    await starting;
    await eventually(async () => expect(await watched.told()).toEqual(received(600)), 10_000);
    expect(proxy.opened).toBeGreaterThan(opened + 2);
  });

  it('tells every change of flags and every expunge once though the connection breaks in between', async () => {
    const proxy = await proxied();
    const user = freshUser();
    const watched = watching({
      user,
      redis,
      blocking,
      keys: freshKeys(),
      server: proxy,
      settings: impatient,
    });
    const other = await mailClient(user);
    endings.push(() => other.close());
    for (let n = 0; n < 60; n += 1) await other.append('INBOX', letter(`message ${n}`));
    await begin(watched);
    for (let uid = 1; uid <= 60; uid += 1) {
      if (uid % 3 === 0) await other.messageDelete(String(uid), { uid: true });
      else await other.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      if (uid % 4 === 0) proxy.cut();
      if (uid % 5 === 0) proxy.cutAfter('to-client', 50 + uid * 10);
    }
    const expected = Array.from({ length: 60 }, (_, index) =>
      (index + 1) % 3 === 0 ? `deleted ${index + 1}` : `updated ${index + 1}`,
    ).sort();
    await eventually(async () => expect([...(await watched.told())].sort()).toEqual(expected), 10_000);
  });

  it('finds out that a link is dead and what it missed', async () => {
    const proxy = await proxied();
    const user = freshUser();
    const settings = { ...impatient, renewMs: 400, replyMs: 300, limits: { loginMs: 500, commandMs: 500 } };
    const watched = watching({ user, redis, blocking, keys: freshKeys(), server: proxy, settings });
    await begin(watched);
    proxy.blackHole();
    await deliver(user, letter('into the hole'));
    await eventually(() => expect(proxy.opened).toBeGreaterThan(1));
    expect(await watched.told()).toEqual([]);
    proxy.restore();
    await eventually(async () => expect(await watched.told()).toEqual(received(1)));
    expect(watched.observed.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['connected', 'unreachable']),
    );
  });

  it('writes nothing any more once another has the lease', async () => {
    const user = freshUser();
    const keys = freshKeys();
    const stalled = watching({ user, redis, blocking, keys });
    const successor = watching({ user, redis, blocking, keys });
    const stopStalled = await begin(stalled);
    await redis.del(leaseKey(keys, 'watch:ada'));
    const stop = await begin(successor);
    for (let n = 0; n < 20; n += 1) await deliver(user, letter(`message ${n}`));
    await eventually(async () => expect(await successor.told()).toEqual(received(20)));
    await stopStalled();
    await stop();
    expect(await successor.told()).toEqual(received(20));
  });

  it('waits for Redis and then tells what came meanwhile, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pt-'));
    endings.push(() => rm(folder, { recursive: true, force: true }));
    const server = await startRedis({ folder });
    endings.push(() => server.stop());
    const own = (use: 'commands' | 'blocking'): ReturnType<typeof connectRedis> => {
      const connection = connectRedis({ url: server.url }, silentLog, use);
      endings.push(() => connection.disconnect());
      return connection;
    };
    const commands = own('commands');
    await commands.connect();
    const user = freshUser();
    const proxy = await proxied();
    const watched = watching({
      user,
      redis: commands,
      blocking: own('blocking'),
      keys: freshKeys(),
      server: proxy,
      settings: impatient,
    });
    await begin(watched);
    await deliver(user, letter('before'));
    await eventually(async () => expect(await watched.told()).toEqual(received(1)));
    await server.kill('SIGKILL');
    for (let n = 0; n < 20; n += 1) await deliver(user, letter(`meanwhile ${n}`));
    await server.restart();
    await eventually(async () => expect(await watched.told()).toEqual(received(21)), 10_000);
    expect(proxy.opened).toBe(1);
  });

  it('tells of a message that breaks the connection whenever it is fetched, and goes on', async () => {
    const proxy = await proxied();
    const user = freshUser();
    const watched = watching({
      user,
      redis,
      blocking,
      keys: freshKeys(),
      server: proxy,
      settings: impatient,
    });
    const other = await mailClient(user);
    endings.push(() => other.close());
    await begin(watched);
    proxy.atLine('to-client', { match: /poison/, action: 'cut-before' }, 1_000);
    for (const subject of ['one', 'two', 'poison', 'four', 'five']) {
      await other.append('INBOX', letter(subject));
    }
    await eventually(async () => expect(await watched.told()).toEqual(received(5)), 10_000);
    const problems = (await watched.events('message.received')).map(
      (event) => (event.data['message'] as MessageView).parseError,
    );
    expect(problems).toEqual([null, null, expect.any(String), null, null]);
  });
});
