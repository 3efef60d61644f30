/** Text from octets of any charset that the platform knows (WHATWG Encoding). */
import { TextDecoder } from 'node:util';

const decoders = new Map<string, TextDecoder | null>();
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Octets that are invalid become U+FFFD. What names no charset, an unknown one or us-ascii is read as UTF-8
 * if it is valid, else as Latin-1.
 */
export function decodeCharset(octets: Buffer, charset: string | null): string {
  const label = (charset ?? '').trim().toLowerCase();
  const decoder = label === '' || label === 'us-ascii' || label === 'utf-8' ? null : decoderOf(label);
  return decoder === null ? decodeUnnamed(octets) : decoder.decode(octets);
}

export function decodeUnnamed(octets: Buffer): string {
  try {
    return utf8.decode(octets);
  } catch {
    return octets.toString('latin1');
  }
}

function decoderOf(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  try {
    const decoder = new TextDecoder(label);
    decoders.set(label, decoder);
    return decoder;
  } catch {
    return null;
  }
}
