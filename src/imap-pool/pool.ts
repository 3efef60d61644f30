/**
 * Command connections of all accounts, leased to one caller at a time. Each account has its lane; the pool sees to it
 * that lanes share what there is, that quiet connections go, and that the end comes in order.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Logins } from '../use-cases/ports/accounts.ts';
import type { TextSearch } from '../use-cases/ports/content.ts';
import type { Egress, Telemetry } from '../use-cases/ports/service.ts';
import { AccountLane, type LanePorts, type LaneSettings, type LaneWant } from './account-lane.ts';
import { createProcessBudget, type ConnectionBudget } from './connection-budget.ts';
import { createConnectionCount, type ConnectionCount } from './connection-count.ts';
import { isAuthFailure, timedOut } from './errors.ts';
import { createHostGates } from './host-gate.ts';
import { defaultSessionLimits, openSession, type SessionLimits } from './open-session.ts';
import type { Session } from './session.ts';

export interface PoolSettings extends LaneSettings, SessionLimits {
  /** Command connections of this process over all accounts. */
  readonly connections: number;
  /** Longest time that one caller keeps a connection. */
  readonly leaseMs: number;
  readonly loginsPerHost: number;
}

const defaultPoolSettings: PoolSettings = {
  ...defaultSessionLimits,
  connections: 1_000,
  leaseMs: 60_000,
  waitMs: 25_000,
  idleMs: 120_000,
  patienceMs: 1_500,
  lowerCapMs: 300_000,
  probeAfterMs: 30_000,
  probeMs: 5_000,
  loginsPerHost: 20,
};

export interface PoolPorts {
  readonly logins: Logins;
  readonly egress: Pick<Egress, 'resolve' | 'isListed'>;
  readonly telemetry: Pick<Telemetry, 'leaseGranted' | 'connectionsChanged'>;
  /** Looks through the texts that no server searches. */
  readonly texts: TextSearch;
  /** Shared with the watchers, so that one gauge tells of both; an own one when absent. */
  readonly count?: ConnectionCount;
  readonly budget?: ConnectionBudget;
}

export interface LeaseOptions {
  readonly mailbox?: string;
  /** An API key's id, say: callers of one account take turns. */
  readonly caller?: string;
  /** Whether the work may run again because its connection, used before, was found dead. */
  readonly repeatable?: boolean | (() => boolean);
}

export interface Pool {
  /**
   * Runs `work` on a connection that nobody else uses meanwhile. At `signal`'s abort the caller leaves the line; with a
   * command under way the connection is closed and replaced. Throws what `session.ts` throws, `account-paused`,
   * `upstream-timeout` when no connection came free or the lease took too long, `shutting-down`.
   */
  lease<T>(
    account: Account,
    options: LeaseOptions,
    signal: AbortSignal,
    work: (session: Session) => Promise<T>,
  ): Promise<T>;
  /** How many connections an account has here. */
  open(accountId: string): number;
  /** These mailboxes are gone, or called otherwise: no connection may have one selected any longer. */
  leave(accountId: string, isGone: (path: string) => boolean): void;
  /** The account's settings changed, it was paused, or (null) it is gone: its connections go too. */
  changed(accountId: string, account: Account | null): void;
  /** Who waits is refused with `shutting-down`; who works may finish until the deadline. */
  close(deadlineMs: number): Promise<void>;
}

