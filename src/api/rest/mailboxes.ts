/** REST: mailboxes. */
import type { BrowseMail } from '../../use-cases/browse-mail.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Handlers } from '../operations.ts';
import { mailboxOnWire } from '../wire.ts';

export function createMailboxHandlers(
  browseMail: Pick<BrowseMail, 'listMailboxes' | 'getMailbox'>,
): Pick<Handlers, 'listMailboxes' | 'getMailbox'> {
  return {
    listMailboxes: async ({ principal, path, query, signal }) =>
      listAnswer(
        await browseMail.listMailboxes(principal, path.account, pageRequest(query), signal),
        mailboxOnWire,
      ),
    getMailbox: async ({ principal, path, signal }) => ({
      status: 200,
      body: mailboxOnWire(await browseMail.getMailbox(principal, path.account, path.mailbox, signal)),
    }),
  };
}
