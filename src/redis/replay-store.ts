/**
 * Replays: a hash of `r` revision and `j` JSON each, and a list of those that go on, the oldest first. Below a list of its
 * own, for a replay belongs to a webhook and not to an account. All of it goes a day after the replay has ended.
 */
import type { Redis } from 'ioredis';
import type { Replay } from '../domain/replay.ts';
import type { ReplayStore } from '../use-cases/ports/webhooks.ts';
import { stored } from './connection.ts';
import { deliveryPrelude } from './delivery-lua.ts';
import { deliveryArguments, deliveryKeys } from './delivery-store.ts';
import { documentPrelude, parseDocument } from './document.ts';
import { endpointLimits } from './endpoint-lua.ts';
import type { Keys } from './keys.ts';
import { leaseKey, leasePrelude } from './leases.ts';
import { defineScript } from './script.ts';

const keptMs = 24 * 3_600_000;
const activeAtOnce = 100;

/** `put(document, list, at)`: revision, JSON and end ('' while it goes on) stand in ARGV from `at` on, the id behind them. */
const putLua = `
local function put(key, list, at)
  redis.call('HSET', key, 'r', ARGV[at], 'j', ARGV[at + 1])
  if ARGV[at + 2] == '' then return end
  redis.call('PEXPIREAT', key, ARGV[at + 2])
  redis.call('ZREM', list, ARGV[at + 3])
end
`;

/** KEYS: document, list. ARGV: revision, JSON, end or '', id. */
const insertLua = `${putLua}
put(KEYS[1], KEYS[2], 1)
redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[2] .. ':ordinal'), ARGV[4])
return 1
`;

/** KEYS and ARGV as `insert`. */
const saveLua = `${documentPrelude}${putLua}
if revision_of(KEYS[1]) ~= tonumber(ARGV[1]) - 1 then return 0 end
put(KEYS[1], KEYS[2], 1)
return 1
`;

/** KEYS: the store of deliveries, lease, document, list. ARGV: token, due time, then as `insert`, then the deliveries. */
const advanceLua = `${leasePrelude}${deliveryPrelude(endpointLimits)}${putLua}
if not holds(KEYS[4], ARGV[1]) then return 'fenced' end
if revision_of(KEYS[5]) ~= tonumber(ARGV[3]) - 1 then return 'conflict' end
for at = 7, #ARGV, 5 do add(ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[2], ARGV[at + 4]) end
put(KEYS[5], KEYS[6], 3)
return 'committed'
`;

export function createReplayStore(redis: Redis, keys: Keys): ReplayStore {
  const insertion = defineScript<1>(redis, insertLua);
  const saving = defineScript<0 | 1>(redis, saveLua);
  const advancing = defineScript<'committed' | 'conflict' | 'fenced'>(redis, advanceLua);
  const list = keys.of('replays');
  const document = (id: string): string => keys.of('replay', id);
  /** Many may wait for endpoints that do not answer: those behind them have their turn as well. */
  let lookedAt = 0;

  const put = ({ revision, finishedAt, id, ...rest }: Replay): readonly (string | number)[] => [
    revision,
    JSON.stringify({ revision, finishedAt, id, ...rest }),
    finishedAt === null ? '' : Date.parse(finishedAt) + keptMs,
    id,
  ];
  const get = async (id: string): Promise<Replay | null> =>
    parseDocument<Replay>(await stored(() => redis.hget(document(id), 'j')));

  return {
    async insert(replay) {
      await insertion.run([document(replay.id), list], put(replay));
    },
    get,
    async active() {
      const begin = lookedAt;
      const ids = await stored(() => redis.zrange(list, String(begin), String(begin + activeAtOnce - 1)));
      lookedAt = ids.length < activeAtOnce ? 0 : begin + activeAtOnce;
      const found = await Promise.all(ids.map(get));
      return found.filter((replay) => replay !== null);
    },
    save: async (next) => (await saving.run([document(next.id), list], put(next))) === 1,
    advance: (lease, next, deliveries) =>
      advancing.run(
        [...deliveryKeys(keys), leaseKey(keys, lease.name), document(next.id), list],
        [lease.token, Date.now(), ...put(next), ...deliveries.flatMap(deliveryArguments)],
      ),
  };
}
