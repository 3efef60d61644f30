/** News of a mailbox while its server, the way there, or Redis breaks: each change is told, and once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/domain/errors.ts';
import type { MessageView } from '../../src/domain/message.ts';
import { createAccountStore } from '../../src/redis/account-store.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { leaseKey } from '../../src/redis/leases.ts';
import { createSecretBox } from '../../src/redis/secret-box.ts';
import { createObserveAccount } from '../../src/use-cases/observe-account.ts';
import type { Logins } from '../../src/use-cases/ports/accounts.ts';
import { eventually } from '../support/eventually.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { passwordLogins } from '../support/logins.ts';
import { ANN, startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { startRedis } from '../support/redis.ts';
import { sampleCredentials, sampleRing, sampleStatus, silentLog } from '../support/samples.ts';
import { silentTelemetry } from '../support/silent-telemetry.ts';
import { letter, watching } from '../support/watching.ts';
import type { Watching, WatchingOptions } from '../support/watching.ts';

const redis = redisClient();
const blocking = redisClient();
const endings: (() => unknown)[] = [];
const impatient = {
  connectSchedule: { stepsMs: [10, 20, 40], giveUpAfterMs: Number.POSITIVE_INFINITY },
  goodAfterMs: 0,
};

let mail: MailSandbox;
/** How many times the mailbox was opened. */
let looks: number;
beforeEach(async () => {
  looks = 0;
  mail = await startMailSandbox({
    onImapStage(at, { command }) {
      if (at === 'reply' && (command === 'SELECT' || command === 'EXAMINE')) looks += 1;
    },
  });
  endings.push(() => mail.stop());
});
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function watchedWith(options: Partial<WatchingOptions> = {}): Watching {
  const { host, port } = mail.imap;
  const server = { host, port, password: 'pass' };
  return watching({
    user: ANN,
    redis,
    blocking,
    keys: freshKeys(),
    server,
    settings: impatient,
    ...options,
  });
}

async function begin(watched: Watching): Promise<() => Promise<void>> {
  endings.push(() => watched.leases.close().catch(() => undefined));
  const stop = await watched.start();
  endings.push(stop);
  return stop;
}

function arrive(...subjects: readonly string[]): void {
  mail.inbox.append(subjects.map((subject) => ({ raw: Buffer.from(letter(subject)) })));
}

/** Cuts what is open and waits until the watcher is back: a host that fails at login is asked less and less often. */
async function cut(): Promise<void> {
  const before = looks;
  mail.imap.cut();
  await eventually(() => expect(looks).toBeGreaterThan(before));
}

/** At whatever is said of the mailbox next. */
function dropWithin(octets: number): void {
  mail.arm({ kind: 'drop', at: 'untagged', mailbox: 'INBOX', afterOctets: octets }, 1);
}

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `message ${index + 1}`);
}

function received(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `received ${index + 1}`);
}

const states = ({ observed }: Watching): readonly string[] => observed.map(({ state }) => state);

