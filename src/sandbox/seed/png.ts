/** A small picture, the same octets everywhere: stored, not compressed, as compressors differ. */

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A square with a gradient into one colour, each part of it from 0 to 255. */
export function png(size: number, colour: readonly [number, number, number]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits of red, green and blue.
  header.set([8, 2], 8);
  const row = (y: number): number[] => [
    0,
    ...Array.from({ length: size }, (_, x) => colour.map((part) => (part * (x + y)) / (2 * size))).flat(),
  ];
  const rows = Buffer.from(Array.from({ length: size }, (_, y) => row(y)).flat());
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', stored(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeInt32BE(crc32(typed), 4);
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)]);
}

/** One block of a zlib stream (RFC 1950, RFC 1951 §3.2.4): at most 65,535 octets. */
function stored(data: Buffer): Buffer {
  const frame = Buffer.alloc(7);
  frame.set([0x78, 0x01, 0x01]);
  frame.writeUInt16LE(data.length, 3);
  frame.writeUInt16LE(~data.length & 0xffff, 5);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(adler32(data));
  return Buffer.concat([frame, data, sum]);
}

function adler32(data: Buffer): number {
  let low = 1;
  let high = 0;
  for (const octet of data) {
    low = (low + octet) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
}

function crc32(data: Buffer): number {
  let crc = -1;
  for (const octet of data) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}
