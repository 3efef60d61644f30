/** RTF as MAPI compresses it (MS-OXRTFCP). */

/** What the dictionary begins with. */
const known = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor ' +
    'MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
    '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);
const dictionarySize = 4_096;
const headerSize = 16;
const [compressed, uncompressed] = [0x75465a4c, 0x414c454d];

/** At most `most` octets of it; null for what is no such RTF. What is cut off comes as far as it goes. */
export function decompressRtf(octets: Buffer, most: number): Buffer | null {
  if (octets.length < headerSize) return null;
  const size = Math.min(octets.readUInt32LE(4), most);
  const kind = octets.readUInt32LE(8);
  if (kind === uncompressed) return octets.subarray(headerSize, headerSize + size);
  return kind === compressed ? decompress(octets, size) : null;
}

function decompress(octets: Buffer, most: number): Buffer {
  const dictionary = Buffer.alloc(dictionarySize);
  known.copy(dictionary);
  let next = known.length;
  const pieces: number[] = [];
  const write = (octet: number): void => {
    pieces.push(octet);
    dictionary[next] = octet;
    next = (next + 1) % dictionarySize;
  };
  let at = headerSize;
  while (at < octets.length) {
    const control = octets[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < octets.length; bit += 1) {
      if (pieces.length >= most) return Buffer.from(pieces);
      if ((control & (1 << bit)) === 0) {
        write(octets[at] ?? 0);
        at += 1;
        continue;
      }
      const reference = ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
      at += 2;
      const from = reference >> 4;
      if (from === next) return Buffer.from(pieces);
      for (let count = 0; count < (reference & 0xf) + 2 && pieces.length < most; count += 1) {
        write(dictionary[(from + count) % dictionarySize] ?? 0);
      }
    }
  }
  return Buffer.from(pieces);
}
