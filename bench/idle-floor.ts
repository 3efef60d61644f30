/** A process that does nothing but hold bare imapflow connections in IDLE. */
import { ImapFlow } from 'imapflow';
import type { IdleQuestion } from './cases/idle.ts';

const held: ImapFlow[] = [];

async function hold({ host, port, password }: IdleQuestion, user: string): Promise<void> {
  const client = new ImapFlow({
    host,
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: password },
    logger: false,
    qresync: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.mailboxOpen('INBOX');
  void client.idle();
  held.push(client);
}

process.on('message', (question: IdleQuestion) => {
  const left = [...question.users];
  const hands = Array.from({ length: 16 }, async () => {
    for (let user = left.pop(); user !== undefined; user = left.pop()) await hold(question, user);
  });
  void Promise.all(hands).then(() => process.send?.(held.length));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
