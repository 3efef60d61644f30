/** Mailboxes: reading, making, renaming, subscribing to and deleting them, and what has changed in one. */
import { claimedAccount } from '../../../domain/ids.ts';
import { invalid, notFound } from '../../../domain/errors.ts';
import { mailboxOnWire } from '../../wire.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import { without, withoutNulls } from '../inputs.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

const mostChanges = 1_000;

export function mailboxResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { browseMail, changeMailboxes, followMailbox } = useCases;
  return {
    Account: {
      mailboxes: async (account, args, { principal, signal }) => {
        const page = await browseMail.listMailboxes(principal, account.id, pageRequestOf(args), signal);
        return connectionOf(page, (mailbox) => mailboxOnWire(mailbox), page.total);
      },
      mailbox: async (account, { id }, { principal, signal }) =>
        mailboxOnWire(await browseMail.getMailbox(principal, account.id, id, signal)),
    },
    Mailbox: {
      quota: ({ id }, _args, { principal, signal }) =>
        browseMail.getQuota(principal, ownerOf(id), id, signal),
      changes: (mailbox, { since, limit }, { principal, signal }) => {
        const most = limit ?? 250;
        if (most < 1 || most > mostChanges) {
          throw invalid('/limit', `From 1 to ${mostChanges} messages are told at once.`);
        }
        const asked = { since: since ?? null, limit: most };
        return followMailbox.changes(principal, ownerOf(mailbox.id), mailbox.id, asked, signal);
      },
    },
    Mutation: {
      createMailbox: (_root, { input }, context, info) => {
        const { principal, signal } = context;
        return mutate(
          { context, info, input, accountId: input.accountId },
          async () => {
            const { accountId, ...rest } = without(input, 'idempotencyKey');
            const wanted = checkInput('createMailbox', withoutNulls(rest));
            const mailbox = await changeMailboxes.create(
              principal,
              accountId,
              {
                path: wanted.path,
                subscribed: wanted.subscribed ?? true,
                specialUse: wanted.specialUse ?? null,
              },
              signal,
            );
            return { wire: mailboxOnWire(mailbox), target: mailbox.id };
          },
          (mailbox, replayed) => ({ __typename: 'CreateMailboxPayload', mailbox, replayed }),
        );
      },
      updateMailbox: (_root, { input }, context, info) => {
        const { principal, signal } = context;
        return mutate(
          { context, info, input, accountId: claimedAccount(input.id) },
          async () => {
            const { id, ...rest } = input;
            const change = checkInput('updateMailbox', withoutNulls(rest));
            const mailbox = await changeMailboxes.update(principal, ownerOf(id), id, change, signal);
            return { wire: { previousId: id, mailbox: mailboxOnWire(mailbox) }, target: mailbox.id };
          },
          ({ previousId, mailbox }) => ({ __typename: 'UpdateMailboxPayload', previousId, mailbox }),
        );
      },
      deleteMailbox: (_root, { input }, context, info) => {
        const { principal, signal } = context;
        const { id } = input;
        return mutate(
          { context, info, input, accountId: claimedAccount(id) },
          async () => {
            await changeMailboxes.remove(principal, ownerOf(id), id, { force: input.force ?? false }, signal);
            return { wire: { id }, target: id };
          },
          (wire) => ({ __typename: 'DeleteMailboxPayload', deletedId: wire.id }),
        );
      },
    },
  };
}

/** Whether the id is genuine is found out where it is used. */
function ownerOf(id: string): string {
  const accountId = claimedAccount(id);
  if (accountId === null) throw notFound('mailbox');
  return accountId;
}
