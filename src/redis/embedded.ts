/**
 * The Redis of a service that was given none: a private child process that keeps its data in the data folder, writes
 * every change to disk before it acknowledges it, and is reached by a Unix socket only. Where no redis-server is
 * installed a stand-in in JavaScript takes its place that keeps nothing, if the caller allows that.
 */
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../use-cases/ports/service.ts';
import { accepts, MissingProgram, startChildServer, type ChildServer } from './child-server.ts';
import { embeddedSockets } from './embedded-sockets.ts';
import { ownFolder } from './folder-owner.ts';
import { endLeftOver } from './left-over.ts';
import { startVolatileServer } from './volatile-server.ts';

export interface EmbeddedRedisOptions {
  /** Made when it is not there. Redis keeps its files in its folder `redis`. */
  readonly dataDir: string;
  /** Whether a stand-in that loses everything at its end may serve where no redis-server is installed. */
  readonly allowVolatile: boolean;
  readonly log: Log;
}

export interface EmbeddedRedis {
  /** The path of a Unix socket, as ioredis takes it. The same at every start with this data folder. */
  readonly url: string;
  /** Whether what it acknowledged outlives it. */
  readonly durable: boolean;
  /** Pid of the server process now; a server that ends by itself is replaced. */
  readonly pid: number;
  /** Ends the server; close the connections to it first. */
  stop(): Promise<void>;
}

const PROGRAMS = ['redis-server', 'valkey-server'] as const;
const LONGEST_PAUSE_MS = 5_000;
/** A long history may take that long to read at start. */
const READY_WITHIN_MS = 60_000;

/**
 * Resolves when it answers. Rejects when another service that lives uses the data folder, or when nothing can serve.
 * Ends an orphan that a killed service left and takes its data over.
 */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const { log } = options;
  await mkdir(join(options.dataDir, 'redis'), { recursive: true, mode: 0o700 });
  const folder = await realpath(join(options.dataDir, 'redis'));
  const sockets = await embeddedSockets(folder);
  const owner = await ownFolder(sockets.owner);
  if (owner === undefined) {
    throw new Error(
      `Another Postern uses the data folder ${options.dataDir}: stop it, or choose another one by POSTERN_DATA_DIR.`,
    );
  }
  const choice = await takeOver(folder, sockets.redis, options).catch(async (error: unknown) => {
    await owner.release();
    throw error;
  });
  const { durable, launch } = choice;
  let { server } = choice;
  const stopping = new AbortController();

  const keepAlive = async (): Promise<void> => {
    for (let pause = 100; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const output = await server.ended;
      if (stopping.signal.aborted) return;
      log.error({ output, durable }, 'the embedded redis ended by itself; starting it again');
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      server = await launch().catch((error: unknown) => {
        log.error({ reason: String(error) }, 'the embedded redis does not start');
        return server;
      });
      if (stopping.signal.aborted) await server.stop();
    }
  };
  const keeper = keepAlive();

  return {
    url: sockets.redis,
    durable,
    get pid() {
      return server.pid;
    },
    async stop() {
      stopping.abort();
      await server.stop();
      await keeper;
      await owner.release();
    },
  };
}

interface Choice {
  readonly server: ChildServer;
  readonly durable: boolean;
  readonly launch: () => Promise<ChildServer>;
}

async function takeOver(folder: string, socket: string, options: EmbeddedRedisOptions): Promise<Choice> {
  await endLeftOver(socket, folder);
  const ready = (): Promise<boolean> => accepts({ path: socket });
  for (const command of PROGRAMS) {
    const launch = (): Promise<ChildServer> =>
      startChildServer({ command, args: settings(folder, socket), ready, readyWithinMs: READY_WITHIN_MS });
    try {
      const server = await launch();
      options.log.info({ command, pid: server.pid, folder }, 'embedded redis started');
      return { server, durable: true, launch };
    } catch (error) {
      if (!(error instanceof MissingProgram)) throw error;
    }
  }
  const remedy = 'Install redis-server (Debian package: redis-server), or name a Redis by REDIS_URL.';
  if (!options.allowVolatile) throw new Error(`There is no redis-server on this machine. ${remedy}`);
  const launch = (): Promise<ChildServer> => startVolatileServer(socket, remedy);
  const server = await launch();
  options.log.warn(
    { remedy },
    'NOT DURABLE: no redis-server is installed, a stand-in keeps everything in memory and loses it at its end',
  );
  return { server, durable: false, launch };
}

function settings(folder: string, socket: string): readonly string[] {
  const values = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'always',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  };
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
}
