/**
 * How many messages match over all mailboxes of an account: as many as a list of them shows. Copies of one message count
 * once where the server identifies messages.
 */
import type { Account } from '../domain/account.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { Filter } from '../domain/search.ts';
import { filledMailboxes, lookIntoEach } from './all-mailboxes.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';

/** null where copies cannot be told apart, since too many messages match. */
export type CountEverywhere = (
  account: Account,
  filter: Filter | null,
  signal: AbortSignal,
) => Promise<number | null>;

/** Among so many messages copies are told apart. */
const mostIdentified = 10_000;

export function createCountEverywhere(ports: {
  readonly mailboxes: Pick<MailboxReader, 'everywhere'>;
  readonly messages: Pick<MessageReader, 'count' | 'tellsCopies' | 'emailIds'>;
}): CountEverywhere {
  const { mailboxes, messages } = ports;

  const countCopies = async (
    account: Account,
    among: readonly Mailbox[],
    filter: Filter | null,
    signal: AbortSignal,
  ): Promise<number> => {
    const { found } = await lookIntoEach(account, among, signal, async (mailbox, either) => {
      if (filter === null && mailbox.counts !== null) return mailbox.counts.total;
      return await messages.count(account, mailbox, filter, either);
    });
    return found.reduce((sum, each) => sum + each, 0);
  };

  return async (account, filter, signal) => {
    const filled = await filledMailboxes(mailboxes, account, signal);
    if (!(await messages.tellsCopies(account, filled, signal)))
      return await countCopies(account, filled, filter, signal);
    const ids = new Set<string>();
    const { found } = await lookIntoEach(account, filled, signal, async (mailbox, either) => {
      if (ids.size > mostIdentified) return null;
      const told = await messages.emailIds(account, mailbox, filter, mostIdentified, either);
      for (const id of told ?? []) ids.add(id);
      return told;
    });
    return found.includes(null) ? null : ids.size;
  };
}
