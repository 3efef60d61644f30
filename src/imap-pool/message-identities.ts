/** What tells that messages of several mailboxes are copies of one (RFC 8474 §5.1, or Gmail's number). */
import { uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import type { MessageReader } from '../use-cases/ports/mail.ts';
import { atom, type Token } from './exchange.ts';
import { fetchRows } from './fetch-rows.ts';
import { includingArrivals } from './freshness.ts';
import type { OpenMailbox } from './open-mailbox.ts';
import type { Pool } from './pool.ts';
import { searchUids } from './search.ts';
import type { Session } from './session.ts';
import { readEmailId } from './to-message.ts';

const rowsPerFetch = 2_000;

/** The FETCH items that identify a message; none where the server does not. */
export function identityItems(session: Session): readonly Token[] {
  if (session.can('OBJECTID')) return [atom('EMAILID')];
  return session.can('X-GM-EXT-1') ? [atom('X-GM-MSGID')] : [];
}

export function createMessageIdentities({
  pool,
  open,
}: {
  readonly pool: Pick<Pool, 'lease'>;
  readonly open: OpenMailbox;
}): Pick<MessageReader, 'tellsCopies' | 'emailIds'> {
  return {
    tellsCopies: (account, mailboxes, signal) =>
      pool.lease(account, { repeatable: true }, signal, (session) => {
        // Gmail's All Mail holds each message once, and none of the trash and the junk.
        const areApart =
          session.can('X-GM-EXT-1') && mailboxes.some(({ specialUse }) => specialUse === 'all');
        return Promise.resolve(!areApart && identityItems(session).length > 0);
      }),

    emailIds: (account, mailbox, filter, most, signal) =>
      open(account, mailbox, { fresh: true, repeatable: true }, signal, async (session) => {
        const uids = await includingArrivals(session, () => searchUids(session, filter));
        if (uids.length > most) return null;
        const found: string[] = [];
        for (let at = 0; at < uids.length; at += rowsPerFetch) {
          const wanted = new Set(uids.slice(at, at + rowsPerFetch));
          const rows = await fetchRows(session, 'uid', writeUidSet(uidSetOf(wanted)), identityItems(session));
          // What the server does not identify is a message of its own.
          for (const { uid, items } of rows)
            if (wanted.has(uid)) found.push(readEmailId(account, items) ?? `${mailbox.id} ${uid}`);
        }
        return found;
      }),
  };
}
