/** What tests on each kind of server begin with: one service, and on every server that is here an account with the same mail. */
import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, it } from 'vitest';
import { directClient, testAccount } from '../support/imap-account.ts';
import {
  mailServerNames,
  startMailServer,
  type MailServer,
  type MailServerName,
} from '../support/mail-servers.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';

export interface ServedAccount {
  readonly server: MailServer;
  readonly account: string;
  /** The other program that changes the mail. */
  readonly client: ImapFlow;
}

export interface ServedAccounts {
  /** A test of one of them; where the server is missing it is left out with the reason. */
  on(name: MailServerName, title: string, work: (served: ServedAccount) => Promise<void>): void;
}

/** Call it where hooks may stand. `seed` fills each before it is connected; `use` is called before the first test. */
export function servedAccounts(
  seed: (client: ImapFlow) => Promise<void>,
  use: (service: ComposedService, graphql: GraphqlClient) => void,
): ServedAccounts {
  const served = new Map<MailServerName, ServedAccount | string>();
  let service: ComposedService;

  const serve = async (name: MailServerName): Promise<ServedAccount | string> => {
    const server = await startMailServer(name);
    if (typeof server === 'string') return server;
    const { host, imapPort: port, password, user: username } = server;
    const client = await directClient(testAccount({ user: username }), server);
    await seed(client);
    const auth = { type: 'password', username, password };
    const { id } = await service.connect({ imap: { host, port, security: 'none', auth } });
    return { server, account: id, client };
  };

  beforeAll(async () => {
    service = await startComposedService();
    await Promise.all(mailServerNames.map(async (name) => served.set(name, await serve(name))));
    use(service, createGraphqlClient(service.url, service.rest.key));
  }, 60_000);
  afterAll(async () => {
    const all = [...served.values()].filter((each) => typeof each !== 'string');
    for (const { client } of all) await client.logout();
    await service?.close();
    for (const { server } of all) await server.stop();
  });

  return {
    on(name, title, work) {
      it(title, async (context) => {
        const each = served.get(name) ?? 'it was not started';
        if (typeof each === 'string') return context.skip(each);
        await work(each);
      });
    },
  };
}
