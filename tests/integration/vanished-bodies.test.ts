/** Messages that another client removes between the two rounds of one reading. */
import type { ImapFlow } from 'imapflow';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { abilitiesOf, withBodies } from '../../src/imap-pool/fetch-bodies.ts';
import { planFetch } from '../../src/imap-pool/fetch-plan.ts';
import { rowsOf } from '../../src/imap-pool/fetch-rows.ts';
import { freshAccounts } from '../support/fresh-accounts.ts';
import { never, plainMessage } from '../support/imap-account.ts';

let account: Account;
let client: ImapFlow;

const world = freshAccounts(
  (fresh) => {
    ({ account, client } = fresh);
  },
  { connections: 1 },
);

describe('a message that is removed while it is read', () => {
  it('is left out, and not shown without its text', async () => {
    for (const subject of ['one', 'two']) await client.append('INBOX', plainMessage(subject));
    await client.mailboxOpen('INBOX');
    const uids = await world.pool.lease(account, { mailbox: 'INBOX' }, never, async (session) => {
      await session.select('INBOX');
      const plan = planFetch(['subject', 'text'], 1_000, abilitiesOf(session));
      const first = await rowsOf(session, [1, 2], plan.items);
      await client.messageDelete('1', { uid: true });
      const { rows } = await withBodies(session, plan, [...first.values()]);
      return rows.map(({ uid }) => uid);
    });
    expect(uids).toEqual([2]);
  });
});
