/** Makes raw messages for tests: lines in, octets with CRLF out. */
import { parseMime } from '../../../src/sandbox/mime/parse.ts';
import type { MimePart } from '../../../src/sandbox/mime/part.ts';

export interface Sample {
  readonly raw: Buffer;
  readonly root: MimePart;
}

/** Characters are octets; every line gets its CRLF. */
export function message(...lines: readonly string[]): Sample {
  return octets(lines.map((line) => `${line}\r\n`).join(''));
}

export function octets(text: string): Sample {
  const raw = Buffer.from(text, 'latin1');
  return { raw, root: parseMime(raw) };
}

/** Such as `multipart/mixed(text/plain, message/rfc822(text/html))`. */
export function outline({ type, subtype, parts, message: inner }: MimePart): string {
  const within = inner === null ? parts : [inner];
  const list = within.length === 0 ? '' : `(${within.map(outline).join(', ')})`;
  return `${type}/${subtype}${list}`;
}

/** The bodies of all parts that hold no others. */
export function bodies(sample: Sample, part: MimePart = sample.root): readonly string[] {
  const within = part.message === null ? part.parts : [part.message];
  if (within.length > 0) return within.flatMap((each) => bodies(sample, each));
  return [sample.raw.toString('latin1', part.bodyStart, part.bodyEnd)];
}
