/** Pages of a mailbox's messages and how many there are. */
import { GatewayError } from '../domain/errors.ts';
import {
  lastReceivedFirst,
  newestFirst,
  type MessageOrder,
  type MessagePlace,
} from '../domain/message-order.ts';
import { rawHtml } from '../domain/message.ts';
import type { Direction } from '../domain/page.ts';
import type { MessageAnchor, MessageReader } from '../use-cases/ports/mail.ts';
import { abilitiesOf } from './abilities.ts';
import type { BodyBudget } from './body-budget.ts';
import { planFetch } from './fetch-plan.ts';
import { includingArrivals } from './freshness.ts';
import type { Row } from './fetch-rows.ts';
import { countsOf } from './mailbox-listing.ts';
import { identityItems } from './message-identities.ts';
import type { MessageCache } from './message-cache.ts';
import { opened, type OpenMailbox } from './open-mailbox.ts';
import type { OrderedWindow } from './ordered-window.ts';
import type { Pool } from './pool.ts';
import { createRowReader, readBy, type ReadRow } from './row-reader.ts';
import { countMatches } from './search.ts';
import { keysOf } from './sort-keys.ts';
import { sortedWindow } from './sorted-window.ts';
import { readEmailId, type Place } from './to-message.ts';
import { uidWindow } from './uid-window.ts';
import { showMessages, type ContentPorts } from './show-messages.ts';

export interface MessageListPorts extends ContentPorts {
  readonly pool: Pick<Pool, 'lease'>;
  readonly open: OpenMailbox;
  readonly cache: Pick<MessageCache, 'of'>;
  readonly budget: BodyBudget;
}

export function createMessageLists({
  pool,
  open,
  cache,
  budget,
  ...content
}: MessageListPorts): Pick<MessageReader, 'slice' | 'places' | 'count'> {
  const reading = { fresh: true, repeatable: true } as const;

  return {
    async slice(account, mailbox, asked, signal) {
      const { anchor, filter, limit, html = rawHtml, order = newestFirst, room = null } = asked;
      const later = { fresh: 'later', repeatable: true } as const;
      const held = budget.hold(account.id, signal);
      try {
        const page = await open(account, mailbox, later, signal, async (session, place, freshen) => {
          if (anchor !== null && anchor.uidValidity !== place.uidValidity) {
            throw new GatewayError('cursor-expired', 'The mailbox was made anew; begin the list again.');
          }
          const plan = planFetch(asked.fields, asked.bodyMaxBytes, abilitiesOf(session), filter, limit);
          const direction = anchor?.direction ?? asked.direction ?? 'next';
          const query = { filter, order, anchor, direction, limit };
          const byUid = order[0]?.by === 'uid';
          const messages = cache.of(place);
          const reader = createRowReader({ session, plan, html, messages, freshen, held, room });
          const sortedRows = async (): Promise<OrderedWindow<ReadRow>> => {
            await reader.freshen();
            const found = await sortedWindow(session, place, { ...query, items: plan.items });
            return { ...found, rows: readBy(plan, found.rows) };
          };
          const window = byUid ? await uidWindow(session, query, reader) : await sortedRows();
          const fetched = await reader.withBodies(window.rows);
          const places = fetched.rows.map((row) => placeOf(row, place, order));
          // Where the next page begins no matter what has vanished since.
          const anchorAt = (index: number, side: Direction): MessageAnchor | null => {
            const row = window.rows.at(index);
            if (row === undefined) return null;
            const inMailbox = filter === null ? row.seq : null;
            const inOrder = window.begins === null ? null : window.begins + window.rows.indexOf(row) + 1;
            const sequence = byUid ? inMailbox : inOrder;
            return { ...placeOf(row, place, order), direction: side, sequence };
          };
          return {
            fetched: { ...fetched, place, messages },
            places,
            version: session.selection,
            next: window.after ? anchorAt(-1, 'next') : null,
            previous: window.before ? anchorAt(0, 'previous') : null,
          };
        });
        const { fetched, ...slice } = page;
        return { ...slice, messages: await showMessages(fetched, html, content, signal) };
      } finally {
        held.release();
      }
    },

    async places(account, mailbox, asked, signal) {
      return await open(account, mailbox, reading, signal, async (session, place) => {
        const { anchor, filter, limit, order = lastReceivedFirst } = asked;
        const direction = anchor?.direction ?? asked.direction ?? 'next';
        const items = identityItems(session);
        const withEqual = items.length > 0;
        const query = { filter, order, anchor, direction, limit, items, withEqual, isMerged: true };
        const { rows, before, after } = await sortedWindow(session, place, query);
        const places = rows.map((row) => ({
          ...placeOf(row, place, order),
          emailId: readEmailId(account, row.items),
        }));
        return { places, before, after };
      });
    },

    async count(account, mailbox, filter, signal) {
      if (filter === null) {
        const counts = await pool.lease(account, { repeatable: true }, signal, (session) =>
          opened(mailbox, () => countsOf(session, mailbox.path)),
        );
        return counts.total;
      }
      return await open(account, mailbox, reading, signal, (session) =>
        includingArrivals(session, () => countMatches(session, filter)),
      );
    },
  };
}

export function placeOf(
  row: Row,
  { mailboxId, uidValidity }: Pick<Place, 'mailboxId' | 'uidValidity'>,
  order: MessageOrder,
): MessagePlace {
  return { mailboxId, uidValidity, uid: row.uid, keys: keysOf(row, order) };
}
