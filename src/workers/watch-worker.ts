/**
 * The role `watch`: every account is watched by one of the replicas, each of which takes its share. Accounts are
 * claimed by lease, given up when a replica joins, and taken over when one is gone. What watching is, `MailWatch`
 * knows.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { AccountStore } from '../use-cases/ports/accounts.ts';
import type { Lease, Leases, MailWatch, Replicas, WatchSink } from '../use-cases/ports/news.ts';
import type { Log } from '../use-cases/ports/service.ts';
import { accountsToClaim, accountsToGive, shareOf } from './watch-share.ts';

export interface WatchWorkerPorts {
  readonly accounts: Pick<AccountStore, 'ids' | 'get' | 'onChange'>;
  readonly leases: Leases;
  readonly replicas: Replicas;
  readonly watch: MailWatch;
  readonly mailEvents: (account: Account, lease: Lease) => WatchSink;
  readonly log: Log;
}

export interface WatchWorkerSettings {
  /** Between two looks at what is to be done; a notice of a change makes one at once. */
  readonly tickMs: number;
  /** Accounts claimed or given up in one tick: the ramp at start and after a loss. */
  readonly perTick: number;
  /** An account is compared with its document at least this often, in case a notice was lost. */
  readonly auditMs: number;
}

const defaultWatchWorkerSettings: WatchWorkerSettings = {
  tickMs: 1_000,
  perTick: 250,
  auditMs: 60_000,
};

export interface WatchWorker {
  /** Accounts that are watched here. */
  readonly watching: readonly string[];
  /** Ends all watching and gives the leases back, so that others take over at once. */
  close(): Promise<void>;
}

interface Held {
  readonly lease: Lease;
  readonly account: Account;
  readonly end: AbortController;
  /** Resolves when watching has ended and the lease is given back. */
  readonly done: Promise<void>;
  checkedAt: number;
}

const role = 'watch';

/** One that cannot be given back ends by itself. */
async function giveBack(lease: Lease): Promise<void> {
  await lease.release().catch(() => undefined);
}

function watchLease(accountId: string): string {
  return `watch:${accountId}`;
}

/** Begins at once. */
export function createWatchWorker(
  ports: WatchWorkerPorts,
  settings: WatchWorkerSettings = defaultWatchWorkerSettings,
): WatchWorker {
  const { accounts, leases, replicas, watch, log } = ports;
  const replica = randomUUID();
  const held = new Map<string, Held>();
  /** Accounts that are paused, removed or cannot be watched, until a change is told or the time of an audit has passed. */
  const passedOver = new Map<string, number>();
  const stopping = new AbortController();
  let wake = new AbortController();

  const watchable = async (id: string): Promise<Account | null> => {
    const account = await accounts.get(id);
    if (account !== null && !account.paused) return account;
    passedOver.set(id, performance.now());
    return null;
  };

  const claim = async (id: string): Promise<void> => {
    const end = new AbortController();
    const lease = await leases.acquire(watchLease(id), end);
    if (lease === null) return;
    const account = await watchable(id).catch(async (error: unknown) => {
      // It renews itself: kept in vain, it would keep the account from everybody.
      await giveBack(lease);
      throw error;
    });
    if (account === null || stopping.signal.aborted) {
      await giveBack(lease);
      return;
    }
    const done = hold(account, lease, end.signal).finally(() => {
      held.delete(id);
    });
    held.set(id, { lease, account, end, done, checkedAt: performance.now() });
  };

  const hold = async (account: Account, lease: Lease, signal: AbortSignal): Promise<void> => {
    try {
      await watch.run(account, ports.mailEvents(account, lease), signal);
    } catch (error) {
      log.error({ accountId: account.id, err: error }, 'an account cannot be watched');
      const later = error instanceof GatewayError && error.code === 'storage-unavailable';
      if (!later) passedOver.set(account.id, performance.now());
    }
    await giveBack(lease);
  };

  const giveUp = async (id: string): Promise<void> => {
    const one = held.get(id);
    one?.end.abort();
    await one?.done;
  };

  /** Ends the watching of an account that is not as it was when that began; the next tick claims it anew. */
  const check = async (id: string): Promise<void> => {
    const one = held.get(id);
    if (one === undefined) return;
    one.checkedAt = performance.now();
    const account = await accounts.get(id);
    const same =
      account?.incarnation === one.account.incarnation &&
      account.revision === one.account.revision &&
      !account.paused;
    if (!same) await giveUp(id);
  };

  const tick = async (): Promise<void> => {
    const count = await replicas.beat(role, replica);
    const now = performance.now();
    for (const [id, at] of passedOver) if (now - at > settings.auditMs) passedOver.delete(id);
    const due = [...held].filter(([, { checkedAt }]) => now - checkedAt > settings.auditMs);
    await Promise.all(due.slice(0, settings.perTick).map(([id]) => check(id)));

    const ids = (await accounts.ids()).filter((id) => !passedOver.has(id));
    const share = shareOf(ids.length, count);
    const given = accountsToGive([...held.keys()], share, settings.perTick);
    await Promise.all(given.map(giveUp));
    const room = Math.min(settings.perTick, share - held.size);
    if (room <= 0) return;
    const free = await leases.free(ids.filter((id) => !held.has(id)).map(watchLease));
    const names = new Map(ids.map((id) => [watchLease(id), id]));
    const candidates = free.flatMap((name) => names.get(name) ?? []);
    await Promise.all(accountsToClaim(candidates, room, replica).map(claim));
  };

  const forget = accounts.onChange((id) => {
    passedOver.delete(id);
    check(id)
      .catch((error: unknown) =>
        log.warn({ accountId: id, reason: String(error) }, 'an account was not checked'),
      )
      .finally(() => wake.abort());
  });

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      try {
        await tick();
      } catch (error) {
        log.warn({ reason: String(error) }, 'accounts could not be shared out just now');
      }
      const signal = AbortSignal.any([wake.signal, stopping.signal]);
      await delay(settings.tickMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = loop();

  return {
    get watching() {
      return [...held.keys()];
    },
    async close() {
      stopping.abort();
      forget();
      await running;
      // Gone first, so that the others' shares are large enough for what comes free.
      await replicas.leave(role, replica).catch(() => undefined);
      await Promise.all([...held.keys()].map(giveUp));
    },
  };
}
