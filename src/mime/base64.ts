/**
 * Base64 undone piece by piece (RFC 2045 §6.8): characters outside the alphabet are skipped, padding ends a group and
 * what follows it begins a new one, and a last group without its padding gives the octets that it has.
 */

export interface Base64Decoder {
  push(piece: Buffer): Buffer;
  /** How many of the pushed octets, from the end, belong to a group that is not whole yet. */
  pending(): number;
  /** The octets of the last group. */
  end(): Buffer;
}

/** What a character is worth; -1 for those outside the alphabet. */
const values = new Int32Array(256).fill(-1);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (const [value, character] of Array.from(alphabet).entries()) values[character.charCodeAt(0)] = value;

const PADDING = 0x3d;

export function createBase64Decoder(): Base64Decoder {
  /** Bits of the characters of an unfinished group, and how many these are. */
  let bits = 0;
  let characters = 0;
  let pending = 0;

  /** Writes what an unfinished group holds; a single character is less than an octet. */
  const flush = (target: Uint8Array, length: number): number => {
    const octets = Math.max(0, characters - 1);
    const aligned = bits << (6 * (4 - characters));
    if (octets > 0) target[length] = aligned >> 16;
    if (octets > 1) target[length + 1] = aligned >> 8;
    bits = 0;
    characters = 0;
    return length + octets;
  };

  return {
    push(piece) {
      const target = Buffer.allocUnsafe(Math.ceil(((characters + piece.length) * 3) / 4));
      let length = 0;
      let groupStart = -pending;
      let at = 0;
      while (at < piece.length) {
        if (characters === 0) {
          // Whole groups at once, which is what there is but for line ends: a skipped character makes it negative.
          while (at + 3 < piece.length) {
            const group =
              (valueAt(piece, at) << 18) |
              (valueAt(piece, at + 1) << 12) |
              (valueAt(piece, at + 2) << 6) |
              valueAt(piece, at + 3);
            if (group < 0) break;
            target[length] = group >> 16;
            target[length + 1] = group >> 8;
            target[length + 2] = group;
            length += 3;
            at += 4;
          }
          if (at >= piece.length) break;
        }
        const value = valueAt(piece, at);
        if (value >= 0) {
          if (characters === 0) groupStart = at;
          bits = (bits << 6) | value;
          characters += 1;
          if (characters === 4) {
            target[length] = bits >> 16;
            target[length + 1] = bits >> 8;
            target[length + 2] = bits;
            length += 3;
            bits = 0;
            characters = 0;
          }
        } else if (piece[at] === PADDING) length = flush(target, length);
        at += 1;
      }
      pending = characters === 0 ? 0 : piece.length - groupStart;
      return target.subarray(0, length);
    },
    pending: () => pending,
    end() {
      const target = Buffer.allocUnsafe(2);
      return target.subarray(0, flush(target, 0));
    },
  };
}

function valueAt(piece: Buffer, at: number): number {
  return values[piece[at] ?? 0] ?? -1;
}
