/** What the owner of an account asks and orders about the addresses that it sends nothing to. */
import { addressProblem } from '../domain/address.ts';
import { invalid, notFound } from '../domain/errors.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { Principal } from '../domain/principal.ts';
import { suppressedForm, type Suppression } from '../domain/suppression.ts';
import { instant } from '../domain/time.ts';
import type { OpenAccount } from './open-account.ts';
import type { Clock } from './ports/service.ts';
import type { SuppressionStore } from './ports/suppressions.ts';

export interface Suppressions {
  list(principal: Principal, accountId: string, page: PageRequest): Promise<Page<Suppression>>;
  /** One that is there already is answered as it is. Throws `invalid-request` for what is no address. */
  add(principal: Principal, accountId: string, address: string): Promise<Suppression>;
  /** Throws `not-found`. */
  remove(principal: Principal, accountId: string, address: string): Promise<void>;
}

export function createSuppressions(ports: {
  readonly openAccount: OpenAccount;
  readonly suppressions: SuppressionStore;
  readonly clock: Clock;
}): Suppressions {
  const { openAccount, suppressions, clock } = ports;
  return {
    async list(principal, accountId, page) {
      await openAccount(principal, accountId, 'submissions:write');
      return await suppressions.list(accountId, page);
    },
    async add(principal, accountId, address) {
      const account = await openAccount(principal, accountId, 'submissions:write');
      const problem = addressProblem(address);
      if (problem !== null) throw invalid('/address', problem);
      const wanted: Suppression = {
        address: suppressedForm(address),
        reason: 'manual',
        submission: null,
        createdAt: instant(clock.now()),
      };
      await suppressions.add(account, [wanted]);
      const [kept] = await suppressions.find(account.id, [wanted.address]);
      return kept ?? wanted;
    },
    async remove(principal, accountId, address) {
      await openAccount(principal, accountId, 'submissions:write');
      if (!(await suppressions.remove(accountId, suppressedForm(address)))) throw notFound('suppression');
    },
  };
}
