/** A process that does nothing but hold bare imapflow connections in IDLE. */
import { ImapFlow } from 'imapflow';
import { held } from './probe.ts';

export interface IdleQuestion {
  readonly host: string;
  readonly port: number;
  /** Users to connect and leave in IDLE; `pass` is their password. */
  readonly users: readonly string[];
}

const clients: ImapFlow[] = [];
const AT_ONCE = 64;

async function hold({ host, port }: IdleQuestion, user: string): Promise<void> {
  const client = new ImapFlow({
    host,
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: 'pass' },
    logger: false,
    qresync: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.mailboxOpen('INBOX');
  void client.idle();
  clients.push(client);
}

process.on('message', (question: IdleQuestion | 'held') => {
  if (question === 'held') {
    process.send?.(held());
    return;
  }
  const left = [...question.users];
  const hands = Array.from({ length: AT_ONCE }, async () => {
    for (let user = left.pop(); user !== undefined; user = left.pop()) await hold(question, user);
  });
  void Promise.all(hands).then(() => process.send?.(clients.length));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
