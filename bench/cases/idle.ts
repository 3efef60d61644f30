/**
 * Thousands of accounts that are only watched, beside as many bare connections in IDLE: what each costs in memory, how fast
 * all are connected after a restart, and what they cost while nothing happens. The sandbox is the mail server of both.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Bench, Effort } from '../case.ts';
import type { IdleQuestion } from '../idle-floor.ts';
import { compare, mean, median } from '../measure.ts';
import type { Held } from '../probe.ts';
import { processMs } from '../processor.ts';
import { startHost, type Host } from '../sandbox/child.ts';
import { createWorld, type World } from '../world.ts';

const ACCOUNTS = 2_000;
/** Before anything is measured: what has never run takes memory for reasons of its own. */
const FIRST = 100;
const AT_ONCE = 16;
/** Until what connecting needed for a moment has been given back. */
const SETTLE_MS = 3_000;
const REST_MS = 10_000;
const LOST_AFTER_MS = 120_000;

/** One of the two ways to hold connections. */
interface Side {
  readonly pid: number;
  /** Adds so many. */
  connect(count: number): Promise<void>;
  held(): Promise<Held>;
  end(): Promise<void>;
  /** After `end`: begins anew with all that it had. */
  again(): Promise<void>;
}

interface Server {
  readonly host: string;
  readonly port: number;
  /** Makes so many users with the prefix. */
  users(prefix: string, count: number): Promise<readonly string[]>;
  /** How often IDLE has begun. */
  idles(): Promise<number>;
}

export const idle: Bench = {
  name: 'idle',
  async run(_world, effort) {
    // A service that has done nothing else: what other cases left in its heap would hide what an account takes.
    const world = await createWorld({ probe: true });
    const host = await startHost('product');
    const server = await serverOf(host);
    const sides = { floor: await bareSide(server), product: productSide(server, world) };
    const step = Math.round(effort.runs(ACCOUNTS) / effort.blocks(4));
    const grown = await eachSide(sides, effort, server, step);
    const rested = await atRest(sides, effort);
    const connected = await reconnected(sides, server, step * effort.blocks(4) + FIRST);
    await sides.floor.end();
    await world.stop();
    await host.stop();

    const bare = 'a bare imapflow connection in IDLE';
    const perAccount = (figure: keyof Held): Measured<number> => ({
      floor: grown.floor.map((held) => held[figure]),
      product: grown.product.map((held) => held[figure]),
    });
    const live = perAccount('liveKiB');
    // The heap grows in strides that are larger than what a block of accounts adds: all blocks together are one measurement.
    const resident = perAccount('residentKiB');
    const accounts = `${step * effort.blocks(4)} accounts`;
    return [
      {
        work: 'resident memory of an account that is only watched',
        floor: bare,
        unit: 'KiB',
        comparison: compare([[mean(resident.floor)]], [[mean(resident.product)]]),
        target: { goal: '≤ 1.2 ×' },
        notes: [
          accounts,
          'behind a full collection',
          `at rest ${median(rested.product).toFixed(1)} ms of processor a second, ${median(rested.floor).toFixed(1)} of the bare ones`,
        ],
      },
      {
        work: 'live objects of an account that is only watched',
        floor: bare,
        unit: 'KiB',
        comparison: compare(
          live.floor.map((each) => [each]),
          live.product.map((each) => [each]),
        ),
        target: { goal: '–' },
        notes: [],
      },
      {
        work: 'connecting all after a restart',
        floor: 'as many bare connections, 64 at once',
        unit: '/s',
        comparison: compare([[connected.floor]], [[connected.product]]),
        target: { goal: '≥ 200/s' },
        notes: [accounts],
      },
    ];
  },
};

type Sides = Readonly<Record<'floor' | 'product', Side>>;
type Measured<Figure> = Readonly<Record<keyof Sides, readonly Figure[]>>;

