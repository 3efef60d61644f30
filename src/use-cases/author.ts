/** On whose behalf a message is written: what it is made of is read with their rights, from their account. */
import type { Account } from '../domain/account.ts';
import type { Principal } from '../domain/principal.ts';

export interface Author {
  readonly principal: Principal;
  readonly account: Account;
  readonly signal: AbortSignal;
}
