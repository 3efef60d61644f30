/**
 * The built program as its users run it: a process of its own, configured by environment, reached by HTTP. Its life
 * may be ended by any signal and begun anew on the same port with the same data.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '../../src/demo/free-port.ts';
import { tie } from '../../src/redis/child-server.ts';
import { eventually } from './eventually.ts';

export interface ServiceOptions {
  /** An existing folder for its data and its log. */
  readonly folder: string;
  /** Embedded mode when absent. */
  readonly redisUrl?: string;
  /** Further variables, or other values than those that the tests run with. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of Node itself, such as `--cpu-prof`. */
  readonly nodeOptions?: readonly string[];
}

export interface Ending {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly durationMs: number;
}

export interface ServiceProcess {
  readonly url: string;
  readonly adminKey: string;
  /** Another one after `start`. */
  readonly pid: number;
  /** All that its lives so far wrote. */
  output(): string;
  /** Sends the signal and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ending>;
  /** After `end`: resolves when it is ready. */
  start(): Promise<void>;
  /** SIGTERM when it still runs, SIGKILL if that does not end it. */
  stop(): Promise<void>;
}

/** What seals the secrets of the services under test; a test may look for it where it must not be. */
export const SEALING_KEY = Buffer.alloc(32, 'postern tests').toString('base64');
export const ADMIN_KEY = `ptn_tests_${'AdminKeyOfTheTests'.repeat(2)}`;

const READY_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 35_000;

/** Expects to run in the project's root. Resolves when `/readyz` says 200. Rejects with the last lines of its log when it ends before. */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  await requireFreshBuild();
  const { folder, redisUrl, environment = {}, nodeOptions = [] } = options;
  await mkdir(folder, { recursive: true });
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port ?? 0}`;
  const logPath = join(folder, 'service.log');
  const variables = {
    PATH: process.env['PATH'],
    POSTERN_PORT: String(port),
    POSTERN_DATA_DIR: join(folder, 'data'),
    POSTERN_ADMIN_KEY: ADMIN_KEY,
    POSTERN_SECRET_KEYS: `tests:${SEALING_KEY}`,
    POSTERN_EGRESS_ALLOW: '127.0.0.1',
    POSTERN_RATE_LIMIT: '0',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    ...environment,
  };
  let child: ChildProcess;
  let ended: Promise<number | null>;

  const output = (): string => readFileSync(logPath, 'utf8');
  const start = async (): Promise<void> => {
    const log = openSync(logPath, 'a');
    child = spawn(process.execPath, [...nodeOptions, resolve('dist/main.js'), 'serve'], {
      cwd: folder,
      env: variables,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    ended = once(child, 'exit').then(([code]) => code as number | null);
    void ended.then(tie(child.pid ?? 0));
    await eventually(async () => {
      if (hasEnded(child)) return;
      const answer = await fetch(`${url}/readyz`);
      if (answer.status !== 200) throw new Error(`The service is not ready: ${await answer.text()}`);
    }, READY_WITHIN_MS);
    if (hasEnded(child)) {
      throw new Error(`The service did not start:\n${output().trim().split('\n').slice(-10).join('\n')}`);
    }
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<Ending> => {
    const since = performance.now();
    child.kill(signal);
    const code = await ended;
    return { code, durationMs: performance.now() - since };
  };
  const stop = async (): Promise<void> => {
    if (hasEnded(child)) return;
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await end('SIGTERM');
    clearTimeout(impatience);
  };

  await start();
  return {
    url,
    adminKey: variables.POSTERN_ADMIN_KEY,
    get pid() {
      return child.pid ?? 0;
    },
    output,
    end,
    start,
    stop,
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** `npm test` builds before it runs the tests; who runs one of them alone is told. */
async function requireFreshBuild(): Promise<void> {
  const question = `import { isStale } from './scripts/prepare/build-if-stale.mjs'; console.log(isStale());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', question]);
  if (stdout.trim() !== 'false') throw new Error('dist/ is older than the sources: run npm run build first.');
}
