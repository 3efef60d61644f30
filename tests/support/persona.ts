/** The sandbox as one provider or server, with one user, and an account of the service for it. */
import type { Account } from '../../src/domain/account.ts';
import type { PersonaName } from '../../src/sandbox/personas/personas.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Mailbox, MailUser } from '../../src/sandbox/store/model.ts';
import { testAccount } from './imap-account.ts';
import { freshUser, services } from './services.ts';

export interface PersonaServer {
  readonly sandbox: Sandbox;
  readonly user: MailUser;
  readonly account: Account;
  /** By name. Throws when it is not there. */
  mailbox(name: string): Mailbox;
  /** Has come when it returns. */
  deliver(raw: string): void;
  /** So many at once, `Subject: <prefix> <n>` numbered from 1. */
  fill(count: number, prefix?: string): void;
}

export async function startPersona(as: PersonaName): Promise<PersonaServer> {
  const name = freshUser();
  const sandbox = await startSandbox({ as, users: [{ name, password: services().dovecot.password }] });
  const [user] = sandbox.users;
  if (user === undefined) throw new Error('The sandbox has no user.');
  const server = {
    host: '127.0.0.1',
    security: 'starttls' as const,
    tls: { ca: sandbox.ca, serverName: 'localhost' },
    auth: { type: 'password' as const, username: name },
  };
  const account: Account = {
    ...testAccount({ user: name }),
    imap: { ...server, port: sandbox.imap.port },
    smtp: { ...server, port: sandbox.smtp.port },
    sentCopy: 'auto',
  };
  const mailbox = (wanted: string): Mailbox => {
    const found = user.mailbox(wanted);
    if (found === null) throw new Error(`There is no mailbox ${wanted}.`);
    return found;
  };
  return {
    sandbox,
    user,
    account,
    mailbox,
    deliver: (raw) => void sandbox.deliver(raw, { from: 'bob@elsewhere.example', to: [name] }),
    fill(count, prefix = 'message') {
      const messages = Array.from({ length: count }, (_, index) => {
        const subject = `${prefix} ${index + 1}`;
        const id = `<${subject.replaceAll(' ', '.')}@elsewhere.example>`;
        return {
          raw: Buffer.from(
            `From: Bob <bob@elsewhere.example>\r\nSubject: ${subject}\r\nMessage-ID: ${id}\r\n\r\nHello.\r\n`,
          ),
        };
      });
      mailbox('INBOX').append(messages);
    },
  };
}
