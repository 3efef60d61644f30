/** What a message's winmail.dat holds: its files, and the body that it has where the message has none. Never throws. */
import { inCharset } from '../mime/charset.ts';
import { readBuffer } from '../mime/passing-reader.ts';
import type { Span } from '../mime/tnef-file.ts';
import { tnef, type Tnef, type TnefBody } from '../mime/tnef.ts';
import { decodeTransfer } from '../mime/transfer-encoding.ts';
import type { EnclosedFile, TnefPart } from '../use-cases/ports/content.ts';
import { decompressRtf } from './compressed-rtf.ts';
import { cutToBytes } from './decode-body.ts';
import { readRtf } from './rtf.ts';

export interface TnefBodyText {
  readonly text: string;
  readonly cut: boolean;
}

export interface TnefContents {
  readonly files: readonly EnclosedFile[];
  /** Of the first part that has a body. */
  readonly text: TnefBodyText | null;
  readonly html: TnefBodyText | null;
  /** What could not be read; null when all was. */
  readonly problem: string | null;
}

/** More than any honest RTF has, once it is no longer compressed. */
const longestRtf = 4 * 1024 * 1024;

export function readTnefParts(parts: readonly TnefPart[], maxBytes: number): TnefContents {
  const files: EnclosedFile[] = [];
  let bodies: Pick<TnefContents, 'text' | 'html'> = { text: null, html: null };
  let problem: string | null = null;
  for (const { section, octets, size, encoding } of parts) {
    const encoded = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
    const decoded = decodeTransfer(encoded, encoding);
    const found = readBuffer(tnef(), decoded);
    if (found === null) {
      problem = 'A winmail.dat of the message could not be read.';
      continue;
    }
    if (!found.whole || octets.length < size)
      problem ??= 'A winmail.dat of the message was read in part only.';
    for (const [index, file] of found.files.entries()) {
      if (file === null) continue;
      const { filename, contentType, contentId, within } = file;
      files.push({ section, index, within, filename, contentType, contentId, size: file.size });
    }
    if (bodies.text === null && bodies.html === null) bodies = bodiesOf(found, decoded, maxBytes);
  }
  return { files, ...bodies, problem };
}

function bodiesOf(
  { text, html, rtf }: Tnef,
  octets: Buffer,
  maxBytes: number,
): Pick<TnefContents, 'text' | 'html'> {
  const plain = text === null ? null : bodyOf(text, octets, maxBytes);
  const own = { text: plain, html: html === null ? null : bodyOf(html, octets, maxBytes) };
  if (own.html !== null || rtf === null) return own;
  const wrapped = rtfBody(rtf, octets, maxBytes);
  if (wrapped === null) return own;
  return wrapped.as === 'html' ? { ...own, html: wrapped.body } : { ...own, text: own.text ?? wrapped.body };
}

function bodyOf(body: TnefBody, octets: Buffer, maxBytes: number): TnefBodyText | null {
  const own = within(body, octets);
  const isCut = own.length < body.size;
  const text = inCharset(own, body.charset, isCut).replace(/\0+$/, '');
  return text.trim() === '' ? null : shownOf(text, maxBytes, isCut);
}

function rtfBody(
  span: Span,
  octets: Buffer,
  maxBytes: number,
): { readonly as: 'html' | 'text'; readonly body: TnefBodyText } | null {
  const own = within(span, octets);
  const rtf = decompressRtf(own, longestRtf);
  if (rtf === null) return null;
  const { as, text } = readRtf(rtf);
  const isCut = own.length < span.size || rtf.length === longestRtf;
  return text.trim() === '' ? null : { as, body: shownOf(text, maxBytes, isCut) };
}

function within({ at, size }: Span, octets: Buffer): Buffer {
  return octets.subarray(at, at + size);
}

function shownOf(text: string, maxBytes: number, isCut: boolean): TnefBodyText {
  const shown = cutToBytes(text.replace(/\r\n?/g, '\n'), maxBytes);
  return { text: shown.text, cut: shown.cut || isCut };
}
