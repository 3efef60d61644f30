/** Messages by their ids: the fields that are wanted of each. */
import { rawHtml, type MessageView } from '../domain/message.ts';
import type { MessageReader } from '../use-cases/ports/mail.ts';
import { abilitiesOf } from './abilities.ts';
import type { BodyBudget } from './body-budget.ts';
import { planFetch } from './fetch-plan.ts';
import type { MailboxDirectory } from './mailbox-directory.ts';
import type { MessageCache } from './message-cache.ts';
import { checkUidValidity, groupByMailbox, type OpenMailbox } from './open-mailbox.ts';
import { createRowReader } from './row-reader.ts';
import { showMessages, type ContentPorts } from './show-messages.ts';

export interface NamedMessagePorts extends ContentPorts {
  readonly directory: Pick<MailboxDirectory, 'locate'>;
  readonly open: OpenMailbox;
  readonly cache: Pick<MessageCache, 'of'>;
  readonly budget: BodyBudget;
}

export function createNamedMessages({
  directory,
  open,
  cache,
  budget,
  ...content
}: NamedMessagePorts): Pick<MessageReader, 'read'> {
  return {
    async read(account, refs, wanted, signal) {
      const { fields, bodyMaxBytes, html = rawHtml, filter = null, share = 1, room = null } = wanted;
      const found = new Array<MessageView | null>(refs.length).fill(null);
      for (const { mailboxId, members } of groupByMailbox(refs)) {
        const mailbox = await directory.locate(account, mailboxId, signal);
        const part = (share * members.length) / refs.length;
        const held = budget.hold(account.id, signal);
        try {
          const fetched = await open(
            account,
            mailbox,
            { fresh: false, repeatable: true },
            signal,
            async (session, place, freshen) => {
              checkUidValidity(
                place,
                members.map(({ ref }) => ref),
              );
              const inAnswer = Math.round(refs.length / share);
              const plan = planFetch(fields, bodyMaxBytes, abilitiesOf(session), filter, inAnswer);
              const uids = members.map(({ ref }) => ref.uid);
              const messages = cache.of(place);
              const bounds = { held, share: part, room };
              const reader = createRowReader({ session, plan, html, messages, freshen, ...bounds });
              return { ...(await reader.withBodies(await reader.named(uids, true))), place, messages };
            },
          );
          const shown = await showMessages(fetched, html, content, signal);
          const views = new Map(shown.map((view) => [view.uid, view]));
          for (const { ref, index } of members) found[index] = views.get(ref.uid) ?? null;
        } finally {
          held.release();
        }
      }
      return found;
    },
  };
}
