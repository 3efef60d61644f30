import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { makeCertificate } from '../../src/sandbox/certificate.ts';
import type { ImapFault } from '../../src/sandbox/faults/imap.ts';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { createEgress } from '../../src/egress.ts';
import type { Account, ServerSettings } from '../../src/domain/account.ts';
import { createImapLoginTrial } from '../../src/imap-pool/login-trial.ts';
import type { PoolSettings } from '../../src/imap-pool/pool.ts';
import type { Session } from '../../src/imap-pool/session.ts';
import { eventually } from '../support/eventually.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import {
  directClient,
  fill,
  loopback,
  never,
  testAccount,
  testPool,
  type TestPool,
} from '../support/imap-account.ts';
import { startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';
import { freshUser, services } from '../support/services.ts';
import { passwordLogin } from '../support/logins.ts';

let world: TestPool;
let proxy: FaultProxy | undefined;
const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await world.pool.close(500);
  await proxy?.stop();
  proxy = undefined;
  for (const end of ends.splice(0)) await end();
});

const throughProxy = async (): Promise<FaultProxy> => {
  const { host, imapPort } = services().dovecot;
  proxy = await startFaultProxy({ host, port: imapPort });
  return proxy;
};

/** For what a server does of its own accord. */
const sandbox = async (options: SandboxOptions = {}): Promise<MailSandbox> => {
  const started = await startMailSandbox(options);
  ends.push(() => started.stop());
  return started;
};

/** Work that holds its connection until it is let go. */
const holding = (account: Account, signal = never, options = {}) => {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  let session: Session | null = null;
  const done = world.pool.lease(account, options, signal, async (leased) => {
    session = leased;
    await gate;
    return leased.generation;
  });
  done.catch(() => undefined);
  return {
    letGo,
    done,
    get session(): Session | null {
      return session;
    },
  };
};
const noop = (account: Account, options = {}): Promise<number> =>
  world.pool.lease(account, options, never, async (session) => {
    await session.command('NOOP');
    return session.generation;
  });

