/** What was seen of how servers file what is sent through them, of each account. */
import type { AccountIdentity } from '../../domain/account.ts';
import type { FilingHabit } from '../../domain/filing-habit.ts';

export interface FilingHabits {
  get(account: AccountIdentity): Promise<FilingHabit | null>;
  /** The one that is written last counts. Of an account that is gone nothing is kept. */
  put(account: AccountIdentity, habit: FilingHabit): Promise<void>;
}
