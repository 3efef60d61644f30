/** Content-Transfer-Encoding undone piece by piece (RFC 2045 §6), for bodies that are never held whole. */
import { createBase64Decoder } from '../mime/base64.ts';
import { decodeQuotedPrintable } from '../mime/transfer-encoding.ts';

export interface TransferDecoder {
  push(piece: Buffer): Buffer;
  /** How many of the pushed octets wait for the next ones: before them decoding can begin anew. */
  pending(): number;
  end(): Buffer;
}

export function createTransferDecoder(encoding: string): TransferDecoder {
  switch (encoding) {
    case 'base64':
      return createBase64Decoder();
    case 'quoted-printable':
      return quotedPrintableDecoder();
    default:
      return { push: (piece) => piece, pending: () => 0, end: () => nothing };
  }
}

const nothing = Buffer.alloc(0);

const LF = 0x0a;
const EQUALS = 0x3d;
const isBlank = (octet: number | undefined): boolean => octet === 0x20 || octet === 0x09;

/** A line that is longer is decoded before its end is there; RFC 2045 §6.7 allows 76. */
const longestLine = 64 * 1024;

/** Whole lines are decoded; the last one waits for its end. */
function quotedPrintableDecoder(): TransferDecoder {
  let rest = nothing as Buffer;
  return {
    push(piece) {
      const all = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const lineEnd = all.lastIndexOf(LF) + 1;
      const end = all.length - lineEnd > longestLine ? safeEnd(all) : lineEnd;
      rest = Buffer.from(all.subarray(end));
      return decodeQuotedPrintable(all.subarray(0, end));
    },
    pending: () => rest.length,
    end: () => decodeQuotedPrintable(rest),
  };
}

/** Within a line: not inside an escape, and not among blanks, which mean nothing if the line ends behind them. */
function safeEnd(octets: Buffer): number {
  let end = octets.length;
  while (end > octets.length - longestLine && isBlank(octets[end - 1])) end -= 1;
  for (const back of [1, 2]) if (octets[end - back] === EQUALS) return end - back;
  return end;
}
