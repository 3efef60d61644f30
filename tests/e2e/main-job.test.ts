/** One message's whole way: HTTP, queue, SMTP, IMAP, journal, webhook, and back by both surfaces. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from 'graphql-ws';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { makeCertificate } from '../../src/sandbox/certificate.ts';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import { accountSettings } from '../support/account-settings.ts';
import { eventually } from '../support/eventually.ts';
import { httpApi, type HttpApi, type Schemas } from '../support/http-api.ts';
import { deliver } from '../support/lmtp.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';
import { freshPrefix, freshUser, services } from '../support/services.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

type Account = Schemas['Account'];
type Message = Schemas['Message'];
type MessageEvent = Schemas['MessageEvent'];
type Submission = Schemas['Submission'];

let folder: string;
let submission: SubmissionServer;
let receiver: WebhookReceiver;
let service: ServiceProcess;
let api: HttpApi;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pj-'));
  const { dovecot, redis } = services();
  submission = await startSubmissionServer({
    lmtp: { host: dovecot.host, port: dovecot.lmtpPort },
    // Of another authority than Dovecot's: each server's own settings have to be used.
    tls: await makeCertificate(),
  });
  receiver = await startWebhookReceiver();
  service = await startService({
    folder,
    redisUrl: redis.url,
    environment: { POSTERN_PREFIX: freshPrefix() },
  });
  api = httpApi(service);
});
afterAll(async () => {
  await service?.stop();
  await Promise.all([receiver?.stop(), submission?.stop()]);
  await rm(folder, { recursive: true, force: true });
});

async function connected(security: Schemas['Security']): Promise<Account> {
  const { id } = await api.post<Account>(
    '/v1/accounts',
    accountSettings({ email: freshUser(), security, submission }),
  );
  return await eventually(async () => {
    const account = await api.get<Account>(`/v1/accounts/${id}`);
    expect(account.state).toBe('connected');
    return account;
  });
}

/** What the receiver was told of this type and account; every request's signature has been verified. */
function told(secret: string, account: Account, type: string): readonly MessageEvent[] {
  return receiver.requests
    .map(({ headers, body }) => {
      const event = new Webhook(secret).verify(body, headers as Record<string, string>) as MessageEvent;
      expect(headers['webhook-id']).toBe(event.id);
      return event;
    })
    .filter((event) => event.accountId === account.id && event.type === type);
}

