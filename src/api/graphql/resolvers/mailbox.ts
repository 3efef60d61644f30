/** Mailboxes of an account, and what has changed in one. */
import { claimedAccount } from '../../../domain/ids.ts';
import { invalid, notFound } from '../../../domain/errors.ts';
import { mailboxOnWire } from '../../wire.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

const mostChanges = 1_000;

export function mailboxResolvers({ useCases: { browseMail, followMailbox } }: ResolverPorts): ResolverGroup {
  return {
    Account: {
      mailboxes: async (account, args, { principal, signal }) => {
        const page = await browseMail.listMailboxes(principal, account.id, pageRequestOf(args), signal);
        return connectionOf(page, mailboxOnWire, page.total);
      },
      mailbox: async (account, { id }, { principal, signal }) =>
        mailboxOnWire(await browseMail.getMailbox(principal, account.id, id, signal)),
    },
    Mailbox: {
      changes: (mailbox, { since, limit }, { principal, signal }) => {
        const accountId = claimedAccount(mailbox.id);
        if (accountId === null) throw notFound('mailbox');
        const most = limit ?? 250;
        if (most < 1 || most > mostChanges) {
          throw invalid('/limit', `From 1 to ${mostChanges} messages are told at once.`);
        }
        const asked = { since: since ?? null, limit: most };
        return followMailbox.changes(principal, accountId, mailbox.id, asked, signal);
      },
    },
  };
}
