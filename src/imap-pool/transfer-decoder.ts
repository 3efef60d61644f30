/** Content-Transfer-Encoding undone piece by piece (RFC 2045 §6), for bodies that are never held whole. */
import { decodeQuotedPrintable } from '../mime/transfer-encoding.ts';

export interface TransferDecoder {
  push(piece: Buffer): Buffer;
  end(): Buffer;
}

export function createTransferDecoder(encoding: string): TransferDecoder {
  switch (encoding) {
    case 'base64':
      return base64Decoder();
    case 'quoted-printable':
      return quotedPrintableDecoder();
    default:
      return { push: (piece) => piece, end: () => nothing };
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
  return {
    push(piece) {
      const characters = Buffer.allocUnsafe(rest.length + piece.length);
      let length = rest.copy(characters);
      for (const octet of piece) if (alphabet[octet] === 1) characters[length++] = octet;
      const whole = length - (length % 4);
      rest = Buffer.from(characters.subarray(whole, length));
      return Buffer.from(characters.toString('latin1', 0, whole), 'base64');
    },
    end: () => Buffer.from(rest.toString('latin1'), 'base64'),
  };
}

const LF = 0x0a;

/** Whole lines are decoded; the last one waits for its end. */
function quotedPrintableDecoder(): TransferDecoder {
  let rest = nothing as Buffer;
  return {
    push(piece) {
      const all = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const end = all.lastIndexOf(LF) + 1;
      rest = Buffer.from(all.subarray(end));
      return decodeQuotedPrintable(all.subarray(0, end));
    },
    end: () => decodeQuotedPrintable(rest),
  };
}