describe('leases', () => {
  it('run as many commands of one account at once as it has connections, and no more', async () => {
    world = testPool();
    const account = testAccount({ connections: 3 });
    const held = Array.from({ length: 5 }, () => holding(account));
    await eventually(() => expect(held.filter(({ session }) => session !== null)).toHaveLength(3));
    expect(world.count).toMatchObject({ commands: 3, waiting: 2 });
    for (const { letGo } of held) letGo();
    await Promise.all(held.map(({ done }) => done));
    expect(new Set(world.leases.map(({ accountId }) => accountId))).toEqual(new Set([account.id]));
    expect(world.leases.filter(({ fresh }) => fresh)).toHaveLength(3);
  });

  it('overlap in time on a server that is slow to answer', async () => {
    world = testPool();
    const slow = await throughProxy();
    const account = testAccount({ port: slow.port, connections: 4 });
    const held = Array.from({ length: 4 }, () => holding(account));
    await eventually(() => expect(held.every(({ session }) => session !== null)).toBe(true));
    for (const { letGo } of held) letGo();
    await Promise.all(held.map(({ done }) => done));
    slow.delayBy(400);
    // Each takes 800 ms on the way there and back; all four take little more, and not 3,200.
    const startedAt = performance.now();
    const generations = await Promise.all(Array.from({ length: 4 }, () => noop(account)));
    expect(performance.now() - startedAt).toBeLessThan(2_400);
    expect(new Set(generations).size).toBe(4);
    expect(slow.opened).toBe(4);
  });

  it('let callers take turns', async () => {
    world = testPool();
    const account = testAccount({ connections: 1 });
    const first = holding(account);
    await eventually(() => expect(first.session).not.toBeNull());
    const order: string[] = [];
    const asks = ['a', 'a', 'a', 'b'].map((caller, index) =>
      world.pool.lease(account, { caller }, never, () => Promise.resolve(order.push(`${caller}${index}`))),
    );
    first.letGo();
    await Promise.all(asks);
    expect(order).toEqual(['a0', 'b3', 'a1', 'a2']);
  });

  it('share the connections of the process fairly among accounts', async () => {
    world = testPool({ connections: 2 });
    const greedy = testAccount();
    const held = [holding(greedy), holding(greedy), holding(greedy)];
    await eventually(() => expect(held.filter(({ session }) => session !== null)).toHaveLength(2));
    const modest = testAccount();
    const asked = noop(modest);
    await eventually(() => expect(world.count.waiting).toBe(2));
    held[0]?.letGo();
    await asked;
    held[1]?.letGo();
    held[2]?.letGo();
    await Promise.all(held.map(({ done }) => done));
    await Promise.all([noop(testAccount()), noop(testAccount()), noop(testAccount())]);
    expect(world.count.commands).toBeLessThanOrEqual(2);
  });

  it('go to the connection that has the mailbox selected, which is then not selected again', async () => {
    world = testPool();
    const account = testAccount({ connections: 2 });
    const client = await directClient(account);
    await fill(client, 'INBOX', 1);
    await fill(client, 'Sent', 1);
    await client.logout();
    const held = [holding(account), holding(account)];
    await eventually(() => expect(held.every(({ session }) => session !== null)).toBe(true));
    await held[0]?.session?.select('INBOX');
    await held[1]?.session?.select('Sent');
    for (const { letGo } of held) letGo();
    const [inbox, sent] = await Promise.all(held.map(({ done }) => done));
    expect(inbox).not.toBe(sent);
    for (const path of ['Sent', 'INBOX', 'INBOX', 'Sent']) {
      const selects = await world.pool.lease(account, { mailbox: path }, never, async (session) => {
        const { sent: before } = session.client.stats();
        await session.select(path);
        return { written: session.client.stats().sent - before, generation: session.generation };
      });
      expect(selects).toEqual({ written: 0, generation: path === 'INBOX' ? inbox : sent });
    }
  });

  it('of whoever gives up are free again: in the line, between commands, and within one', async () => {
    world = testPool();
    const slow = await throughProxy();
    const account = testAccount({ port: slow.port, connections: 1 });
    const first = holding(account);
    await eventually(() => expect(first.session).not.toBeNull());
    const waiting = new AbortController();
    const waiter = holding(account, waiting.signal);
    waiting.abort(new Error('gave up waiting'));
    await expect(waiter.done).rejects.toThrow('gave up waiting');
    first.letGo();
    const generation = await first.done;

    const between = new AbortController();
    const asked = world.pool.lease(account, {}, between.signal, async (session) => {
      between.abort(new Error('gave up'));
      await session.command('NOOP');
    });
    await expect(asked).rejects.toThrow('gave up');
    expect(await noop(account)).toBe(generation);

    slow.atLine('to-server', { match: /NOOP/, action: 'swallow' });
    const within = new AbortController();
    const stuck = world.pool.lease(account, {}, within.signal, (session) => session.command('NOOP'));
    setImmediate(() => within.abort(new Error('gave up at last')));
    await expect(stuck).rejects.toThrow('gave up at last');
    expect(await noop(account)).not.toBe(generation);
    expect(world.count.commands).toBe(1);
  });
});

