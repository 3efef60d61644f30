/** What is remembered of an account's servers: as long as the account is the same. */
import { afterAll, expect, it } from 'vitest';
import { accountKey } from '../../src/redis/account-scripts.ts';
import { createFilingHabitStore } from '../../src/redis/filing-habit-store.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';

const redis = redisClient();
const keys = freshKeys();
const habits = createFilingHabitStore(redis, keys);
afterAll(() => {
  redis.disconnect();
});

it('a habit is kept for the account that it was seen of, and for none made anew under its id', async () => {
  const account = { id: 'acc_one', incarnation: '01' };
  const habit = { servers: 'a:1 b:2', files: true, missed: 0 };
  await redis.hset(accountKey(keys, account.id), 'i', account.incarnation);
  expect(await habits.get(account)).toBeNull();
  await habits.put(account, habit);
  expect(await habits.get(account)).toEqual(habit);
  const anew = { ...account, incarnation: '02' };
  expect(await habits.get(anew)).toBeNull();
  await redis.del(accountKey(keys, account.id));
  await habits.put(account, habit);
  expect(await redis.exists(accountKey(keys, account.id))).toBe(0);
});
