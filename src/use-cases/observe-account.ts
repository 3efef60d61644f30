/** Keeps what is observed of an account's servers; a change of state and its event are written in one step. */
import type { Account } from '../domain/account.ts';
import { observed } from '../domain/account-status.ts';
import type { Observation } from '../domain/account-status.ts';
import { instant } from '../domain/time.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { Lease } from './ports/news.ts';
import type { Clock, Telemetry } from './ports/service.ts';

export interface ObserveAccountPorts {
  readonly accounts: Pick<AccountStore, 'status' | 'saveStatus'>;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'accountStanding' | 'eventsJournaled' | 'staleWriteRefused'>;
}

/**
 * Throws `not-found` for an account that is gone, `storage-unavailable`. Observing the same twice changes nothing.
 * Observed under a lease, it counts as long as the lease does and the account is as it was.
 */
export type ObserveAccount = (
  account: Account,
  observation: Observation,
  lease: Lease | null,
) => Promise<void>;

export function createObserveAccount({ accounts, clock, telemetry }: ObserveAccountPorts): ObserveAccount {
  return async (account, observation, lease) => {
    for (;;) {
      const status = await accounts.status(account);
      const change = observed(account, status, observation, instant(clock.now()));
      if (change === null) return;
      const saved = await accounts.saveStatus(account, status.number, change.status, change.event, lease);
      if (saved === 'changed') continue;
      if (saved === 'fenced') {
        telemetry.staleWriteRefused({ accountId: account.id, what: 'state' });
        return;
      }
      const { side, state, detail } = observation;
      telemetry.accountStanding({ accountId: account.id, side, state, reason: detail });
      if (change.event !== null) {
        telemetry.eventsJournaled({ accountId: account.id, types: [change.event.type] });
      }
      return;
    }
  };
}
