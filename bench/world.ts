/** What every case runs in: a Dovecot, a Redis as the embedded one is set, a submission server in its own process, the product. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startDovecot, type Dovecot } from '../tests/support/dovecot.ts';
import { createLmtpClient, type LmtpClient } from '../tests/support/lmtp-client.ts';
import { startRedis } from '../tests/support/redis.ts';
import { startService, type ServiceProcess } from '../tests/support/service-process.ts';
import { createClient, type Client } from './http.ts';
import type { Held } from './probe.ts';
import type { SinkQuestion, SinkAnswer } from './sink.ts';

export interface World {
  readonly dovecot: Dovecot;
  /** Where Dovecot keeps its mail: `<folder>/mail/<domain>/<user>/Maildir`. */
  readonly mailFolder: string;
  readonly lmtp: LmtpClient;
  readonly sink: Sink;
  readonly service: ServiceProcess;
  readonly client: Client;
  /** Connects the user and waits until the watcher is on; gives the account's id. */
  connectAccount(user: string, options?: { readonly sends?: boolean }): Promise<string>;
  /** What the service holds behind a full garbage collection; for a world with a `probe`. */
  held(): Promise<Held>;
  stop(): Promise<void>;
}

/** The submission server that floor and product share. */
export interface Sink {
  readonly port: number;
  /** When the messages were accepted, in milliseconds of `performance.timeOrigin + performance.now()`, by subject; waits until there are `count`. */
  accepted(count: number): Promise<ReadonlyMap<string, number>>;
  forget(): Promise<void>;
}

export interface WorldOptions {
  /** A folder for a CPU profile of the service. */
  readonly profileInto?: string;
  /** Lets the service be asked what it holds. */
  readonly probe?: boolean;
}

export async function createWorld({ profileInto, probe = false }: WorldOptions): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'pb-'));
  // Dovecot reads its mail as another user.
  await chmod(folder, 0o755);
  const [mail, data, own] = await Promise.all(['m', 'r', 's'].map((name) => mkdtemp(join(folder, name))));
  const stops: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const each of [...stops].reverse()) await each();
  };
  try {
    const dovecot = await startDovecot({ folder: mail ?? '' });
    stops.push(() => dovecot.stop());
    const redis = await startRedis({ folder: data ?? '' });
    stops.push(() => redis.stop());
    const { sink, child } = await startSink();
    stops.push(() => child.kill());
    const probeSocket = join(own ?? '', 'probe');
    const service = await startService({
      folder: own ?? '',
      redisUrl: redis.url,
      // Its log goes to a file, whose writes would wait for the same disk that Redis has synced all the time.
      environment: { POSTERN_LOG_LEVEL: 'warn' },
      nodeOptions: [
        ...(profileInto === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileInto}`]),
        ...(probe ? ['--expose-gc', `--import=${probeUrl(probeSocket)}`] : []),
      ],
    });
    stops.push(() => service.stop());
    const client = createClient(service.url, service.adminKey);
    stops.push(() => client.close());
    const lmtp = createLmtpClient({ host: dovecot.host, port: dovecot.lmtpPort });
    stops.push(() => lmtp.close());
    return {
      dovecot,
      mailFolder: join(mail ?? '', 'mail'),
      lmtp,
      sink,
      service,
      client,
      connectAccount: (user, { sends = false } = {}) =>
        connectAccount({ client, dovecot, user, smtpPort: sends ? sink.port : null }),
      held: async () => (await json(connect(probeSocket))) as Held,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function probeUrl(socket: string): string {
  const url = new URL('./probe.js', import.meta.url);
  url.searchParams.set('socket', socket);
  return url.href;
}

async function connectAccount(options: {
  readonly client: Client;
  readonly dovecot: Dovecot;
  readonly user: string;
  readonly smtpPort: number | null;
}): Promise<string> {
  const { client, dovecot, user, smtpPort } = options;
  const server = (port: number): object => ({
    host: dovecot.host,
    port,
    security: 'none',
    auth: { type: 'password', username: user, password: dovecot.password },
  });
  const { id } = await client.json<{ id: string }>('POST', '/v1/accounts?verify=false', {
    email: user,
    imap: server(dovecot.imapPort),
    smtp: smtpPort === null ? null : server(smtpPort),
    sentCopy: 'never',
  });
  for (;;) {
    const { state } = await client.json<{ state: string }>('GET', `/v1/accounts/${id}`);
    if (state === 'connected') return id;
    await delay(20);
  }
}

async function startSink(): Promise<{ readonly sink: Sink; readonly child: ChildProcess }> {
  const child = fork(fileURLToPath(new URL('./sink.js', import.meta.url)));
  const ask = async (question: SinkQuestion): Promise<SinkAnswer> => {
    child.send(question);
    const [answer] = (await once(child, 'message')) as [SinkAnswer];
    return answer;
  };
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    child,
    sink: {
      port,
      accepted: async (count) => new Map(await ask({ waitFor: count })),
      forget: async () => {
        await ask({ waitFor: 0, forget: true });
      },
    },
  };
}

/** Looks every few milliseconds until it is asked for the highest, in KiB. */
export function watchResident(pid: number): () => number {
  let highest = 0;
  const look = (): void => {
    highest = Math.max(highest, residentKiB(pid));
  };
  look();
  const timer = setInterval(look, 10);
  return () => {
    clearInterval(timer);
    look();
    return highest;
  };
}

/** Resident memory of a process in KiB. */
export function residentKiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
