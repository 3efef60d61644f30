/** Mailboxes of an account. */
import { mailboxOnWire } from '../../wire.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function mailboxResolvers({ useCases: { browseMail } }: ResolverPorts): ResolverGroup {
  return {
    Account: {
      mailboxes: async (account, args, { principal, signal }) => {
        const page = await browseMail.listMailboxes(principal, account.id, pageRequestOf(args), signal);
        return connectionOf(page, mailboxOnWire, page.total);
      },
      mailbox: async (account, { id }, { principal, signal }) =>
        mailboxOnWire(await browseMail.getMailbox(principal, account.id, id, signal)),
    },
  };
}
