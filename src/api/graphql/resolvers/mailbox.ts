/** Mailboxes of an account. */
import type { Mailbox } from '../../../domain/mailbox.ts';
import type { Page, PageRequest } from '../../../domain/page.ts';
import { GatewayError } from '../../../domain/errors.ts';
import { mailboxOnWire } from '../../wire.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function mailboxResolvers({ useCases: { browseMail } }: ResolverPorts): ResolverGroup {
  return {
    Account: {
      mailboxes: async (account, args, { principal, signal }) => {
        const request = pageRequestOf(args);
        const mailboxes = await browseMail.listMailboxes(principal, account.id, signal);
        return connectionOf(pageOf(mailboxes, request), mailboxOnWire, mailboxes.length);
      },
      mailbox: async (account, { id }, { principal, signal }) =>
        mailboxOnWire(await browseMail.getMailbox(principal, account.id, id, signal)),
    },
  };
}

/** A part of a list that the server gives only whole. A mailbox's id is its cursor: nobody can forge one. */
function pageOf(mailboxes: readonly Mailbox[], { limit, cursor, direction }: PageRequest): Page<Mailbox> {
  const anchor = cursor === undefined ? -1 : mailboxes.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && anchor === -1) {
    if (!cursor.startsWith('mbx_'))
      throw new GatewayError('invalid-cursor', 'This is no cursor of this list.');
    throw new GatewayError('cursor-expired', 'The mailbox that the cursor names is gone.');
  }
  const start = direction === 'previous' ? Math.max(0, anchor - limit) : anchor + 1;
  const end = direction === 'previous' ? anchor : start + limit;
  const items = mailboxes.slice(start, end);
  const cursorAt = (index: number): string => items[index]?.id ?? '';
  return {
    items,
    next: end < mailboxes.length ? cursorAt(items.length - 1) : null,
    previous: start > 0 ? cursorAt(0) : null,
    cursorAt,
  };
}
