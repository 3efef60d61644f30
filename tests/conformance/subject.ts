/** One user of one server, used by one scenario and known to nobody else; its connections end with the scenario. */
import { randomBytes } from 'node:crypto';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { connectWire, type WireClient } from '../support/wire-client.ts';

export type ServerName = 'sandbox' | 'dovecot' | 'cyrus';
export const SERVER_NAMES: readonly ServerName[] = ['sandbox', 'dovecot', 'cyrus'];

/** A running server, as a test file reaches it. */
export interface Server {
  readonly name: ServerName;
  readonly imapPort: number;
  readonly delivery: { readonly port: number; readonly protocol: 'smtp' | 'lmtp' };
  /** Makes sure that there is such a user, with the five usual mailboxes beside INBOX. */
  admit(
    localPart: string,
  ): Promise<{ readonly login: string; readonly address: string; readonly password: string }>;
}

export interface Subject {
  readonly server: ServerName;
  readonly login: string;
  readonly password: string;
  readonly address: string;
  /** imapflow, logged in, nothing selected. */
  client(): Promise<ImapFlow>;
  /** The wire, logged in, nothing selected. */
  wire(): Promise<WireClient>;
  /** The wire before login. */
  stranger(): Promise<WireClient>;
  /** Hands mail to the server as another server does; it lies in INBOX then. Rejects with the server's refusal. */
  deliver(raw: Buffer | string, to?: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

export async function subjectOf(server: Server): Promise<Subject> {
  const { login, address, password } = await server.admit(`u${randomBytes(6).toString('hex')}`);
  const ends: (() => Promise<void> | void)[] = [];

  const stranger = async (): Promise<WireClient> => {
    const wire = await connectWire(server.imapPort);
    ends.push(() => wire.close());
    return wire;
  };
  return {
    server: server.name,
    login,
    password,
    address,
    stranger,
    async wire() {
      const wire = await stranger();
      const { status, text } = await wire.run(`LOGIN "${login}" "${password}"`);
      if (status !== 'OK') throw new Error(`the server refuses the login: ${text}`);
      return wire;
    },
    async client() {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port: server.imapPort,
        secure: false,
        doSTARTTLS: false,
        auth: { user: login, pass: password },
        logger: false,
        disableAutoIdle: true,
      });
      client.on('error', () => undefined);
      await client.connect();
      ends.push(() => client.close());
      return client;
    },
    async deliver(raw, to = [address]) {
      const { port, protocol } = server.delivery;
      const transport = createTransport({
        host: '127.0.0.1',
        port,
        lmtp: protocol === 'lmtp',
        ignoreTLS: true,
        // Submission wants to know who sends; the last hop's LMTP does not.
        ...(protocol === 'smtp' ? { auth: { user: login, pass: password } } : {}),
      });
      try {
        const { rejectedErrors } = await transport.sendMail({
          raw,
          envelope: { from: 'sender@example.org', to: [...to] },
        });
        const [refusal] = rejectedErrors ?? [];
        if (refusal !== undefined) throw refusal;
      } finally {
        transport.close();
      }
    },
    async end() {
      for (const end of ends) await end();
    },
  };
}
