/** The floor of reading: one imapflow connection with the mailbox selected, and what a list or a message needs of it. */
import { ImapFlow, type FetchMessageObject } from 'imapflow';
import type { World } from './world.ts';

/** What the product's default list shows of a message. */
export const LIST_ITEMS = {
  uid: true,
  flags: true,
  envelope: true,
  bodyStructure: true,
  internalDate: true,
  size: true,
  headers: ['references'],
};

/** Logged in, INBOX selected; never goes into IDLE by itself. */
export async function bareConnection({ dovecot }: Pick<World, 'dovecot'>, user: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: dovecot.password },
    logger: false,
    disableAutoIdle: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.mailboxOpen('INBOX');
  return client;
}

export function bareList(client: ImapFlow, range: string): Promise<FetchMessageObject[]> {
  return client.fetchAll(range, LIST_ITEMS);
}
