/** Mailboxes made, renamed, subscribed to and deleted. */
import type { Account } from '../domain/account.ts';
import { GatewayError, halfDone, invalid } from '../domain/errors.ts';
import { isInbox, mailboxPathProblem, type Mailbox } from '../domain/mailbox.ts';
import { hasScope, type Principal } from '../domain/principal.ts';
import { mailboxName } from './browse-mail.ts';
import { stateful, type StatefulMailbox } from './mailbox-state.ts';
import type { OpenAccount } from './open-account.ts';
import type { MailboxReader } from './ports/mail.ts';
import type { HierarchyNotice, MailboxWriter, WantedMailbox } from './ports/mailbox-writer.ts';
import type { CursorSeal } from './ports/service.ts';

export interface MailboxChange {
  readonly path?: string;
  readonly subscribed?: boolean;
}

/** Each answers the mailbox as it is then; with counts for those who may read messages. */
export interface ChangeMailboxes {
  /** Throws `invalid-request`, `already-exists`, `refused-by-server`, `unsupported-by-server`. */
  create(
    principal: Principal,
    accountId: string,
    wanted: WantedMailbox,
    signal: AbortSignal,
  ): Promise<StatefulMailbox>;
  /** Renames first. Throws `invalid-request`, `already-exists`, `refused-by-server`. */
  update(
    principal: Principal,
    accountId: string,
    name: string,
    change: MailboxChange,
    signal: AbortSignal,
  ): Promise<StatefulMailbox>;
  /** For good. Throws `refused-by-server` for one that holds messages, unless `force`. */
  remove(
    principal: Principal,
    accountId: string,
    name: string,
    options: { readonly force: boolean },
    signal: AbortSignal,
  ): Promise<void>;
}

export function createChangeMailboxes(ports: {
  readonly openAccount: OpenAccount;
  readonly mailboxes: Pick<MailboxReader, 'resolve' | 'get'>;
  readonly writer: MailboxWriter;
  readonly notice: Pick<HierarchyNotice, 'tell'>;
  readonly cursors: CursorSeal;
}): ChangeMailboxes {
  const { openAccount, mailboxes, writer, notice, cursors } = ports;

  /** Also of a change that failed: it may have been made. */
  const telling = async <T>(
    { id: accountId }: Account,
    gone: Mailbox | null,
    change: () => Promise<T>,
    now?: string,
  ): Promise<T> => {
    try {
      return await change();
    } finally {
      const left = gone === null ? null : { path: gone.path, delimiter: gone.delimiter };
      notice.tell({ accountId, gone: left, ...(now === undefined ? {} : { now }) });
    }
  };

  const shown = async (
    principal: Principal,
    account: Account,
    mailbox: Mailbox,
    signal: AbortSignal,
  ): Promise<StatefulMailbox> => {
    const uncounted = { ...mailbox, counts: null, state: null };
    if (!hasScope(principal, 'messages:read')) return uncounted;
    try {
      return stateful(cursors, account, await mailboxes.get(account, { by: 'id', id: mailbox.id }, signal));
    } catch (error) {
      // The change is made, whatever becomes of the look at it.
      if (error instanceof GatewayError) return uncounted;
      throw error;
    }
  };

  return {
    async create(principal, accountId, wanted, signal) {
      checkPath(wanted.path);
      const account = await openAccount(principal, accountId, 'messages:write');
      const made = await telling(account, null, () => writer.create(account, wanted, signal));
      return await shown(principal, account, made, signal);
    },

    async update(principal, accountId, name, { path, subscribed }, signal) {
      if (path !== undefined) checkPath(path);
      const account = await openAccount(principal, accountId, 'messages:write');
      let mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      if (path !== undefined && !(isInbox(mailbox) && isInbox({ path }))) {
        refuseInbox(mailbox, 'keeps its name');
        const old = mailbox;
        mailbox = await telling(account, old, () => writer.rename(account, old, path, signal), path);
      }
      if (subscribed !== undefined) {
        const current = mailbox;
        const change = telling(account, null, () => writer.subscribe(account, current, subscribed, signal));
        const done = 'The mailbox is renamed, its subscription is not changed';
        mailbox = await (path === undefined ? change : change.catch(halfDone(done)));
      }
      return await shown(principal, account, mailbox, signal);
    },

    async remove(principal, accountId, name, options, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      refuseInbox(mailbox, 'cannot be deleted');
      await telling(account, mailbox, () => writer.remove(account, mailbox, options, signal));
    },
  };
}

function checkPath(path: string): void {
  const problem = mailboxPathProblem(path);
  if (problem !== null) throw invalid('/path', problem);
}

/** Some servers would move its messages to the new name, or delete them. */
function refuseInbox(mailbox: Mailbox, what: string): void {
  if (isInbox(mailbox)) throw new GatewayError('refused-by-server', `INBOX ${what}.`);
}