describe('watching', () => {
  it('says nothing of the mail server while only the storage is away, and begins once it is back', async () => {
    const byPassword = passwordLogins(() => 'pass');
    let away = 4;
    const logins: Logins = {
      async logIn(...login) {
        if (away === 0) return byPassword.logIn(...login);
        away -= 1;
        throw new GatewayError('storage-unavailable', 'Away.');
      },
    };
    const watched = watchedWith({ logins });
    await begin(watched);
    expect(away).toBe(0);
    expect(states(watched)).toEqual(['connected']);
  });

  it('tells every message once though the connection breaks again and again while they come', async () => {
    const watched = watchedWith();
    await begin(watched);
    for (let n = 0; n < 300; n += 1) {
      if (n % 11 === 0) dropWithin(1 + ((n * 37) % 2_000));
      arrive(`message ${n}`);
      if (n % 7 === 0) await cut();
    }
    await eventually(async () => expect(await watched.told()).toEqual(received(300)), 15_000);
    expect(mail.imap.opened).toBeGreaterThan(40);
  });

  it('tells all of a mailbox that appeared once though the connection breaks again and again meanwhile', async () => {
    const watched = watchedWith({ watch: 'all' });
    const stop = await begin(watched);
    await stop();
    const later = mail.store.user(ANN)?.create('Later');
    later?.append(numbered(600).map((subject) => ({ raw: Buffer.from(letter(subject)) })));
    const { opened } = mail.imap;
    const dropAt = (afterOctets: number): void =>
      mail.arm({ kind: 'drop', at: 'untagged', command: 'FETCH', mailbox: 'Later', afterOctets }, 1);
    dropAt(100_000);
    const starting = begin(watched);
    await eventually(() => expect(mail.imap.opened).toBeGreaterThan(opened + 1));
    dropAt(20_000);
    await starting;
    await eventually(async () => expect(await watched.told()).toEqual(received(600)), 10_000);
    expect(mail.imap.opened).toBeGreaterThan(opened + 2);
  });

  it('tells every change of flags and every expunge once though the connection breaks in between', async () => {
    const watched = watchedWith();
    arrive(...numbered(60));
    await begin(watched);
    for (let uid = 1; uid <= 60; uid += 1) {
      if (uid % 5 === 0) dropWithin(50 + uid * 10);
      if (uid % 3 === 0) mail.inbox.expunge([uid]);
      else mail.inbox.changeFlags([uid], { add: ['\\Seen'] }, {});
      if (uid % 4 === 0) await cut();
    }
    const expected = Array.from({ length: 60 }, (_, index) =>
      (index + 1) % 3 === 0 ? `deleted ${index + 1}` : `updated ${index + 1}`,
    ).sort();
    await eventually(async () => expect([...(await watched.told())].sort()).toEqual(expected), 10_000);
    expect(mail.imap.opened).toBeGreaterThan(15);
  });

  it('finds out that a link is dead and what it missed', async () => {
    const settings = { ...impatient, renewMs: 400, replyMs: 300, limits: { loginMs: 500, commandMs: 500 } };
    const watched = watchedWith({ settings });
    await begin(watched);
    mail.arm({ kind: 'silence', at: 'untagged' });
    mail.arm({ kind: 'silence', at: 'connect' });
    arrive('into the hole');
    await eventually(() => expect(mail.imap.opened).toBeGreaterThan(1));
    expect(await watched.told()).toEqual([]);
    mail.faults.clear();
    await eventually(async () => expect(await watched.told()).toEqual(received(1)));
    expect(states(watched)).toEqual(expect.arrayContaining(['connected', 'unreachable']));
  });

  it('tells what a server kept to itself with the next that it says', async () => {
    const watched = watchedWith();
    await begin(watched);
    mail.arm({ kind: 'swallow', at: 'untagged', untagged: 'EXISTS' }, 1);
    arrive('kept back');
    await eventually(() => expect(mail.faults.struck).toBe(1));
    arrive('said');
    await eventually(async () => expect(await watched.told()).toEqual(received(2)));
    expect(mail.imap.opened).toBe(1);
  });

  it('announces nothing of what was there before where the server does not say its UIDNEXT', async () => {
    const watched = watchedWith();
    arrive(...numbered(3));
    mail.arm({ kind: 'swallow', at: 'untagged', untagged: 'UIDNEXT' });
    await begin(watched);
    arrive('news');
    await eventually(async () => expect(await watched.told()).toEqual(['received 4']));
    expect(mail.faults.struck).toBeGreaterThan(0);
  });

  it('tells everything of a server that answers slowly', async () => {
    const watched = watchedWith();
    mail.arm({ kind: 'throttle', at: 'greeting', octetsPerSecond: 20_000 });
    await begin(watched);
    arrive(...numbered(50));
    await eventually(async () => expect(await watched.told()).toEqual(received(50)), 15_000);
    expect(mail.imap.opened).toBe(1);
  });

  it('is told that the mailbox was reset when its UIDVALIDITY changes meanwhile, and goes on', async () => {
    const watched = watchedWith();
    await begin(watched);
    arrive(...numbered(3));
    await eventually(async () => expect(await watched.told()).toEqual(received(3)));
    mail.inbox.resetUidValidity();
    await eventually(async () =>
      expect((await watched.events()).slice(3).map(({ type }) => type)).toEqual([
        'mailbox.reset',
        'events.missed',
      ]),
    );
    const next = mail.inbox.uidNext;
    arrive('news');
    await eventually(async () => expect((await watched.told()).slice(3)).toEqual([`received ${next}`]));
  });

  it('writes nothing any more once another has the lease', async () => {
    const keys = freshKeys();
    const stalled = watchedWith({ keys });
    const successor = watchedWith({ keys });
    const stopStalled = await begin(stalled);
    await redis.del(leaseKey(keys, 'watch:ada'));
    const stop = await begin(successor);
    for (const subject of numbered(20)) {
      arrive(subject);
      await nextTurn();
    }
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
    const watched = watchedWith({ redis: commands, blocking: own('blocking') });
    await begin(watched);
    arrive('before');
    await eventually(async () => expect(await watched.told()).toEqual(received(1)));
    await server.kill('SIGKILL');
    for (const subject of numbered(20)) {
      arrive(subject);
      await nextTurn();
    }
    await server.restart();
    await eventually(async () => expect(await watched.told()).toEqual(received(21)), 10_000);
    expect(mail.imap.opened).toBe(1);
  });

  it('tells of a message that breaks the connection whenever it is fetched, and goes on', async () => {
    // Which message it is, only the line tells: what breaks is the way, not the server.
    const proxy = await startFaultProxy(mail.imap);
    endings.push(() => proxy.stop());
    const { host, port } = proxy;
    const watched = watchedWith({ server: { host, port, password: 'pass' } });
    await begin(watched);
    proxy.atLine('to-client', { match: /poison/, action: 'cut-before' }, 1_000);
    for (const subject of ['one', 'two', 'poison', 'four', 'five']) {
      arrive(subject);
      await nextTurn();
    }
    await eventually(async () => expect(await watched.told()).toEqual(received(5)), 10_000);
    const problems = (await watched.events('message.received')).map(
      (event) => (event.data['message'] as MessageView).parseError,
    );
    expect(problems).toEqual([null, null, expect.any(String), null, null]);
  });
});