describe('connections that fail', () => {
  const short: Partial<PoolSettings> = { commandMs: 300, loginMs: 1_000 };

  it('by silence answer upstream-timeout in time and are replaced', async () => {
    world = testPool(short);
    const silent = await throughProxy();
    const account = testAccount({ port: silent.port });
    await noop(account);
    silent.blackHole();
    await expect(noop(account)).rejects.toMatchObject({ code: 'upstream-timeout', status: 504 });
    silent.restore();
    await noop(account);
  });

  it('by a server that accepts and never greets answer upstream-timeout', async () => {
    world = testPool({ ...short, patienceMs: 0 });
    const silent = await throughProxy();
    silent.blackHole();
    const account = testAccount({ port: silent.port });
    await expect(noop(account)).rejects.toMatchObject({ code: 'upstream-timeout' });
  });

  it.each(['at a response', 'in the middle of a line', 'in the middle of a literal'])(
    'in the middle of a reply, %s, answer an error, and the next request is served',
    async (where) => {
      world = testPool({}, () => 'pass');
      const server = await sandbox();
      const account = testAccount({ imap: server.settings });
      const filler = 'X-Filler: nothing that anybody would want to read\r\n'.repeat(100);
      const raw = (n: number): Buffer => Buffer.from(`Subject: message ${n}\r\n${filler}\r\nhello\r\n`);
      server.inbox.append(Array.from({ length: 5 }, (_, n) => ({ raw: raw(n) })));
      const inbox = await world.imap.mailboxes.resolve(account, { by: 'special-use', use: 'inbox' }, never);
      const query = {
        filter: null,
        anchor: null,
        limit: 5,
        fields: ['subject', 'headers'],
        bodyMaxBytes: 0,
      } as const;
      const list = () => world.imap.reader.slice(account, inbox, query, never);
      const afterOctets = {
        'at a response': 0,
        'in the middle of a line': 60,
        'in the middle of a literal': 18_000,
      };
      // Both the connection in use and its replacement break off: the reading is repeated only once.
      const octets = afterOctets[where as keyof typeof afterOctets];
      server.arm({ kind: 'drop', at: 'command', command: 'FETCH', afterOctets: octets }, 2);
      await expect(list()).rejects.toMatchObject({ code: 'account-unreachable', retryable: true });
      expect(server.faults.struck).toBe(2);
      expect((await list()).messages).toHaveLength(5);
    },
  );

  it('while they were idle are replaced without the caller noticing', async () => {
    world = testPool();
    const broken = await throughProxy();
    const account = testAccount({ port: broken.port, connections: 1 });
    const generation = await noop(account);
    broken.atLine('to-server', { match: /NOOP/, action: 'cut-before' });
    expect(await noop(account, { repeatable: true })).not.toBe(generation);
  });

  it('all at once, as with a mailbox that all have open, are replaced without the caller noticing', async () => {
    world = testPool({}, () => 'pass');
    const server = await sandbox();
    const account = testAccount({ connections: 3, imap: server.settings });
    const held = [1, 2, 3].map(() => holding(account));
    await eventually(() => expect(held.every(({ session }) => session !== null)).toBe(true));
    for (const { letGo } of held) letGo();
    const before = await Promise.all(held.map(({ done }) => done));
    const reply = { condition: 'BYE', text: 'The session is inconsistent.' } as const;
    server.arm({ kind: 'refuse', at: 'command', command: 'NOOP', reply }, 3);
    expect(before).not.toContain(await noop(account, { repeatable: true }));
    expect(server.faults.struck).toBe(3);
  });

  it('in silence while idle cost their taker nothing but a moment: it keeps its place', async () => {
    world = testPool({ probeAfterMs: 0, probeMs: 200 });
    const broken = await throughProxy();
    const account = testAccount({ port: broken.port, connections: 1 });
    const generation = await noop(account);
    broken.atLine('to-server', { match: /NOOP/, action: 'swallow' });
    const order: string[] = [];
    const ask = (name: string) =>
      world.pool.lease(account, {}, never, (session) =>
        Promise.resolve(order.push(`${name}${session.generation - generation}`)),
      );
    await Promise.all([ask('first'), ask('second')]);
    expect(order.map((each) => each.slice(0, -1))).toEqual(['first', 'second']);
    expect(order[0]).not.toBe('first0');
  });

  it('to come up are tried again behind the back of who waits, if that is soon', async () => {
    world = testPool();
    const moody = await throughProxy();
    const account = testAccount({ port: moody.port });
    moody.refuse();
    const asked = noop(account);
    await eventually(() => expect(moody.opened).toBe(1));
    moody.restore();
    await asked;
    expect(moody.opened).toBe(2);
  });

  it('again and again are not waited for, and not tried for everybody who asks', async () => {
    world = testPool({ patienceMs: 0 });
    const away = await throughProxy();
    away.refuse();
    const account = testAccount({ port: away.port });
    await expect(noop(account)).rejects.toMatchObject({ code: 'account-unreachable', status: 503 });
    const asks = await Promise.allSettled(Array.from({ length: 10 }, () => noop(account)));
    for (const ask of asks)
      expect(ask).toMatchObject({ reason: { code: 'account-unreachable', retryAfterSeconds: 1 } });
    expect(away.opened).toBe(1);
  });

  it.each(['at the greeting', 'at login'])(
    'because the server has too many of them, said %s, lower the cap, while those that stand serve on',
    async (where) => {
      world = testPool({}, () => 'pass');
      const tooMany = 'Too many simultaneous connections';
      const atLogin = where === 'at login';
      const server = await sandbox({
        imap: atLogin ? { maxConnectionsPerUser: 2 } : {},
        onImapStage(at) {
          const reply = { condition: 'BYE', text: tooMany } as const;
          if (!atLogin && at === 'connect' && server.imap.opened > 2)
            server.arm({ kind: 'refuse', at: 'greeting', reply }, 1);
        },
      });
      const account = testAccount({ imap: server.settings, connections: 4 });
      const held = Array.from({ length: 4 }, () => holding(account));
      await eventually(() => expect(held.filter(({ session }) => session !== null)).toHaveLength(2));
      await eventually(() => expect(server.imap.opened).toBeGreaterThan(2));
      const tried = server.imap.opened;
      for (const { letGo } of held) letGo();
      expect(new Set(await Promise.all(held.map(({ done }) => done))).size).toBe(2);
      const again = Array.from({ length: 4 }, () => holding(account));
      for (const { letGo } of again) letGo();
      await Promise.all(again.map(({ done }) => done));
      expect(server.imap.opened).toBe(tried);
    },
  );
});

