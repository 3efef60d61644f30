/** Messages by their ids: the fields that are wanted of each. */
import type { MessageView } from '../domain/message.ts';
import type { MessageReader } from '../use-cases/ports/mail.ts';
import { planFetch } from './fetch-plan.ts';
import { abilitiesOf, withBodies } from './fetch-bodies.ts';
import { fetchByUid } from './fetch-rows.ts';
import type { MailboxDirectory } from './mailbox-directory.ts';
import { checkUidValidity, groupByMailbox, type OpenMailbox } from './open-mailbox.ts';
import { toMessage } from './to-message.ts';

export interface NamedMessagePorts {
  readonly directory: Pick<MailboxDirectory, 'locate'>;
  readonly open: OpenMailbox;
}

export function createNamedMessages({ directory, open }: NamedMessagePorts): Pick<MessageReader, 'read'> {
  return {
    async read(account, refs, { fields, bodyMaxBytes }, signal) {
      const found = new Array<MessageView | null>(refs.length).fill(null);
      for (const { mailboxId, members } of groupByMailbox(refs)) {
        const mailbox = await directory.locate(account, mailboxId, signal);
        await open(account, mailbox, { fresh: false, repeatable: true }, signal, async (session, place) => {
          checkUidValidity(
            place,
            members.map(({ ref }) => ref),
          );
          const plan = planFetch(fields, bodyMaxBytes, abilitiesOf(session));
          const uids = members.map(({ ref }) => ref.uid);
          const first = await fetchByUid(session, uids, plan.items);
          const rows = await withBodies(session, plan, [...first.values()]);
          const views = new Map(rows.map((row) => [row.uid, toMessage(row, place, plan)]));
          for (const { ref, index } of members) found[index] = views.get(ref.uid) ?? null;
        });
      }
      return found;
    },
  };
}
