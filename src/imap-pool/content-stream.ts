/**
 * A message's source or a part as a stream, fetched in pieces as its reader takes them. Between two pieces it holds no
 * connection: a reader that is slow delays nobody. At most two pieces are in memory.
 */
import { Readable } from 'node:stream';
import { GatewayError } from '../domain/errors.ts';
import type { TransferDecoder } from './transfer-decoder.ts';

/** Octets of one piece, before decoding: a round trip each. */
export const pieceSize = 1024 * 1024;

export interface ContentSource {
  /** The piece that is there already. */
  readonly first: Buffer;
  /** Fetches what follows from an offset in the encoded octets; shorter than `pieceSize` at the end. */
  readonly next: (offset: number, signal: AbortSignal) => Promise<Buffer>;
  readonly decoder: TransferDecoder;
  /** Decoded octets, where they are known: a server that gives others is caught. */
  readonly size: number | null;
}

export function createContentStream(source: ContentSource): Readable {
  const gone = new AbortController();
  let piece: Buffer | null = source.first;
  let offset = 0;
  let given = 0;

  /** The next decoded octets; null at the end. */
  const advance = async (): Promise<Buffer | null> => {
    for (;;) {
      const current = piece ?? (await source.next(offset, gone.signal));
      piece = null;
      offset += current.length;
      const last = current.length < pieceSize;
      const decoded = last
        ? join(source.decoder.push(current), source.decoder.end())
        : source.decoder.push(current);
      given += decoded.length;
      if (last) finished = true;
      if (decoded.length > 0) return decoded;
      if (last) return null;
    }
  };
  let finished = false;

  return new Readable({
    highWaterMark: pieceSize + 1,
    read() {
      if (finished) {
        this.push(null);
        return;
      }
      advance().then(
        (octets) => {
          if (finished && source.size !== null && given !== source.size) {
            this.destroy(
              new GatewayError(
                'upstream-protocol-error',
                'The mail server gave more or less than it announced.',
              ),
            );
            return;
          }
          this.push(octets);
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
