/** Everything that is kept or queued in Redis, over a handful of shared connections. */
import type { Config } from '../config.ts';
import { createAccountStore } from '../redis/account-store.ts';
import { connectRedis, untilReachable } from '../redis/connection.ts';
import { createBlobStore } from '../redis/blob-store.ts';
import { createCursorSeal } from '../redis/cursor-seal.ts';
import { createDeliveryStore } from '../redis/delivery-store.ts';
import { startSweeper } from '../redis/due.ts';
import { readDurability, type Durability } from '../redis/durability.ts';
import { createFateStore } from '../redis/fate-store.ts';
import { createFilingHabitStore } from '../redis/filing-habit-store.ts';
import { createHierarchyNotice } from '../redis/hierarchy-notice.ts';
import { createIdempotencyStore } from '../redis/idempotency-store.ts';
import { createJobStore } from '../redis/job-store.ts';
import { createJournalRetention } from '../redis/journal-retention.ts';
import { createJournalTail } from '../redis/journal-tail.ts';
import { createJournal } from '../redis/journal.ts';
import { createLinkSeal } from '../redis/link-seal.ts';
import { createKeyRing } from '../redis/key-ring.ts';
import { createMoveNotice } from '../redis/move-notice.ts';
import { createKeyStore } from '../redis/key-store.ts';
import { createKeys } from '../redis/keys.ts';
import { createLeases } from '../redis/leases.ts';
import { createRateLimiter } from '../redis/rate-limiter.ts';
import { createReplayStore } from '../redis/replay-store.ts';
import { createReplicas } from '../redis/replicas.ts';
import { createSendingLine } from '../redis/sending-line.ts';
import { createSecretBox } from '../redis/secret-box.ts';
import { createSnapshotStore } from '../redis/snapshot-store.ts';
import { createSubmissionStore } from '../redis/submission-store.ts';
import { createSuppressionStore } from '../redis/suppression-store.ts';
import { createSyncStore } from '../redis/sync-store.ts';
import { createTemplateStore } from '../redis/template-store.ts';
import { createTokenStore } from '../redis/token-store.ts';
import { createWatchReportStore } from '../redis/watch-report-store.ts';
import { createWebhookStore } from '../redis/webhook-store.ts';
import { createWorkQueue, queuePrefix } from '../redis/work-queue.ts';
import type { Log } from '../use-cases/ports/service.ts';
import type { QueueName } from '../use-cases/ports/submissions.ts';
import type { Foundation } from './foundation.ts';

export type Storage = Awaited<ReturnType<typeof openStorage>>;

/** So long a Redis that is still starting is waited for. */
const startWithinMs = 15_000;

