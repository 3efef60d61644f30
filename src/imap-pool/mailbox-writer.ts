/**
 * Changes of the hierarchy on the server (RFC 9051 §6.3.4 to §6.3.8). Each begins with a listing, which shows what is
 * there now and finds out a connection that died in silence, and ends with one: what is answered is what the server made
 * of the change. A command that may have been carried out is not sent a second time.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError, halfDone } from '../domain/errors.ts';
import { isInbox, isWithin, type Mailbox, type SpecialUse } from '../domain/mailbox.ts';
import type { MailboxWriter } from '../use-cases/ports/mailbox-writer.ts';
import { atom, isList, textOf, type Completion } from './exchange.ts';
import { mailboxGone, type MailboxDirectory } from './mailbox-directory.ts';
import { countsOf } from './mailbox-listing.ts';
import { wireName } from './mailbox-name.ts';
import type { Pool } from './pool.ts';
import type { Session } from './session.ts';

export interface MailboxWriterPorts {
  readonly pool: Pick<Pool, 'lease' | 'leave'>;
  readonly directory: Pick<MailboxDirectory, 'listOn' | 'forget'>;
}

/** `send` is called when the first command that changes something goes out; `gone`: which paths will name nothing, or another mailbox. */
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
        refuseTaken(before, path);
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
        refuseTaken(before, path);
        const renaming = renamingOf(current, path);
        await send(renaming.concerns);
        const names = [wireName(session, current.path), wireName(session, path)];
        await session.command('RENAME', names).catch(refusal(path));
        let listed = await directory.listOn(session, account);
        if (await moveSubscriptions(session, before, listed, renaming))
          listed = await directory.listOn(session, account);
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
        if (subscribed) await session.command('UNSUBSCRIBE', [wireName(session, path)]).catch(ifRefused);
      });
    },
  };
}

interface Renaming {
  readonly concerns: (path: string) => boolean;
  readonly newName: (path: string) => string;
}

/** What is below a mailbox is renamed with it (RFC 9051 §6.3.6). */
function renamingOf(mailbox: Mailbox, to: string): Renaming {
  return {
    concerns: (path) => isWithin(mailbox, path),
    newName: (path) => to + path.slice(mailbox.path.length),
  };
}

/**
 * To the new names what was subscribed to under the old ones, which most servers leave to the client. False when there was
 * nothing to do.
 */
async function moveSubscriptions(
  session: Session,
  before: readonly Mailbox[],
  after: readonly Mailbox[],
  { concerns, newName }: Renaming,
): Promise<boolean> {
  const now = new Map(after.map(({ path, subscribed }) => [path, subscribed]));
  let moved = false;
  for (const { path, subscribed } of before.filter((mailbox) => concerns(mailbox.path))) {
    if (!subscribed || now.get(newName(path)) !== false) continue;
    await session.command('SUBSCRIBE', [wireName(session, newName(path))]).catch(ifRefused);
    await session.command('UNSUBSCRIBE', [wireName(session, path)]).catch(ifRefused);
    moved = true;
  }
  return moved;
}

/** Some servers refuse without a code, and none is asked in vain. A name that only holds others may become a mailbox. */
function refuseTaken(mailboxes: readonly Mailbox[], path: string): void {
  const isTaken = (mailbox: Mailbox): boolean =>
    mailbox.selectable && (mailbox.path === path || (isInbox(mailbox) && isInbox({ path })));
  if (mailboxes.some(isTaken)) throw taken(path);
}

function taken(path: string): GatewayError {
  return new GatewayError('already-exists', `There is a mailbox "${path}" already.`);
}

function refusal(path: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof GatewayError && error.upstream?.serverCode === 'ALREADYEXISTS') throw taken(path);
    throw error;
  };
}

function ifRefused(error: unknown): void {
  if (!(error instanceof GatewayError) || error.code !== 'refused-by-server') throw error;
}

/** Throws `stale-reference`. */
function present(mailboxes: readonly Mailbox[], { id }: Mailbox): Mailbox {
  const found = mailboxes.find((mailbox) => mailbox.id === id);
  if (found === undefined) throw mailboxGone();
  return found;
}

/**
 * The mailbox that was made as `path`: by its MAILBOXID where that is known, by the path, and where the server spells that in
 * its own way, as what is new.
 */
function madeAmong(
  before: readonly Mailbox[],
  after: readonly Mailbox[],
  wanted: { readonly path: string; readonly key: string | null },
): Mailbox {
  const known = new Set(before.map(({ id }) => id));
  const appeared = after.filter(({ id }) => !known.has(id));
  const holdsNew = (mailbox: Mailbox): boolean =>
    appeared.some((each) => each !== mailbox && isWithin(mailbox, each.path));
  const [lowest, ...others] = appeared.filter((mailbox) => !holdsNew(mailbox));
  const made =
    after.find(({ key }) => key === wanted.key) ??
    after.find(({ path }) => path === wanted.path) ??
    (others.length === 0 ? lowest : undefined);
  if (made !== undefined) return made;
  throw new GatewayError(
    'upstream-protocol-error',
    'The mail server says that the mailbox is there now, but it does not list it.',
  );
}

/** Of CREATE's completion (RFC 8474 §4.1). */
function mailboxIdOf({ code, codeArguments }: Completion): string | null {
  const [id] = codeArguments;
  return code === 'MAILBOXID' ? textOf(isList(id) ? id[0] : id) : null;
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