/** Stops watching also where it never began. */
function attempt(watched: Watching): () => Promise<void> {
  const starting = watched.start();
  const stop = async (): Promise<void> => {
    await watched.leases.close();
    await (
      await starting
    )();
  };
  endings.push(stop);
  return stop;
}

describe('the state of an account', () => {
  it('is told when it changes and not when it is tried again, over processes and their ends', async () => {
    const keys = freshKeys();
    const box = createSecretBox(sampleRing());
    const cursors = createCursorSeal(sampleRing());
    const accounts = createAccountStore({ redis, subscriber: blocking, keys, box, cursors, erasures: [] });
    const clock = { now: () => Date.now() };
    const observe = createObserveAccount({ accounts, clock, telemetry: silentTelemetry });
    const process = (): Watching => watchedWith({ keys, observe });
    const first = process();
    await accounts.insert(first.account, sampleCredentials, sampleStatus);
    const told = async (): Promise<readonly string[]> =>
      (await first.events()).map(({ type }) => type.replace('account.', ''));
    const down = async (logins: number): Promise<void> => {
      const from = mail.imap.opened;
      await eventually(() => expect(mail.imap.opened).toBeGreaterThan(from + logins));
    };

    const stopFirst = attempt(first);
    await eventually(async () => expect(await told()).toEqual(['connected']));
    await cut();
    mail.arm({ kind: 'drop', at: 'greeting' });
    mail.imap.cut();
    await down(4);
    await stopFirst();
    attempt(process());
    await down(4);
    expect(await told()).toEqual(['connected', 'unreachable']);
    mail.faults.clear();
    await eventually(async () => expect(await told()).toEqual(['connected', 'unreachable', 'recovered']));
  });
});

describe('a login that is refused', () => {
  it('is told once as refused, without the password, and not tried again at once', async () => {
    const { host, port } = mail.imap;
    const watched = watchedWith({ server: { host, port, password: 'a-secret-of-the-account' } });
    attempt(watched);
    await eventually(() => expect(states(watched)).toEqual(['auth-failed']));
    expect(watched.observed[0]?.detail).not.toContain('a-secret');
    await eventually(() => expect(mail.imap.connections()).toBe(0));
    expect(mail.imap.opened).toBe(1);
  });

  it('because the password was changed while mail was watched, is told the same way', async () => {
    const watched = watchedWith();
    attempt(watched);
    await eventually(() => expect(states(watched)).toEqual(['connected']));
    Object.assign(mail.store.user(ANN) ?? {}, { password: 'another' });
    mail.imap.cut();
    await eventually(() => expect(states(watched).at(-1)).toBe('auth-failed'));
    await eventually(() => expect(mail.imap.connections()).toBe(0));
    expect(mail.imap.opened).toBe(2);
  });
});
