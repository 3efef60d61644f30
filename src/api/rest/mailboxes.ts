/** REST: mailboxes, and what has changed in one. */
import type { BrowseMail } from '../../use-cases/browse-mail.ts';
import type { FollowMailbox } from '../../use-cases/mailbox-changes.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Handlers } from '../operations.ts';
import { mailboxOnWire } from '../wire.ts';

export interface MailboxPorts {
  readonly browseMail: Pick<BrowseMail, 'listMailboxes' | 'getMailbox'>;
  readonly followMailbox: FollowMailbox;
}

export function createMailboxHandlers({
  browseMail,
  followMailbox,
}: MailboxPorts): Pick<Handlers, 'listMailboxes' | 'getMailbox' | 'listMailboxChanges'> {
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
    async listMailboxChanges({ principal, path, query, signal }) {
      const asked = { since: query.since ?? null, limit: query.limit ?? defaultChanges };
      const changes = await followMailbox.changes(principal, path.account, path.mailbox, asked, signal);
      return { status: 200, body: changes };
    },
  };
}

const defaultChanges = 250;
