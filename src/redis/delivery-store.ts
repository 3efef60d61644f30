/**
 * Deliveries: made by the fan-out in one step with its position, sent under a claim, kept for a week after their
 * end. An endpoint has a few lanes over all replicas, so that a slow one takes no more of the workers than that.
 */
import type { Redis } from 'ioredis';
import { deliveryStatuses, type Delivery } from '../domain/webhook.ts';
import type { CursorSeal } from '../use-cases/ports/service.ts';
import type { DeliveryStore, FinishedAttempt } from '../use-cases/ports/webhooks.ts';
import { stored } from './connection.ts';
import { deliveryScripts } from './delivery-scripts.ts';
import { parseDocument } from './document.ts';
import { dueKey } from './due.ts';
import { endpointLimits, type EndpointLimits } from './endpoint-lua.ts';
import { createExchangeRecord } from './exchange-record.ts';
import type { Keys } from './keys.ts';
import { leaseKey } from './leases.ts';
import { createPager } from './page.ts';
import type { SecretBox } from './secret-box.ts';
import { webhooksKey } from './webhook-store.ts';

/** KEYS that every step on deliveries begins with. */
export function deliveryKeys(keys: Keys): readonly [root: string, due: string, webhooks: string] {
  return [keys.of('deliveries'), dueKey(keys, 'delivery'), webhooksKey(keys)];
}

/** What a step that makes a delivery is told of it. */
export function deliveryArguments(delivery: Delivery): readonly string[] {
  const { id, webhookId, accountId, redeliveryOf } = delivery;
  return [id, JSON.stringify(delivery), webhookId, accountId ?? '', redeliveryOf ?? ''];
}

export interface DeliveryStoreOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly cursors: CursorSeal;
  readonly box: SecretBox;
  /** Other than `endpointLimits`. */
  readonly limits?: Partial<EndpointLimits>;
}

export interface RedisDeliveryStore extends DeliveryStore {
  /** Everything for a webhook that is gone, in bounded steps. */
  eraseWebhook(webhookId: string): Promise<void>;
  eraseAccount(accountId: string): Promise<void>;
}

const keptForSeconds = 7 * 24 * 3_600;
const eraseStep = 500;
/** Of so many attempts, the last ones, it is kept what went over the wire. */
const keptExchanges = 5;

export function createDeliveryStore(options: DeliveryStoreOptions): RedisDeliveryStore {
  const { redis, keys } = options;
  const scripts = deliveryScripts(redis, { ...endpointLimits, ...options.limits });
  const pager = createPager(redis, options.cursors);
  const base = deliveryKeys(keys);
  const [root] = base;
  const position = keys.of('fan-out', 'position');

  const record = createExchangeRecord(options.box);
  const exchangeFields = Array.from({ length: keptExchanges }, (_, slot) => `x${slot}`);

  const get = async (id: string): Promise<Delivery | null> => {
    const found = parseDocument<DeliveryOnDisk>(await stored(() => redis.hget(`${root}:doc:${id}`, 'j')));
    return found === null ? null : deliveryFromDisk(found);
  };
  const erase = async (list: string): Promise<void> => {
    while ((await scripts.erase.run([...base, list], [eraseStep])) > 0);
  };

  return {
    fanOutPosition: async () => (await stored(() => redis.get(position))) ?? '0-0',

    async fanOut(lease, expected, next, deliveries) {
      const done = await scripts.fanOut.run(
        [...base, leaseKey(keys, lease.name), position],
        [lease.token, expected, next, Date.now(), ...deliveries.flatMap(deliveryArguments)],
      );
      return done === 1;
    },

    get,

    async exchanges(id) {
      const texts = await stored(() => redis.hmget(`${root}:doc:${id}`, ...exchangeFields));
      const kept = await Promise.all(
        texts.filter((text) => text !== null).map((text) => record.read(id, text)),
      );
      return kept.filter((exchange) => exchange !== null).sort((a, b) => a.attempt - b.attempt);
    },

    async add(delivery) {
      await scripts.add.run(base, [Date.now(), ...deliveryArguments(delivery)]);
    },

    async standings(ids) {
      const found = ids.length === 0 ? [] : await scripts.standings.run(base, ids);
      return found.map((status) => (status === '' ? null : status));
    },

    pendingOf: (webhookId) => stored(() => redis.zcard(`${root}:webhook:${webhookId}:pending`)),

    list(webhookId, filter, page) {
      const key = filter.status === undefined ? webhookId : `${webhookId}:${filter.status}`;
      return pager.page({ key: `${root}:webhook:${key}`, purpose: `deliveries ${key}` }, page, (ids) =>
        Promise.all(ids.map(get)),
      );
    },

    async claim(id, attempt, forMs) {
      const [kind, detail = '', waitMs = 0] = await scripts.claim.run(base, [id, attempt, forMs]);
      switch (kind) {
        case 'claimed':
          return { kind, delivery: deliveryFromDisk(JSON.parse(detail) as DeliveryOnDisk), waitMs };
        case 'held':
          return { kind, untilMs: Number(detail) };
        case 'parked':
          return { kind };
        default:
          return { kind: 'void' };
      }
    },

    async finish(next, { outcome, exchange }, takeNextForMs) {
      const dueAt = next.nextAttemptAt === null ? '' : Date.parse(next.nextAttemptAt);
      const [saved, failingSince, taken, waitMs, called] = await scripts.finish.run(base, [
        next.id,
        next.webhookId,
        next.revision,
        JSON.stringify(next),
        next.status,
        next.attempts.length + 1,
        dueAt,
        outcome ?? '',
        takeNextForMs ?? '',
        keptForSeconds,
        exchange === null ? '' : await record.write(next.id, exchange),
        `x${next.attempts.length % keptExchanges}`,
      ]);
      const following = parseDocument<DeliveryOnDisk>(taken);
      return {
        saved: saved === 1,
        failingSinceMs: failingSince === null ? null : Number(failingSince),
        next: following === null ? null : { delivery: deliveryFromDisk(following), waitMs },
        called: calledOf(called),
      };
    },

    async extend(id, forMs) {
      await scripts.extend.run(base, [id, forMs]);
    },
    async keepBody(id, body) {
      await scripts.keepBody.run(base, [id, body]);
    },
    keptBody: (id) => stored(() => redis.hget(`${root}:doc:${id}`, 'b')),

    async remove(id) {
      await scripts.remove.run(base, [id]);
    },

    async eraseWebhook(webhookId) {
      const list = `${root}:webhook:${webhookId}`;
      await erase(list);
      // What expired by itself is still named in these.
      await stored(() => redis.del(deliveryStatuses.map((status) => `${list}:${status}`)));
    },
    eraseAccount: (accountId) => erase(`${root}:account:${accountId}`),
  };
}

/** From id, attempt and time of each. */
function calledOf(names: readonly string[]): FinishedAttempt['called'] {
  return Array.from({ length: names.length / 3 }, (_, index) => ({
    id: names[3 * index] ?? '',
    attempt: Number(names[3 * index + 1]),
    atMs: Number(names[3 * index + 2]),
  }));
}

/** Of deliveries that an older version made it is not told that they repeat none. */
type DeliveryOnDisk = Omit<Delivery, 'redeliveryOf'> & Partial<Pick<Delivery, 'redeliveryOf'>>;

function deliveryFromDisk(found: DeliveryOnDisk): Delivery {
  return { redeliveryOf: null, ...found };
}
