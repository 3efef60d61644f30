/** Seven-bit charsets that shift into a double-byte one and back: HZ (RFC 1843) and ISO-2022-KR (RFC 1557). */
import iconv from 'iconv-lite';

const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const LF = 0x0a;
const ESCAPE = 0x1b;

/** The header `ESC $ ) C` designates the Korean set; a line ends in ASCII whatever it began. */
export function decodeIso2022Kr(octets: Buffer): string {
  const shifted = shift(octets, (octet, at) => {
    if (octet === SHIFT_OUT) return { skip: 1, double: true };
    if (octet === SHIFT_IN) return { skip: 1, double: false };
    if (octet === LF) return { skip: 0, double: false };
    return octet === ESCAPE && octets.toString('latin1', at + 1, at + 4) === '$)C' ? { skip: 4 } : null;
  });
  return iconv.decode(shifted, 'euc-kr');
}

/** `~{` begins Chinese, `~}` ends it, `~~` is a tilde, and a tilde at a line's end joins lines. */
export function decodeHz(octets: Buffer): string {
  const shifted = shift(octets, (octet, at) => {
    if (octet === LF) return { skip: 0, double: false };
    if (octet !== 0x7e) return null;
    switch (octets.toString('latin1', at + 1, at + 2)) {
      case '{':
        return { skip: 2, double: true };
      case '}':
        return { skip: 2, double: false };
      case '~':
        return { skip: 1, double: false };
      case '\n':
        return { skip: 2 };
      default:
        return null;
    }
  });
  return iconv.decode(shifted, 'gbk');
}

interface Shift {
  /** Octets that are no text. */
  readonly skip: number;
  /** What the following ones are; as before when absent. */
  readonly double?: boolean;
}

/** The eighth bit set on the octets of the double-byte set, as its EUC form has them. */
function shift(octets: Buffer, shiftAt: (octet: number, at: number) => Shift | null): Buffer {
  const target = Buffer.allocUnsafe(octets.length);
  let length = 0;
  let double = false;
  for (let at = 0; at < octets.length; at += 1) {
    const found = shiftAt(octets[at] ?? 0, at);
    double = found?.double ?? double;
    if (found !== null && found.skip > 0) {
      at += found.skip - 1;
      // The second tilde of a pair is text.
      if (found.skip > 1 || octets[at] !== 0x7e) continue;
      at += 1;
    }
    const octet = octets[at] ?? 0;
    target[length++] = double && octet > 0x20 && octet < 0x7f ? octet | 0x80 : octet;
  }
  return target.subarray(0, length);
}
