/** A server with one user, `ann` with password `secret`, and the clients that talk to it; errors fail the test. */
import { createFaults, type Faults } from '../../../src/sandbox/faults/faults.ts';
import type { ImapFault, ImapMoment, ImapStage } from '../../../src/sandbox/faults/imap.ts';
import { HONEST, type ImapBehaviour } from '../../../src/sandbox/imap/behaviour.ts';
import { type ImapServer, startImapServer } from '../../../src/sandbox/imap/server.ts';
import type { Mailbox, MailUser } from '../../../src/sandbox/store/model.ts';
import { createMailStore } from '../../../src/sandbox/store/mail-store.ts';
import { localCertificate } from '../../../src/sandbox/certificate.ts';
import { RawClient } from './raw-client.ts';

export interface House {
  readonly server: ImapServer;
  readonly ann: MailUser;
  readonly inbox: Mailbox;
  /** Faults that strike whenever their stage comes. */
  readonly faults: ImapFault[];
  /** Faults that are armed. */
  readonly script: Faults;
  /** How many untagged responses of this name were said. */
  told(name: string): number;
  /** Has not read the greeting. */
  dial(): RawClient;
  /** Connected, not logged in. */
  connect(): Promise<RawClient>;
  /** Logged in, with INBOX selected. */
  enter(...enabled: readonly string[]): Promise<RawClient>;
  /** Puts in so many small messages, with subjects `1`, `2` and so on. */
  fill(count: number): void;
  /** Rejects if the server met an error that no client may cause. */
  close(): Promise<void>;
}

export async function openHouse(behaviour: Partial<ImapBehaviour> = {}): Promise<House> {
  const store = createMailStore();
  const ann = store.addUser({ name: 'ann', password: 'secret' });
  const inbox = ann.mailbox('INBOX');
  if (inbox === null) throw new Error('There is no INBOX.');
  const errors: unknown[] = [];
  const faults: ImapFault[] = [];
  const script = createFaults();
  const clients: RawClient[] = [];
  const told = new Map<string, number>();
  const server = await startImapServer({
    store,
    tls: await localCertificate(),
    behaviour: { ...HONEST, ...behaviour },
    faults: {
      strike(at: ImapStage, moment: ImapMoment) {
        const { untagged } = moment;
        if (untagged !== undefined) told.set(untagged, (told.get(untagged) ?? 0) + 1);
        return [...faults.filter((fault) => fault.at === at), ...script.imap.strike(at, moment)];
      },
    },
    tokens: { check: (_, token) => (token === 'good' ? 'ok' : 'unknown') },
    onError: (error) => errors.push(error),
  });

  function dial(): RawClient {
    const client = RawClient.open(server.port);
    clients.push(client);
    return client;
  }

  async function connect(): Promise<RawClient> {
    const client = dial();
    await client.response();
    return client;
  }

  return {
    server,
    ann,
    inbox,
    faults,
    script,
    told: (name) => told.get(name) ?? 0,
    dial,
    connect,
    async enter(...enabled) {
      const client = await connect();
      await client.run('LOGIN ann secret');
      if (enabled.length > 0) await client.run(`ENABLE ${enabled.join(' ')}`);
      await client.run('SELECT INBOX');
      return client;
    },
    fill(count) {
      inbox.append(
        Array.from({ length: count }, (_, index) => ({
          raw: Buffer.from(`Subject: ${index + 1}\r\n\r\nHi\r\n`),
        })),
      );
    },
    async close() {
      for (const client of clients) client.close();
      await server.close();
      if (errors.length > 0) throw new AggregateError(errors, 'The server failed.');
    },
  };
}
