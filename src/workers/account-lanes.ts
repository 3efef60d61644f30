/** Who may send now: at most five at a time for an account, and nobody while its server wants to be left alone. */
import type { Account } from '../domain/account.ts';
import { freePace, paceAfter, type Pace } from '../domain/pace.ts';
import type { SendingLanes } from '../use-cases/send-submission.ts';
import { createLanes } from './lanes.ts';

export const sendsPerAccount = 5;

interface Paced {
  readonly pace: Pace;
  /** Of the account: new settings or credentials are tried at once. */
  readonly revision: number;
}

/** `slots`: how many jobs the worker holds at a time; one account may fill half of them. */
export function createAccountLanes(slots: number): SendingLanes {
  const lanes = createLanes({
    running: sendsPerAccount,
    waiting: Math.max(1, Math.floor(slots / 2) - sendsPerAccount),
  });
  const paces = new Map<string, Paced>();

  const paceOf = ({ id, revision }: Account): Pace => {
    const paced = paces.get(id);
    return paced?.revision === revision ? paced.pace : freePace;
  };

  return {
    async enter(account) {
      const closed = paceOf(account).until;
      if (closed > Date.now()) return { kind: 'full', again: closed };
      const entry = await lanes.enter(account.id);
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
