/** REST: mailboxes, and what has changed in one. */
import type { BrowseMail } from '../../use-cases/browse-mail.ts';
import type { ChangeMailboxes } from '../../use-cases/change-mailboxes.ts';
import type { FollowMailbox } from '../../use-cases/mailbox-changes.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Handlers } from '../operations.ts';
import { mailboxOnWire } from '../wire.ts';

export interface MailboxPorts {
  readonly browseMail: Pick<BrowseMail, 'listMailboxes' | 'getMailbox' | 'getQuota'>;
  readonly changeMailboxes: ChangeMailboxes;
  readonly followMailbox: FollowMailbox;
}

type MailboxOperation =
  'listMailboxes' | 'createMailbox' | 'getMailbox' | 'updateMailbox' | 'deleteMailbox' | 'listMailboxChanges';

export function createMailboxHandlers({
  browseMail,
  changeMailboxes,
  followMailbox,
}: MailboxPorts): Pick<Handlers, MailboxOperation> {
  return {
    listMailboxes: async ({ principal, path, query, signal }) =>
      listAnswer(
        await browseMail.listMailboxes(principal, path.account, pageRequest(query), signal),
        (mailbox) => mailboxOnWire(mailbox),
      ),
    async createMailbox({ principal, path, body: { value }, signal }) {
      const wanted = {
        path: value.path,
        subscribed: value.subscribed ?? true,
        specialUse: value.specialUse ?? null,
      };
      const mailbox = await changeMailboxes.create(principal, path.account, wanted, signal);
      const account = encodeURIComponent(path.account);
      return {
        status: 201,
        location: `/v1/accounts/${account}/mailboxes/${mailbox.id}`,
        body: mailboxOnWire(mailbox),
      };
    },
    async getMailbox({ principal, path, signal }) {
      const mailbox = await browseMail.getMailbox(principal, path.account, path.mailbox, signal);
      const quota = await browseMail.getQuota(principal, path.account, mailbox.id, signal);
      return { status: 200, body: mailboxOnWire(mailbox, quota) };
    },
    async updateMailbox({ principal, path, body: { value }, signal }) {
      const mailbox = await changeMailboxes.update(principal, path.account, path.mailbox, value, signal);
      return { status: 200, body: mailboxOnWire(mailbox) };
    },
    async deleteMailbox({ principal, path, query, signal }) {
      const { force = false } = query;
      await changeMailboxes.remove(principal, path.account, path.mailbox, { force }, signal);
      return { status: 204 };
    },
    async listMailboxChanges({ principal, path, query, signal }) {
      const asked = { since: query.since ?? null, limit: query.limit ?? defaultChanges };
      const changes = await followMailbox.changes(principal, path.account, path.mailbox, asked, signal);
      return { status: 200, body: changes };
    },
  };
}

const defaultChanges = 250;
