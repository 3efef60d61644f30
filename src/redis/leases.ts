/**
 * Leases with fencing tokens: a key that lives for ten seconds and holds its token, renewed every three. All
 * leases of a process are renewed together. What a holder writes is guarded by `leasePrelude` in the same script,
 * so that a process that was stopped in the meantime cannot write however late it notices.
 */
import type { Redis } from 'ioredis';
import type { Lease, Leases } from '../use-cases/ports/news.ts';
import type { Log } from '../use-cases/ports/service.ts';
import type { Keys } from './keys.ts';
import { defineScript } from './script.ts';
import { stored } from './connection.ts';

/** Prelude: `holds(key, token)` is true while the lease at `key` is the one that has this token. */
export const leasePrelude = `
local function holds(key, token)
  return redis.call('GET', key) == token
end
`;

export function leaseKey(keys: Keys, name: string): string {
  return keys.of('lease', name);
}

// Tokens never come back, not even after Redis lost its data: the clock is their floor.
const acquireLua = `
if redis.call('EXISTS', KEYS[1]) == 1 then return false end
local clock = redis.call('TIME')
local token = math.max(tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0') + 1, clock[1] * 1000000 + clock[2])
local text = string.format('%.0f', token)
redis.call('HSET', KEYS[2], ARGV[1], text)
redis.call('SET', KEYS[1], text, 'PX', ARGV[2])
return text
`;

const renewLua = `${leasePrelude}
local kept = {}
for n, key in ipairs(KEYS) do
  if holds(key, ARGV[n + 1]) then
    redis.call('PEXPIRE', key, ARGV[1])
    kept[n] = 1
  else
    kept[n] = 0
  end
end
return kept
`;

const releaseLua = `${leasePrelude}
for n, key in ipairs(KEYS) do
  if holds(key, ARGV[n]) then redis.call('DEL', key) end
end
return 1
`;

export interface LeaseTimes {
  readonly ttlMs: number;
  readonly renewMs: number;
}

export interface RedisLeases extends Leases {
  /** Releases everything and stops renewing. */
  close(): Promise<void>;
}

interface Held {
  readonly name: string;
  readonly token: number;
  readonly gone: AbortController;
  /** By the monotonic clock: until then nobody else can have it. */
  safeUntil: number;
}

const chunkSize = 500;

export function createLeases(
  redis: Redis,
  keys: Keys,
  log: Log,
  times: LeaseTimes = { ttlMs: 10_000, renewMs: 3_000 },
): RedisLeases {
  const acquireScript = defineScript<string | null>(redis, acquireLua);
  const renewScript = defineScript<readonly number[]>(redis, renewLua);
  const releaseScript = defineScript<number>(redis, releaseLua);
  const held = new Set<Held>();
  const keyOf = (name: string): string => leaseKey(keys, name);
  // Redis counts from the arrival of the command, which is later than the time it was sent.
  const safeFor = times.ttlMs * 0.9;

  const lose = (lease: Held, why: string): void => {
    if (!held.delete(lease)) return;
    log.warn({ lease: lease.name, token: lease.token, why }, 'a lease was lost');
    lease.gone.abort(new Error(`The lease ${lease.name} was lost`));
  };

  const renew = async (chunk: readonly Held[]): Promise<void> => {
    const sentAt = performance.now();
    const kept = await renewScript.run(
      chunk.map(({ name }) => keyOf(name)),
      [times.ttlMs, ...chunk.map(({ token }) => token)],
    );
    chunk.forEach((lease, index) => {
      if (kept[index] === 1) lease.safeUntil = sentAt + safeFor;
      else lose(lease, 'somebody else has it');
    });
  };

  const release = async (leases: readonly Held[]): Promise<void> => {
    for (const lease of leases) {
      held.delete(lease);
      lease.gone.abort(new Error(`The lease ${lease.name} was released`));
    }
    for (const chunk of chunksOf(leases)) {
      await releaseScript.run(
        chunk.map(({ name }) => keyOf(name)),
        chunk.map(({ token }) => token),
      );
    }
  };

  let lastRenewal = performance.now();
  let renewing = false;
  const tick = async (): Promise<void> => {
    for (const lease of held) {
      if (performance.now() >= lease.safeUntil) lose(lease, 'it could not be renewed in time');
    }
    if (renewing || performance.now() - lastRenewal < times.renewMs) return;
    renewing = true;
    lastRenewal = performance.now();
    try {
      await Promise.all(chunksOf([...held]).map(renew));
    } catch (error) {
      log.debug({ reason: String(error) }, 'leases could not be renewed');
    } finally {
      renewing = false;
    }
  };
  const timer = setInterval(() => void tick(), Math.max(10, Math.min(times.renewMs / 3, times.ttlMs / 20)));
  timer.unref();

  return {
    async acquire(name, end = new AbortController()) {
      const sentAt = performance.now();
      const text = await acquireScript.run([keyOf(name), keys.of('lease-tokens')], [name, times.ttlMs]);
      if (text === null) return null;
      const lease: Held = {
        name,
        token: Number(text),
        gone: end,
        safeUntil: sentAt + safeFor,
      };
      held.add(lease);
      return leaseOf(lease, () => release([lease]));
    },

    async free(names) {
      const free: string[] = [];
      for (const chunk of chunksOf(names)) {
        const holders = await stored(() => redis.mget(chunk.map(keyOf)));
        free.push(...chunk.filter((_, index) => holders[index] === null));
      }
      return free;
    },

    async close() {
      clearInterval(timer);
      await release([...held]);
    },
  };
}

function leaseOf({ name, token, gone }: Held, release: () => Promise<void>): Lease {
  return { name, token, lost: gone.signal, release };
}

function chunksOf<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / chunkSize) }, (_, index) =>
    list.slice(index * chunkSize, (index + 1) * chunkSize),
  );
}
