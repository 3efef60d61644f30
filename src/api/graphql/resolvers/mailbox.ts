/** Mailboxes of an account. */
import { mailboxPage } from '../../mailbox-pages.ts';
import { mailboxOnWire } from '../../wire.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function mailboxResolvers({ useCases: { browseMail } }: ResolverPorts): ResolverGroup {
  return {
    Account: {
      mailboxes: async (account, args, { principal, signal }) => {
        const request = pageRequestOf(args);
        const mailboxes = await browseMail.listMailboxes(principal, account.id, signal);
        return connectionOf(mailboxPage(mailboxes, request), mailboxOnWire, mailboxes.length);
      },
      mailbox: async (account, { id }, { principal, signal }) =>
        mailboxOnWire(await browseMail.getMailbox(principal, account.id, id, signal)),
    },
  };
}
