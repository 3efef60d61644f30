/** The octets of a message: its source and its parts, as streams, whole or in part. */
import { addAbortSignal, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Account } from '../domain/account.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import { spanWithin, type OctetRange, type OctetSpan } from '../domain/octet-range.ts';
import type { ContentStream, MessageReader, WantedOctets } from '../use-cases/ports/mail.ts';
import { beginning, createMarks, type Mark } from './content-marks.ts';
import {
  binarySize,
  partSource,
  pieceIn,
  pieceItem,
  provenSize,
  rawSource,
  type ContentSource,
  type Described,
  type FetchItems,
} from './content-source.ts';
import { createContentStream, pieceSize } from './content-stream.ts';
import { atom } from './exchange.ts';
import { fetchByUid } from './fetch-rows.ts';
import type { MailboxDirectory } from './mailbox-directory.ts';
import { checkUidValidity, type OpenMailbox } from './open-mailbox.ts';
import type { Session } from './session.ts';
import { isIdentity } from '../mime/transfer-encoding.ts';
import type { Structure } from './structure.ts';
import { createTransferDecoder } from './transfer-decoder.ts';

export interface MessageContentPorts {
  readonly directory: Pick<MailboxDirectory, 'locate'>;
  readonly open: OpenMailbox;
}

/** Encoded octets that are decoded to learn how many come of them, before the first range of them is answered. */
const measurable = 32 * 1024 * 1024;

/** Of messages whose parts were asked for last; one of a thousand parts takes half a megabyte. */
const mostStructures = 20;

export function createMessageContents({
  directory,
  open,
}: MessageContentPorts): Pick<MessageReader, 'raw' | 'part'> {
  /** Hosts that announced other sizes than they gave: from then on theirs are not passed on. */
  const inexact = new Set<string>();
  /** Hosts that announce BINARY and do not understand it. */
  const unable = new Set<string>();
  const marksOf = createMarks();
  const structures = new Map<string, Structure>();

  /** Of all parts of a message, which are often asked for one after the other. */
  const remember = (message: string, structure: Structure): void => {
    structures.delete(message);
    structures.set(message, structure);
    const [oldest] = structures.keys();
    if (structures.size > mostStructures && oldest !== undefined) structures.delete(oldest);
  };

  const leased = async <T>(
    account: Account,
    ref: MessageRef,
    signal: AbortSignal,
    work: (fetch: FetchItems, session: Session) => Promise<T>,
  ): Promise<T> => {
    const mailbox = await directory.locate(account, ref.mailboxId, signal);
    return await open(account, mailbox, { fresh: false, repeatable: true }, signal, (session, place) => {
      checkUidValidity(place, [ref]);
      return work(async (items) => {
        const row = (await fetchByUid(session, [ref.uid], [atom('UID'), ...items])).get(ref.uid);
        if (row === undefined) throw notFound('message');
        return row;
      }, session);
    });
  };

  const content = async <About extends Described>(
    account: Account,
    ref: MessageRef,
    { section, items, read }: ContentSource<About>,
    wanted: WantedOctets,
    signal: AbortSignal,
  ): Promise<ContentStream & { readonly about: About }> => {
    const { host } = account.imap;
    const marks = marksOf(`${nameOf(account, ref)} ${section}`);
    const next = (offset: number, ended: AbortSignal): Promise<Buffer> =>
      leased(account, ref, ended, async (fetch) =>
        pieceIn(await fetch([pieceItem(section, offset)]), section),
      );
    const streamOf = (
      about: About,
      { from = beginning, first = null, span = null, size = null }: Beginning,
    ): Readable => {
      const decoder = createTransferDecoder(about.encoding);
      return createContentStream({ from, first, next, decoder, span, size, marks }, () => inexact.add(host));
    };

    /** Its size, as far as it can be told without decoding all of it. */
    const sizeOf = async (about: About, fetch: FetchItems, session: Session): Promise<number | null> => {
      if (!isIdentity(about.encoding)) {
        if (marks.size !== null || inexact.has(host) || unable.has(host)) return marks.size;
        return await binarySize(fetch, session, section, () => unable.add(host));
      }
      // While a whole is on its way it shows whether the size was true.
      if (wanted === 'all') return inexact.has(host) ? null : about.announced;
      return await provenSize(fetch, section, about.announced);
    };

    const { about, first, told } = await leased(account, ref, signal, async (fetch, session) => {
      const row = await fetch(wanted === 'all' ? [pieceItem(section, 0), ...items] : items);
      const described = read(row);
      const isShort = !isIdentity(described.encoding) && (described.announced ?? 0) < pieceSize;
      const piece =
        wanted === 'all'
          ? pieceIn(row, section)
          : isShort
            ? pieceIn(await fetch([pieceItem(section, 0)]), section)
            : null;
      const isWhole = piece !== null && piece.length < pieceSize;
      return {
        about: described,
        first: piece,
        told: isWhole ? null : await sizeOf(described, fetch, session),
      };
    });
    if (first !== null && first.length < pieceSize)
      return { ...served(decodeWhole(first, about), wanted), about };
    if (wanted === 'none') return { stream: nothing(), size: told, span: null, about };
    if (wanted === 'all')
      return { stream: streamOf(about, { first, size: told }), size: told, span: null, about };

    let size = told;
    if (size === null && !isIdentity(about.encoding) && (about.announced ?? 0) <= measurable) {
      const from = marks.before(Number.MAX_SAFE_INTEGER);
      await finished(addAbortSignal(signal, streamOf(about, { from })).resume());
      ({ size } = marks);
    }
    const span = size === null ? null : satisfiable(wanted, size);
    if (span === null) return { stream: streamOf(about, { size }), size, span, about };
    const at = { encoded: span.first, decoded: span.first };
    const from = isIdentity(about.encoding) ? at : marks.before(span.first);
    return { stream: streamOf(about, { from, span }), size, span, about };
  };

  return {
    async raw(account, ref, wanted, signal) {
      const { stream, size, span } = await content(account, ref, rawSource, wanted, signal);
      return { stream, size, span };
    },

    async part(account, ref, section, wanted, signal) {
      const message = nameOf(account, ref);
      const known = structures.get(message) ?? null;
      const source = partSource(section, known, (structure) => remember(message, structure));
      const found = await content(account, ref, source, wanted, signal);
      const { stream, size, span, about } = found;
      const { type: contentType, parameters, filename } = about;
      return { stream, size, span, contentType, parameters, filename };
    },
  };
}

/** A name that no two messages share, ever. */
function nameOf({ incarnation }: Account, { mailboxId, uidValidity, uid }: MessageRef): string {
  return [incarnation, mailboxId, uidValidity, uid].join(' ');
}

/** Where a stream begins, and what is known of it then. */
interface Beginning {
  readonly from?: Mark;
  readonly first?: Buffer | null;
  readonly span?: OctetSpan | null;
  readonly size?: number | null;
}

function decodeWhole(encoded: Buffer, { encoding }: Described): Buffer {
  const decoder = createTransferDecoder(encoding);
  return Buffer.concat([decoder.push(encoded), decoder.end()]);
}

/** Content that is there whole. */
function served(octets: Buffer, wanted: WantedOctets): ContentStream {
  const size = octets.length;
  if (wanted === 'none') return { stream: nothing(), size, span: null };
  const span = wanted === 'all' ? null : satisfiable(wanted, size);
  const shown = span === null ? octets : octets.subarray(span.first, span.last + 1);
  return { stream: shown.length === 0 ? nothing() : Readable.from([shown]), size, span };
}

function nothing(): Readable {
  return Readable.from([]);
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