describe('logins', () => {
  it('that are refused are not tried again until the account changes', async () => {
    let password = 'wrong';
    world = testPool({}, () => password);
    const counted = await throughProxy();
    const account = testAccount({ port: counted.port });
    const refusals = await Promise.allSettled(Array.from({ length: 5 }, () => noop(account)));
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        reason: {
          code: 'account-auth-failed',
          status: 409,
          upstream: { serverCode: 'AUTHENTICATIONFAILED' },
        },
      });
    }
    await expect(noop(account)).rejects.toMatchObject({ code: 'account-auth-failed' });
    expect(counted.opened).toBe(1);
    password = services().dovecot.password;
    await expect(noop(account)).rejects.toMatchObject({ code: 'account-auth-failed' });
    await noop({ ...account, revision: 2 });
    expect(counted.opened).toBe(2);
  });

  it('of a changed account replace its connections', async () => {
    world = testPool();
    const account = testAccount({ connections: 1 });
    const generation = await noop(account);
    const held = holding(account);
    await eventually(() => expect(held.session).not.toBeNull());
    world.pool.changed(account.id, { ...account, revision: 2 });
    held.letGo();
    await held.done;
    expect(await noop({ ...account, revision: 2 })).not.toBe(generation);
  });

  it('of a paused or deleted account end with it', async () => {
    world = testPool();
    const account = testAccount({ connections: 1 });
    const held = holding(account);
    await eventually(() => expect(held.session).not.toBeNull());
    const waiting = holding(account);
    world.pool.changed(account.id, null);
    await expect(waiting.done).rejects.toMatchObject({ code: 'not-found' });
    held.letGo();
    await eventually(() => expect(world.count).toMatchObject({ commands: 0, waiting: 0 }));
    await expect(noop({ ...account, paused: true })).rejects.toMatchObject({ code: 'account-paused' });
  });
});

describe('the end', () => {
  it('refuses who waits, lets who works finish, and leaves no connection', async () => {
    world = testPool();
    const counted = await throughProxy();
    const account = testAccount({ port: counted.port, connections: 1 });
    const working = holding(account);
    await eventually(() => expect(working.session).not.toBeNull());
    const waiting = holding(account);
    const closed = world.pool.close(5_000);
    await expect(waiting.done).rejects.toMatchObject({ code: 'shutting-down', status: 503 });
    await expect(noop(account)).rejects.toMatchObject({ code: 'shutting-down' });
    await working.session?.command('NOOP');
    working.letGo();
    await working.done;
    await closed;
    await eventually(() => expect(counted.open).toBe(0));
  });

  it('does not wait for who never finishes', async () => {
    world = testPool();
    const account = testAccount({ connections: 1 });
    const working = holding(account);
    await eventually(() => expect(working.session).not.toBeNull());
    await world.pool.close(50);
    await expect(working.session?.command('NOOP')).rejects.toMatchObject({ code: 'shutting-down' });
  });

  it('comes for quiet connections by themselves', async () => {
    world = testPool({ idleMs: 50 });
    await noop(testAccount());
    expect(world.count.commands).toBe(1);
    await eventually(() => expect(world.count.commands).toBe(0));
  });
});

