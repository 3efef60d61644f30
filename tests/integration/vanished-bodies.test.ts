/** Messages that another client removes between the two rounds of one reading. */
import type { ImapFlow } from 'imapflow';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { rawHtml } from '../../src/domain/message.ts';
import { abilitiesOf } from '../../src/imap-pool/abilities.ts';
import { createBodyBudget } from '../../src/imap-pool/body-budget.ts';
import { planFetch } from '../../src/imap-pool/fetch-plan.ts';
import { createMessageCache } from '../../src/imap-pool/message-cache.ts';
import { createRowReader } from '../../src/imap-pool/row-reader.ts';
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
      const messages = createMessageCache(0).of({ account, mailboxId: 'mbx_1', uidValidity: 1 });
      const held = createBodyBudget().hold(account.id, never);
      const freshen = (): Promise<void> => Promise.resolve();
      const reader = createRowReader({ session, plan, html: rawHtml, messages, freshen, held });
      const first = await reader.named([1, 2], false);
      await client.messageDelete('1', { uid: true });
      const { rows } = await reader.withBodies(first);
      return rows.map(({ uid }) => uid);
    });
    expect(uids).toEqual([2]);
  });
});
