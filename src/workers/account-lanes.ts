/** Who may send now: at most five at a time for an account, and nobody while its server wants to be left alone. */
import type { Account } from '../domain/account.ts';
import { freePace, paceAfter, type Pace } from '../domain/pace.ts';
import type { SendingLanes } from '../use-cases/send-submission.ts';
import { createLanes } from './lanes.ts';

const sendsPerAccount = 5;

/** A job that waits for its turn costs little; many of them keep the lanes full. */
const slotsPerSend = 50;

/** A send that takes longer waits for a server that does not answer; others need not wait with it. */
const slowSendMs = 3_000;

/** How many jobs the worker holds, most of them waiting, for so many sends at a time. */
export function slotsFor(concurrency: number): number {
  return concurrency * slotsPerSend;
}

interface Paced {
  readonly pace: Pace;
  /** Of the account: new settings or credentials are tried at once. */
  readonly revision: number;
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

  const paceOf = ({ id, revision }: Account): Pace => {
    const paced = paces.get(id);
    return paced?.revision === revision ? paced.pace : freePace;
  };

  return {
    async enter(account, rank, signal, prepare) {
      const closed = paceOf(account).until;
      if (closed > Date.now()) return { kind: 'full', again: closed };
      const entry = await lanes.enter(account.id, signal, rank, prepare);
      if (entry.kind === 'full') return entry;
      // While it waited for its place the server may have asked to be left alone.
      const until = paceOf(account).until;
      if (until > Date.now()) {
        entry.leave();
        return { kind: 'full', again: until };
      }
      return {
        kind: 'entered',
        leave(standing) {
          if (standing !== null) {
            const pace = paceAfter(paceOf(account), standing, Date.now(), Math.random());
            if (pace === freePace) paces.delete(account.id);
            else paces.set(account.id, { pace, revision: account.revision });
          }
          entry.leave();
        },
      };
    },
  };
}
