/** Whether octets can travel as they are over any SMTP server: ASCII without NUL in lines of bounded length (RFC 5322 §2.1.1). */
import type { MimeSource } from '../use-cases/ports/submissions.ts';

const longestLine = 998;
const CR = 0x0d;
const LF = 0x0a;

/** Reads the source, to its end where it does fit. */
export async function fitsSevenBits(source: MimeSource): Promise<boolean> {
  let line = 0;
  for await (const piece of source) {
    for (const octet of piece) {
      if (octet === 0 || octet > 0x7f) return false;
      line = octet === CR || octet === LF ? 0 : line + 1;
      if (line > longestLine) return false;
    }
  }
  return true;
}