describe.each(['none', 'starttls', 'tls'] as const)('a message, with security %s everywhere', (security) => {
  let webhook: Schemas['Webhook'];
  afterAll(async () => {
    await api.call('DELETE', `/v1/webhooks/${webhook.id}`);
    await receiver.stop();
    receiver = await startWebhookReceiver();
  });

  it('goes from POST to SMTP, arrives, is told by a signed webhook and is read by REST and GraphQL', async () => {
    const [ann, bob] = await Promise.all([connected(security), connected(security)]);
    webhook = await api.post<Schemas['Webhook']>('/v1/webhooks', {
      url: receiver.url,
      types: ['message.received', 'submission.*'],
      accounts: [ann.id, bob.id],
    });
    const secret = webhook.secret ?? '';

    const answer = await api.call<Submission>('POST', `/v1/accounts/${ann.id}/submissions`, {
      body: {
        to: [{ address: bob.email, name: 'Bob Ünder' }],
        subject: 'Gruß aus Köln',
        text: 'Die Brücke hält.\n',
        html: '<p>Die Brücke <b>hält</b>.</p>',
        attachments: [{ filename: 'plan.txt', contentType: 'text/plain', content: btoa('first draft') }],
      },
    });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/v1/accounts/${ann.id}/submissions/${answer.body.id}`);
    expect(answer.headers.get('durability')).toBeNull();

    const { messageId } = answer.body;
    const sent = await eventually(async () => {
      const now = await api.get<Submission>(`/v1/accounts/${ann.id}/submissions/${answer.body.id}`);
      expect(now).toMatchObject({ status: 'sent', sentMessage: expect.stringMatching(/^msg_/) as string });
      return now;
    });
    expect(sent.recipients).toMatchObject([{ address: bob.email, status: 'sent', smtp: { code: 250 } }]);
    expect(sent.attempts).toMatchObject([{ number: 1, outcome: 'accepted' }]);
    const accepted = submission.accepted.filter(({ raw }) => raw.includes(messageId));
    expect(accepted).toMatchObject([{ from: ann.email, to: [bob.email], secure: security !== 'none' }]);

    await eventually(() => {
      expect(told(secret, bob, 'message.received')).toHaveLength(1);
      expect(told(secret, ann, 'submission.sent')).toHaveLength(1);
    });
    const [event] = told(secret, bob, 'message.received');
    expect(event?.data.message).toMatchObject({ messageId, subject: 'Gruß aus Köln', unread: true });
    const journal = await api.all<MessageEvent>(`/v1/events?account=${bob.id}&types=message.received`);
    expect(journal.map(({ id }) => id)).toEqual([event?.id]);
    const deliveries = await eventually(async () => {
      const all = await api.all<Schemas['Delivery']>(`/v1/webhooks/${webhook.id}/deliveries`);
      expect(all.map(({ status }) => status)).not.toContain('pending');
      return all;
    });
    expect(deliveries.map(({ status }) => status)).toEqual(['delivered', 'delivered']);
    expect(receiver.requests).toHaveLength(2);

    const id = event?.data.message.id ?? '';
    const fields = 'id,subject,from,to,text,html,unread,attachments';
    const byRest = await api.get<Message>(`/v1/accounts/${bob.id}/messages/${id}?fields=${fields}`);
    expect(byRest).toMatchObject({
      subject: 'Gruß aus Köln',
      from: [{ address: ann.email }],
      to: [{ address: bob.email, name: 'Bob Ünder' }],
      text: expect.stringContaining('Die Brücke hält.') as string,
      html: expect.stringContaining('<b>hält</b>') as string,
      unread: true,
      attachments: [{ filename: 'plan.txt', contentType: 'text/plain' }],
    });
    const { account } = await api.query<{ account: { message: Message } }>(
      `query ($account: ID!, $message: ID!) { account(id: $account) { message(id: $message) {
        id subject from { name address } to { name address } text html unread
        attachments { id filename contentType size contentId inline } } } }`,
      { account: bob.id, message: id },
    );
    expect(byRest).toMatchObject(account.message);
    const attachment = await api.call<string>(
      'GET',
      `/v1/accounts/${bob.id}/messages/${id}/attachments/${byRest.attachments?.[0]?.id ?? ''}`,
    );
    expect(attachment.body).toBe('first draft');

    const copies = `/v1/accounts/${ann.id}/messages?mailbox=sent&fields=id,messageId,flags`;
    expect(await api.all<Message>(copies)).toEqual([{ id: sent.sentMessage, messageId, flags: ['\\Seen'] }]);
    const inbox = await api.all<Message>(`/v1/accounts/${bob.id}/messages?fields=id,unread`);
    expect(inbox).toEqual([{ id, unread: true }]);
  });
});

describe('a subscription', () => {
  interface Told {
    readonly id: string;
    readonly cursor: string;
    readonly message: { readonly subject: string };
  }
  let client: Client;
  beforeAll(() => {
    client = createClient({
      url: `${service.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${service.adminKey}` },
    });
  });
  afterAll(async () => {
    await client.dispose();
  });

  /** The next `count` events; the subscription has ended when it resolves. */
  const events = async (account: Account, after: string, count: number): Promise<readonly Told[]> => {
    const stream = client.iterate<{ events: Told }>({
      query: `subscription ($accounts: [ID!], $after: String) {
        events(accounts: $accounts, types: ["message.received"], after: $after) {
          id cursor ... on MessageEvent { message { subject } } } }`,
      variables: { accounts: [account.id], after },
    });
    const got: Told[] = [];
    for await (const { data, errors } of stream) {
      expect(errors).toBeUndefined();
      if (data) got.push(data.events);
      if (got.length === count) break;
    }
    return got;
  };
  const letter = (subject: string): string => `From: a@postern.test\r\nSubject: ${subject}\r\n\r\nHello.\r\n`;

  it('hears of a message and goes on after the last event that it saw', async () => {
    const account = await connected('none');
    const first = events(account, 'oldest', 1);
    await deliver(account.email, letter('one'));
    const [one] = await first;
    expect(one?.message.subject).toBe('one');

    await deliver(account.email, letter('two'));
    await deliver(account.email, letter('three'));
    const rest = await events(account, one?.cursor ?? '', 2);
    expect(rest.map(({ message }) => message.subject)).toEqual(['two', 'three']);
    const journal = await api.all<MessageEvent>(`/v1/events?account=${account.id}&types=message.received`);
    expect(journal.map(({ id }) => id)).toEqual([one, ...rest].map((event) => event?.id));
  });
});
