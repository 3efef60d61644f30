/** Gmail's names for what RFC 8474 calls EMAILID and THREADID: numbers of 63 bits (X-GM-MSGID, X-GM-THRID). */
import { createHash } from 'node:crypto';

/** The same for the same identifier at every time; decimal. */
export function gmailNumber(objectId: string): string {
  const octets = createHash('sha256').update(objectId).digest();
  return (octets.readBigUInt64BE() >> 1n).toString();
}