/** What each account of a block of `step` adds. */
async function eachSide(sides: Sides, effort: Effort, server: Server, step: number): Promise<Measured<Held>> {
  const grown = { floor: [] as Held[], product: [] as Held[] };
  const grow = async (side: Side, count: number): Promise<Held> => {
    const before = await side.held();
    const until = (await server.idles()) + count;
    await side.connect(count);
    await idling(server, until);
    await delay(SETTLE_MS);
    const after = await side.held();
    return {
      residentKiB: (after.residentKiB - before.residentKiB) / count,
      liveKiB: (after.liveKiB - before.liveKiB) / count,
    };
  };
  for (const side of Object.values(sides)) await grow(side, FIRST);
  for (let block = 0; block < effort.blocks(4); block += 1) {
    const names = block % 2 === 0 ? (['floor', 'product'] as const) : (['product', 'floor'] as const);
    for (const name of names) grown[name].push(await grow(sides[name], step));
  }
  return grown;
}

/** Milliseconds of processor time a second, of both in the same seconds. */
async function atRest(sides: Sides, effort: Effort): Promise<Measured<number>> {
  const measured = { floor: [] as number[], product: [] as number[] };
  for (let block = 0; block < effort.blocks(3); block += 1) {
    const before = { floor: processMs(sides.floor.pid), product: processMs(sides.product.pid) };
    const since = performance.now();
    await delay(REST_MS);
    const seconds = (performance.now() - since) / 1_000;
    for (const name of ['floor', 'product'] as const) {
      measured[name].push((processMs(sides[name].pid) - before[name]) / seconds);
    }
  }
  return measured;
}

/** A second, from the first that idles to the last. */
async function reconnected(
  sides: Sides,
  server: Server,
  count: number,
): Promise<Readonly<Record<keyof Sides, number>>> {
  const speed = async (side: Side): Promise<number> => {
    await side.end();
    const before = await server.idles();
    const begun = side.again();
    await idling(server, before + 1);
    const since = performance.now();
    await idling(server, before + count);
    const perSecond = (count / (performance.now() - since)) * 1_000;
    await begun;
    return perSecond;
  };
  return { floor: await speed(sides.floor), product: await speed(sides.product) };
}

async function idling(server: Server, idles: number): Promise<void> {
  const giveUpAt = performance.now() + LOST_AFTER_MS;
  for (;;) {
    const now = await server.idles();
    if (now >= idles) return;
    if (performance.now() > giveUpAt) throw new Error(`${idles - now} connections do not idle`);
    await delay(20);
  }
}

async function serverOf(host: Host): Promise<Server> {
  const { host: address, imapPort } = await host.ask({});
  let number = 0;
  return {
    host: address,
    port: imapPort,
    async users(prefix, count) {
      const users = Array.from({ length: count }, () => `${prefix}${(number += 1)}`);
      await host.ask({ users });
      return users;
    },
    idles: async () => (await host.ask({})).idles,
  };
}

async function bareSide(server: Server): Promise<Side> {
  const start = async (): Promise<ChildProcess> => {
    const path = fileURLToPath(new URL('../idle-floor.js', import.meta.url));
    const started = fork(path, { execArgv: ['--expose-gc'] });
    await once(started, 'message');
    return started;
  };
  let child = await start();
  const all: string[] = [];
  const ask = async (question: IdleQuestion | 'held'): Promise<unknown> => {
    child.send(question);
    const [answer] = (await once(child, 'message')) as [unknown];
    return answer;
  };
  const connect = async (users: readonly string[]): Promise<void> => {
    await ask({ host: server.host, port: server.port, users });
  };
  return {
    get pid() {
      return child.pid ?? 0;
    },
    async connect(count) {
      const users = await server.users('bare', count);
      all.push(...users);
      await connect(users);
    },
    held: async () => (await ask('held')) as Held,
    async end() {
      child.disconnect();
      await once(child, 'exit');
    },
    async again() {
      child = await start();
      await connect(all);
    },
  };
}

function productSide(server: Server, { service, client, held }: World): Side {
  const create = (user: string): Promise<unknown> =>
    client.json('POST', '/v1/accounts?verify=false', {
      email: `${user}@bench.test`,
      imap: {
        host: server.host,
        port: server.port,
        security: 'none',
        auth: { type: 'password', username: user, password: 'pass' },
      },
      smtp: null,
    });
  return {
    get pid() {
      return service.pid;
    },
    async connect(count) {
      const left = (await server.users('watched', count)).values();
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (const user of left) await create(user);
        }),
      );
    },
    held,
    async end() {
      await service.end('SIGTERM');
    },
    again: () => service.start(),
  };
}
