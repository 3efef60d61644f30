/** REST: mailboxes. */
import type { BrowseMail } from '../../use-cases/browse-mail.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import { mailboxPage } from '../mailbox-pages.ts';
import type { Handlers } from '../operations.ts';
import { mailboxOnWire } from '../wire.ts';

export function createMailboxHandlers(
  browseMail: Pick<BrowseMail, 'listMailboxes' | 'getMailbox'>,
): Pick<Handlers, 'listMailboxes' | 'getMailbox'> {
  return {
    async listMailboxes({ principal, path, query, signal }) {
      const mailboxes = await browseMail.listMailboxes(principal, path.account, signal);
      return listAnswer(mailboxPage(mailboxes, pageRequest(query)), mailboxOnWire);
    },
    getMailbox: async ({ principal, path, signal }) => ({
      status: 200,
      body: mailboxOnWire(await browseMail.getMailbox(principal, path.account, path.mailbox, signal)),
    }),
  };
}
