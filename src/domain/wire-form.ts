/**
 * What a message asks of SMTP by its octets alone: nothing, 8BITMIME (RFC 6152), or SMTPUTF8 for its header (RFC 6531). Read
 * while the message passes, so that it need not be held.
 */
import { isAscii } from 'node:buffer';

export const wireForms = ['7bit', '8bit', 'utf8-header'] as const;
export type WireForm = (typeof wireForms)[number];

/** Of a message by those of its parts: what asks most. */
export function wireFormOf(...parts: readonly WireForm[]): WireForm {
  return wireForms.findLast((form) => parts.includes(form)) ?? '7bit';
}

export interface WireFormReader {
  /** Hands the octets on as they are. */
  through(source: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void>;
  /** Of what passed so far. */
  readonly form: WireForm;
}

const headerEnd = '\r\n\r\n';

export function createWireFormReader(): WireFormReader {
  let form: WireForm = '7bit';
  /** The last octets of the header so far; null behind it. */
  let header: string | null = '\r\n';

  const read = (piece: Buffer): void => {
    if (form === 'utf8-header' || (header === null && form === '8bit')) return;
    let rest = piece;
    if (header !== null) {
      const end: number = (header + piece.toString('latin1')).indexOf(headerEnd);
      const length = end === -1 ? piece.length : end + headerEnd.length - header.length;
      if (!isAscii(piece.subarray(0, length))) form = 'utf8-header';
      header = end === -1 ? (header + piece.toString('latin1')).slice(1 - headerEnd.length) : null;
      rest = piece.subarray(length);
    }
    if (form === '7bit' && !isAscii(rest)) form = '8bit';
  };

  return {
    async *through(source) {
      for await (const piece of source) {
        read(piece);
        yield piece;
      }
    },
    get form() {
      return form;
    },
  };
}
