/** What was seen of how an account's servers file sent mail: `f` in the account's document, and gone with it. */
import type { Redis } from 'ioredis';
import type { FilingHabit } from '../domain/filing-habit.ts';
import type { FilingHabits } from '../use-cases/ports/filing-habits.ts';
import { accountKey } from './account-scripts.ts';
import { stored } from './connection.ts';
import { parseDocument } from './document.ts';
import type { Keys } from './keys.ts';
import { defineScript } from './script.ts';

/** KEYS: account. ARGV: incarnation, JSON. */
const putLua = `
if redis.call('HGET', KEYS[1], 'i') == ARGV[1] then redis.call('HSET', KEYS[1], 'f', ARGV[2]) end
return 1
`;

export function createFilingHabitStore(redis: Redis, keys: Keys): FilingHabits {
  const putting = defineScript<1>(redis, putLua);
  return {
    async get({ id, incarnation }) {
      const [owner, habit] = await stored(() => redis.hmget(accountKey(keys, id), 'i', 'f'));
      return owner === incarnation ? parseDocument<FilingHabit>(habit ?? null) : null;
    },
    async put({ id, incarnation }, habit) {
      await putting.run([accountKey(keys, id)], [incarnation, JSON.stringify(habit)]);
    },
  };
}
