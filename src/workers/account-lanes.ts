/**
 * Who may send now: at most five at a time for an account, nobody while its server wants to be left alone, and by one
 * host, over all accounts, no more than it takes.
 */
import type { Account } from '../domain/account.ts';
import { freeHost, hostPaceAfter, type HostPace } from '../domain/host-pace.ts';
import { freePace, paceAfter, type Pace } from '../domain/pace.ts';
import type { SendingLanes } from '../use-cases/send-submission.ts';
import { createLanes, type Group } from './lanes.ts';

const sendsPerAccount = 5;

/** A job that waits for its turn costs little; many of them keep the lanes full. */
const slotsPerSend = 50;

/** A send that takes longer waits for a server that does not answer; others need not wait with it. */
const slowSendMs = 3_000;

/** Beside what such a send takes, a write to the storage is long. */
const quickSendMs = 50;

/** Hosts that are looked through, for those that need not be known any more, when there are so many. */
const mostHosts = 1_000;

/** How many jobs the worker holds, most of them waiting, for so many sends at a time. */
export function slotsFor(concurrency: number): number {
  return concurrency * slotsPerSend;
}

interface Paced {
  readonly pace: Pace;
  /** Of the account: new settings or credentials are tried at once. */
  readonly revision: number;
}

interface Host extends Group {
  pace: HostPace;
}

/** `concurrency`: sends at a time, of all accounts. Some of the worker's slots stay free for looks that end at once. */
export function createAccountLanes(concurrency: number): SendingLanes {
  const lanes = createLanes({
    total: concurrency,
    running: Math.min(sendsPerAccount, concurrency),
    slowMs: slowSendMs,
    waiting: Math.floor(slotsFor(concurrency) * 0.8),
  });
  const paces = new Map<string, Paced>();
  /** Those that are in use or are given less than all. */
  const hosts = new Map<string, Host>();

  const paceOf = ({ id, revision }: Account): Pace => {
    const paced = paces.get(id);
    return paced?.revision === revision ? paced.pace : freePace;
  };

  const hostOf = ({ smtp }: Account): Host => {
    const name = smtp === null ? '' : `${smtp.host.toLowerCase()}:${smtp.port}`;
    const known = hosts.get(name);
    if (known !== undefined) return known;
    // What nobody uses and is free is known again at once.
    if (hosts.size >= mostHosts) {
      for (const [each, { running, pace }] of hosts) {
        if (running === 0 && pace === freeHost) hosts.delete(each);
      }
    }
    const host: Host = {
      running: 0,
      pace: freeHost,
      get most() {
        return host.pace.most;
      },
    };
    hosts.set(name, host);
    return host;
  };

  const closedUntil = (account: Account, host: Host): number =>
    Math.max(paceOf(account).until, host.pace.pause.until);

  return {
    async enter(account, rank, signal, prepare) {
      const host = hostOf(account);
      const closed = closedUntil(account, host);
      if (closed > Date.now()) return { kind: 'full', again: closed };
      const entry = await lanes.enter(account.id, signal, rank, prepare, host);
      if (entry.kind === 'full') return entry;
      // While it waited for its place the server may have asked to be left alone.
      const until = closedUntil(account, host);
      if (until > Date.now()) {
        entry.leave();
        return { kind: 'full', again: until };
      }
      const begunAt = Date.now();
      return {
        kind: 'entered',
        isQuick: entry.meanMs !== null && entry.meanMs <= quickSendMs,
        leave(standing, crowded) {
          if (standing !== null) {
            const now = Date.now();
            const pace = paceAfter(paceOf(account), standing, now, Math.random());
            if (pace === freePace) paces.delete(account.id);
            else paces.set(account.id, { pace, revision: account.revision });
            const { running } = host;
            host.pace = hostPaceAfter(host.pace, { standing, crowded, begunAt, running }, now, Math.random());
          }
          entry.leave();
        },
      };
    },
  };
}
