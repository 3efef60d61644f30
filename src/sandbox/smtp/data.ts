/** Reads the message of one DATA command. */
import { once } from 'node:events';
import type { SMTPServerDataStream } from 'smtp-server';

/**
 * The message octet by octet; null when it grew beyond the server's limit, of which nothing is kept then. `begun` is called
 * once its first octets are there and waited for. Rejects when the connection ends before the final dot.
 */
export async function readMessage(
  stream: SMTPServerDataStream,
  begun: () => Promise<unknown>,
): Promise<Buffer | null> {
  await Promise.race([once(stream, 'readable'), once(stream, 'end')]);
  await begun();
  let chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (stream.sizeExceeded) chunks = [];
    else chunks.push(chunk as Buffer);
  }
  return stream.sizeExceeded ? null : Buffer.concat(chunks);
}
