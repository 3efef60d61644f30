/**
 * The sending half of the service on real Redis and a real submission server: accepting, the queue, the
 * worker and the sweeper, for one account that is kept in memory.
 */
import { randomBytes } from 'node:crypto';
import type { Account, AccountLimits, ServerSettings } from '../../src/domain/account.ts';
import type { JournalEvent } from '../../src/domain/event.ts';
import { notFound } from '../../src/domain/errors.ts';
import type { Schedule } from '../../src/domain/retry.ts';
import { createEgress } from '../../src/egress.ts';
import { accountKey } from '../../src/redis/account-scripts.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { createBlobStore } from '../../src/redis/blob-store.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { startSweeper, type Sweeper } from '../../src/redis/due.ts';
import { createIdempotencyStore } from '../../src/redis/idempotency-store.ts';
import { eventOf } from '../../src/redis/journal-entry.ts';
import { journalKey } from '../../src/redis/journal-lua.ts';
import { createKeyRing } from '../../src/redis/key-ring.ts';
import { createKeys } from '../../src/redis/keys.ts';
import { createSendingLine, type RateWindows } from '../../src/redis/sending-line.ts';
import { createSubmissionStore, type RedisSubmissionStore } from '../../src/redis/submission-store.ts';
import { createSuppressionStore } from '../../src/redis/suppression-store.ts';
import { createWorkQueue, queuePrefix } from '../../src/redis/work-queue.ts';
import { createAcceptSubmission, type AcceptSubmission } from '../../src/use-cases/accept-submission.ts';
import type { ReportSending } from '../../src/use-cases/attempt-submission.ts';
import { createComposeMessage } from '../../src/use-cases/compose-message.ts';
import { createIdempotent, type Idempotent } from '../../src/use-cases/idempotent.ts';
import { createPrepareMessage } from '../../src/use-cases/prepare-message.ts';
import { createOpenAttachments } from '../../src/use-cases/open-attachments.ts';
import { createOpenAccount } from '../../src/use-cases/open-account.ts';
import type { OpenDraft } from '../../src/use-cases/open-draft.ts';
import type { AccountStore } from '../../src/use-cases/ports/accounts.ts';
import type { Log, Telemetry } from '../../src/use-cases/ports/service.ts';
import type { WorkQueue } from '../../src/use-cases/ports/submissions.ts';
import type { SuppressionStore } from '../../src/use-cases/ports/suppressions.ts';
import {
  createReleaseWaiting,
  startReleasingHeld,
  type ReleaseWaiting,
} from '../../src/use-cases/release-held.ts';
import { createSendSubmission } from '../../src/use-cases/send-submission.ts';
import {
  createSubmitMessage,
  type NewSubmission,
  type SubmitMessage,
} from '../../src/use-cases/submit-message.ts';
import { createSubmissions, type Submissions } from '../../src/use-cases/submissions.ts';
import type { Principal } from '../../src/domain/principal.ts';
import type { SubmissionView } from '../../src/domain/submission.ts';
import { createAccountLanes } from '../../src/workers/account-lanes.ts';
import { createComposer } from '../../src/workers/composer.ts';
import type { SmtpDeadlines } from '../../src/workers/smtp-connection.ts';
import { createSmtpConnections } from '../../src/workers/smtp-connections.ts';
import { createSmtpSender } from '../../src/workers/smtp-sender.ts';
import { createSubmissionWorker } from '../../src/workers/submission-worker.ts';
import { passwordLogins } from './logins.ts';

export const sender = 'ada@postern.test';
export const owner: Principal = { id: 'key_test', scopes: ['admin'], accounts: 'all' };
export const never = new AbortController().signal;

