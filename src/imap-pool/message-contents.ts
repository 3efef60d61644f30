/** The octets of a message: its source and its parts, as streams, whole or in part. */
import { Readable } from 'node:stream';
import type { Account } from '../domain/account.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import { lengthOf, spanWithin, type OctetRange, type OctetSpan } from '../domain/octet-range.ts';
import type { ContentStream, MessageReader, WantedOctets } from '../use-cases/ports/mail.ts';
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

/** What of a message is streamed. */
interface Source<About extends Described> {
  /** As FETCH names it; empty for the whole message. */
  readonly section: string;
  /** What tells about it, and how that is read. */
  readonly items: readonly Token[];
  readonly read: (row: Row) => About;
}

interface Described {
  /** Lower case; what needs no decoding may have any name. */
  readonly encoding: string;
  /** Encoded octets as the server announces them. */
  readonly announced: number | null;
}

/** FETCH of one message, within one lease. */
type FetchItems = (items: readonly Token[]) => Promise<Row>;

export function createMessageContents({
  directory,
  open,
}: MessageContentPorts): Pick<MessageReader, 'raw' | 'part'> {
  /** Hosts that announced other sizes than they gave: from then on theirs are not passed on. */
  const inexact = new Set<string>();

  const leased = async <T>(
    account: Account,
    ref: MessageRef,
    signal: AbortSignal,
    work: (fetch: FetchItems) => Promise<T>,
  ): Promise<T> => {
    const mailbox = await directory.locate(account, ref.mailboxId, signal);
    return await open(account, mailbox, { fresh: false, repeatable: true }, signal, (session, place) => {
      checkUidValidity(place, [ref]);
      return work(async (items) => {
        const row = (await fetchByUid(session, [ref.uid], [atom('UID'), ...items])).get(ref.uid);
        if (row === undefined) throw notFound('message');
        return row;
      });
    });
  };

  const content = async <About extends Described>(
    account: Account,
    ref: MessageRef,
    source: Source<About>,
    wanted: WantedOctets,
    signal: AbortSignal,
  ): Promise<ContentStream & { readonly about: About }> => {
    const { section, items, read } = source;
    const { host } = account.imap;
    const next = (offset: number, ended: AbortSignal): Promise<Buffer> =>
      leased(account, ref, ended, (fetch) => pieceOf(fetch, section, offset));
    const streamOf = (
      about: About,
      more: { readonly first: Buffer; readonly size: number | null } | { readonly span: OctetSpan },
    ): Readable => {
      const limit = 'span' in more ? lengthOf(more.span) : null;
      return createContentStream(
        {
          start: 'span' in more ? more.span.first : 0,
          first: 'span' in more ? null : more.first,
          next,
          decoder: createTransferDecoder(about.encoding),
          skip: 0,
          limit,
          promised: 'span' in more ? limit : more.size,
        },
        () => inexact.add(host),
      );
    };

    if (wanted === 'all') {
      const row = await leased(account, ref, signal, (fetch) => fetch([piece(section, 0), ...items]));
      const about = read(row);
      const first = octetsOf(row.items.get(`BODY[${section}]`));
      if (first.length < pieceSize) return { ...served(decodeWhole(first, about), 'all'), about };
      const size = isIdentity(about) && !inexact.has(host) ? about.announced : null;
      return { stream: streamOf(about, { first, size }), size, span: null, about };
    }
    const { about, short, size } = await leased(account, ref, signal, async (fetch) => {
      const described = read(await fetch(items));
      if (isIdentity(described)) {
        return { about: described, short: null, size: await provenSize(fetch, section, described.announced) };
      }
      const first = (described.announced ?? 0) < pieceSize ? await pieceOf(fetch, section, 0) : null;
      const isShort = first !== null && first.length < pieceSize;
      return { about: described, short: isShort ? decodeWhole(first, described) : null, size: null };
    });
    if (short !== null) return { ...served(short, wanted), about };
    if (wanted === 'none') return { stream: Readable.from([]), size, span: null, about };
    const span = size === null ? null : satisfiable(wanted, size);
    if (span === null) return await content(account, ref, source, 'all', signal);
    return { stream: streamOf(about, { span }), size, span, about };
  };

  return {
    async raw(account, ref, wanted, signal) {
      const { stream, size, span } = await content(account, ref, rawSource, wanted, signal);
      return { stream, size, span };
    },

    async part(account, ref, section, wanted, signal) {
      const found = await content(account, ref, partSource(section), wanted, signal);
      const { stream, size, span, about } = found;
      return { stream, size, span, contentType: about.type, filename: about.filename };
    },
  };
}

const rawSource: Source<Described> = {
  section: '',
  items: [atom('RFC822.SIZE')],
  read: (row) => ({ encoding: '', announced: numberOf(row.items.get('RFC822.SIZE')) }),
};

function partSource(
  section: string,
): Source<Described & { readonly type: string; readonly filename: string | null }> {
  return {
    section,
    items: [atom('BODYSTRUCTURE')],
    read(row) {
      const structure = structureOf(row);
      const part = structure === null ? null : findPart(structure.root, section);
      if (part === null) throw notFound('attachment');
      const { encoding, size, type, filename } = part;
      return { encoding, announced: size, type, filename };
    },
  };
}

function isIdentity({ encoding }: Described): boolean {
  return encoding !== 'base64' && encoding !== 'quoted-printable';
}

function piece(section: string, offset: number, length = pieceSize): Token {
  return bodySection(section === '' ? [] : [atom(section)], length, offset);
}

async function pieceOf(
  fetch: FetchItems,
  section: string,
  offset: number,
  length = pieceSize,
): Promise<Buffer> {
  return octetsOf((await fetch([piece(section, offset, length)])).items.get(`BODY[${section}]`));
}

/** Some servers estimate sizes: the announced one counts if the content ends just there, else null. */
async function provenSize(
  fetch: FetchItems,
  section: string,
  announced: number | null,
): Promise<number | null> {
  if (announced === null || announced === 0) return announced;
  const end = await pieceOf(fetch, section, announced - 1, 2);
  return end.length === 1 ? announced : null;
}

function decodeWhole(encoded: Buffer, { encoding }: Described): Buffer {
  const decoder = createTransferDecoder(encoding);
  return Buffer.concat([decoder.push(encoded), decoder.end()]);
}

/** Content that is there whole. */
function served(octets: Buffer, wanted: WantedOctets): ContentStream {
  const size = octets.length;
  if (wanted === 'none') return { stream: Readable.from([]), size, span: null };
  const span = wanted === 'all' ? null : satisfiable(wanted, size);
  const shown = span === null ? octets : octets.subarray(span.first, span.last + 1);
  return { stream: Readable.from(shown.length === 0 ? [] : [shown]), size, span };
}

/** null for a content of no octets: of that every range is the whole. Throws `range-not-satisfiable`. */
function satisfiable(range: OctetRange, size: number): OctetSpan | null {
  if (size === 0) return null;
  const span = spanWithin(range, size);
  if (span === null) {
    const detail = `The content has ${size} octets; the range begins behind them.`;
    throw new GatewayError('range-not-satisfiable', detail, { completeLength: size });
  }
  return span;
}