describe('protection', () => {
  const trial = createImapLoginTrial(loopback, { loginMs: 2_000, commandMs: 2_000 });
  const settings = (imap: Partial<ServerSettings>): ServerSettings => ({
    host: '127.0.0.1',
    port: services().dovecot.imapPort,
    security: 'tls',
    auth: { type: 'password', username: freshUser() },
    ...imap,
  });
  let password = '';
  const logIn = (server: ServerSettings, secret = password): Promise<void> =>
    trial(server, passwordLogin(server, secret), never);
  beforeAll(() => {
    ({ password } = services().dovecot);
    world = testPool();
  });

  it('by TLS and by STARTTLS is made with a certificate that is trusted, for a name or an address', async () => {
    const { imapPort, imapsPort, caPem: ca } = services().dovecot;
    await logIn(settings({ security: 'tls', port: imapsPort, tls: { ca } }));
    await logIn(settings({ security: 'tls', port: imapsPort, host: 'localhost', tls: { ca } }));
    await logIn(settings({ security: 'starttls', port: imapPort, tls: { ca } }));
    const named = settings({ security: 'tls', port: imapsPort, tls: { ca, serverName: 'localhost' } });
    await logIn(named);
  });

  it('fails for a certificate of nobody, of somebody else, or of another name', async () => {
    const { imapPort, imapsPort, caPem } = services().dovecot;
    const other = await makeCertificate();
    const cases: Partial<ServerSettings>[] = [
      { security: 'tls', port: imapsPort },
      { security: 'starttls', port: imapPort },
      { security: 'tls', port: imapsPort, tls: { ca: other.ca } },
      { security: 'tls', port: imapsPort, tls: { ca: caPem, serverName: 'mail.example' } },
    ];
    for (const each of cases) {
      const refused = await logIn(settings(each)).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'account-login-failed' });
      expect(String(refused)).toMatch(/certificate/);
    }
    await logIn(settings({ security: 'tls', port: imapsPort, tls: { rejectUnauthorized: false } }));
  });

  it('refused by the server, or taken out of its offer on the way, sends no password', async () => {
    const faults: readonly ImapFault[] = [
      { kind: 'strip-starttls', at: 'connect' },
      { kind: 'refuse', at: 'starttls', reply: { condition: 'NO', text: 'Not now.' } },
    ];
    for (const fault of faults) {
      const commands: (string | null)[] = [];
      const server = await sandbox({
        onImapStage: (at, { command }) => (at === 'command' ? void commands.push(command) : undefined),
      });
      server.arm(fault);
      const plain = { ...server.settings, security: 'starttls', tls: { ca: server.ca } } as const;
      const refused = await logIn(plain, 'pass').catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'account-login-failed' });
      expect(server.faults.struck).toBe(1);
      expect(commands).not.toContain('LOGIN');
      expect(commands).not.toContain('AUTHENTICATE');
    }
  });

  it('with words injected in plain text before it is none, and nothing more is sent', async () => {
    const commands: (string | null)[] = [];
    const server = await sandbox({
      onImapStage: (at, { command }) => (at === 'command' ? void commands.push(command) : undefined),
    });
    server.arm({ kind: 'garbage', at: 'starttls', line: '* OK [CAPABILITY IMAP4rev1 INJECTED] hello' });
    const injected = { ...server.settings, security: 'starttls', tls: { ca: server.ca } } as const;
    const refused = await logIn(injected, 'pass').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'account-login-failed' });
    expect(commands.at(-1)).toBe('STARTTLS');
    server.faults.clear();
    await logIn(injected, 'pass');
  });

  it('may only be missing for hosts that the operator lists', async () => {
    const strict = createImapLoginTrial(createEgress({ allow: [] }));
    const plain = settings({ security: 'none' });
    await expect(strict(plain, passwordLogin(plain, password), never)).rejects.toMatchObject({
      code: 'egress-refused',
    });
  });

  it('tells a wrong password, and of everything else the same', async () => {
    const { imapPort } = services().dovecot;
    const plain = settings({ security: 'none', port: imapPort });
    const refused = await logIn(plain, 'secret-and-wrong').catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'account-login-failed',
      upstream: { serverCode: 'AUTHENTICATIONFAILED' },
    });
    expect(JSON.stringify(refused) + String(refused)).not.toContain('secret-and-wrong');
    const texts = new Set<string>();
    const failures: readonly (readonly ImapFault[])[] = [
      [
        { kind: 'garbage', at: 'connect', line: 'HTTP/1.1 400 Bad Request\r\n' },
        { kind: 'silence', at: 'connect' },
      ],
      [{ kind: 'silence', at: 'connect' }],
      [{ kind: 'drop', at: 'connect' }],
    ];
    const server = await sandbox();
    for (const faults of failures) {
      server.faults.clear();
      for (const fault of faults) server.arm(fault);
      texts.add(await logIn(server.settings).then(String, String));
    }
    texts.add(await logIn(settings({ security: 'none', port: 1 })).then(String, String));
    expect(texts.size).toBe(1);
  });
});

describe('a server that is restarted', () => {
  it('is logged in to again, by accounts that were not told', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pt-'));
    const dovecot: Dovecot = await startDovecot({ folder });
    ends.push(async () => {
      await dovecot.stop();
      await rm(folder, { recursive: true, force: true });
    });
    world = testPool({}, () => dovecot.password);
    const account = testAccount({ port: dovecot.imapPort });
    await Promise.all([noop(account), noop(account)]);
    await dovecot.restart();
    await Promise.all(Array.from({ length: 6 }, () => noop(account, { repeatable: true })));
  });
});
