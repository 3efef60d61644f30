/** What is learnt of servers that file sent mail by themselves. */
import { expect, it } from 'vitest';
import { expectationOf, seen, type FilingHabit } from '../../src/domain/filing-habit.ts';
import { accountFor } from '../support/sending-rig.ts';

const account = {
  ...accountFor('acc_ada', { smtp: { host: 'smtp.postern.test', port: 587, password: '' } }),
  sentCopy: 'auto' as const,
};
const [yes, no] = [true, false];

/** What is expected after the account's messages were, or were not, there by themselves. */
function after(...looks: readonly boolean[]): string {
  let habit: FilingHabit | null = null;
  for (const look of looks) habit = seen(account, habit, look) ?? habit;
  return expectationOf(account, habit);
}

it.each([
  [[], 'unknown'],
  [[yes], 'files'],
  [[no], 'unknown'],
  [[no, no], 'unknown'],
  [[no, no, no], 'leaves'],
  [[no, no, yes], 'files'],
  [[no, no, no, yes], 'files'],
  // Somebody else had put it there.
  [[yes, no], 'unknown'],
  [[yes, no, no, no], 'leaves'],
])('after %j a server is one that %s', (looks, expected) => {
  expect(after(...looks)).toBe(expected);
});

it('nothing is written down that is known already', () => {
  const files = seen(account, null, true);
  expect(seen(account, files, true)).toBeNull();
  let leaves: FilingHabit | null = null;
  for (let count = 0; count < 3; count += 1) leaves = seen(account, leaves, false);
  expect(seen(account, leaves, false)).toBeNull();
});

it('another server has other habits, and some are known by their names', () => {
  const habit = seen(account, null, true);
  const smtp = { ...account.imap, host: 'smtp.other.test' };
  expect(expectationOf({ ...account, smtp }, habit)).toBe('unknown');
  for (const host of ['smtp.gmail.com', 'SMTP.office365.com', 'smtp-mail.outlook.com']) {
    expect(expectationOf({ ...account, smtp: { ...smtp, host } }, null)).toBe('presumed');
  }
  expect(expectationOf({ ...account, smtp: { ...smtp, host: 'notgmail.com' } }, null)).toBe('unknown');
  expect(expectationOf({ ...account, sentCopy: 'always' }, habit)).toBe('leaves');
});
