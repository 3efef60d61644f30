/** The role `deliver` on the run's Redis, from the journal to the receiver, as several processes may run it. */
import { Redis } from 'ioredis';
import type { NewEvent } from '../../src/domain/event.ts';
import { randomId } from '../../src/domain/ids.ts';
import { createEgress } from '../../src/egress.ts';
import { createAccountStore } from '../../src/redis/account-store.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { createDeliveryStore, type RedisDeliveryStore } from '../../src/redis/delivery-store.ts';
import { startSweeper } from '../../src/redis/due.ts';
import type { EndpointLimits } from '../../src/redis/endpoint-lua.ts';
import { createJournalTail } from '../../src/redis/journal-tail.ts';
import { createJournal } from '../../src/redis/journal.ts';
import { createKeys, type Keys } from '../../src/redis/keys.ts';
import { createLeases } from '../../src/redis/leases.ts';
import { createReplayStore } from '../../src/redis/replay-store.ts';
import { createSecretBox } from '../../src/redis/secret-box.ts';
import { createWebhookStore } from '../../src/redis/webhook-store.ts';
import { createWorkQueue, queuePrefix } from '../../src/redis/work-queue.ts';
import { createDeliverWebhook, type DeliverPorts } from '../../src/use-cases/deliver-webhook.ts';
import { createDeliveries, type Deliveries } from '../../src/use-cases/deliveries.ts';
import { createFanOutEvent } from '../../src/use-cases/fan-out-event.ts';
import type { AccountStore } from '../../src/use-cases/ports/accounts.ts';
import type { Journal } from '../../src/use-cases/ports/news.ts';
import { createReplayEvents } from '../../src/use-cases/replay-events.ts';
import { createReplays, type Replays } from '../../src/use-cases/replays.ts';
import { createWebhooks, type Webhooks } from '../../src/use-cases/webhooks.ts';
import { createJournalWorker } from '../../src/workers/journal-worker.ts';
import { createRequestPlaces, deliverySlots } from '../../src/workers/request-places.ts';
import { webhookSigner } from '../../src/workers/signature.ts';
import { createWebhookSender } from '../../src/workers/webhook-sender.ts';
import { createWebhookWorker } from '../../src/workers/webhook-worker.ts';
import { sampleRing, silentLog } from './samples.ts';

export interface DeliveringOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly concurrency?: number;
  readonly reader?: DeliverPorts['reader'];
  readonly limits?: Partial<EndpointLimits>;
  /** Added to the clock by which deliveries are timed. */
  readonly laterMs?: () => number;
  readonly leaseTimes?: { readonly ttlMs: number; readonly renewMs: number };
  readonly sweepEveryMs?: number;
}

export interface Delivering {
  readonly keys: Keys;
  readonly redis: Redis;
  readonly journal: Journal;
  readonly accounts: AccountStore;
  readonly webhooks: Webhooks;
  /** What the owner of a webhook sees of its deliveries. */
  readonly owned: Deliveries;
  readonly replays: Replays;
  readonly deliveries: RedisDeliveryStore;
  /** Starts fan-out, worker and sweeper; what is appended before waits in the journal. */
  start(): void;
  close(): Promise<void>;
}

const noReader: DeliverPorts['reader'] = {
  read: () => Promise.reject(new Error('this test reads no mail')),
};

export function delivering(options: DeliveringOptions): Delivering {
  const { prefix, redisUrl, concurrency = 50, laterMs = () => 0 } = options;
  const connections = Array.from({ length: 4 }, () => new Redis(redisUrl, { maxRetriesPerRequest: null }));
  const [redis, subscriber, tailLine, jobs] = connections;
  if (!redis || !subscriber || !tailLine || !jobs) throw new Error('four connections were made');
  const clock = { now: () => Date.now() + laterMs() };
  const keys = createKeys(prefix);
  const box = createSecretBox(sampleRing());
  const cursors = createCursorSeal(sampleRing());
  const tail = createJournalTail(tailLine, keys, silentLog);
  const journal = createJournal(redis, keys, tail);
  const leases = createLeases(redis, keys, silentLog, options.leaseTimes);
  const queue = createWorkQueue(redis, keys, silentLog);
  const deliveries = createDeliveryStore({ redis, keys, cursors, box, limits: options.limits ?? {} });
  const erasures = [{ erase: ({ id }: { readonly id: string }) => deliveries.eraseAccount(id) }];
  const accounts = createAccountStore({ redis, subscriber, keys, box, cursors, erasures });
  const eraseDeliveries = (id: string): Promise<void> => deliveries.eraseWebhook(id);
  const webhookStore = createWebhookStore({ redis, keys, box, cursors, eraseDeliveries });
  const replays = createReplayStore(redis, keys);
  const egress = createEgress({ allow: ['127.0.0.0/8'] });
  const sender = createWebhookSender({ egress, clock });
  const ending: (() => Promise<unknown>)[] = [];
  let isClosed = false;

  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await Promise.all(ending.map((end) => end()));
    tail.close();
    await leases.close();
    await queue.close();
    await sender.close();
    for (const connection of connections) connection.disconnect();
  };
  return {
    keys,
    redis,
    journal,
    accounts,
    deliveries,
    replays: createReplays({ webhooks: webhookStore, replays, journal, clock }),
    owned: createDeliveries({ webhooks: webhookStore, deliveries, journal, queue, clock, log: silentLog }),
    webhooks: createWebhooks({
      webhooks: webhookStore,
      accounts,
      journal,
      signer: webhookSigner,
      egress,
      clock,
    }),
    start() {
      const fanOut = createFanOutEvent({
        journal,
        webhooks: webhookStore,
        deliveries,
        queue,
        clock,
        log: silentLog,
      });
      const fanOutWorker = createJournalWorker({
        name: 'fan-out',
        walk: fanOut,
        journal,
        leases,
        log: silentLog,
        standByMs: 50,
      });
      const replaying = createJournalWorker({
        name: 'replay',
        walk: createReplayEvents({
          journal,
          webhooks: webhookStore,
          deliveries,
          replays,
          queue,
          clock,
          log: silentLog,
        }),
        journal: null,
        leases,
        log: silentLog,
        standByMs: 50,
      });
      const deliver = createDeliverWebhook({
        deliveries,
        webhooks: webhookStore,
        journal,
        accounts,
        reader: options.reader ?? noReader,
        sender,
        signer: webhookSigner,
        cursors,
        queue,
        places: createRequestPlaces(concurrency),
        clock,
        telemetry: { log: silentLog, deliveryFinished: () => undefined },
      });
      const connection = { connection: jobs, prefix: queuePrefix(keys), log: silentLog };
      const worker = createWebhookWorker({ ...connection, concurrency: deliverySlots(concurrency) }, deliver);
      const sweeper = startSweeper({
        redis,
        keys,
        queue,
        queues: ['delivery'],
        log: silentLog,
        intervalMs: options.sweepEveryMs ?? 200,
        graceMs: 200,
      });
      ending.push(
        () => fanOutWorker.close(),
        () => replaying.close(),
        () => worker.close(5_000),
        () => sweeper.stop(),
      );
    },
    close,
  };
}

/** An event of its own with each call. */
export function someEvent(change: Partial<NewEvent> = {}): NewEvent {
  const message = { id: 'msg_1', mailboxId: 'mbx_1', mailboxPath: 'INBOX', uid: 1, subject: 'Hi' };
  return {
    id: `evt_${randomId('job').slice(4)}`,
    type: 'message.received',
    accountId: 'acc_1',
    data: { message, flags: { now: [], added: null, removed: null }, movedTo: null, movedFrom: null },
    ...change,
  };
}
