/**
 * Twenty thousand hostile inputs against the server in this process, many on a connection. It never throws, what it
 * says stays well-formed, its memory bounded, and a client beside is served all the time. A run repeats by its seed.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { localCertificate } from '../../../src/sandbox/certificate.ts';
import { HONEST } from '../../../src/sandbox/imap/behaviour.ts';
import { startImapServer, type ImapServer } from '../../../src/sandbox/imap/server.ts';
import { createMailStore } from '../../../src/sandbox/store/mail-store.ts';
import type { MailStore } from '../../../src/sandbox/store/model.ts';
import { connectWire } from '../../support/wire-client.ts';
import { parseResponse } from '../../support/wire-response.ts';
import { nextInput } from './inputs.ts';
import { createRandom } from './random.ts';

const SEED = 20260301;
const INPUTS = 40_000;
/** The others come behind what ends the connection, or lie in a literal that another has announced. */
const MOST = 0.6;
const ON_A_CONNECTION = 12;
const AT_ONCE = 6;
/** Of all connections, one user's: what they leave behind goes with the user. */
const CONNECTIONS_OF_A_USER = 60;
const LONGEST_WAIT_MS = 2_000;
const MOST_GROWTH = 250 * 1024 * 1024;

const LETTERS = [
  'From: a@example.org\r\nSubject: one\r\n\r\ntext\r\n',
  'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Type: message/rfc822\r\n\r\ny\r\n--b--\r\n',
  'Subject: =?utf-8?q?dr=C3=A4i?=\r\nReferences: <a@x> <b@x>\r\n\r\n',
  'no header at all',
  `Subject: long\r\n\r\n${'line\r\n'.repeat(5_000)}`,
].map((text) => Buffer.from(text));

let store: MailStore;
let server: ImapServer;
/** What reached the process, and what the server itself calls an error of its own. */
const thrown: unknown[] = [];
const note = (error: unknown): void => void thrown.push(error);

function addUser(name: string): void {
  const user = store.addUser({ name, password: 'pass', mailboxes: 'standard' });
  user.mailbox('INBOX')?.append(LETTERS.map((raw) => ({ raw })));
}

beforeEach(async () => {
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  store = createMailStore({});
  server = await startImapServer({
    store,
    tls: await localCertificate(),
    behaviour: HONEST,
    faults: { strike: () => [] },
    tokens: { check: () => 'unknown' },
    onError: note,
  });
  addUser('healthy');
});
afterEach(async () => {
  process.off('uncaughtException', note);
  process.off('unhandledRejection', note);
  await server.close();
});

/** Writes all at once behind a login, and resolves to what came back until the server or we closed. */
async function converse(user: string, inputs: readonly Buffer[]): Promise<string> {
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  const received: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => void received.push(chunk));
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
  socket.once('end', () => socket.destroy());
  socket.write(`l LOGIN ${user} pass\r\ns SELECT INBOX\r\n`);
  for (const input of inputs) {
    socket.write(input);
    socket.write('\r\nv NOOP\r\n');
  }
  socket.end();
  const patience = setTimeout(() => {
    thrown.push(
      new Error(`a connection was not closed; the last input was ${String(inputs.at(-1)).slice(0, 200)}`),
    );
    socket.destroy();
  }, 10_000);
  await closed;
  clearTimeout(patience);
  return Buffer.concat(received).toString('latin1');
}

/** How many of the commands between the inputs were answered. Throws on a response that is none; the last may be cut off. */
function answered(text: string): number {
  let count = 0;
  let start = 0;
  for (;;) {
    let at = start;
    for (;;) {
      const end = text.indexOf('\r\n', at);
      if (end === -1) return count;
      const length = /\{(\d+)\}$/.exec(text.slice(Math.max(start, end - 24), end))?.[1];
      at = end + 2 + Number(length ?? 0);
      if (length === undefined) break;
    }
    if (parseResponse(text.slice(start, at - 2)).tag === 'v') count += 1;
    start = at;
  }
}

it(`survives ${INPUTS} inputs of seed ${SEED}`, async () => {
  const random = createRandom(SEED);
  let made = 0;
  let answers = 0;

  const attack = async (lane: number): Promise<void> => {
    for (let turns = 0; made < INPUTS; turns += 1) {
      const user = `fuzz${lane}-${Math.floor(turns / CONNECTIONS_OF_A_USER)}`;
      if (turns % CONNECTIONS_OF_A_USER === 0) {
        addUser(user);
      }
      const inputs = Array.from({ length: ON_A_CONNECTION }, () => nextInput(random, (made += 1)));
      const text = await converse(user, inputs);
      try {
        answers += answered(text);
      } catch (error) {
        thrown.push(new Error(`${String(error).slice(0, 400)} after ${inputs.join('').slice(0, 1_000)}`));
      }
      if ((turns + 1) % CONNECTIONS_OF_A_USER === 0) store.removeUser(user);
    }
  };

  const healthy = await connectWire(server.port);
  await healthy.run('LOGIN healthy pass');
  await healthy.run('SELECT INBOX');
  const before = process.memoryUsage().rss;
  let longestWait = 0;
  let rounds = 0;
  let over = false;
  const watch = async (): Promise<void> => {
    while (!over) {
      const startedAt = performance.now();
      const { status, untagged } = await healthy.run('FETCH 1:5 (UID ENVELOPE BODY.PEEK[])');
      longestWait = Math.max(longestWait, performance.now() - startedAt);
      rounds += 1;
      if (status !== 'OK' || untagged.length !== 5)
        thrown.push(new Error('the healthy connection was not served'));
      for (let pause = 0; pause < 50 && !over; pause += 1) await turn();
    }
  };
  const watching = watch();
  await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => attack(lane)));
  over = true;
  await watching;
  healthy.close();

  expect(thrown).toEqual([]);
  expect(made).toBeGreaterThanOrEqual(20_000);
  expect(answers).toBeGreaterThan(INPUTS * MOST);
  expect(rounds).toBeGreaterThan(20);
  expect(longestWait).toBeLessThan(LONGEST_WAIT_MS);
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_GROWTH);
}, 120_000);

it('makes the same inputs of the same seed', () => {
  const make = (): readonly Buffer[] => {
    const random = createRandom(SEED);
    return Array.from({ length: 200 }, (_, number) => nextInput(random, number));
  };
  expect(Buffer.concat(make()).equals(Buffer.concat(make()))).toBe(true);
});

it('says nothing more to who speaks plainly after STARTTLS, and serves the next one', async () => {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'data');
  socket.on('error', () => undefined);
  socket.write('a STARTTLS\r\n');
  await once(socket, 'data');
  socket.write(createRandom(SEED).octets(2_000));
  await once(socket, 'close');
  const wire = await connectWire(server.port);
  expect((await wire.run('LOGIN healthy pass')).status).toBe('OK');
  wire.close();
});
