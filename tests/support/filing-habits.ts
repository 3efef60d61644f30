/** What is known of an account's servers, in memory. */
import type { Account } from '../../src/domain/account.ts';
import { seen, type FilingHabit } from '../../src/domain/filing-habit.ts';
import type { FilingHabits } from '../../src/use-cases/ports/filing-habits.ts';

export function filingHabits(habit: FilingHabit | null = null): FilingHabits {
  let known = habit;
  return {
    get: () => Promise.resolve(known),
    put: (_account, learnt) => {
      known = learnt;
      return Promise.resolve();
    },
  };
}

/** It is sure that its servers file nothing by themselves. */
export function filesNothing(account: Account): FilingHabits {
  let habit: FilingHabit | null = null;
  while (habit?.files !== false) habit = seen(account, habit, false) ?? habit;
  return filingHabits(habit);
}
