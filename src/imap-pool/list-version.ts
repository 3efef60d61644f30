/** How a mailbox stands now, as what is listed of it depends on: for callers that ask whether a list is still the same. */
import type { MessageReader } from '../use-cases/ports/mail.ts';
import type { OpenMailbox } from './open-mailbox.ts';

export function createListVersion({ open }: { readonly open: OpenMailbox }): Pick<MessageReader, 'version'> {
  return {
    // SELECT and not STATUS: of a selected mailbox that one may tell what the connection has been told.
    version: (account, mailbox, signal) =>
      open(account, mailbox, { fresh: 'anew', repeatable: true }, signal, ({ selection }) =>
        Promise.resolve(selection),
      ),
  };
}
