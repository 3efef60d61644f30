/** The octets of a message: its source and its parts, as streams. */
import type { Account } from '../domain/account.ts';
import { notFound } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import type { MessageReader } from '../use-cases/ports/mail.ts';
import { createContentStream, pieceSize } from './content-stream.ts';
import { atom, numberOf, type Token } from './exchange.ts';
import { bodySection } from './fetch-plan.ts';
import { fetchByUid, type Row } from './fetch-rows.ts';
import type { MailboxDirectory } from './mailbox-directory.ts';
import { checkUidValidity, type OpenMailbox } from './open-mailbox.ts';
import { findPart } from './structure.ts';
import { octetsOf, structureOf } from './to-message.ts';
import { createTransferDecoder } from './transfer-decoder.ts';

export interface MessageContentPorts {
  readonly directory: Pick<MailboxDirectory, 'locate'>;
  readonly open: OpenMailbox;
}

export function createMessageContents({
  directory,
  open,
}: MessageContentPorts): Pick<MessageReader, 'raw' | 'part'> {
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
