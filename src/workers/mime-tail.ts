/**
 * Holds the last octets of a message back until they may leave. nodemailer writes the final dot when the
 * stream it was given ends, so before these octets have been released no server can have the whole message.
 */
import { Readable } from 'node:stream';

const heldOctets = 64;

export interface TailHooks {
  /** Before every piece: the server has answered DATA, and the piece before has been taken from us. */
  readonly onPiece: () => void;
  /** Once, when only the last octets are left; false breaks the stream off. */
  readonly release: () => Promise<boolean>;
  /** The stream ends with an error of its own, for nodemailer writes a `code` of its own into what it meets. */
  readonly onFailure: (error: unknown) => void;
}

/** Ends the stream: the last octets were not released. */
export class Withheld extends Error {
  constructor() {
    super('The end of the message was withheld.');
    this.name = 'Withheld';
  }
}

/** Nothing of `source` is read before the returned stream is. */
export function holdTail(source: Readable, hooks: TailHooks): Readable {
  return Readable.from(pieces(source, hooks), { objectMode: false, highWaterMark: 1 });
}

async function* pieces(source: Readable, hooks: TailHooks): AsyncGenerator<Buffer> {
  const { onPiece, release, onFailure } = hooks;
  const failed = (error: unknown): Error => {
    onFailure(error);
    return new Error('The message could not be read to its end.');
  };
  let held: Buffer = Buffer.alloc(0);
  onPiece();
  try {
    for await (const chunk of source) {
      const known = Buffer.concat([held, chunk as Buffer]);
      const split = Math.max(0, known.length - heldOctets);
      held = known.subarray(split);
      if (split > 0) yield known.subarray(0, split);
      onPiece();
    }
  } catch (error) {
    throw failed(error);
  }
  let released: boolean;
  try {
    released = await release();
  } catch (error) {
    throw failed(error);
  }
  if (!released) throw new Withheld();
  yield held;
}
