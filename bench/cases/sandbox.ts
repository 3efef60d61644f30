/** The sandbox: what thousands of idle IMAP connections cost, and how soon each is told while mail keeps coming by SMTP. */
import { setTimeout as delay } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Bench, Result } from '../case.ts';
import { compare, spread } from '../measure.ts';
import { startHost, type Host } from '../sandbox/child.ts';
import { idleClient, type IdleClient } from '../sandbox/idle-client.ts';

const DELIVERIES_PER_SECOND = 200;
const SECONDS = 10;
const AT_ONCE = 32;
/** Until what connecting needed for a moment has been given back. */
const SETTLE_MS = 1_000;
const LOST_AFTER_MS = 30_000;
const LETTER = 'The figures of the week are as expected.\n'.repeat(20);

type Protection = 'plain' | 'tls';

/** What one process showed from its first connection to its last delivery. */
interface Round {
  readonly residentKiB: Readonly<Record<Protection, number>>;
  readonly connectedPerSecond: Readonly<Record<Protection, number>>;
  /** Milliseconds from the 250 of each message until its user's connection was told; below zero when told before. */
  readonly noticeMs: readonly number[];
  /** Milliseconds of each SMTP transaction. */
  readonly acceptMs: readonly number[];
  /** Of one processor while messages came, between 0 and 1. */
  readonly processorShare: number;
}

export const sandbox: Bench = {
  name: 'sandbox',
  async run(_world, effort) {
    const each = effort.runs(1_000);
    const floor: Round[] = [];
    const product: Round[] = [];
    for (let block = 0; block < effort.blocks(3); block += 1) {
      const inOrder = [
        async (): Promise<void> => void floor.push(await round('floor', each)),
        async (): Promise<void> => void product.push(await round('product', each)),
      ];
      for (const measure of block % 2 === 0 ? inOrder : inOrder.reverse()) await measure();
    }
    const both = (
      figure: (round: Round) => readonly number[],
    ): Pick<Result, 'comparison' | 'target'> & { readonly notes: readonly string[] } => ({
      comparison: compare(floor.map(figure), product.map(figure)),
      target: { goal: '–' },
      notes: [],
    });
    const notices = spread(product.flatMap(({ noticeMs }) => noticeMs));
    const share = Math.max(...product.map(({ processorShare }) => processorShare));
    return [
      ...(['plain', 'tls'] as const).flatMap((protection): Result[] => [
        {
          ...both(({ residentKiB }) => [residentKiB[protection]]),
          work: `sandbox: memory of an idle IMAP connection, ${protection}`,
          floor: `a socket of Node, ${protection}`,
          unit: 'KiB',
        },
        {
          ...both(({ connectedPerSecond }) => [connectedPerSecond[protection]]),
          work: `sandbox: connect, log in, select and idle, ${protection}, ${AT_ONCE} at once`,
          floor: `connect and say as much, ${protection}`,
          unit: '/s',
        },
      ]),
      {
        ...both(({ acceptMs, noticeMs }) => acceptMs.map((ms, number) => ms + (noticeMs[number] ?? NaN))),
        work: `sandbox: MAIL → EXISTS in IDLE, ${DELIVERIES_PER_SECOND} messages/s for ${SECONDS} s, ${2 * each} connections`,
        floor: 'smtp-server, and one line on the socket',
        unit: 'ms',
        notes: [
          `none lost; EXISTS ${notices.p50.toFixed(1)} ms behind the 250 at p50, ${notices.p99.toFixed(1)} ms at p99`,
          `at most ${(100 * share).toFixed(0)} % of a processor`,
        ],
      },
    ];
  },
};

async function round(kind: 'floor' | 'product', each: number): Promise<Round> {
  const host = await startHost(kind);
  const users = Array.from({ length: 2 * each }, (_, number) => `user${number}`);
  const { smtpPort } = await host.ask({ users });
  const plain = await settle(host, 'plain', users.slice(0, each));
  const tls = await settle(host, 'tls', users.slice(each));
  const clients = [...plain.clients, ...tls.clients];
  const before = await host.ask({});
  const since = performance.now();
  const delivered = await deliver(smtpPort, users, clients);
  const after = await host.ask({});
  const processorShare = (after.processorMs - before.processorMs) / (performance.now() - since);
  for (const client of clients) client.close();
  await host.stop();
  return {
    residentKiB: { plain: plain.residentKiB, tls: tls.residentKiB },
    connectedPerSecond: { plain: plain.perSecond, tls: tls.perSecond },
    processorShare,
    ...delivered,
  };
}

/** Connects all of them and waits until the server has come to rest. */
async function settle(
  host: Host,
  protection: Protection,
  users: readonly string[],
): Promise<{
  readonly clients: readonly IdleClient[];
  readonly perSecond: number;
  /** Of each. */
  readonly residentKiB: number;
}> {
  const before = await host.ask({ collect: true });
  const server =
    protection === 'plain'
      ? { host: before.host, port: before.imapPort }
      : { host: before.host, port: before.imapsPort, ca: before.ca };
  const clients: IdleClient[] = [];
  const left = users.entries();
  const since = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [place, user] of left) clients[place] = await idleClient(server, user);
    }),
  );
  const perSecond = (users.length / (performance.now() - since)) * 1_000;
  await delay(SETTLE_MS);
  const after = await host.ask({ collect: true });
  return { clients, perSecond, residentKiB: (after.residentKiB - before.residentKiB) / users.length };
}

/** Each message to another user. Throws when one is not announced. */
async function deliver(
  port: number,
  users: readonly string[],
  clients: readonly IdleClient[],
): Promise<Pick<Round, 'acceptMs' | 'noticeMs'>> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    auth: { user: 'sender', pass: 'pass' },
    pool: true,
    maxConnections: 5,
    maxMessages: Infinity,
  });
  const acceptMs: number[] = [];
  const acceptedAt: number[] = [];
  await Promise.all(
    Array.from({ length: DELIVERIES_PER_SECOND * SECONDS }, async (_, number) => {
      await delay((number * 1_000) / DELIVERIES_PER_SECOND);
      const since = performance.now();
      const to = `${users[number % users.length] ?? ''}@bench.test`;
      await transport.sendMail({ from: 'sender@bench.test', to, subject: `number ${number}`, text: LETTER });
      acceptedAt[number] = performance.now();
      acceptMs[number] = performance.now() - since;
    }),
  );
  transport.close();
  const noticed = (number: number): number | undefined =>
    clients[number % clients.length]?.noticedAt[Math.floor(number / clients.length)];
  const giveUpAt = performance.now() + LOST_AFTER_MS;
  for (;;) {
    const missing = acceptedAt.filter((_, number) => noticed(number) === undefined).length;
    if (missing === 0) break;
    if (performance.now() > giveUpAt) throw new Error(`${missing} messages were accepted and not announced`);
    await delay(20);
  }
  return { acceptMs, noticeMs: acceptedAt.map((at, number) => (noticed(number) ?? NaN) - at) };
}
