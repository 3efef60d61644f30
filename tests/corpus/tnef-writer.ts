/** TNEF written down (MS-OXTNEF), attribute by attribute. Checks nothing, so that it can write what Outlook never would. */

export type Attribute = Buffer;

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff]);
export const u32 = (value: number): Buffer => {
  const octets = Buffer.alloc(4);
  octets.writeUInt32LE(value >>> 0);
  return octets;
};

/** Level (1 the message, 2 a file), identifier, octets and their sum; `size` where it shall lie. */
export function attribute(level: 1 | 2, id: number, data: Buffer, size = data.length): Attribute {
  const sum = data.reduce((total, octet) => (total + octet) & 0xffff, 0);
  return Buffer.concat([Buffer.from([level]), u32(id), u32(size), data, u16(sum)]);
}

export function tnef(...attributes: readonly Attribute[]): Buffer {
  return Buffer.concat([u32(0x223e9f78), u16(1), ...attributes]);
}

export const version = attribute(1, 0x00089006, u32(0x00010000));
export const codepage = (number: number): Attribute =>
  attribute(1, 0x00069007, Buffer.concat([u32(number), u32(0)]));
export const subject = (text: string): Attribute => attribute(1, 0x00018004, Buffer.from(`${text}\0`));
export const textBody = (octets: Buffer): Attribute => attribute(1, 0x0002800c, octets);
export const messageProperties = (...each: readonly Buffer[]): Attribute =>
  attribute(1, 0x00069003, properties(...each));

export const rendering = attribute(2, 0x00069002, Buffer.alloc(14, 1));
export const title = (octets: Buffer | string): Attribute =>
  attribute(2, 0x00018010, Buffer.concat([Buffer.from(octets), Buffer.alloc(1)]));
export const transportName = (name: string): Attribute => attribute(2, 0x00069001, Buffer.from(`${name}\0`));
export const data = (octets: Buffer | string): Attribute => attribute(2, 0x0006800f, Buffer.from(octets));
export const fileProperties = (...each: readonly Buffer[]): Attribute =>
  attribute(2, 0x00069005, properties(...each));

/** A list with its count. */
export function properties(...each: readonly Buffer[]): Buffer {
  return Buffer.concat([u32(each.length), ...each]);
}

const filled = (octets: Buffer): Buffer =>
  Buffer.concat([octets, Buffer.alloc((4 - (octets.length % 4)) % 4)]);

const head = (id: number, type: number): Buffer => Buffer.concat([u16(type), u16(id)]);
const one = (id: number, type: number, octets: Buffer): Buffer =>
  Buffer.concat([head(id, type), u32(1), u32(octets.length), filled(octets)]);

export const number = (id: number, value: number): Buffer => Buffer.concat([head(id, 0x03), u32(value)]);
export const string8 = (id: number, text: Buffer | string): Buffer =>
  one(id, 0x1e, Buffer.concat([Buffer.from(text), Buffer.alloc(1)]));
export const unicode = (id: number, text: string): Buffer =>
  one(id, 0x1f, Buffer.from(`${text}\0`, 'utf16le'));
export const binary = (id: number, octets: Buffer | string): Buffer => one(id, 0x102, Buffer.from(octets));
/** An object with its interface. */
export const object = (id: number, kind: 'message' | 'storage', octets: Buffer): Buffer =>
  one(
    id,
    0x0d,
    Buffer.concat([
      Buffer.from(`${kind === 'message' ? '07030200' : '0b000000'}00000000c000000000000046`, 'hex'),
      octets,
    ]),
  );
/** Of a type with its name by number or text, and several values. */
export const named = (name: number | string, ...values: readonly string[]): Buffer => {
  const set = Buffer.alloc(16, 7);
  const text = typeof name === 'string' ? Buffer.from(`${name}\0`, 'utf16le') : Buffer.alloc(0);
  const called =
    typeof name === 'number'
      ? Buffer.concat([u32(0), u32(name)])
      : Buffer.concat([u32(1), u32(text.length), filled(text)]);
  const each = values.map((value) => Buffer.from(`${value}\0`, 'utf16le'));
  const octets = each.flatMap((value) => [u32(value.length), filled(value)]);
  return Buffer.concat([head(0x8001, 0x101f), set, called, u32(values.length), ...octets]);
};
export const numbers = (id: number, ...values: readonly number[]): Buffer =>
  Buffer.concat([head(id, 0x1003), u32(values.length), ...values.map(u32)]);

/** RTF in a run of letters, as MAPI compresses it (MS-OXRTFCP): without a single reference, but the one that ends it. */
export function compressedRtf(rtf: string): Buffer {
  const octets = Buffer.from(rtf, 'latin1');
  const runs: Buffer[] = [];
  for (let at = 0; at < octets.length; at += 8) {
    const run = octets.subarray(at, at + 8);
    runs.push(Buffer.from([run.length < 8 ? 1 << run.length : 0]), run);
  }
  if (octets.length % 8 === 0) runs.push(Buffer.from([1]));
  const next = (207 + octets.length) % 4096;
  runs.push(Buffer.from([next >> 4, (next & 0xf) << 4]));
  const packed = Buffer.concat(runs);
  return Buffer.concat([u32(packed.length + 12), u32(octets.length), u32(0x75465a4c), u32(0), packed]);
}

export function plainRtf(rtf: string): Buffer {
  const octets = Buffer.from(rtf, 'latin1');
  return Buffer.concat([u32(octets.length + 12), u32(octets.length), u32(0x414c454d), u32(0), octets]);
}
