/** IMAP servers that say too much, or nothing that belongs to IMAP: bounded, told at once, and nobody else waits. */
import { afterEach, describe, expect, it } from 'vitest';
import { atom } from '../../src/imap-pool/exchange.ts';
import { fetchRows } from '../../src/imap-pool/fetch-rows.ts';
import { createImapLoginTrial } from '../../src/imap-pool/login-trial.ts';
import { listMailboxes } from '../../src/imap-pool/mailbox-listing.ts';
import { openSession } from '../../src/imap-pool/open-session.ts';
import type { Session } from '../../src/imap-pool/session.ts';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { loopback, never, testAccount, testPool } from '../support/imap-account.ts';
import { BASE_ONLY, startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';
import { passwordLogin } from '../support/logins.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function serverWith(messages = 0, options: SandboxOptions = {}): Promise<MailSandbox> {
  const sandbox = await startMailSandbox({ imap: { capabilities: BASE_ONLY }, ...options });
  endings.push(() => sandbox.stop());
  const raw = Buffer.from('Subject: hello\r\n\r\nhello\r\n');
  sandbox.inbox.append(Array.from({ length: messages }, () => ({ raw })));
  return sandbox;
}

async function login({ settings }: MailSandbox): Promise<Session> {
  const limits = { loginMs: 10_000, commandMs: 15_000 };
  const session = await openSession(
    { settings, login: passwordLogin(settings, 'pass'), egress: loopback, limits },
    never,
  );
  endings.push(() => session.close());
  return session;
}

