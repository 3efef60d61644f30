/** Content-Transfer-Encoding undone piece by piece (RFC 2045 §6), for bodies that are never held whole. */
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
      return base64Decoder();
    case 'quoted-printable':
      return quotedPrintableDecoder();
    default:
      return { push: (piece) => piece, pending: () => 0, end: () => nothing };
  }
}

const nothing = Buffer.alloc(0);

/** 1 for the characters of the base64 alphabet. */
const alphabet = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') {
  alphabet[character.charCodeAt(0)] = 1;
}

function base64Decoder(): TransferDecoder {
  let rest = nothing as Buffer;
  let pending = 0;
  return {
    push(piece) {
      const characters = Buffer.allocUnsafe(rest.length + piece.length);
      let length = rest.copy(characters);
      for (const octet of piece) if (alphabet[octet] === 1) characters[length++] = octet;
      const whole = length - (length % 4);
      rest = Buffer.from(characters.subarray(whole, length));
      pending = octetsFrom(rest.length, piece) ?? pending + piece.length;
      return Buffer.from(characters.toString('latin1', 0, whole), 'base64');
    },
    pending: () => pending,
    end: () => Buffer.from(rest.toString('latin1'), 'base64'),
  };
}

/** How many octets from the end hold the last so many characters of the alphabet; null when there are not so many. */
function octetsFrom(characters: number, piece: Buffer): number | null {
  let found = 0;
  let at = piece.length;
  while (found < characters && at > 0) {
    at -= 1;
    if (alphabet[piece[at] ?? 0] === 1) found += 1;
  }
  return found === characters ? piece.length - at : null;
}

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
