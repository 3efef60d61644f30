/**
 * Which mailbox a caller means. The listing of each account is remembered for a short time, and asked for anew when it
 * does not hold what is looked for, so that a name or id costs a round trip only now and then.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import { isMailboxId } from '../domain/ids.ts';
import type { Mailbox, MailboxName, SpecialUse } from '../domain/mailbox.ts';
import type { MailboxReader } from '../use-cases/ports/mail.ts';
import { maySayAbsent } from './errors.ts';
import { countsOf, listMailboxes } from './mailbox-listing.ts';
import { quotaOf } from './mailbox-quota.ts';
import type { Pool } from './pool.ts';
import type { Session } from './session.ts';

export interface MailboxDirectory extends MailboxReader {
  /** The mailbox of an id that a message's reference holds. Throws `stale-reference` when it is gone. */
  locate(account: Account, id: string, signal: AbortSignal): Promise<Mailbox>;
  /** The mailboxes as they are now, on a connection that the caller has; remembered. */
  listOn(session: Session, account: Account): Promise<readonly Mailbox[]>;
  /** After an answer of the server that contradicts the listing, and when an account goes. */
  forget(accountId: string): void;
}

/** Gmail's other mailboxes are views of the first of these. */
const gmails: readonly SpecialUse[] = ['all', 'trash', 'junk'];

interface Listing {
  readonly incarnation: string;
  readonly revision: number;
  readonly at: number;
  readonly mailboxes: readonly Mailbox[];
}

const freshForMs = 60_000;

export function createMailboxDirectory(
  pool: Pick<Pool, 'lease'>,
  now: () => number = () => performance.now(),
): MailboxDirectory {
  const listings = new Map<string, Listing>();
  /** How often each was forgotten: a listing that was on its way meanwhile may be of before. */
  const forgotten = new Map<string, number>();

  const forget = (accountId: string): void => {
    listings.delete(accountId);
    forgotten.set(accountId, (forgotten.get(accountId) ?? 0) + 1);
  };

  const listBy = async (session: Session, account: Account, counts: boolean): Promise<Listing> => {
    const at = now();
    const times = forgotten.get(account.id);
    const mailboxes = await listMailboxes(session, account, counts);
    const listing = { incarnation: account.incarnation, revision: account.revision, at, mailboxes };
    if (forgotten.get(account.id) === times) listings.set(account.id, listing);
    return listing;
  };

  const listAnew = (account: Account, counts: boolean, signal: AbortSignal): Promise<Listing> =>
    pool.lease(account, { repeatable: true }, signal, (session) => listBy(session, account, counts));

  const search = async (
    account: Account,
    matches: (mailbox: Mailbox) => boolean,
    signal: AbortSignal,
  ): Promise<Mailbox | null> => {
    const known = listings.get(account.id);
    const current =
      known?.incarnation === account.incarnation && known.revision === account.revision ? known : null;
    const age = current === null ? Number.POSITIVE_INFINITY : now() - current.at;
    const found = age > freshForMs ? undefined : current?.mailboxes.find(matches);
    if (found !== undefined) return found;
    const listing = await listAnew(account, false, signal);
    return listing.mailboxes.find(matches) ?? null;
  };

  const locate = async (account: Account, id: string, signal: AbortSignal): Promise<Mailbox> => {
    if (!isMailboxId(account, id)) throw notFound('mailbox');
    const mailbox = await search(account, (each) => each.id === id, signal);
    if (mailbox === null) throw mailboxGone();
    return mailbox;
  };

  const resolve = async (account: Account, name: MailboxName, signal: AbortSignal): Promise<Mailbox> => {
    switch (name.by) {
      case 'id':
        return await locate(account, name.id, signal);
      case 'special-use': {
        const mailbox = await search(
          account,
          (each) => each.specialUse === name.use && each.selectable,
          signal,
        );
        if (mailbox !== null) return mailbox;
        throw new GatewayError('no-such-special-use', `The account has no mailbox for "${name.use}".`);
      }
      case 'path': {
        // INBOX alone is spelled without regard to case (RFC 9051 §5.1).
        const path = /^inbox$/i.test(name.path) ? 'INBOX' : name.path;
        const mailbox = await search(account, (each) => each.path === path, signal);
        if (mailbox !== null) return mailbox;
        throw notFound('mailbox');
      }
    }
  };

  const counted = async (account: Account, mailbox: Mailbox, signal: AbortSignal): Promise<Mailbox> => {
    if (!mailbox.selectable) return mailbox;
    const counts = await pool.lease(account, { repeatable: true }, signal, (session) =>
      countsOf(session, mailbox.path),
    );
    return { ...mailbox, counts };
  };

  return {
    async list(account, { counts }, signal) {
      return (await listAnew(account, counts, signal)).mailboxes;
    },
    async everywhere(account, signal) {
      return await pool.lease(account, { repeatable: true }, signal, async (session) => {
        const counts = session.can('LIST-STATUS');
        // Of the selected mailbox a server may count what the connection has been told.
        if (counts && session.selected !== null) await session.command('NOOP');
        const { mailboxes } = await listBy(session, account, counts);
        const selectable = mailboxes.filter((mailbox) => mailbox.selectable);
        const three = selectable.filter(
          ({ specialUse }) => specialUse !== null && gmails.includes(specialUse),
        );
        const holdAll = session.can('X-GM-EXT-1') && three.some(({ specialUse }) => specialUse === 'all');
        return holdAll ? three : selectable;
      });
    },
    resolve,
    locate,
    async get(account, name, signal) {
      const mailbox = await resolve(account, name, signal);
      try {
        return await counted(account, mailbox, signal);
      } catch (error) {
        if (!maySayAbsent(error)) throw error;
        const { mailboxes } = await listAnew(account, false, signal);
        if (mailboxes.some(({ id, path }) => id === mailbox.id && path === mailbox.path)) throw error;
        return await counted(account, await resolve(account, name, signal), signal);
      }
    },
    async quota(account, { path, selectable }, signal) {
      if (!selectable) return null;
      return await pool.lease(account, { repeatable: true }, signal, (session) => quotaOf(session, path));
    },
    async listOn(session, account) {
      forget(account.id);
      return (await listBy(session, account, false)).mailboxes;
    },
    forget,
  };
}

export function mailboxGone(): GatewayError {
  return new GatewayError('stale-reference', 'The mailbox of this id has been deleted or renamed.');
}