export const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export interface SendingRigOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly smtp: { readonly host: string; readonly port: number; readonly password: string };
  readonly settings?: Partial<ServerSettings>;
  readonly limits?: Partial<AccountLimits>;
  readonly deadlines?: Partial<SmtpDeadlines>;
  readonly schedule?: Schedule;
  readonly concurrency?: number;
  /** False: nothing is sent until `work`. */
  readonly working?: boolean;
  readonly log?: Log;
  readonly reportSending?: ReportSending;
  readonly accounts?: readonly Account[];
  readonly rateWindows?: RateWindows;
  /** What is otherwise than usual of the one account. */
  readonly account?: Partial<Account>;
  /** Without it there are none. */
  readonly drafts?: Pick<OpenDraft, 'read'>;
}

export interface SendingRig extends SubmitMessage, Submissions {
  readonly account: Account;
  readonly acceptSubmission: AcceptSubmission;
  readonly store: RedisSubmissionStore;
  readonly suppressions: SuppressionStore;
  readonly queue: WorkQueue;
  readonly idempotent: Idempotent;
  readonly releaseWaiting: ReleaseWaiting;
  readonly sweeper: Sweeper;
  send(input: Partial<NewSubmission>): Promise<SubmissionView>;
  work(): void;
  /** As its owner changes the account. */
  change(patch: Partial<Account>): void;
  /** All that the journal holds, oldest first. */
  events(): Promise<readonly JournalEvent[]>;
  /** When messages were counted towards the account's rate, as far as it looks back. */
  sentTimes(): Promise<readonly number[]>;
  /** How many submissions wait for their turn by the account's rate. */
  inLine(): Promise<number>;
  /** How many submissions the queue will look at again later. */
  postponed(): Promise<number>;
  close(graceMs?: number): Promise<void>;
}

/** Retries come within a fraction of a second. */
export const quickly: Schedule = { stepsMs: [150, 150, 150], giveUpAfterMs: 60_000 };

export function accountFor(
  id: string,
  options: Pick<SendingRigOptions, 'smtp' | 'settings' | 'limits'>,
): Account {
  const server: ServerSettings = {
    host: options.smtp.host,
    port: options.smtp.port,
    security: 'none',
    auth: { type: 'password', username: sender },
    ...options.settings,
  };
  return {
    id,
    incarnation: '00112233445566778899aabbccddeeff',
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    email: sender,
    name: 'Ada',
    identities: [{ address: 'countess@postern.test', name: null }],
    imap: server,
    smtp: server,
    watch: { mailboxes: ['inbox'] },
    limits: { connections: 4, onUnknown: 'resend', ...options.limits },
    sentCopy: 'never',
    metadata: {},
    paused: false,
    sendingPaused: false,
  };
}

