/** How octets can travel as they are (RFC 2045 §6.2): for what must not be encoded. */
import type { MimeSource } from '../use-cases/ports/submissions.ts';

export type IdentityEncoding = '7bit' | '8bit';

const longestLine = 998;
const CR = 0x0d;
const LF = 0x0a;

/** null for octets that no line of a message can hold. Reads the source to its end unless so. */
export async function identityEncoding(source: MimeSource): Promise<IdentityEncoding | null> {
  let encoding: IdentityEncoding = '7bit';
  let line = 0;
  for await (const piece of source) {
    for (const octet of piece) {
      if (octet === 0) return null;
      if (octet > 0x7f) encoding = '8bit';
      line = octet === CR || octet === LF ? 0 : line + 1;
      if (line > longestLine) return null;
    }
  }
  return encoding;
}
