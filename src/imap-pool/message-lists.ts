/** Pages of a mailbox's messages and how many there are. */
import { GatewayError } from '../domain/errors.ts';
import { rawHtml } from '../domain/message.ts';
import type { ContentReader } from '../use-cases/ports/content.ts';
import type { MessageAnchor, MessageReader } from '../use-cases/ports/mail.ts';
import { planFetch } from './fetch-plan.ts';
import { abilitiesOf, withBodies } from './fetch-bodies.ts';
import type { Row } from './fetch-rows.ts';
import { includingArrivals } from './freshness.ts';
import { countsOf } from './mailbox-listing.ts';
import type { OpenMailbox } from './open-mailbox.ts';
import { lastRows, rowsAround } from './page-window.ts';
import type { Pool } from './pool.ts';
import { countMatches } from './search.ts';
import { matchingRows } from './search-window.ts';
import { showMessages } from './show-messages.ts';

export interface MessageListPorts {
  readonly pool: Pick<Pool, 'lease'>;
  readonly open: OpenMailbox;
  readonly content: ContentReader;
}

export function createMessageLists({
  pool,
  open,
  content,
}: MessageListPorts): Pick<MessageReader, 'slice' | 'count'> {
  const reading = { fresh: true, repeatable: true } as const;

  return {
    async slice(account, mailbox, query, signal) {
      const page = await open(account, mailbox, reading, signal, async (session, place) => {
        const { anchor, filter, limit } = query;
        if (anchor !== null && anchor.uidValidity !== place.uidValidity) {
          throw new GatewayError('cursor-expired', 'The mailbox was made anew; begin the list again.');
        }
        const plan = planFetch(query.fields, query.bodyMaxBytes, abilitiesOf(session), query.filter);
        const window =
          filter !== null
            ? await matchingRows(session, filter, anchor, limit, plan.items)
            : anchor !== null
              ? await rowsAround(session, anchor, limit, plan.items)
              : await lastRows(session, limit, plan.items);
        const rows = await withBodies(session, plan, window.rows);
        const anchorAt = (
          row: Row | undefined,
          direction: MessageAnchor['direction'],
        ): MessageAnchor | null =>
          row === undefined
            ? null
            : {
                uid: row.uid,
                uidValidity: place.uidValidity,
                direction,
                sequence: filter === null ? row.seq : null,
              };
        return {
          fetched: { rows, place, plan },
          uidValidity: place.uidValidity,
          version: session.selection,
          next: window.older ? anchorAt(window.rows[0], 'next') : null,
          previous: window.newer ? anchorAt(window.rows.at(-1), 'previous') : null,
        };
      });
      const { fetched, ...slice } = page;
      const messages = await showMessages(fetched, query.html ?? rawHtml, content, signal);
      return { ...slice, messages: messages.reverse() };
    },

    async count(account, mailbox, filter, signal) {
      if (filter === null) {
        const counts = await pool.lease(account, { repeatable: true }, signal, (session) =>
          countsOf(session, mailbox.path),
        );
        return counts.total;
      }
      return await open(account, mailbox, reading, signal, (session) =>
        includingArrivals(session, () => countMatches(session, filter)),
      );
    },
  };
}