export async function openSendingRig(options: SendingRigOptions): Promise<SendingRig> {
  const { redisUrl, prefix, concurrency = 20, log = silent, smtp } = options;
  const account = options.accounts?.[0] ?? { ...accountFor('acc_ada', options), ...options.account };
  const known = [...(options.accounts ?? [account])];
  const keys = createKeys(prefix);
  const redis = connectRedis({ url: redisUrl }, log, 'commands');
  const waiting = connectRedis({ url: redisUrl }, log, 'blocking');
  await redis.connect();
  for (const { id, incarnation } of known) await redis.hset(accountKey(keys, id), 'i', incarnation);
  const cursors = createCursorSeal(createKeyRing([{ id: 'a', key: randomBytes(32) }]));
  const store = createSubmissionStore(redis, keys, cursors);
  const suppressions = createSuppressionStore(redis, keys, cursors);
  const line = createSendingLine(redis, keys, options.rateWindows);
  const queue = createWorkQueue(redis, keys, log);
  const clock = { now: () => Date.now() };
  const telemetry: Pick<Telemetry, 'log' | 'submissionAccepted' | 'attemptFinished'> = {
    log,
    submissionAccepted: () => undefined,
    attemptFinished: () => undefined,
  };
  const listeners = new Set<(id: string) => void>();
  const accounts: Pick<AccountStore, 'get' | 'onChange'> = {
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get: (id) => {
      const found = known.find((each) => each.id === id);
      return Promise.resolve(found === undefined ? null : { ...found });
    },
  };
  const openAccount = createOpenAccount({ accounts });
  const deadlines: SmtpDeadlines = {
    connectMs: 2_000,
    commandMs: 2_000,
    dataMs: 2_000,
    finalReplyMs: 2_000,
    ...options.deadlines,
  };
  const connections = createSmtpConnections(
    {
      egress: createEgress({ allow: ['127.0.0.1', 'localhost'] }),
      name: 'gateway.postern.test',
      deadlines,
    },
    passwordLogins(() => smtp.password),
  );
  const sendSubmission = createSendSubmission({
    submissions: store,
    suppressions,
    accounts,
    sender: createSmtpSender(connections, deadlines),
    queue,
    lanes: createAccountLanes(concurrency),
    line,
    reportSending: options.reportSending ?? (() => Promise.resolve()),
    clock,
    telemetry,
    ...(options.schedule === undefined ? {} : { schedule: options.schedule }),
  });
  const openAttachments = createOpenAttachments({
    readMessage: { attachment: () => Promise.reject(notFound('message')) },
    blobs: createBlobStore(redis, keys),
  });
  const acceptSubmission = createAcceptSubmission({
    submissions: store,
    suppressions,
    queue,
    clock,
    telemetry,
  });
  const submitMessage = createSubmitMessage({
    openAccount,
    acceptSubmission,
    prepareMessage: createPrepareMessage({
      steps: [],
      composeMessage: createComposeMessage({ composer: createComposer(), openAttachments, clock }),
      drafts: options.drafts ?? { read: () => Promise.reject(notFound('message')) },
      clock,
    }),
    suppressions,
    clock,
  });
  const startWorker = (): ReturnType<typeof createSubmissionWorker> =>
    createSubmissionWorker(
      { connection: waiting, prefix: queuePrefix(keys), concurrency, log },
      sendSubmission,
    );
  let worker = options.working === false ? null : startWorker();
  const stopReleasing = startReleasingHeld({ accounts, submissions: store, queue, line, clock, log });
  const sweeper = startSweeper({
    redis,
    keys,
    queue,
    queues: ['submission', 'sent-copy'],
    log,
    intervalMs: 500,
    graceMs: 300,
  });

  return {
    ...submitMessage,
    acceptSubmission,
    ...createSubmissions({ openAccount, submissions: store, queue, line, clock, telemetry }),
    account,
    store,
    suppressions,
    queue,
    releaseWaiting: createReleaseWaiting({ submissions: store, queue, line, clock }),
    sweeper,
    idempotent: createIdempotent({ store: createIdempotencyStore(redis, keys), accounts }),
    send: (input) =>
      submitMessage.submit(
        owner,
        account.id,
        { to: [{ address: 'grace@example.org' }], subject: 'Hello', text: 'Hello.', ...input },
        null,
        never,
      ),
    work() {
      worker ??= startWorker();
    },
    events: async () => (await redis.xrange(journalKey(keys), '-', '+')).map(eventOf),
    change(patch) {
      const at = known.findIndex(({ id }) => id === account.id);
      known[at] = { ...(known[at] ?? account), ...patch, revision: (known[at]?.revision ?? 0) + 1 };
      for (const listener of listeners) listener(account.id);
    },
    sentTimes: async () => (await redis.lrange(keys.of('sent-times', account.id), 0, -1)).map(Number),
    inLine: () => redis.zcard(keys.of('sending-line', account.id)),
    postponed: () => redis.zcard(`${queuePrefix(keys)}:submission:delayed`),
    async close(graceMs = 3_000) {
      stopReleasing();
      await sweeper.stop();
      await worker?.close(graceMs);
      connections.close();
      await queue.close();
      redis.disconnect();
      waiting.disconnect();
    },
  };
}
