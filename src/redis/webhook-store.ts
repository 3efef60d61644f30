/** Webhooks: the document, its sealed secrets under a key of their own, and since when its endpoint only fails. */
import type { Redis } from 'ioredis';
import { notFound } from '../domain/errors.ts';
import { instant, type Instant } from '../domain/time.ts';
import type { Webhook, WebhookSecrets } from '../domain/webhook.ts';
import type { CursorSeal } from '../use-cases/ports/service.ts';
import type { WebhookStore } from '../use-cases/ports/webhooks.ts';
import { stored } from './connection.ts';
import { documentPrelude, parseDocument } from './document.ts';
import { journalArguments, journalKey, journalPrelude } from './journal-lua.ts';
import type { Keys } from './keys.ts';
import { createPager } from './page.ts';
import { defineScript } from './script.ts';
import type { SealedPlace, SecretBox } from './secret-box.ts';

export interface WebhookStoreOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly box: SecretBox;
  readonly cursors: CursorSeal;
  /** Takes away the deliveries of a webhook that is gone, in bounded steps. */
  readonly eraseDeliveries: (webhookId: string) => Promise<void>;
}

/** What webhooks have learnt to say since the first of them were kept. */
const unsaid = { filter: null, ordered: false, maxPerSecond: null, formerSecretsUntil: null } as const;
type KeptWebhook = Omit<Webhook, keyof typeof unsaid | 'health'> &
  Partial<Pick<Webhook, keyof typeof unsaid>>;

/**
 * A hash: `r` revision, `j` JSON, `e` 1 while enabled, `o` 1 when ordered, and how its endpoint fares and what it is given
 * (`endpoint-lua.ts`).
 */
export function webhookKey(keys: Keys, id: string): string {
  return `${webhooksKey(keys)}:${id}`;
}

/** What the names of their hashes begin with. */
export function webhooksKey(keys: Keys): string {
  return keys.of('webhook');
}

/** KEYS: document, secrets, index, version. ARGV: id, JSON, sealed, enabled, ordered, requests a second or ''. */
const insertLua = `
redis.call('HSET', KEYS[1], 'r', 1, 'j', ARGV[2], 'e', ARGV[4], 'o', ARGV[5], 'm', ARGV[6])
redis.call('SET', KEYS[2], ARGV[3])
redis.call('ZADD', KEYS[3], redis.call('INCR', KEYS[3] .. ':ordinal'), ARGV[1])
redis.call('INCR', KEYS[4])
return 1
`;

/** KEYS: document, secrets, version, journal. ARGV: revision, JSON, sealed or '', enabled, ordered, requests a second or '', events. */
const updateLua = `${documentPrelude}${journalPrelude}
if redis.call('EXISTS', KEYS[1]) == 0 or revision_of(KEYS[1]) ~= tonumber(ARGV[1]) - 1 then return 0 end
local before = redis.call('HMGET', KEYS[1], 'e', 'j')
local is_enabled_again = ARGV[4] == '1' and before[1] ~= '1'
if is_enabled_again or cjson.decode(before[2]).url ~= cjson.decode(ARGV[2]).url then redis.call('HDEL', KEYS[1], 'f') end
-- Whatever was changed, the endpoint is tried again at once.
redis.call('HDEL', KEYS[1], 'n', 'p', 'u')
redis.call('HSET', KEYS[1], 'r', ARGV[1], 'j', ARGV[2], 'e', ARGV[4], 'o', ARGV[5], 'm', ARGV[6])
if ARGV[3] ~= '' then redis.call('SET', KEYS[2], ARGV[3]) end
redis.call('INCR', KEYS[3])
append(KEYS[4], 7)
return 1
`;

/** KEYS: document, secrets, index, version. ARGV: id. */
const removeLua = `
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('INCR', KEYS[4])
redis.call('DEL', KEYS[2])
return redis.call('DEL', KEYS[1])
`;

