/**
 * Changes of the hierarchy on the server (RFC 9051 §6.3.4 to §6.3.8). Each begins with a listing, which shows what is
 * there now and finds out a connection that died in silence, and ends with one: what is answered is what the server made
 * of the change. A command that may have been carried out is not sent a second time.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError, halfDone } from '../domain/errors.ts';
import { isInbox, type Mailbox, type SpecialUse } from '../domain/mailbox.ts';
import type { MailboxWriter } from '../use-cases/ports/mailbox-writer.ts';
import { maySayAbsent, unlessRefused } from './errors.ts';
import { atom } from './exchange.ts';
import { madeAmong, mailboxIdOf } from './made-mailbox.ts';
import { mailboxGone, type MailboxDirectory } from './mailbox-directory.ts';
import { countsOf } from './mailbox-listing.ts';
import { wireName } from './mailbox-name.ts';
import type { Pool } from './pool.ts';
import { moveSubscriptions, renamingOf } from './renaming.ts';
import type { Session } from './session.ts';

export interface MailboxWriterPorts {
  readonly pool: Pick<Pool, 'lease' | 'leave'>;
  readonly directory: Pick<MailboxDirectory, 'listOn' | 'forget'>;
}

/**
 * `send` is called before the first command that changes something; `gone`: which paths will name nothing then, or another
 * mailbox.
 */
type Change<T> = (
  session: Session,
  before: readonly Mailbox[],
  send: (gone?: (path: string) => boolean) => Promise<void>,
) => Promise<T>;

export function createMailboxWriter({ pool, directory }: MailboxWriterPorts): MailboxWriter {
  const change = async <T>(account: Account, signal: AbortSignal, work: Change<T>): Promise<T> => {
    let sent = false;
    const left: ((path: string) => boolean)[] = [];
    try {
      return await pool.lease(account, { repeatable: () => !sent }, signal, async (session) =>
        work(session, await directory.listOn(session, account), async (gone) => {
          if (gone !== undefined) await leaveSelected(session, gone);
          sent = true;
          if (gone !== undefined) left.push(gone);
        }),
      );
    } catch (error) {
      directory.forget(account.id);
      throw error;
    } finally {
      for (const gone of left) pool.leave(account.id, gone);
    }
  };

  const subscribeOn = async (
    session: Session,
    account: Account,
    mailbox: Mailbox,
    subscribed: boolean,
  ): Promise<Mailbox> => {
    if (mailbox.subscribed === subscribed) return mailbox;
    await session.command(subscribed ? 'SUBSCRIBE' : 'UNSUBSCRIBE', [wireName(session, mailbox.path)]);
    return present(await directory.listOn(session, account), mailbox);
  };

  return {
    async create(account, { path, specialUse, subscribed }, signal) {
      return await change(account, signal, async (session, before, send) => {
        if (specialUse !== null && !session.can('CREATE-SPECIAL-USE')) {
          throw new GatewayError(
            'unsupported-by-server',
            'The mail server does not let a mailbox be made for a special use (CREATE-SPECIAL-USE).',
          );
        }
        await refuseTaken(session, before, path);
        await send();
        const use = specialUse === null ? [] : [[atom('USE'), [atom(useAttribute(specialUse))]]];
        const name = wireName(session, path);
        const completion = await session.command('CREATE', [name, ...use]).catch(refusal(path));
        const listed = await directory.listOn(session, account);
        const made = madeAmong(before, listed, { path, key: mailboxIdOf(completion) });
        return await subscribeOn(session, account, made, subscribed).catch(
          halfDone('The mailbox is made, its subscription is not as it was asked for'),
        );
      });
    },

    async rename(account, mailbox, path, signal) {
      return await change(account, signal, async (session, before, send) => {
        const current = present(before, mailbox);
        if (current.path === path) return current;
        await refuseTaken(session, before, path);
        const renaming = renamingOf(current, path);
        await send(renaming.concerns);
        const names = [wireName(session, current.path), wireName(session, path)];
        await session.command('RENAME', names).catch(refusal(path));
        let listed = await directory.listOn(session, account);
        const moved = await moveSubscriptions(session, before, listed, renaming).catch(
          halfDone('The mailbox is renamed, its subscriptions are not'),
        );
        if (moved) listed = await directory.listOn(session, account);
        const key = current.key === current.path ? null : current.key;
        return madeAmong(before, listed, { path, key });
      });
    },

    async subscribe(account, mailbox, subscribed, signal) {
      return await change(account, signal, (session, before) =>
        subscribeOn(session, account, present(before, mailbox), subscribed),
      );
    },

    async remove(account, mailbox, { force }, signal) {
      await change(account, signal, async (session, before, send) => {
        const { path, selectable, subscribed } = present(before, mailbox);
        if (selectable && !force) await refuseFull(session, path);
        await send((selected) => selected === path);
        await session.command('DELETE', [wireName(session, path)]);
        directory.forget(account.id);
        if (!subscribed) return;
        await session
          .command('UNSUBSCRIBE', [wireName(session, path)])
          .catch(unlessRefused)
          .catch(halfDone('The mailbox is deleted, its subscription has not ended'));
      });
    },
  };
}

/** Some servers refuse without a code. Dovecot lists what only holds others as a mailbox; it may become one. */
async function refuseTaken(session: Session, mailboxes: readonly Mailbox[], path: string): Promise<void> {
  const holder = mailboxes.find(
    (mailbox) => mailbox.selectable && (mailbox.path === path || (isInbox(mailbox) && isInbox({ path }))),
  );
  if (holder === undefined) return;
  const isThere = await countsOf(session, holder.path).then(
    () => true,
    (error: unknown) => {
      if (maySayAbsent(error)) return false;
      throw error;
    },
  );
  if (isThere) throw taken(path);
}

function taken(path: string): GatewayError {
  return new GatewayError('already-exists', `There is a mailbox "${path}" already.`);
}

/** The mailbox itself has just been listed: what is missing is one above the new path. */
function refusal(path: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof GatewayError)) throw error;
    if (error.upstream?.serverCode === 'ALREADYEXISTS') throw taken(path);
    if (error.code !== 'stale-reference' || error.upstream === undefined) throw error;
    const { upstream } = error;
    const said = upstream.response === null ? '' : ` It said: ${upstream.response}`;
    throw new GatewayError('refused-by-server', `The mail server refused.${said}`, {
      upstream,
      cause: error,
    });
  };
}

/** Throws `stale-reference`. */
function present(mailboxes: readonly Mailbox[], { id }: Mailbox): Mailbox {
  const found = mailboxes.find((mailbox) => mailbox.id === id);
  if (found === undefined) throw mailboxGone();
  return found;
}

function useAttribute(use: SpecialUse): string {
  return `\\${use.charAt(0).toUpperCase()}${use.slice(1)}`;
}

async function refuseFull(session: Session, path: string): Promise<void> {
  const { total } = await countsOf(session, path);
  if (total === 0) return;
  throw new GatewayError(
    'refused-by-server',
    `The mailbox holds ${total} ${total === 1 ? 'message' : 'messages'}; with force they are deleted with it.`,
  );
}

/** CLOSE would expunge what is `\Deleted`, and not every server has UNSELECT. */
async function leaveSelected(session: Session, isLeft: (path: string) => boolean): Promise<void> {
  if (session.selected === null || !isLeft(session.selected)) return;
  await session.within(() => session.client.mailboxOpen('INBOX', { readOnly: true }));
}
