import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Redis } from 'ioredis';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedRedis, type EmbeddedRedis } from '../../src/redis/embedded.ts';
import { startVolatileServer } from '../../src/redis/volatile-server.ts';
import { eventually } from '../support/eventually.ts';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A process that has ended but that nobody has asked about yet still has its number. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

describe('the embedded Redis', () => {
  let dataDir: string;
  let running: EmbeddedRedis | undefined;
  const start = async (folder = dataDir): Promise<EmbeddedRedis> => {
    running = await startEmbeddedRedis({ dataDir: folder, allowVolatile: false, log });
    return running;
  };
  const using = async <Value>(url: string, work: (redis: Redis) => Promise<Value>): Promise<Value> => {
    const redis = new Redis(url);
    redis.on('error', () => undefined);
    try {
      return await work(redis);
    } finally {
      redis.disconnect();
    }
  };
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'pe-'));
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    await rm(dataDir, { recursive: true, force: true });
  });

  it('keeps what was written when it is stopped and started', async () => {
    const before = await start();
    await using(before.url, (redis) => redis.set('letter', 'kept'));
    await before.stop();
    expect(lives(before.pid)).toBe(false);
    const after = await start();
    expect(after.url).toBe(before.url);
    expect(await using(after.url, (redis) => redis.get('letter'))).toBe('kept');
  });

  it('is back by itself with everything it acknowledged when it is killed', async () => {
    const redis = await start();
    const { pid } = redis;
    await using(redis.url, async (client) => {
      for (let count = 0; count < 50; count += 1) await client.incr('acknowledged');
      process.kill(pid, 'SIGKILL');
      await eventually(async () => expect(await client.get('acknowledged')).toBe('50'));
    });
    expect(redis.pid).not.toBe(pid);
  });

  it('writes every change to disk, evicts nothing and listens on no port', async () => {
    const { url } = await start();
    const settings = await using(url, (redis) =>
      Promise.all(
        ['appendfsync', 'appendonly', 'maxmemory-policy', 'port'].map((name) => redis.config('GET', name)),
      ),
    );
    expect(Object.fromEntries(settings as [string, string][])).toEqual({
      appendfsync: 'always',
      appendonly: 'yes',
      'maxmemory-policy': 'noeviction',
      port: '0',
    });
    expect((await stat(url)).mode & 0o077).toBe(0);
  });

  it('serves a data folder whose path is too long for a socket', async () => {
    const long = join(dataDir, 'x'.repeat(120));
    const { url } = await start(long);
    expect(await using(url, (redis) => redis.ping())).toBe('PONG');
    expect((await stat(join(url, '..'))).mode & 0o077).toBe(0);
    await running?.stop();
    await rm(join(url, '..'), { recursive: true });
  });

  it('is refused to a second service while the first one lives, and leaves the first one alone', async () => {
    const { url, pid } = await start();
    await expect(startEmbeddedRedis({ dataDir, allowVolatile: false, log })).rejects.toThrow(
      'Another Postern',
    );
    expect(running?.pid).toBe(pid);
    expect(await using(url, (redis) => redis.ping())).toBe('PONG');
  });

  it('takes over the data of an orphan after ending it', async () => {
    const first = await start();
    const { url } = first;
    await first.stop();
    const folder = join(dataDir, 'redis');
    const orphan = spawn('redis-server', [
      '--port',
      '0',
      '--unixsocket',
      url,
      '--dir',
      folder,
      '--appendonly',
      'yes',
    ]);
    const ended = once(orphan, 'exit');
    await using(url, (redis) => redis.set('letter', 'of the orphan'));
    await start();
    await ended;
    expect(await using(url, (redis) => redis.get('letter'))).toBe('of the orphan');
  });
});

describe('the stand-in for a missing redis-server', () => {
  it.runIf(isInstalled('js-redis-server'))('answers on a socket of this user and runs scripts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pe-'));
    const server = await startVolatileServer(join(folder, 'redis.sock'), '');
    const redis = new Redis(join(folder, 'redis.sock'));
    expect(await redis.eval("redis.call('SET', KEYS[1], 7) return redis.call('INCR', KEYS[1])", 1, 'n')).toBe(
      8,
    );
    expect((await stat(join(folder, 'redis.sock'))).mode & 0o077).toBe(0);
    redis.disconnect();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  it.runIf(!isInstalled('js-redis-server'))('says what to install when it is missing too', async () => {
    await expect(startVolatileServer('/nowhere/redis.sock', 'Install redis-server.')).rejects.toThrow(
      'There is no redis-server on this machine, nor its stand-in js-redis-server. Install redis-server.',
    );
  });
});

describe('a child server', () => {
  it('ends when the process that started it is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pe-'));
    const source = await readFile(new URL('../../src/redis/child-server.ts', import.meta.url), 'utf8');
    const module = join(folder, 'child-server.mjs');
    const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
    await writeFile(module, ts.transpileModule(source, { compilerOptions: options }).outputText);
    const program = `const { startChildServer } = await import(process.argv[1]);
      const child = await startChildServer({ command: 'sleep', args: ['1000'], ready: async () => true });
      console.log(child.pid);`;
    const parent = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      program,
      pathToFileURL(module).href,
    ]);
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(lives(pid)).toBe(true);
    parent.kill('SIGKILL');
    await eventually(() => expect(lives(pid)).toBe(false));
    await rm(folder, { recursive: true });
  });
});
