/** What tests of reading begin with: one pool for all of them, and for each an account and another program that uses it. */
import type { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeEach } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import {
  directClient,
  never,
  testAccount,
  testPool,
  type AccountChoices,
  type TestPool,
} from './imap-account.ts';

export interface FreshAccount {
  readonly account: Account;
  /** Past the pool; logged out after the test. */
  readonly client: ImapFlow;
  readonly inbox: Mailbox;
}

/** Call it where hooks may stand. `use` is called before each test. */
export function freshAccounts(use: (fresh: FreshAccount) => void, choices: AccountChoices = {}): TestPool {
  const world = testPool();
  let client: ImapFlow;
  beforeEach(async () => {
    const account = testAccount(choices);
    client = await directClient(account);
    const inbox = await world.imap.mailboxes.resolve(account, { by: 'special-use', use: 'inbox' }, never);
    use({ account, client, inbox });
  });
  afterEach(() => client.logout());
  afterAll(() => world.pool.close(1_000));
  return world;
}
