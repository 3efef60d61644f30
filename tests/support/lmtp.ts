/** Puts a message into a user's INBOX of the shared Dovecot, past any submission server. */
import { createLmtpClient, type LmtpClient } from './lmtp-client.ts';
import { services } from './services.ts';

let client: LmtpClient | undefined;

/** Resolves when it is stored; IDLE tells of it up to half a second later. */
export async function deliver(
  user: string,
  raw: Buffer | string,
  from = 'sender@postern.test',
): Promise<void> {
  const { host, lmtpPort } = services().dovecot;
  client ??= createLmtpClient({ host, port: lmtpPort });
  await client.deliver(raw, { from, to: [user] });
}