export function createPool(ports: PoolPorts, overrides: Partial<PoolSettings> = {}): Pool {
  const settings: PoolSettings = { ...defaultPoolSettings, ...overrides };
  const lanes = new Map<string, AccountLane>();
  /** Who wants a connection that the budget did not give, in the order in which they came to want. */
  const starved = new Set<AccountLane>();
  const now = (): number => performance.now();
  const count = ports.count ?? createConnectionCount(ports.telemetry);
  const budget = ports.budget ?? createProcessBudget(settings.connections);
  let closing = false;
  let running = 0;
  let onIdle: (() => void) | null = null;

  const lanePorts: LanePorts = {
    open: (account, signal) =>
      ports.logins.logIn(
        account,
        'imap',
        (login) => {
          const { egress, texts } = ports;
          return openSession({ settings: account.imap, login, egress, limits: settings, texts }, signal);
        },
        isAuthFailure,
        signal,
      ),
    budget,
    gates: createHostGates(settings.loginsPerHost, { now, random: Math.random }),
    count,
    now,
    random: Math.random,
    onStarved(lane) {
      starved.add(lane);
      makeRoom(lane);
    },
  };

  /** The account whose connection has been quiet for longest gives it up. */
  const makeRoom = (hungry: AccountLane): void => {
    let quietest: AccountLane | null = null;
    for (const lane of lanes.values()) {
      if (lane === hungry || lane.quietSince === null) continue;
      if (quietest === null || lane.quietSince < (quietest.quietSince ?? 0)) quietest = lane;
    }
    quietest?.giveWay();
  };

  budget.onFreed(() => {
    // Who has least is next; among equals who has waited longest.
    let next: AccountLane | null = null;
    for (const lane of starved) {
      if (lane.waiting === 0) starved.delete(lane);
      else if (next === null || lane.size < next.size) next = lane;
    }
    if (next === null) return;
    starved.delete(next);
    next.resume();
  });

  const sweep = setInterval(
    () => {
      for (const [id, lane] of lanes) {
        lane.closeQuiet(now() - settings.idleMs);
        if (lane.blank) lanes.delete(id);
      }
    },
    Math.min(10_000, settings.idleMs),
  );
  sweep.unref();

  const laneOf = (account: Account): AccountLane => {
    const known = lanes.get(account.id);
    if (known !== undefined) {
      known.update(account);
      return known;
    }
    const lane = new AccountLane(account, lanePorts, settings);
    lanes.set(account.id, lane);
    return lane;
  };

  /** An account that has more connections than one that has to wait for its next hands this one on. */
  const owesTurn = (lane: AccountLane): boolean =>
    [...starved].some((other) => other !== lane && other.waiting > 0 && other.size < lane.size);

  const runOn = async <T>(
    session: Session,
    signal: AbortSignal,
    work: (session: Session) => Promise<T>,
  ): Promise<T> => {
    const abort = (): void => session.interrupt(signal);
    const timer = setTimeout(() => {
      session.close(timedOut(session.host, 'The mail server took too long for the whole of the request.'));
    }, settings.leaseMs);
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      return await work(session);
    } catch (thrown) {
      signal.throwIfAborted();
      throw thrown;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  };

  const leaseOnce = async <T>(
    account: Account,
    want: LaneWant,
    signal: AbortSignal,
    returning: boolean,
    work: (session: Session) => Promise<T>,
  ): Promise<
    { readonly done: true; readonly value: T } | { readonly done: false; readonly error: unknown }
  > => {
    const since = now();
    const lane = laneOf(account);
    const { session, fresh } = await lane.take(want, signal, returning);
    ports.telemetry.leaseGranted({ accountId: account.id, waitMs: now() - since, fresh });
    try {
      return { done: true, value: await runOn(session, signal, work) };
    } catch (error) {
      const died = !fresh && !session.alive && !signal.aborted && isLost(error);
      if (died) return { done: false, error };
      throw error;
    } finally {
      lane.release(session, session.reset() && !owesTurn(lane));
    }
  };

  return {
    async lease(account, options, signal, work) {
      if (closing) throw shuttingDown();
      if (account.paused) throw new GatewayError('account-paused', 'The account is paused.');
      const want: LaneWant = { mailbox: options.mailbox ?? null, caller: options.caller ?? '' };
      running += 1;
      try {
        const { repeatable = false } = options;
        // What ends one connection may have ended all that the account has, which each tells when it is used.
        for (let left = account.limits.connections; ; left -= 1) {
          const isFirst = left === account.limits.connections;
          const attempt = await leaseOnce(account, want, signal, !isFirst, work);
          if (attempt.done) return attempt.value;
          const mayRepeat = typeof repeatable === 'function' ? repeatable() : repeatable;
          if (!mayRepeat || left === 0) throw attempt.error;
        }
      } finally {
        running -= 1;
        if (running === 0) onIdle?.();
      }
    },
    open: (accountId) => lanes.get(accountId)?.size ?? 0,

    leave: (accountId, isGone) => lanes.get(accountId)?.leave(isGone),
    changed(accountId, account) {
      const lane = lanes.get(accountId);
      if (lane === undefined) return;
      if (account !== null && !account.paused) {
        lane.update(account);
        return;
      }
      lanes.delete(accountId);
      starved.delete(lane);
      const reason =
        account === null
          ? new GatewayError('not-found', 'There is no such account, or the key may not see it.')
          : new GatewayError('account-paused', 'The account is paused.');
      lane.end(reason, true);
    },
    async close(deadlineMs) {
      closing = true;
      clearInterval(sweep);
      for (const lane of lanes.values()) lane.end(shuttingDown(), false);
      if (running > 0) {
        let timer: NodeJS.Timeout | undefined;
        await Promise.race([
          new Promise<void>((resolve) => (onIdle = resolve)),
          new Promise<void>((resolve) => (timer = setTimeout(resolve, deadlineMs))),
        ]);
        clearTimeout(timer);
      }
      for (const lane of lanes.values()) lane.end(shuttingDown(), true);
      lanes.clear();
    },
  };
}

function isLost(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'account-unreachable';
}

function shuttingDown(): GatewayError {
  return new GatewayError('shutting-down', 'This replica is shutting down; another one takes the request.');
}
