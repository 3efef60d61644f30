/** What requests cost on the wire: the commands that reach the mail server, by both surfaces. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { accountSettings } from '../support/account-settings.ts';
import { directClient, plainMessage, testAccount } from '../support/imap-account.ts';
import { freshUser, services } from '../support/services.ts';
import { startWireLog, type WireLog } from '../support/wire-log.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';

const MESSAGES = 60;
const MAILBOXES = 20;

let service: ComposedService;
let wire: WireLog;
let graphql: GraphqlClient;
let account: string;

beforeAll(async () => {
  const { dovecot } = services();
  const user = freshUser();
  const client = await directClient(testAccount({ user }));
  for (let number = 1; number <= MESSAGES; number += 1) {
    await client.append('INBOX', number % 2 === 0 ? plainMessage(`plain ${number}`) : alternative(number));
  }
  for (let number = 1; number < MAILBOXES; number += 1) {
    await client.mailboxCreate(`box${number}`);
    await client.append(`box${number}`, plainMessage(`in a box ${number}`));
  }
  await client.logout();
  service = await startComposedService();
  wire = await startWireLog({ host: dovecot.host, port: dovecot.imapPort });
  const { imap } = accountSettings({ email: user });
  account = (
    await service.connect({
      email: user,
      imap: { ...(imap as object), port: wire.port },
      limits: { connections: 1 },
    })
  ).id;
  graphql = createGraphqlClient(service.url, service.rest.key);
}, 60_000);
afterAll(async () => {
  await service?.close();
  await wire?.stop();
});

function alternative(number: number): string {
  const part = (type: string, text: string): string => `--b\r\nContent-Type: text/${type}\r\n\r\n${text}`;
  return plainMessage(
    `both ${number}`,
    { 'MIME-Version': '1.0', 'Content-Type': 'multipart/alternative; boundary=b' },
    [part('plain', `text ${number}`), part('html', `<p>text ${number}`), '--b--'].join('\r\n'),
  );
}

type Query = Readonly<Record<string, string | number>>;

async function list(query: Query = {}): Promise<readonly Schemas['Message'][]> {
  const { status, body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
    path: { account },
    query,
  });
  expect(status).toBe(200);
  return body.data;
}

async function ask(selection: string): Promise<unknown> {
  const { data, errors } = await graphql.ask<{ readonly account: unknown }>(
    `{ account(id: "${account}") { ${selection} } }`,
  );
  expect(errors).toEqual([]);
  return data.account;
}

/** A connection that was quiet for a second is brought up to date before it is read from. */
function withoutPause(commands: readonly string[]): readonly string[] {
  return commands[0] === 'NOOP' ? commands.slice(1) : commands;
}

describe('the commands of a request', () => {
  it('are one FETCH for a list of fifty, once the mailbox is selected', async () => {
    expect(await wire.during(() => list({ limit: 50 }))).toEqual(['LIST', 'SELECT', 'FETCH']);
    const subjects = 'messages(first: 50) { edges { node { subject from { address } } } }';
    expect(withoutPause(await wire.during(() => list({ limit: 50, fields: 'subject,size' })))).toHaveLength(
      1,
    );
    expect(withoutPause(await wire.during(() => ask(subjects)))).toHaveLength(1);
  });

  it('are no more than one for a list that was asked for before and has not changed', async () => {
    const first = await list();
    let again: readonly Schemas['Message'][] = [];
    const commands = await wire.during(async () => (again = await list()));
    expect(withoutPause(commands).length).toBeLessThanOrEqual(1);
    expect(again).toEqual(first);
  });

  it('are at most three for the texts of fifty messages', async () => {
    const texts = 'messages(first: 50) { edges { node { subject text } } }';
    expect((await wire.during(() => ask(texts))).length).toBeLessThanOrEqual(3);
    expect((await wire.during(() => list({ limit: 50, fields: 'subject,html' }))).length).toBeLessThanOrEqual(
      3,
    );
  });

  it('are two FETCHes for one message with its bodies', async () => {
    const [message] = await list({ fields: 'id', limit: 1 });
    const path = { account, message: message?.id ?? '' };
    const get = async (): Promise<void> =>
      expect((await service.rest.call('getMessage', { path })).status).toBe(200);
    expect((await wire.during(get)).length).toBeLessThanOrEqual(2);
    const one = `message(id: "${path.message}") { subject text html attachments { id } }`;
    expect((await wire.during(() => ask(one))).length).toBeLessThanOrEqual(2);
  });

  it('are bounded by the number of mailboxes where all of them are asked for', async () => {
    const all = await wire.during(() => list({ mailbox: '*', limit: 50 }));
    // Of each a SELECT and what it is ordered by, and of those on the page a SELECT and what is shown.
    expect(all.length).toBeLessThanOrEqual(1 + 4 * MAILBOXES);
    const found = await wire.during(() => list({ mailbox: '*', q: 'subject:box' }));
    // Of each a SEARCH more.
    expect(found.length).toBeLessThanOrEqual(1 + 5 * MAILBOXES);
  });
});