function lines(numbers: readonly number[], line: (n: number) => string): string {
  return numbers.map((n) => `${line(n)}\r\n`).join('');
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
const mailbox = (n: number): string => `* LIST (\\HasNoChildren) "/" "mailbox ${n}"`;
const row = (n: number): string => `* ${n} FETCH (UID ${n} FLAGS ())`;

/** How many turns other work gets meanwhile. */
async function turnsDuring<T>(work: Promise<T>): Promise<number> {
  let turns = 0;
  let over = false;
  const count = (): void => {
    turns += 1;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  await work.catch(() => undefined);
  over = true;
  return turns;
}

describe('a server that says more than any answer needs', () => {
  it('at login is left at once', async () => {
    const server = await serverWith();
    server.arm({ kind: 'flood', at: 'login', text: '* OK\r\n'.repeat(1_000) });
    await expect(login(server)).rejects.toMatchObject({ code: 'upstream-protocol-error' });
  });

  it('to a small FETCH is left at once', async () => {
    const server = await serverWith(10);
    const session = await login(server);
    await session.select('INBOX');
    server.arm({ kind: 'flood', at: 'command', command: 'FETCH', text: lines(upTo(10_000), row) });
    const rows = fetchRows(session, 'uid', '1:10', [atom('UID'), atom('FLAGS')]);
    await expect(rows).rejects.toMatchObject({ code: 'upstream-protocol-error' });
    expect(session.alive).toBe(false);
  });

  it('to a small FETCH, in few but large rows, is left as well', async () => {
    const server = await serverWith(10);
    const session = await login(server);
    await session.select('INBOX');
    const large = 'x'.repeat(1024 * 1024);
    const text = lines(upTo(100), (n) => `* ${n} FETCH (UID ${n} BODY[1] "${large}")`);
    server.arm({ kind: 'flood', at: 'command', command: 'FETCH', text });
    const rows = fetchRows(session, 'uid', '1:10', [atom('UID')]);
    await expect(rows).rejects.toMatchObject({ code: 'upstream-protocol-error' });
  });

  it('to LIST is left at a number of mailboxes that nobody has', async () => {
    const server = await serverWith();
    const session = await login(server);
    const text = lines(upTo(100_000), mailbox);
    server.arm({ kind: 'flood', at: 'command', command: 'LIST', text, repeat: 1 });
    const listed = listMailboxes(session, testAccount(), false);
    await expect(listed).rejects.toMatchObject({ code: 'upstream-protocol-error' });
  });

  it('of vanished messages is left, and other work gets its turns meanwhile', async () => {
    const server = await serverWith(10);
    const session = await login(server);
    await session.select('INBOX');
    const text = '* VANISHED (EARLIER) 1:6000000\r\n'.repeat(2_000);
    server.arm({ kind: 'flood', at: 'command', command: 'NOOP', text });
    const noop = session.command('NOOP');
    expect(await turnsDuring(noop)).toBeGreaterThan(500);
    await expect(noop).rejects.toMatchObject({ code: 'upstream-protocol-error' });
  });

  it('about messages that were not asked for is not believed', async () => {
    const server = await serverWith(20_000);
    const session = await login(server);
    await session.select('INBOX');
    const asked = [3, 7, 8, 9];
    const text = lines(
      upTo(20_000).filter((n) => !asked.includes(n)),
      row,
    );
    server.arm({ kind: 'flood', at: 'command', command: 'FETCH', text, repeat: 1 });
    const rows = await fetchRows(session, 'uid', '3,7:9', [atom('UID'), atom('FLAGS')]);
    expect(rows.map(({ uid }) => uid)).toEqual(asked);
  });
});

describe('a large account', () => {
  it('of 20,000 mailboxes is listed', async () => {
    const server = await serverWith();
    const session = await login(server);
    const own = (await listMailboxes(session, testAccount(), false)).length;
    const others = {
      kind: 'flood',
      at: 'command',
      command: 'LIST',
      text: lines(upTo(20_000), mailbox),
    } as const;
    server.arm({ ...others, repeat: 1 }, 1);
    expect(await listMailboxes(session, testAccount(), false)).toHaveLength(own + 20_000);
  });

  it('with a mailbox of 500,000 messages is searched and fetched whole, while other work gets its turns', async () => {
    const session = await login(await serverWith(500_000));
    await session.select('INBOX');
    const found = await session.within(() => session.client.search({ all: true }, { uid: true }));
    expect(found).toHaveLength(500_000);
    const fetching = fetchRows(session, 'uid', '1:*', [atom('UID'), atom('FLAGS')]);
    expect(await turnsDuring(fetching)).toBeGreaterThan(500_000 / 100);
    expect(await fetching).toHaveLength(500_000);
  });
});

describe('a server whose first words are no greeting of IMAP', () => {
  it.each([
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n'],
    ['SMTP', '220 mail.example.org ESMTP'],
    ['POP3', '+OK ready'],
    ['SSH', 'SSH-2.0-OpenSSH_9.2'],
    ['an answer before the greeting', '* CAPABILITY IMAP4rev1'],
  ])('but %s fails the trial at once', async (_, line) => {
    const server = await serverWith();
    server.arm({ kind: 'garbage', at: 'connect', line });
    server.arm({ kind: 'silence', at: 'connect' });
    // Longer than the test may take: its end is not waited for.
    const trial = createImapLoginTrial(loopback, { loginMs: 600_000, commandMs: 600_000 });
    await expect(trial(server.settings, passwordLogin(server.settings, 'pass'), never)).rejects.toMatchObject(
      {
        code: 'account-login-failed',
        cause: { code: 'upstream-protocol-error' },
      },
    );
  });
});

describe('a command that is answered', () => {
  const answeredBy = async (line: string, code: string): Promise<void> => {
    const server = await serverWith();
    server.arm({ kind: 'garbage', at: 'command', command: 'NOOP', line });
    server.arm({ kind: 'silence', at: 'command', command: 'NOOP' });
    const world = testPool({ commandMs: 300, patienceMs: 0 }, () => 'pass');
    endings.push(() => world.pool.close(500));
    const account = testAccount({ imap: server.settings });
    const noop = world.pool.lease(account, {}, never, (session) => session.command('NOOP'));
    await expect(noop).rejects.toMatchObject({ code });
    expect(world.count.commands).toBe(0);
  };

  it.each([
    ['a literal of 10 GB', '* 1 FETCH (BODY[] {10000000000}', 'upstream-protocol-error'],
    ['a completion of a command that was not sent', 'FFFF OK', 'upstream-timeout'],
    ['a goodbye', '* BYE leave me alone', 'account-unreachable'],
    ['a goodbye for too many', '* BYE Too many simultaneous connections', 'account-unreachable'],
  ])('by %s ends in an error and a closed connection', (_, line, code) => answeredBy(line, code));

  it('by a line that never ends is bounded in what it may fill', async () => {
    const server = await serverWith();
    server.arm({ kind: 'garbage', at: 'command', command: 'NOOP', line: '* OK' });
    server.arm({ kind: 'flood', at: 'command', command: 'NOOP', text: 'x'.repeat(1024 * 1024) });
    const world = testPool({ commandMs: 5_000, patienceMs: 0 }, () => 'pass');
    endings.push(() => world.pool.close(500));
    const account = testAccount({ imap: server.settings });
    const noop = world.pool.lease(account, {}, never, (session) => session.command('NOOP'));
    await expect(noop).rejects.toMatchObject({ code: 'upstream-protocol-error' });
  });
});
