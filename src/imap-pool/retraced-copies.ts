/** Copies that a command made whose answer nobody heard: found again by what COPY leaves as it is. */
import type { MessageRef } from '../domain/ids.ts';
import type { MessageReader } from '../use-cases/ports/mail.ts';
import { readEnvelope } from './envelope.ts';
import { atom, textOf } from './exchange.ts';
import { fetchByUid, fetchRows, type Row } from './fetch-rows.ts';
import type { MailboxDirectory } from './mailbox-directory.ts';
import { checkUidValidity, groupByMailbox, type OpenMailbox } from './open-mailbox.ts';

const items = ['UID', 'ENVELOPE', 'RFC822.SIZE', 'INTERNALDATE'].map(atom);

export function createRetrace(ports: {
  readonly directory: Pick<MailboxDirectory, 'locate'>;
  readonly open: OpenMailbox;
}): MessageReader['retrace'] {
  const { directory, open } = ports;
  const reading = { fresh: true, repeatable: true } as const;

  return async (account, refs, to, fromUid, signal) => {
    const copies = await open(account, to, reading, signal, async (session, { uidValidity }) => {
      // `n:*` names the newest message also where that has a lower UID (RFC 9051 §9 seq-range).
      const rows = (await fetchRows(session, 'uid', `${fromUid}:*`, items)).filter(
        ({ uid }) => uid >= fromUid,
      );
      const found = new Map<string, MessageRef[]>();
      for (const row of rows) {
        const ref = { mailboxId: to.id, uidValidity, uid: row.uid };
        const likeness = likenessOf(row);
        found.set(likeness, [...(found.get(likeness) ?? []), ref]);
      }
      return found;
    });
    const traced = new Array<MessageRef | null>(refs.length).fill(null);
    if (copies.size === 0) return traced;
    for (const { mailboxId, members } of groupByMailbox(refs)) {
      const mailbox = await directory.locate(account, mailboxId, signal);
      const rows = await open(account, mailbox, reading, signal, async (session, place) => {
        const originals = members.map(({ ref }) => ref);
        checkUidValidity(place, originals);
        return await fetchByUid(
          session,
          originals.map(({ uid }) => uid),
          items,
        );
      });
      for (const { ref, index } of members) {
        const row = rows.get(ref.uid);
        traced[index] = (row === undefined ? undefined : copies.get(likenessOf(row))?.shift()) ?? null;
      }
    }
    return traced;
  };
}

function likenessOf({ items: found }: Row): string {
  const { messageId } = readEnvelope(found.get('ENVELOPE'));
  return JSON.stringify([messageId, textOf(found.get('RFC822.SIZE')), textOf(found.get('INTERNALDATE'))]);
}
