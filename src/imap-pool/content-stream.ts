/**
 * A message's source or a part as a stream, fetched in pieces as its reader takes them, one piece ahead. Between two
 * pieces it holds no connection: a reader that is slow delays nobody. At most three pieces are in memory.
 */
import { Readable } from 'node:stream';
import { GatewayError } from '../domain/errors.ts';
import type { TransferDecoder } from './transfer-decoder.ts';

/** Octets of one piece, before decoding: a round trip each. */
export const pieceSize = 1024 * 1024;

export interface ContentSource {
  /** Where reading begins in the encoded octets. */
  readonly start: number;
  /** The piece at `start`, where it is there already. */
  readonly first: Buffer | null;
  /** Fetches encoded octets; fewer than `pieceSize` are the last. */
  readonly next: (offset: number, signal: AbortSignal) => Promise<Buffer>;
  readonly decoder: TransferDecoder;
  /** Decoded octets between `start` and what is wanted. */
  readonly skip: number;
  /** Decoded octets that are wanted then; null: all to the end. */
  readonly limit: number | null;
  /** Decoded octets that there must be; null: as many as there are. A server that gives others is caught. */
  readonly promised: number | null;
}

/** `onBroken` is told when the server gave other than promised. */
export function createContentStream(source: ContentSource, onBroken: () => void = () => undefined): Readable {
  const { decoder, limit, promised } = source;
  const gone = new AbortController();
  let offset = source.start;
  let skip = source.skip;
  let given = 0;
  let finished = false;
  let ahead: Promise<Buffer> | null = source.first === null ? null : Promise.resolve(source.first);

  const fetchNext = (): Promise<Buffer> => {
    const next = source.next(offset, gone.signal);
    // It may fail before anybody waits for it.
    next.catch(() => undefined);
    return next;
  };

  /** The next decoded octets; none only at the end. */
  const advance = async (): Promise<Buffer> => {
    for (;;) {
      const piece = await (ahead ?? fetchNext());
      ahead = null;
      offset += piece.length;
      const isLast = piece.length < pieceSize;
      const decoded = isLast ? join(decoder.push(piece), decoder.end()) : decoder.push(piece);
      const octets = decoded.subarray(skip, limit === null ? decoded.length : skip + limit - given);
      skip = Math.max(0, skip - decoded.length);
      given += octets.length;
      finished = isLast || given === limit;
      if (!finished) ahead = fetchNext();
      if (finished || octets.length > 0) return octets;
    }
  };

  return new Readable({
    highWaterMark: pieceSize,
    read() {
      advance().then(
        (octets) => {
          if (finished && promised !== null && given !== promised) {
            onBroken();
            this.destroy(
              new GatewayError(
                'upstream-protocol-error',
                'The mail server gave more or less than it announced.',
              ),
            );
            return;
          }
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
