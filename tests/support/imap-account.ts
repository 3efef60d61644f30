/** An account of its own on the shared Dovecot, with the whole way to it; nothing here but the pool's own wiring. */
import type { MoveNotice } from '../../src/use-cases/ports/move-notice.ts';
import type { Account, ServerSettings } from '../../src/domain/account.ts';
import { createContentHouse } from '../../src/content/content-house.ts';
import { createImap, type Imap } from '../../src/imap-pool/imap.ts';
import { createPool, type Pool, type PoolSettings } from '../../src/imap-pool/pool.ts';
import { createEgress } from '../../src/egress.ts';
import type { Egress } from '../../src/use-cases/ports/service.ts';
import { randomBytes } from 'node:crypto';
import { ImapFlow } from 'imapflow';
import { freshUser, services, type Services } from './services.ts';
import { passwordLogins } from './logins.ts';

export const loopback: Egress = createEgress({ allow: ['127.0.0.0/8'] });

export interface AccountChoices {
  readonly user?: string;
  readonly port?: number;
  readonly connections?: number;
  readonly imap?: Partial<ServerSettings>;
}

export function testAccount(choices: AccountChoices = {}): Account {
  const { dovecot } = services();
  const { user = freshUser(), port = dovecot.imapPort, connections = 4, imap = {} } = choices;
  const now = new Date().toISOString();
  return {
    id: `acc_${randomBytes(8).toString('hex')}`,
    incarnation: randomBytes(16).toString('hex'),
    revision: 1,
    createdAt: now,
    updatedAt: now,
    email: user,
    name: null,
    identities: [],
    imap: {
      host: '127.0.0.1',
      port,
      security: 'none',
      auth: { type: 'password', username: user },
      ...imap,
    },
    smtp: null,
    watch: { mailboxes: ['inbox'] },
    limits: { connections, onUnknown: 'resend' },
    sentCopy: 'auto',
    metadata: {},
    paused: false,
    sendingPaused: false,
  };
}

export interface Granted {
  readonly accountId: string;
  readonly waitMs: number;
  readonly fresh: boolean;
}

export interface TestPool {
  readonly pool: Pool;
  readonly imap: Imap;
  readonly leases: Granted[];
  readonly count: { commands: number; watchers: number; waiting: number };
}

export function testPool(
  settings: Partial<PoolSettings> = {},
  password: (account: Account) => string = () => services().dovecot.password,
  cacheOctets = 16 * 1024 * 1024,
  moves: Pick<MoveNotice, 'tell'> = { tell: () => undefined },
): TestPool {
  const leases: Granted[] = [];
  const count = { commands: 0, watchers: 0, waiting: 0 };
  const content = createContentHouse({ warn: () => undefined });
  const pool = createPool(
    {
      texts: content,
      logins: passwordLogins(password),
      egress: loopback,
      telemetry: {
        leaseGranted: (details) => void leases.push(details),
        connectionsChanged: (details) => void Object.assign(count, details),
      },
    },
    settings,
  );
  return {
    pool,
    imap: createImap(pool, {
      content,
      attachmentUrl: (...ids) => `/${ids.join('/')}`,
      authservIds: [],
      cacheOctets,
      moves,
    }),
    leases,
    count,
  };
}

/** A client past the pool: the other program that changes the mailbox. */
export async function directClient(
  account: Account,
  dovecot: Pick<Services['dovecot'], 'host' | 'imapPort' | 'password'> = services().dovecot,
): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user: account.imap.auth.username, pass: dovecot.password },
    logger: false,
    disableAutoIdle: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

export const never: AbortSignal = new AbortController().signal;

/** Appends messages `Subject: <prefix> <n>` numbered from 1. */
export async function fill(
  client: ImapFlow,
  mailbox: string,
  count: number,
  prefix = 'message',
): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await client.append(mailbox, plainMessage(`${prefix} ${number}`));
  }
}

export function plainMessage(
  subject: string,
  more: Readonly<Record<string, string>> = {},
  body = 'hello',
): string {
  const headers = {
    From: 'Alice <alice@postern.test>',
    To: 'bob@postern.test',
    Date: 'Mon, 23 Nov 2026 10:00:00 +0000',
    'Message-ID': `<${randomBytes(8).toString('hex')}@postern.test>`,
    ...more,
    Subject: subject,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...lines, '', body, ''].join('\r\n');
}
