/** Making, renaming and deleting mailboxes on the mail server. Errors as in `mail.ts`; a change is never sent twice. */
import type { Account } from '../../domain/account.ts';
import type { Mailbox, SpecialUse } from '../../domain/mailbox.ts';

export interface WantedMailbox {
  readonly path: string;
  readonly subscribed: boolean;
  readonly specialUse: SpecialUse | null;
}

/** `gone`: this path and those below it name nothing any longer, or another mailbox. */
export interface HierarchyChange {
  readonly accountId: string;
  readonly gone: Pick<Mailbox, 'path' | 'delimiter'> | null;
  /** What it has been renamed to. */
  readonly now?: string;
}

/** Between replicas, which remember the mailboxes of an account for a while and have some selected. A notice may be lost. */
export interface HierarchyNotice {
  tell(change: HierarchyChange): void;
  /** Calls back for what is told, here (`own`) or elsewhere. Returns the unsubscription. */
  listen(listener: (change: HierarchyChange, own: boolean) => void): () => void;
}

/** What is answered is as the server lists it afterwards, without counts. */
export interface MailboxWriter {
  /** Throws `already-exists`, `unsupported-by-server` for a special use that cannot be given. */
  create(account: Account, wanted: WantedMailbox, signal: AbortSignal): Promise<Mailbox>;
  /** Those below it go along, and all subscriptions. Throws `already-exists`. */
  rename(account: Account, mailbox: Mailbox, path: string, signal: AbortSignal): Promise<Mailbox>;
  subscribe(account: Account, mailbox: Mailbox, subscribed: boolean, signal: AbortSignal): Promise<Mailbox>;
  /** Ends its subscription as well. Throws `refused-by-server` for one that holds messages, unless `force`. */
  remove(
    account: Account,
    mailbox: Mailbox,
    options: { readonly force: boolean },
    signal: AbortSignal,
  ): Promise<void>;
}
