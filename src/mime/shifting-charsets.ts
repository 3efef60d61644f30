/** Seven-bit charsets that shift into a double-byte one and back: HZ (RFC 1843) and ISO-2022-KR (RFC 1557). */
import iconv from 'iconv-lite';

const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const LF = 0x0a;
const ESCAPE = 0x1b;
const TILDE = 0x7e;

/** The header `ESC $ ) C` designates the Korean set; a line ends in ASCII whatever it began. */
export function decodeIso2022Kr(octets: Buffer): string {
  const shifted = shift(octets, (octet, at) => {
    if (octet === SHIFT_OUT) return { length: 1, double: true };
    if (octet === SHIFT_IN) return { length: 1, double: false };
    if (octet === LF) return { length: 1, double: false, text: LF };
    return octet === ESCAPE && octets.toString('latin1', at + 1, at + 4) === '$)C' ? { length: 4 } : null;
  });
  return iconv.decode(shifted, 'euc-kr');
}

/** `~{` begins Chinese, `~}` ends it, `~~` is a tilde, and a tilde at a line's end joins lines. */
export function decodeHz(octets: Buffer): string {
  const shifted = shift(octets, (octet, at) => {
    if (octet === LF) return { length: 1, double: false, text: LF };
    if (octet !== TILDE) return null;
    switch (octets.toString('latin1', at + 1, at + 2)) {
      case '{':
        return { length: 2, double: true };
      case '}':
        return { length: 2, double: false };
      case '~':
        return { length: 2, text: TILDE };
      case '\n':
        return { length: 2 };
      default:
        return null;
    }
  });
  return iconv.decode(shifted, 'gbk');
}

interface Shift {
  readonly length: number;
  /** What follows; as before when absent. */
  readonly double?: boolean;
  /** What it stands for, if anything. */
  readonly text?: number;
}

/** The eighth bit set on the octets of the double-byte set, as its EUC form has them. */
function shift(octets: Buffer, shiftAt: (octet: number, at: number) => Shift | null): Buffer {
  const target = Buffer.allocUnsafe(octets.length);
  let length = 0;
  let double = false;
  let at = 0;
  while (at < octets.length) {
    const octet = octets[at] ?? 0;
    const found = shiftAt(octet, at);
    if (found === null) {
      target[length++] = double && octet > 0x20 && octet < 0x7f ? octet | 0x80 : octet;
      at += 1;
      continue;
    }
    at += found.length;
    double = found.double ?? double;
    if (found.text !== undefined) target[length++] = found.text;
  }
  return target.subarray(0, length);
}
