/** IMAP servers that say too much, or nothing that belongs to IMAP: bounded, told at once, and nobody else waits. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerSettings } from '../../src/domain/account.ts';
import { atom } from '../../src/imap-pool/exchange.ts';
import { fetchRows } from '../../src/imap-pool/fetch-rows.ts';
import { createImapLoginTrial } from '../../src/imap-pool/login-trial.ts';
import { listMailboxes } from '../../src/imap-pool/mailbox-listing.ts';
import { openSession, type Session } from '../../src/imap-pool/session.ts';
import { loopback, never, testAccount } from '../support/imap-account.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function serverThat(act: (socket: Socket) => void): Promise<ServerSettings> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    act(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { host: '127.0.0.1', port, security: 'none', auth: { type: 'password', username: 'ann' } };
}

interface Script {
  readonly exists?: number;
  /** What is said to a command before its OK; nothing where it is not one of these. */
  readonly answers: Readonly<Record<string, () => Iterable<string>>>;
}

/** Speaks IMAP4rev1 as far as these tests go. */
async function speaking(script: Script): Promise<ServerSettings> {
  const { exists = 0, answers } = script;
  const select = [
    '* FLAGS ()',
    `* ${exists} EXISTS`,
    '* OK [UIDVALIDITY 1] .',
    `* OK [UIDNEXT ${exists + 1}] .`,
  ];
  const say = async (socket: Socket, lines: Iterable<string>): Promise<void> => {
    let piece = '';
    for (const line of lines) {
      piece += `${line}\r\n`;
      if (piece.length < 65_536) continue;
      await new Promise((resolve) => socket.write(piece, resolve));
      if (socket.destroyed) return;
      piece = '';
    }
    socket.write(piece);
  };
  return await serverThat((socket) => {
    socket.write('* OK [CAPABILITY IMAP4rev1] hello\r\n');
    let turn = Promise.resolve();
    socket.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        const [tag = '*', ...words] = line.split(' ');
        const command = words[0] === 'UID' ? (words[1] ?? '') : (words[0] ?? '');
        // `LIST "" ""` asks for no mailbox but for the delimiter (RFC 9051 §6.3.9).
        const asksNothing = command === 'LIST' && !line.includes('*');
        const lines = command === 'SELECT' ? select : asksNothing ? [] : (answers[command]?.() ?? []);
        turn = turn.then(() => say(socket, lines)).then(() => void socket.write(`${tag} OK done\r\n`));
      }
    });
  });
}

async function login(settings: ServerSettings): Promise<Session> {
  const session = await openSession(
    { settings, secret: { password: 'p' }, egress: loopback, limits: { loginMs: 10_000, commandMs: 12_000 } },
    never,
  );
  endings.push(() => session.close());
  return session;
}

function* lines(count: number, line: (n: number) => string): Iterable<string> {
  for (let n = 1; n <= count; n += 1) yield line(n);
}

const row = (n: number): string => `* ${n} FETCH (UID ${n} FLAGS ())`;
const mailbox = (n: number): string => `* LIST (\\HasNoChildren) "/" "mailbox ${n}"`;

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
    const server = await speaking({ answers: { LOGIN: () => lines(Infinity, () => '* OK') } });
    await expect(login(server)).rejects.toMatchObject({ code: 'upstream-protocol-error' });
  });

  it('to a small FETCH is left at once', async () => {
    const server = await speaking({ exists: 10, answers: { FETCH: () => lines(Infinity, row) } });
    const session = await login(server);
    await session.select('INBOX');
    const rows = fetchRows(session, 'uid', '1:10', [atom('UID'), atom('FLAGS')]);
    await expect(rows).rejects.toMatchObject({ code: 'upstream-protocol-error' });
    expect(session.alive).toBe(false);
  });

  it('to a small FETCH, in few but large rows, is left as well', async () => {
    const large = 'x'.repeat(1024 * 1024);
    const server = await speaking({
      exists: 10,
      answers: { FETCH: () => lines(Infinity, (n) => `* ${n} FETCH (UID ${n} BODY[1] "${large}")`) },
    });
    const session = await login(server);
    await session.select('INBOX');
    const rows = fetchRows(session, 'uid', '1:10', [atom('UID')]);
    await expect(rows).rejects.toMatchObject({ code: 'upstream-protocol-error' });
  });

  it('to LIST is left at a number of mailboxes that nobody has', async () => {
    const server = await speaking({ answers: { LIST: () => lines(100_000, mailbox) } });
    const listed = listMailboxes(await login(server), testAccount(), false);
    await expect(listed).rejects.toMatchObject({ code: 'upstream-protocol-error' });
  });

  it('of vanished messages is left, and other work gets its turns meanwhile', async () => {
    const server = await speaking({
      exists: 10,
      answers: { NOOP: () => lines(Infinity, () => '* VANISHED (EARLIER) 1:6000000') },
    });
    const session = await login(server);
    await session.select('INBOX');
    const noop = session.command('NOOP');
    expect(await turnsDuring(noop)).toBeGreaterThan(500);
    await expect(noop).rejects.toMatchObject({ code: 'upstream-protocol-error' });
  });

  it('about messages that were not asked for is not believed', async () => {
    const server = await speaking({ exists: 20_000, answers: { FETCH: () => lines(20_000, row) } });
    const session = await login(server);
    await session.select('INBOX');
    const rows = await fetchRows(session, 'uid', '3,7:9', [atom('UID'), atom('FLAGS')]);
    expect(rows.map(({ uid }) => uid)).toEqual([3, 7, 8, 9]);
  });
});

describe('a large account', () => {
  it('of 20,000 mailboxes is listed', async () => {
    const server = await speaking({ answers: { LIST: () => lines(20_000, mailbox) } });
    const listed = await listMailboxes(await login(server), testAccount(), false);
    expect(listed).toHaveLength(20_000);
  });

  it('with a mailbox of 500,000 messages is searched and fetched whole, while other work gets its turns', async () => {
    const numbers = Array.from({ length: 500_000 }, (_, index) => index + 1);
    const server = await speaking({
      exists: 500_000,
      answers: {
        SEARCH: () => [`* SEARCH ${numbers.join(' ')}`],
        FETCH: () => lines(500_000, row),
      },
    });
    const session = await login(server);
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
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'],
    ['SMTP', '220 mail.example.org ESMTP\r\n'],
    ['POP3', '+OK ready\r\n'],
    ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['an answer before the greeting', '* CAPABILITY IMAP4rev1\r\n'],
  ])('but %s fails the trial at once', async (_, words) => {
    const settings = await serverThat((socket) => void socket.write(words));
    // Longer than the test may take: its end is not waited for.
    const trial = createImapLoginTrial(loopback, { loginMs: 600_000, commandMs: 600_000 });
    await expect(trial(settings, { password: 'p' }, never)).rejects.toMatchObject({
      code: 'account-login-failed',
      cause: { code: 'upstream-protocol-error' },
    });
  });
});
