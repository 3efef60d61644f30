/**
 * A message's source or a part as a stream, fetched in pieces as its reader takes them, one piece ahead. Between two
 * pieces it holds no connection: a reader that is slow delays nobody. At most three pieces are in memory.
 */
import { Readable } from 'node:stream';
import { GatewayError } from '../domain/errors.ts';
import { lengthOf, type OctetSpan } from '../domain/octet-range.ts';
import type { ContentMarks, Mark } from './content-marks.ts';
import type { TransferDecoder } from './transfer-decoder.ts';

/** Octets of one piece, before decoding: a round trip each. */
export const pieceSize = 1024 * 1024;

export interface ContentPieces {
  /** Where reading begins. */
  readonly from: Mark;
  /** The piece there, where it is fetched already. */
  readonly first: Buffer | null;
  /** Fetches encoded octets; fewer than `pieceSize` are the last. */
  readonly next: (offset: number, signal: AbortSignal) => Promise<Buffer>;
  readonly decoder: TransferDecoder;
  /** The decoded octets that are wanted, none of them before `from`; null: all. */
  readonly span: OctetSpan | null;
  /** Decoded octets of the whole, where they are known: a server that gives others is caught. */
  readonly size: number | null;
  /** Learns on the way. */
  readonly marks: Pick<ContentMarks, 'note' | 'end'>;
}

/** `onBroken` is told when the server gave other than it announced. */
export function createContentStream(pieces: ContentPieces, onBroken: () => void = () => undefined): Readable {
  const { from, decoder, span, size, marks } = pieces;
  const behind = span === null ? null : span.last + 1;
  const promised = span === null ? size : lengthOf(span);
  const gone = new AbortController();
  let { encoded, decoded } = from;
  let given = 0;
  let atEnd = false;
  let finished = false;
  let ahead: Promise<Buffer> | null = pieces.first === null ? null : Promise.resolve(pieces.first);

  const fetchNext = (): Promise<Buffer> => {
    const next = pieces.next(encoded, gone.signal);
    // It may fail before anybody waits for it.
    next.catch(() => undefined);
    return next;
  };

  /** The next wanted octets; none only at the end. */
  const advance = async (): Promise<Buffer> => {
    for (;;) {
      const piece = await (ahead ?? fetchNext());
      ahead = null;
      encoded += piece.length;
      const isLast = piece.length < pieceSize;
      const found = isLast ? join(decoder.push(piece), decoder.end()) : decoder.push(piece);
      const start = Math.max(0, (span?.first ?? 0) - decoded);
      const octets = found.subarray(start, behind === null ? found.length : Math.max(0, behind - decoded));
      decoded += found.length;
      given += octets.length;
      atEnd = isLast;
      if (!atEnd) marks.note({ encoded: encoded - decoder.pending(), decoded });
      finished = atEnd || (behind !== null && decoded >= behind);
      if (!finished) ahead = fetchNext();
      if (finished || octets.length > 0) return octets;
    }
  };

  return new Readable({
    highWaterMark: pieceSize,
    read() {
      advance().then(
        (octets) => {
          if (promised !== null && (given > promised || (finished && given < promised))) {
            onBroken();
            this.destroy(
              new GatewayError(
                'upstream-protocol-error',
                'The mail server gave more or less than it announced.',
              ),
            );
            return;
          }
          if (atEnd) marks.end(decoded);
          if (octets.length > 0) this.push(octets);
          if (finished) this.push(null);
        },
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    },
    destroy(error, callback) {
      gone.abort(new Error('the stream was given up'));
      callback(error);
    },
  });
}

function join(a: Buffer, b: Buffer): Buffer {
  return b.length === 0 ? a : Buffer.concat([a, b]);
}
