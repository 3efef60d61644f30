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
  for (const raw of machineMade) await client.append('box1', raw);
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

const machineMade = [
  plainMessage(
    'a bounce',
    { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' },
    [
      '--b\r\n\r\nIt could not be delivered.',
      '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a.example\r\n\r\nFinal-Recipient: rfc822; x@a.example\r\nAction: failed\r\nStatus: 5.1.1\r\n',
      '--b--',
    ].join('\r\n'),
  ),
  plainMessage(
    'an invitation',
    { 'Content-Type': 'text/calendar; method=REQUEST' },
    [
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART:20261124T100000Z',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n'),
  ),
  plainMessage(
    'a signed one',
    { 'Content-Type': 'multipart/signed; protocol="application/pgp-signature"; boundary=b' },
    '--b\r\n\r\nText.\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--b--',
  ),
];

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

/** The same wherever it comes: of the mailbox that is open. */
const isWork = (command: string): boolean => command !== 'NOOP';

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
    expect(commands.length).toBeLessThanOrEqual(1);
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

  it('are two FETCHes for what programs say in messages and how these are signed', async () => {
    await list({ mailbox: 'box1', fields: 'subject' });
    let told: readonly Schemas['Message'][] = [];
    const asked = async (): Promise<void> =>
      void (told = await list({ mailbox: 'box1', fields: 'report,calendar,security' }));
    expect(withoutPause(await wire.during(asked)).length).toBe(2);
    expect(told.map(({ report }) => report?.kind)).toContain('dsn');
    expect(told.map(({ calendar }) => calendar?.length)).toContain(1);
    expect(told.map(({ security }) => security?.kind)).toContain('pgp');
  });

  it('are a SEARCH and a FETCH for what matches, and one FETCH more for where its words stand', async () => {
    await list({ fields: 'subject', limit: 1 });
    for (const q of ['subject:plain', 'hello']) {
      const found = await wire.during(() => list({ q, fields: 'subject' }));
      expect(withoutPause(found)).toEqual(['UID SEARCH', 'UID FETCH']);
    }
    const inSubject = await wire.during(() => list({ q: 'subject:plain', fields: 'snippets' }));
    expect(withoutPause(inSubject)).toEqual(['UID SEARCH', 'UID FETCH']);
    const inBody = await wire.during(() => list({ q: 'hello', fields: 'snippets' }));
    expect(withoutPause(inBody)).toEqual(['UID SEARCH', 'UID FETCH', 'UID FETCH']);
  });

  it('are one LIST for all mailboxes of which nothing has changed', async () => {
    const path = { account };
    const query = { mailbox: '*', fields: 'subject' };
    const first = await service.rest.call('listMessages', { path, query });
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = async (): Promise<void> =>
      expect((await service.rest.call('listMessages', { path, query, headers })).status).toBe(304);
    // Of the mailbox that is open the server is first asked for news.
    expect(withoutPause(await wire.during(again))).toEqual(['LIST']);
  });

  it('are bounded by the number of mailboxes where all of them are asked for', async () => {
    const all = await wire.during(() => list({ mailbox: '*', limit: 50 }));
    // Of each a SELECT and what it is ordered by, and of those on the page a SELECT and what is shown.
    expect(all.filter(isWork).length).toBeLessThanOrEqual(1 + 4 * MAILBOXES);
    const found = await wire.during(() => list({ mailbox: '*', q: 'subject:box' }));
    // Of each a SEARCH more.
    expect(found.filter(isWork).length).toBeLessThanOrEqual(1 + 5 * MAILBOXES);
  });
});
