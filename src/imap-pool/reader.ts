/** Messages read from the server: pages, single ones, counts, and their octets as streams. */
import type { Account } from '../domain/account.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import type { MessageView } from '../domain/message.ts';
import type { MessageAnchor, MessageReader } from '../use-cases/ports/mail.ts';
import { createContentStream, pieceSize } from './content-stream.ts';
import { atom, numberOf, type Token } from './exchange.ts';
import { bodySection, planBodies, planFetch, type FetchAbilities, type FetchPlan } from './fetch-plan.ts';
import { fetchByUid, rowsOf, type Row } from './fetch-rows.ts';
import { includingArrivals } from './freshness.ts';
import type { MailboxDirectory } from './mailbox-directory.ts';
import { countsOf } from './mailbox-listing.ts';
import { checkUidValidity, groupByMailbox, type OpenMailbox } from './open-mailbox.ts';
import { lastRows, rowsAround } from './page-window.ts';
import type { Pool } from './pool.ts';
import { countMatches } from './search.ts';
import { matchingRows } from './search-window.ts';
import type { Session } from './session.ts';
import { findPart } from './structure.ts';
import { octetsOf, structureOf, toMessage } from './to-message.ts';
import { createTransferDecoder } from './transfer-decoder.ts';

export interface ReaderPorts {
  readonly pool: Pick<Pool, 'lease'>;
  readonly directory: Pick<MailboxDirectory, 'locate'>;
  readonly open: OpenMailbox;
}

export function createMessageReader({ pool, directory, open }: ReaderPorts): MessageReader {
  const reading = { fresh: true, repeatable: true } as const;

  /** The items of one message, in as many leases as pieces are wanted of it. */
  const fetchOne = async (
    account: Account,
    ref: MessageRef,
    items: readonly Token[],
    signal: AbortSignal,
  ): Promise<Row> => {
    const mailbox = await directory.locate(account, ref.mailboxId, signal);
    const row = await open(
      account,
      mailbox,
      { fresh: false, repeatable: true },
      signal,
      async (session, place) => {
        checkUidValidity(place, [ref]);
        return (await fetchByUid(session, [ref.uid], items)).get(ref.uid);
      },
    );
    if (row === undefined) throw notFound('message');
    return row;
  };

  return {
    async slice(account, mailbox, query, signal) {
      return await open(account, mailbox, reading, signal, async (session, place) => {
        const { anchor, filter, limit } = query;
        if (anchor !== null && anchor.uidValidity !== place.uidValidity) {
          throw new GatewayError('cursor-expired', 'The mailbox was made anew; begin the list again.');
        }
        const plan = planFetch(query.fields, query.bodyMaxBytes, abilitiesOf(session));
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
          messages: rows.map((row) => toMessage(row, place, plan)).reverse(),
          uidValidity: place.uidValidity,
          next: window.older ? anchorAt(window.rows[0], 'next') : null,
          previous: window.newer ? anchorAt(window.rows.at(-1), 'previous') : null,
        };
      });
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

    async raw(account, ref, signal) {
      const whole = (offset: number): readonly Token[] => [atom('UID'), bodySection([], pieceSize, offset)];
      const row = await fetchOne(account, ref, [...whole(0), atom('RFC822.SIZE')], signal);
      const first = octetsOf(row.items.get('BODY[]'));
      const size = first.length < pieceSize ? first.length : numberOf(row.items.get('RFC822.SIZE'));
      const next = async (offset: number, ended: AbortSignal): Promise<Buffer> =>
        octetsOf((await fetchOne(account, ref, whole(offset), ended)).items.get('BODY[]'));
      return { stream: createContentStream({ first, next, decoder: createTransferDecoder(''), size }), size };
    },

    async part(account, ref, section, signal) {
      const piece = (offset: number): readonly Token[] => [
        atom('UID'),
        bodySection([atom(section)], pieceSize, offset),
      ];
      const row = await fetchOne(account, ref, [...piece(0), atom('BODYSTRUCTURE')], signal);
      const structure = structureOf(row);
      const part = structure === null ? null : findPart(structure.root, section);
      if (part === null) throw notFound('attachment');
      const first = octetsOf(row.items.get(`BODY[${section}]`));
      const encoded = part.encoding === 'base64' || part.encoding === 'quoted-printable';
      const size = encoded ? null : first.length < pieceSize ? first.length : part.size;
      const next = async (offset: number, ended: AbortSignal): Promise<Buffer> =>
        octetsOf((await fetchOne(account, ref, piece(offset), ended)).items.get(`BODY[${section}]`));
      const decoder = createTransferDecoder(part.encoding);
      return {
        stream: createContentStream({ first, next, decoder, size }),
        size,
        contentType: part.type,
        filename: part.filename,
      };
    },
  };
}

function abilitiesOf(session: Session): FetchAbilities {
  return {
    modseq: session.hasModseq,
    objectId: session.can('OBJECTID'),
    gmail: session.can('X-GM-EXT-1'),
  };
}

/** The rows with their bodies, where the plan wants any. What has vanished in between keeps its first row. */
async function withBodies(session: Session, plan: FetchPlan, rows: readonly Row[]): Promise<readonly Row[]> {
  if (!plan.text && !plan.html) return rows;
  const requests = rows.flatMap((row) => {
    const structure = structureOf(row);
    return structure === null ? [] : [{ uid: row.uid, root: structure.root }];
  });
  const bodies = new Map<number, ReadonlyMap<string, Token>>();
  for (const { uids, items } of planBodies(plan, requests)) {
    for (const [uid, row] of await rowsOf(session, uids, items)) bodies.set(uid, row.items);
  }
  return rows.map((row) => {
    const body = bodies.get(row.uid);
    return body === undefined ? row : { ...row, items: new Map([...row.items, ...body]) };
  });
}
