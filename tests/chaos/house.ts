/**
 * All that chaos happens to: a Dovecot, a Redis that syncs every write, links between the two that can be cut, processes
 * of the built program, accounts, and a receiver of webhooks.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type Client } from '../../bench/http.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import type { Ledger } from './ledger.ts';

export interface WatchedAccount {
  readonly id: string;
  readonly user: string;
  /** Paths of the mailboxes whose news is told; other programs use others too. */
  readonly watched: readonly string[] | 'all';
}

export interface House {
  readonly dovecot: Dovecot;
  readonly redis: RedisServer;
  readonly links: readonly FaultProxy[];
  readonly processes: readonly ServiceProcess[];
  readonly accounts: readonly WatchedAccount[];
  /** The answer of whichever process has one. Tries for a minute and throws what was said last. */
  get<Body>(path: string): Promise<Body>;
  stop(): Promise<void>;
}

export interface HouseOptions {
  readonly processes: number;
  /** `together`: each process does everything; `apart`: these watch, and two more serve the API and deliver. */
  readonly roles: 'together' | 'apart';
  readonly accounts: number;
  readonly links: number;
  readonly ledger: Ledger;
}

const answerWithinMs = 60_000;
const connectedWithinMs = 60_000;

/** Resolves when all accounts are watched. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const ends: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  const folder = async (): Promise<string> => {
    const path = await mkdtemp(join(tmpdir(), 'pc-'));
    ends.push(() => rm(path, { recursive: true, force: true }));
    // Dovecot reads its mail as another user.
    await chmod(path, 0o755);
    return path;
  };
  try {
    const dovecot = await startDovecot({ folder: await folder() });
    ends.push(() => dovecot.stop());
    const redis = await startRedis({ folder: await folder() });
    ends.push(() => redis.stop());
    const receiver = await startWebhookReceiver();
    receiver.answer((request) => options.ledger.answer(request));
    ends.push(() => receiver.stop());
    const links = await Promise.all(
      Array.from({ length: options.links }, () =>
        startFaultProxy({ host: dovecot.host, port: dovecot.imapPort }),
      ),
    );
    ends.push(() => Promise.all(links.map((link) => link.stop())));
    const own = await folder();
    const processes = await Promise.all(
      rolesOf(options).map((roles, index) =>
        startService({
          folder: join(own, String(index)),
          redisUrl: redis.url,
          environment: { POSTERN_ROLES: roles, POSTERN_LOG_LEVEL: 'debug', POSTERN_DRAIN: '5' },
        }),
      ),
    );
    ends.push(() => Promise.all(processes.map((process) => process.stop())));
    const clients = processes.map(({ url, adminKey }) => createClient(url, adminKey, 4));
    ends.push(() => Promise.all(clients.map((client) => client.close())));
    const [client] = clients;
    if (client === undefined) throw new Error('a house without a process');

    // First, so that it is told of all that the journal has.
    await client.json('POST', '/v1/webhooks', { url: receiver.url, payload: 'summary' });
    const watched = (index: number): WatchedAccount['watched'] =>
      index % 2 === 0 ? 'all' : ['INBOX', 'Archive'];
    const accounts = await Promise.all(
      Array.from({ length: options.accounts }, async (_, index) => {
        const user = `chaos${index}@postern.test`;
        const link = links[index % links.length];
        const id = await createAccount(client, dovecot, user, link?.port ?? 0, watched(index));
        return { id, user, watched: watched(index) };
      }),
    );
    for (const { id } of accounts) await untilConnected(client, id);
    return { dovecot, redis, links, processes, accounts, get: asking(clients), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function rolesOf({ processes, roles }: HouseOptions): readonly string[] {
  if (roles === 'together') return Array.from({ length: processes }, () => 'api,watch,send,deliver');
  return ['api,send', 'deliver', ...Array.from({ length: processes }, () => 'watch')];
}

async function createAccount(
  client: Client,
  dovecot: Dovecot,
  user: string,
  port: number,
  watched: WatchedAccount['watched'],
): Promise<string> {
  const { host, password } = dovecot;
  const { id } = await client.json<{ id: string }>('POST', '/v1/accounts?verify=false', {
    email: user,
    imap: { host, port, security: 'none', auth: { type: 'password', username: user, password } },
    watch: { mailboxes: watched },
  });
  return id;
}

async function untilConnected(client: Client, id: string): Promise<void> {
  const deadline = Date.now() + connectedWithinMs;
  for (;;) {
    const { state } = await client.json<{ state: string }>('GET', `/v1/accounts/${id}`);
    if (state === 'connected') return;
    if (Date.now() > deadline) throw new Error(`The account ${id} is still ${state}`);
    await delay(50);
  }
}

function asking(clients: readonly Client[]): House['get'] {
  return async <Body>(path: string) => {
    const deadline = Date.now() + answerWithinMs;
    for (let turn = 0; ; turn += 1) {
      const client = clients[turn % clients.length];
      try {
        if (client !== undefined) return await client.json<Body>('GET', path);
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await delay(50);
      }
    }
  };
}
