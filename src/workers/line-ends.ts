/**
 * Line ends as SMTP has them (RFC 5321 §2.3.8), for what is not encoded: any other would become one on the wire alone, so that
 * what is kept in Sent, and shown beforehand, would be another message than what leaves.
 */
import type { MimeSource } from '../use-cases/ports/submissions.ts';

const cr = 0x0d;
const lf = 0x0a;

/** A CR, an LF, and both together end a line. */
export function crlfOnly(text: string): string {
  return text.replace(/\r\n?|\n/g, '\r\n');
}

/** The same of octets, in pieces of any size. */
export async function* crlfLines(source: MimeSource): AsyncGenerator<Buffer, void, void> {
  let last = 0;
  for await (const piece of source) {
    if (piece.length === 0) continue;
    const rest = last === cr && piece[0] === lf ? piece.subarray(1) : piece;
    last = piece.at(-1) ?? last;
    yield Buffer.from(crlfOnly(rest.toString('latin1')), 'latin1');
  }
}
