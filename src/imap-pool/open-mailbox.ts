/** The way from a mailbox or a message's reference to the selected mailbox on a leased connection. */
import type { MailboxObject } from 'imapflow';
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import { requireSelectable, UnopenedMailbox, type Mailbox } from '../domain/mailbox.ts';
import { refresh, type OwnChanges } from './freshness.ts';
import { mailboxGone, type MailboxDirectory } from './mailbox-directory.ts';
import type { Pool } from './pool.ts';
import type { Session } from './session.ts';
import type { Place } from './to-message.ts';

/**
 * Runs `work` with the mailbox selected. `fresh`: removals that happened before are known; `anew`: by a SELECT, so that all
 * that it tells is of one moment; `later`: when `work` calls `freshen`. `repeatable` as in `Pool.lease`. Throws
 * `stale-reference` when the mailbox is gone, `UnopenedMailbox` for one that the server does not open, `refused-by-server`
 * for a node that only holds others.
 */
export type OpenMailbox = <T>(
  account: Account,
  mailbox: Mailbox,
  how: { readonly fresh: boolean | 'anew' | 'later'; readonly repeatable: boolean | (() => boolean) },
  signal: AbortSignal,
  work: Work<T>,
) => Promise<T>;

type Work<T> = (session: Session, place: Place, freshen: () => Promise<void>) => Promise<T>;

export function createOpenMailbox(ports: {
  readonly pool: Pick<Pool, 'lease'>;
  readonly directory: Pick<MailboxDirectory, 'forget' | 'locate'>;
  readonly changes: OwnChanges;
  /** Whose Authentication-Results every account believes. */
  readonly authservIds: readonly string[];
}): OpenMailbox {
  const attempt = async <T>(
    account: Account,
    mailbox: Mailbox,
    how: Parameters<OpenMailbox>[2],
    signal: AbortSignal,
    work: Work<T>,
  ): Promise<T> => {
    const { path, delimiter } = mailbox;
    const options = { mailbox: path, repeatable: how.repeatable };
    return await ports.pool.lease(account, options, signal, async (session) => {
      const standing = session.selected === path;
      const anew = how.fresh === 'anew' || (standing && isNamesake(mailbox, session.mailbox));
      const selected = await opened(mailbox, () => session.select(path, delimiter, anew));
      if (isNamesake(mailbox, selected)) throw mailboxGone();
      const freshen = async (): Promise<void> => {
        if (standing) await refresh(session, ports.changes.since(account.id, path));
      };
      if (how.fresh === true) await freshen();
      const { authservIds } = ports;
      const [mailboxId, mailboxPath, uidValidity] = [mailbox.id, path, Number(selected.uidValidity)];
      const place = { account, authservIds, mailboxId, mailboxPath, uidValidity };
      return await work(session, place, freshen);
    });
  };

  return async (account, mailbox, how, signal, work) => {
    requireSelectable(mailbox);
    let begun = false;
    const begin: typeof work = async (...given) => {
      begun = true;
      return await work(...given);
    };
    try {
      return await attempt(account, mailbox, how, signal, begin);
    } catch (thrown) {
      if (!(thrown instanceof GatewayError) || thrown.code !== 'stale-reference') throw thrown;
      ports.directory.forget(account.id);
      if (begun) throw thrown;
      // Renamed by somebody else: the id still names it where the server tells one mailbox from another (OBJECTID).
      const current = await ports.directory.locate(account, mailbox.id, signal);
      if (current.path === mailbox.path) throw thrown;
      return await attempt(account, current, how, signal, work);
    }
  };
}

/** Whether the path names another mailbox than it did, where MAILBOXID tells (RFC 8474 §4). */
function isNamesake({ key, path }: Mailbox, { mailboxId }: MailboxObject): boolean {
  return key !== path && mailboxId !== undefined && mailboxId !== key;
}

/** Runs what asks the server about the mailbox as a whole: its refusal is of this mailbox. */
export async function opened<T>(mailbox: Mailbox, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const isRefused = thrown instanceof GatewayError && thrown.code === 'refused-by-server';
    throw isRefused ? new UnopenedMailbox(mailbox, thrown) : thrown;
  }
}

/** Throws `stale-reference` for a reference of before the UIDVALIDITY changed. */
export function checkUidValidity(place: Place, refs: readonly Pick<MessageRef, 'uidValidity'>[]): void {
  if (refs.some(({ uidValidity }) => uidValidity !== place.uidValidity)) {
    throw new GatewayError('stale-reference', 'The mailbox was made anew since this id was given out.');
  }
}

/** References of one mailbox, with their places in the whole. */
export interface RefGroup {
  readonly mailboxId: string;
  readonly members: readonly { readonly ref: MessageRef; readonly index: number }[];
}

export function groupByMailbox(refs: readonly MessageRef[]): readonly RefGroup[] {
  const groups = new Map<string, { ref: MessageRef; index: number }[]>();
  for (const [index, ref] of refs.entries()) {
    const group = groups.get(ref.mailboxId);
    if (group === undefined) groups.set(ref.mailboxId, [{ ref, index }]);
    else group.push({ ref, index });
  }
  return [...groups].map(([mailboxId, members]) => ({ mailboxId, members }));
}