export function createWebhookStore(options: WebhookStoreOptions): WebhookStore {
  const { redis, keys, box, eraseDeliveries } = options;
  const pager = createPager(redis, options.cursors);
  const insertion = defineScript<1>(redis, insertLua);
  const updating = defineScript<0 | 1>(redis, updateLua);
  const removal = defineScript<0 | 1>(redis, removeLua);
  const index = keys.of('webhooks');
  const versionKey = keys.of('webhooks', 'version');
  const secretsKey = (id: string): string => keys.of('webhook-secrets', id);

  const get = async (id: string): Promise<Webhook | null> => {
    const [json = null, failures, failingSince, pausedUntil] = await stored(() =>
      redis.hmget(webhookKey(keys, id), 'j', 'n', 'f', 'u'),
    );
    const kept = parseDocument<KeptWebhook>(json);
    const time = (millis: string | null | undefined): Instant | null =>
      millis ? instant(Number(millis)) : null;
    const health = {
      failures: Number(failures ?? 0),
      failingSince: time(failingSince),
      pausedUntil: Number(pausedUntil ?? 0) > Date.now() ? time(pausedUntil) : null,
    };
    if (kept === null) return null;
    const { formerSecretsUntil: until = null } = kept;
    const formerSecretsUntil = until !== null && Date.parse(until) > Date.now() ? until : null;
    return { ...unsaid, ...kept, formerSecretsUntil, health };
  };
  const sealed = (webhook: Webhook, secrets: WebhookSecrets): string =>
    box.seal(placeOf(webhook), JSON.stringify(secrets));
  /** What the scripts go by: enabled, ordered, requests a second. */
  const terms = ({ enabled, ordered, maxPerSecond }: Webhook): readonly (string | number)[] => [
    enabled ? 1 : 0,
    ordered ? 1 : 0,
    maxPerSecond ?? '',
  ];

  let known: { readonly version: string; readonly webhooks: readonly Webhook[] } | null = null;

  return {
    async insert(webhook, secrets) {
      const { id } = webhook;
      await insertion.run(
        [webhookKey(keys, id), secretsKey(id), index, versionKey],
        [id, jsonOf(webhook), sealed(webhook, secrets), ...terms(webhook)],
      );
    },

    get,

    list: (page) => pager.page({ key: index, purpose: 'webhooks' }, page, (ids) => Promise.all(ids.map(get))),

    async all() {
      // Read before the webhooks: a change in between makes the next call read them again.
      const version = (await stored(() => redis.get(versionKey))) ?? '0';
      if (known?.version !== version) {
        const ids = await stored(() => redis.zrange(index, '0', '-1'));
        const webhooks = await Promise.all(ids.map(get));
        known = { version, webhooks: webhooks.filter((webhook) => webhook !== null) };
      }
      return known.webhooks;
    },

    async update(webhook, secrets, event) {
      const { id, revision } = webhook;
      const secretText = secrets === null ? '' : sealed(webhook, secrets);
      const done = await updating.run(
        [webhookKey(keys, id), secretsKey(id), versionKey, journalKey(keys)],
        [
          revision,
          jsonOf(webhook),
          secretText,
          ...terms(webhook),
          ...journalArguments(event === null ? [] : [event]),
        ],
      );
      return done === 1;
    },

    async endPause(id) {
      await stored(() => redis.hdel(webhookKey(keys, id), 'u'));
    },

    async remove(id) {
      const done = await removal.run([webhookKey(keys, id), secretsKey(id), index, versionKey], [id]);
      await eraseDeliveries(id);
      return done === 1;
    },

    async secrets(webhook) {
      const text = await stored(() => redis.get(secretsKey(webhook.id)));
      if (text === null) throw notFound('webhook');
      return JSON.parse(box.open(placeOf(webhook), text)) as WebhookSecrets;
    },
  };
}

// Webhook ids are random and never given twice: they are incarnation enough.
function placeOf({ id }: Webhook): SealedPlace {
  return { purpose: 'webhook', owner: id, incarnation: '', field: 'secrets' };
}

/** Without its health, which stands beside it. */
function jsonOf(webhook: Webhook): string {
  return JSON.stringify({ ...webhook, health: undefined });
}
