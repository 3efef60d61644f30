/**
 * A watched account on the shared Dovecot, or on a server of the test's own, without the service around it: watcher, lease, positions and journal are
 * the real ones, and another client changes the mailbox.
 */
import { ImapFlow } from 'imapflow';
import type { Redis } from 'ioredis';
import type { Account } from '../../src/domain/account.ts';
import type { WatchReport } from '../../src/domain/diagnostics.ts';
import type { EventType, JournalEvent } from '../../src/domain/event.ts';
import type { MessageView } from '../../src/domain/message.ts';
import { createEgress } from '../../src/egress.ts';
import { createMailWatch, defaultWatcherSettings } from '../../src/imap-pool/watcher.ts';
import type { WatcherSettings } from '../../src/imap-pool/watcher.ts';
import { accountKey } from '../../src/redis/account-scripts.ts';
import { createJournal } from '../../src/redis/journal.ts';
import { createJournalTail } from '../../src/redis/journal-tail.ts';
import type { Keys } from '../../src/redis/keys.ts';
import { createLeases } from '../../src/redis/leases.ts';
import type { RedisLeases } from '../../src/redis/leases.ts';
import { createSyncStore } from '../../src/redis/sync-store.ts';
import { createWatchReportStore } from '../../src/redis/watch-report-store.ts';
import { createMailEvents } from '../../src/use-cases/mail-events.ts';
import type { ObserveAccount } from '../../src/use-cases/observe-account.ts';
import type { Observation } from '../../src/domain/account-status.ts';
import type { Logins } from '../../src/use-cases/ports/accounts.ts';
import type { HierarchyChange } from '../../src/use-cases/ports/mailbox-writer.ts';
import type { MoveNews } from '../../src/use-cases/ports/move-notice.ts';
import type { Journal, WatchSink } from '../../src/use-cases/ports/news.ts';
import { sampleAccount, sampleServer, silentLog } from './samples.ts';
import { services } from './services.ts';
import { passwordLogins } from './logins.ts';

export interface Server {
  readonly host: string;
  readonly port: number;
  /** That of the shared Dovecot when absent. */
  readonly password?: string;
}

export interface Watching {
  readonly account: Account;
  readonly journal: Journal;
  readonly leases: RedisLeases;
  readonly observed: readonly Observation[];
  /** What the watching has left of what it knows. */
  report(): Promise<WatchReport | null>;
  /** Resolves once everything has been looked at; the returned function ends watching and gives the lease back. */
  start(): Promise<() => Promise<void>>;
  /** Tells the watcher what the gateway changed. */
  mailboxesChanged(change: Omit<HierarchyChange, 'accountId'>): void;
  /** The same of what it moves. */
  messagesMoved(news: MoveNews): void;
  /** All message events so far, as `type uid`, in journal order. */
  told(): Promise<readonly string[]>;
  events(...types: EventType[]): Promise<readonly JournalEvent[]>;
}

export interface WatchingOptions {
  readonly user: string;
  readonly redis: Redis;
  readonly blocking: Redis;
  readonly keys: Keys;
  readonly server?: Server;
  readonly watch?: Account['watch']['mailboxes'];
  readonly since?: string;
  readonly settings?: Partial<WatcherSettings>;
  /** Keeps what is observed of the account; it is only noted when absent. */
  readonly observe?: ObserveAccount;
  /** By the server's password when absent. */
  readonly logins?: Logins;
}

export function watching(options: WatchingOptions): Watching {
  const { user, redis, blocking, keys, settings = {}, watch = ['inbox'], since = null } = options;
  const { dovecot } = services();
  const server: Server = options.server ?? { host: dovecot.host, port: dovecot.imapPort };
  const { host, port, password = dovecot.password } = server;
  const account = sampleAccount({
    id: 'ada',
    email: user,
    watch: { mailboxes: watch, since },
    imap: sampleServer({ host, port, security: 'none', auth: { type: 'password', username: user } }),
  });
  const journal = createJournal(redis, keys, createJournalTail(blocking, keys, silentLog));
  const leases = createLeases(redis, keys, silentLog);
  const observed: Observation[] = [];
  const reports = createWatchReportStore(redis, keys);
  const openSink = createMailEvents({
    positions: createSyncStore(redis, keys),
    reports,
    observe: async (...observation) => {
      observed.push(observation[1]);
      await options.observe?.(...observation);
    },
    telemetry: { eventsJournaled: () => undefined, staleWriteRefused: () => undefined },
  });
  const mailWatch = createMailWatch(
    {
      logins: options.logins ?? passwordLogins(() => password),
      egress: createEgress({ allow: ['127.0.0.0/8'] }),
      log: silentLog,
    },
    { ...defaultWatcherSettings, ...settings },
  );
  const events = async (...types: EventType[]): Promise<readonly JournalEvent[]> => {
    const all: JournalEvent[] = [];
    for (let after = 'oldest'; ;) {
      const page = await journal.read({ after, accounts: 'all', matches: () => true, limit: 1000 });
      all.push(...page.events);
      if (page.position === after || page.events.length === 0) break;
      after = page.position;
    }
    return types.length === 0 ? all : all.filter((event) => types.includes(event.type));
  };
  return {
    account,
    journal,
    leases,
    observed,
    report: () => reports.get(account),
    events,
    mailboxesChanged: (change) => mailWatch.mailboxesChanged({ ...change, accountId: account.id }),
    messagesMoved: mailWatch.messagesMoved,
    async told() {
      const messages = await events('message.received', 'message.updated', 'message.deleted');
      return messages.map((event) => `${event.type.slice(8)} ${(event.data['message'] as MessageView).uid}`);
    },
    async start() {
      await redis.hset(accountKey(keys, account.id), 'i', account.incarnation);
      const lease = await leases.acquire(`watch:${account.id}`);
      if (lease === null) throw new Error('somebody else watches');
      const abort = new AbortController();
      const sink = openSink(account, lease);
      const signal = AbortSignal.any([abort.signal, lease.lost]);
      let run: Promise<void> = Promise.resolve();
      await new Promise<void>((resolve) => {
        const heard: WatchSink = {
          position: (...of) => sink.position(...of),
          commit: (...step) => sink.commit(...step),
          report: (report) => sink.report(report),
          connected: () => sink.connected().then(resolve),
          failed: (...why) => sink.failed(...why),
        };
        run = mailWatch.run(account, heard, signal).then(resolve);
      });
      return async () => {
        abort.abort();
        await run;
        await lease.release();
      };
    },
  };
}

/** Another mail program of the same user. */
export async function mailClient(
  user: string,
  dovecot: Pick<ReturnType<typeof services>['dovecot'], 'host' | 'imapPort' | 'password'> = services()
    .dovecot,
): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: dovecot.password },
    logger: false,
    disableAutoIdle: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.mailboxOpen('INBOX');
  return client;
}

export function letter(subject: string, body = 'Hello.'): string {
  return [
    'From: Bob <bob@example.org>',
    'To: Ada <ada@example.org>',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replace(/\W+/g, '-')}@example.org>`,
    'Date: Sat, 31 Jan 2026 12:00:00 +0000',
    '',
    body,
    '',
  ].join('\r\n');
}