/** Throws an Error with the remedy when Redis cannot be reached or may lose what it acknowledged. */
export async function openStorage(config: Config, foundation: Foundation, log: Log) {
  const target = { url: foundation.redisUrl };
  const redis = connectRedis(target, log, 'commands');
  const blocking = ['tail', 'subscriber', 'jobs'].map(() => connectRedis(target, log, 'blocking'));
  const [tailLine, subscriber, jobs] = blocking;
  if (tailLine === undefined || subscriber === undefined || jobs === undefined)
    throw new Error('unreachable');
  const disconnect = (): void => {
    for (const each of [...blocking, redis]) each.disconnect();
  };
  try {
    await untilReachable(redis, startWithinMs);
    const durability = checkWorth(await readDurability(redis), config, log);
    await Promise.all(blocking.map((each) => each.connect()));

    const keys = createKeys(config.prefix);
    const ring = createKeyRing(foundation.secretKeys);
    const box = createSecretBox(ring);
    const cursors = createCursorSeal(ring);
    const tail = createJournalTail(tailLine, keys, log);
    const submissions = createSubmissionStore(redis, keys, cursors);
    const deliveries = createDeliveryStore({ redis, keys, cursors, box });
    const leases = createLeases(redis, keys, log);
    const jobStore = createJobStore(redis, keys);
    const snapshots = createSnapshotStore(redis, keys);
    const suppressions = createSuppressionStore(redis, keys, cursors);
    const blobs = createBlobStore(redis, keys);
    const sendingLine = createSendingLine(redis, keys);
    const fates = createFateStore(redis, keys);
    const queue = createWorkQueue(redis, keys, log);
    const accounts = createAccountStore({
      redis,
      subscriber,
      keys,
      box,
      cursors,
      erasures: [
        { erase: ({ id }) => submissions.erase(id), leftAt: ({ id }) => submissions.listKey(id) },
        { erase: ({ id }) => suppressions.erase(id), leftAt: ({ id }) => suppressions.listKey(id) },
        { erase: ({ id }) => sendingLine.erase(id) },
        { erase: ({ id }) => jobStore.erase(id), leftAt: ({ id }) => jobStore.listKey(id) },
        { erase: ({ id }) => blobs.erase(id), leftAt: ({ id }) => blobs.listKey(id) },
        // One that comes behind the removal finds its event gone, and goes as well.
        { erase: ({ id }) => deliveries.eraseAccount(id) },
        { erase: (account) => snapshots.erase(account), leftAt: (account) => snapshots.indexKey(account) },
      ],
    });
    return {
      accounts,
      submissions,
      deliveries,
      suppressions,
      sendingLine,
      jobStore,
      blobs,
      fates,
      leases,
      queue,
      snapshots,
      cursors,
      filingHabits: createFilingHabitStore(redis, keys),
      hierarchy: createHierarchyNotice(redis, subscriber, keys),
      moves: createMoveNotice(redis, subscriber, keys),
      links: createLinkSeal(ring),
      durability,
      apiKeys: createKeyStore(redis, keys, cursors),
      idempotency: createIdempotencyStore(redis, keys),
      journal: createJournal(redis, keys, tail),
      retention: createJournalRetention(redis, keys, log, {
        keepMs: config.journalDays * 24 * 60 * 60 * 1000,
        keepOctets: config.journalMegabytes * 1024 * 1024,
      }),
      positions: createSyncStore(redis, keys),
      watchReports: createWatchReportStore(redis, keys),
      tokens: createTokenStore(redis, keys, box),
      replays: createReplayStore(redis, keys),
      replicas: createReplicas(redis, keys),
      templates: createTemplateStore(redis, keys, cursors),
      webhooks: createWebhookStore({
        redis,
        keys,
        box,
        cursors,
        eraseDeliveries: (id) => deliveries.eraseWebhook(id),
      }),
      rateLimiter: config.rateLimit === 0 ? null : createRateLimiter(redis, keys, config.rateLimit),
      /** What a worker needs to take jobs out of a queue. */
      jobs: { connection: jobs, prefix: queuePrefix(keys), log },
      sweep: (queues: readonly QueueName[]) => startSweeper({ redis, keys, queue, queues, log }),
      async answers(): Promise<boolean> {
        return redis.ping().then(
          () => true,
          () => false,
        );
      },
      /** After everything that uses the stores. */
      async close(): Promise<void> {
        tail.close();
        await leases.close();
        await queue.close();
        disconnect();
      },
    };
  } catch (error) {
    disconnect();
    throw error;
  }
}

/** Refuses a Redis that is not worth a 202, unless the configuration accepts it. */
function checkWorth(durability: Durability, config: Config, log: Log): Durability {
  if (durability.evicts) {
    throw new Error(
      'This Redis may evict keys, and jobs would vanish: set its maxmemory-policy to noeviction.',
    );
  }
  const embedded = config.redisUrl === null;
  if (durability.level === 'none' && !embedded && !config.allowVolatile) {
    throw new Error(
      'This Redis keeps no append-only file, and a 202 would not survive its crash: set appendonly yes and appendfsync always, or accept that with POSTERN_ALLOW_VOLATILE=true.',
    );
  }
  // The embedded one is durable, or has said that it is not.
  if (durability.level !== 'always' && !embedded) {
    log.warn(
      { durability: durability.level },
      'what is acknowledged may be lost when Redis is killed: appendfsync always would keep it (docs/guarantees.md)',
    );
  }
  return durability;
}
