/**
 * Encoded words (RFC 2047) → characters. Lenient in what real mail does: a character split over words, words glued to
 * others, blanks and junk within. What is no encoded word stays as it stands. Never throws; linear in time.
 */
import { decodeCharset } from './charset.ts';

const encodedWord = /=\?([^?\s*]{1,64})(?:\*[^?\s]{0,64})?\?([bq])\?([^?]*)\?=/gi;

/** Neighbouring words of one charset, before they become characters. */
interface Run {
  readonly charset: string;
  readonly octets: Buffer[];
}

export function decodeWords(text: string): string {
  let decoded = '';
  let run: Run | null = null;
  let end = 0;
  for (const match of text.matchAll(encodedWord)) {
    const [whole, charset = '', encoding = '', word = ''] = match;
    const between = text.slice(end, match.index);
    end = match.index + whole.length;
    const octets = encoding.toUpperCase() === 'B' ? fromBase64(word) : fromQ(word);
    const name = charset.toLowerCase();
    // White space between two encoded words is no text (RFC 2047 §6.2).
    if (run !== null && /^\s*$/.test(between)) {
      if (run.charset === name && name !== 'utf-7') {
        run.octets.push(octets);
        continue;
      }
      decoded += charactersOf(run);
    } else decoded += charactersOf(run) + between;
    run = { charset: name, octets: [octets] };
  }
  return decoded + charactersOf(run) + text.slice(end);
}

function charactersOf(run: Run | null): string {
  return run === null ? '' : decodeCharset(Buffer.concat(run.octets), run.charset);
}

/** Several padded pieces behind one another are read one by one. */
function fromBase64(text: string): Buffer {
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

function fromQ(text: string): Buffer {
  const source = Buffer.from(text.replaceAll('_', ' '), 'utf8');
  if (!text.includes('=')) return source;
  const octets = Buffer.allocUnsafe(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at += 1) {
    const hex = source[at] === 0x3d ? source.toString('latin1', at + 1, at + 3) : '';
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      octets[length++] = Number.parseInt(hex, 16);
      at += 2;
    } else octets[length++] = source[at] ?? 0;
  }
  return octets.subarray(0, length);
}
