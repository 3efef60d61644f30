/** No message is longer than what is sent. */
import { GatewayError } from '../domain/errors.ts';
import { maximumSize } from '../domain/outgoing.ts';

/** `octets`: of the MIME, or how many of it there are at least. Throws `too-large`. */
export function checkSize(octets: number): void {
  if (octets <= maximumSize) return;
  throw new GatewayError(
    'too-large',
    `With its attachments encoded the message has ${octets} octets or more; at most ${maximumSize} are sent.`,
  );
}
