/** Every operation of the contract by its GraphQL twin, held against what REST says of the same thing. */
import { messageFields } from '../../src/domain/message.ts';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountSettings } from '../support/account-settings.ts';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { deliver } from '../support/lmtp.ts';
import { freshUser } from '../support/services.ts';
import { ADMIN_KEY } from '../support/service-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { contract } from './conformance.ts';
import { asRest, createGraphqlClient, everythingOf, type GraphqlClient } from './graphql-client.ts';
import { only } from './only.ts';

let service: ComposedService;
let graphql: GraphqlClient;
let receiver: WebhookReceiver;
let account: Schemas['Account'];

beforeAll(async () => {
  service = await startComposedService();
  receiver = await startWebhookReceiver();
  graphql = createGraphqlClient(service.url, ADMIN_KEY);
  account = await service.connect();
});
afterAll(async () => {
  await receiver?.stop();
  await service?.close();
});

const path = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  account: account.id,
  ...more,
});

interface Connection<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
}

const pageFields = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';

async function received(subject: string, to = account): Promise<string> {
  const letter = [
    'From: Grace <grace@elsewhere.example>',
    `To: ${to.email}`,
    `Subject: ${subject}`,
    `Message-ID: <${subject.replaceAll(' ', '.')}@elsewhere.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `The text of ${subject}.`,
    '--b',
    'Content-Type: application/pdf; name="a.pdf"',
    'Content-Disposition: attachment; filename="a.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    'aGVsbG8=',
    '--b--',
    '',
  ].join('\r\n');
  await deliver(to.email, letter);
  return await eventually(async () => {
    const body = { filter: { subject } };
    const { body: found } = await service.rest.call<Schemas['MessageList']>('searchMessages', {
      path: { account: to.id },
      body,
    });
    return only(found.data).id;
  });
}

/** GraphQL's connection by its query, and the same list by REST. */
async function bothLists(
  typeName: string,
  query: string,
  pick: (data: never) => unknown,
  operationId: string,
  request: Parameters<typeof service.rest.call>[1] = {},
): Promise<readonly [graphql: readonly unknown[], rest: readonly unknown[]]> {
  const { data, errors } = await graphql.ask(query, { id: account.id });
  expect(errors).toEqual([]);
  const { edges } = pick(data as never) as Connection<unknown>;
  const { body } = await service.rest.call<{ data: readonly unknown[] }>(operationId, request);
  return [edges.map(({ node }) => asRest(typeName, node)), body.data];
}

describe('GraphQL says what REST says', () => {
  it('of accounts', async () => {
    // What is asked of both servers for each account has an operation of its own by REST.
    const fields = everythingOf('Account', ['Diagnostics']);
    const [inGraphql, inRest] = await bothLists(
      'Account',
      `{ accounts { edges { cursor node ${fields} } ${pageFields} } }`,
      ({ accounts }: { accounts: unknown }) => accounts,
      'listAccounts',
    );
    expect(inGraphql).toEqual(inRest);
    const one = await graphql.ask<{ account: object; node: object }>(
      `query($id: ID!) { account(id: $id) ${fields} node(id: $id) { ... on Account ${fields} } }`,
      { id: account.id },
    );
    const { body } = await service.rest.call('getAccount', { path: path() });
    expect(asRest('Account', one.data.account)).toEqual(body);
    expect(one.data.node).toEqual(one.data.account);
  });

  it('of diagnostics', async () => {
    await eventually(async () => {
      const { data } = await graphql.ask<{ account: { diagnostics: object } }>(
        `query($id: ID!) { account(id: $id) { diagnostics ${everythingOf('Diagnostics')} } }`,
        { id: account.id },
      );
      const { body } = await service.rest.call<Schemas['Diagnostics']>('getDiagnostics', { path: path() });
      const { checkedAt } = body;
      const inGraphql = { ...(asRest('Diagnostics', data.account.diagnostics) as object), checkedAt };
      expect(inGraphql).toEqual(body);
      expect(body.watch?.mode).toBe('notify');
    });
  });

  it('of mailboxes', async () => {
    const [inGraphql, inRest] = await bothLists(
      'Mailbox',
      `query($id: ID!) { account(id: $id) { mailboxes { edges { node ${everythingOf('Mailbox')} } ${pageFields} } } }`,
      ({ account: { mailboxes } }: { account: { mailboxes: unknown } }) => mailboxes,
      'listMailboxes',
      { path: path() },
    );
    expect(inGraphql).toEqual(inRest);
    const { body } = await service.rest.call<Schemas['Mailbox']>('getMailbox', {
      path: path({ mailbox: 'inbox' }),
    });
    const one = await graphql.ask<{ account: { mailbox: object }; node: object }>(
      `query($a: ID!, $m: ID!) { account(id: $a) { mailbox(id: "inbox") ${everythingOf('Mailbox')} }
        node(id: $m) { ... on Mailbox ${everythingOf('Mailbox')} } }`,
      { a: account.id, m: body.id },
    );
    expect(asRest('Mailbox', one.data.account.mailbox)).toEqual(body);
    expect(asRest('Mailbox', one.data.node)).toEqual(body);
  });

  it('of what has changed in a mailbox', async () => {
    const where = { path: path({ mailbox: 'inbox' }) };
    const { body: inbox } = await service.rest.call<Schemas['Mailbox']>('getMailbox', where);
    await received('changes for both');
    const query = { since: inbox.state ?? '', limit: 5 };
    const { body } = await service.rest.call<Schemas['MailboxChanges']>('listMailboxChanges', {
      ...where,
      query,
    });
    expect(body.created).toHaveLength(1);
    const ask = `query($a: ID!, $since: String, $limit: Int) { account(id: $a) { mailbox(id: "inbox") {
      changes(since: $since, limit: $limit) { created updated destroyed newState hasMore } } } }`;
    const asked = await graphql.ask<{ account: { mailbox: { changes: object } } }>(ask, {
      a: account.id,
      ...query,
    });
    expect(asked.data.account.mailbox.changes).toEqual(body);
    for (const [wrong, code] of [
      [{ limit: 0 }, 'invalid-request'],
      [{ since: 'x' }, 'invalid-cursor'],
    ] as const) {
      const refused = await graphql.ask(ask, { a: account.id, ...wrong });
      expect(refused.errors[0]?.extensions.code).toBe(code);
    }
  });

  it('of messages: in lists, by search, one by one, as nodes', async () => {
    const id = await received('parity');
    const fields = everythingOf('Message');
    const { data, errors } = await graphql.ask<{
      account: {
        messages: Connection<object>;
        found: Connection<object>;
        message: object;
        mailbox: { messages: Connection<object> };
      };
      node: object;
    }>(
      `query($a: ID!, $m: ID!) { account(id: $a) {
          messages(first: 1) { edges { node ${fields} } ${pageFields} }
          found: messages(filter: { all: [{ subject: "parity" }, { not: { flags: { has: ["\\\\Seen"] } } }] }) { edges { node ${fields} } totalCount }
          mailbox(id: "inbox") { messages(first: 1) { edges { node ${fields} } } }
          message(id: $m) ${fields}
        } node(id: $m) { ... on Message ${fields} } }`,
      { a: account.id, m: id },
    );
    expect(errors).toEqual([]);
    const query = { fields: messageFields.join(',') };
    const { body } = await service.rest.call('getMessage', { path: path({ message: id }), query });
    const seen = [
      data.account.messages.edges[0]?.node,
      data.account.found.edges[0]?.node,
      data.account.mailbox.messages.edges[0]?.node,
      data.account.message,
      data.node,
    ];
    const found = [{ field: 'subject', text: 'parity', matches: [[0, 6]] }];
    for (const [index, message] of seen.entries()) {
      // Whoever gets one message did not search for it.
      expect(asRest('Message', message)).toEqual({ ...body, snippets: index === 1 ? found : null });
    }
    expect(data.account.found.totalCount).toBe(1);
    expect(data.account.messages.totalCount).toBeGreaterThanOrEqual(1);
  });

  it('of submissions', async () => {
    const made = await graphql.change<{ __typename: string; submission: { id: string; status: string } }>(
      'createSubmission',
      {
        accountId: account.id,
        to: [{ address: account.email }],
        subject: 'by GraphQL',
        text: 'hello',
        tags: ['parity'],
        metadata: { a: 'b' },
        dsn: { notify: ['SUCCESS', 'DELAY'], return: 'FULL' },
        waitSeconds: 20,
      },
    );
    expect(made.errors).toEqual([]);
    expect(made.data).toMatchObject({
      __typename: 'CreateSubmissionPayload',
      submission: { status: 'SENT' },
    });
    const { id } = made.data.submission;
    const dsn = { notify: ['success', 'delay'], return: 'full', supported: true };
    const settled = await eventually(async () => {
      const { body } = await service.rest.call<Schemas['Submission']>('getSubmission', {
        path: path({ submission: id }),
      });
      expect(body.sentMessage).not.toBeNull();
      return body;
    });
    expect(settled).toMatchObject({ dsn });
    const fields = everythingOf('Submission');
    const one = await graphql.ask<{ submission: object; node: object }>(
      `query($id: ID!) { submission(id: $id) ${fields} node(id: $id) { ... on Submission ${fields} } }`,
      { id },
    );
    expect(asRest('Submission', one.data.submission)).toEqual(settled);
    expect(asRest('Submission', one.data.node)).toEqual(settled);
    const [inGraphql, inRest] = await bothLists(
      'Submission',
      `query($id: ID!) { account(id: $id) { submissions(status: SENT, tag: "parity") { edges { node ${fields} } } } }`,
      ({ account: { submissions } }: { account: { submissions: unknown } }) => submissions,
      'listSubmissions',
      { path: path(), query: { status: 'sent', tag: 'parity' } },
    );
    expect(inGraphql).toHaveLength(1);
    expect(inGraphql).toEqual(inRest);
  });

  it('of keys', async () => {
    const made = await graphql.change<{ key: Schemas['Key'] }>('createKey', {
      name: 'desk',
      scopes: ['messages:read'],
      accounts: { ids: [account.id] },
    });
    expect(made.data.key.key).toMatch(/^ptn_/);
    const [inGraphql, inRest] = await bothLists(
      'Key',
      `{ keys { edges { node ${everythingOf('Key')} } } }`,
      ({ keys }: { keys: unknown }) => keys,
      'listKeys',
    );
    expect(inGraphql).toEqual(inRest);
    const own = graphql.as(made.data.key.key);
    const query = 'query($id: ID!) { account(id: $id) { id } }';
    expect((await own.ask(query, { id: account.id })).errors[0]?.extensions.code).toBe('forbidden');
    const removed = await graphql.change('deleteKey', { id: made.data.key.id });
    expect(removed.data).toMatchObject({ deletedId: made.data.key.id });
    await eventually(async () => {
      expect((await own.ask(query, { id: account.id })).status).toBe(401);
    });
  });

  it('of templates', async () => {
    const input = { name: 'welcome', text: 'Dear {{name}},' };
    const made = await graphql.change<{ template: Schemas['Template'] }>('createTemplate', input);
    expect(made.errors).toEqual([]);
    const { id } = made.data.template;
    const [inGraphql, inRest] = await bothLists(
      'Template',
      `{ templates { edges { node ${everythingOf('Template')} } } }`,
      ({ templates }: { templates: unknown }) => templates,
      'listTemplates',
    );
    expect(inGraphql).toEqual(inRest);

    const shown = `query($id: ID!, $data: JSON!) { template(id: $id) { preview(data: $data) ${everythingOf('TemplatePreview')} }
      node(id: $id) { ... on Template ${everythingOf('Template')} } }`;
    const data = { name: 'Grace' };
    const { data: both } = await graphql.ask<{ template: { preview: object }; node: object }>(shown, {
      id,
      data,
    });
    const rest = await service.rest.call('previewTemplate', { path: { template: id }, body: { data } });
    expect(both.template.preview).toEqual(rest.body);
    expect(both.node).toEqual(inRest[0]);
    const missing = await graphql.ask(shown, { id, data: {} });
    expect(missing.errors[0]?.extensions.code).toBe('template-error');
    expect((await graphql.ask(shown, { id, data: 'Grace' })).errors[0]?.extensions.code).toBe(
      'invalid-request',
    );

    expect((await graphql.change('updateTemplate', { id, html: '{{name' })).data).toMatchObject({
      __typename: 'TemplateError',
      code: 'template-error',
      message: 'html, line 1, column 1: This placeholder is not closed.',
    });
    expect((await graphql.change('updateTemplate', { id, subject: 'Hello' })).data).toMatchObject({
      template: { subject: 'Hello', text: input.text },
    });
    expect((await graphql.change('deleteTemplate', { id })).data).toMatchObject({ deletedId: id });
  });

  it('of webhooks and their deliveries', async () => {
    // An account of its own: letters of the other tests would still be on their way to this webhook.
    const silent = await service.connect();
    const made = await graphql.change<{ webhook: Schemas['Webhook'] }>('createWebhook', {
      url: receiver.url,
      types: ['message.*'],
      accounts: { ids: [silent.id] },
      headers: [{ name: 'x-token', value: 'secret' }],
      filter: { any: [{ field: 'data.mailbox.specialUse', op: 'in', value: ['inbox', 'junk'] }] },
      ordered: true,
      maxPerSecond: 1000,
    });
    expect(made.errors).toEqual([]);
    const { id } = made.data.webhook;
    expect(made.data.webhook).toMatchObject({ ordered: true, maxPerSecond: 1000 });
    expect(made.data.webhook.secret).toMatch(/^whsec_/);
    const rotated = await graphql.change<{ webhook: Schemas['Webhook'] }>('rotateWebhookSecret', {
      id,
      graceSeconds: 0,
    });
    expect(rotated.data.webhook.secret).toMatch(/^whsec_/);
    expect(rotated.data.webhook).toMatchObject({ id, formerSecretsUntil: null });
    expect(rotated.data.webhook.secret).not.toBe(made.data.webhook.secret);
    const fields = everythingOf('Webhook');
    const [inGraphql, inRest] = await bothLists(
      'Webhook',
      `{ webhooks { edges { node ${fields} } } }`,
      ({ webhooks }: { webhooks: unknown }) => webhooks,
      'listWebhooks',
    );
    expect(inGraphql).toEqual(inRest);

    const refused = await graphql.change('testWebhook', { id, type: 'message.glanced' });
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'invalid-request' });
    const test = { id, type: 'message.deleted' };
    const tested = await graphql.change<{ delivery: Schemas['Delivery'] }>('testWebhook', test);
    await eventually(async () => {
      const { body } = await service.rest.call<Schemas['DeliveryList']>('listDeliveries', {
        path: { webhook: id },
      });
      expect(body.data.map(({ id: delivery, status }) => [delivery, status])).toEqual([
        [tested.data.delivery.id, 'delivered'],
      ]);
    });
    const { body } = await service.rest.call<Schemas['DeliveryList']>('listDeliveries', {
      path: { webhook: id },
    });
    const deliveries = await graphql.ask<{ webhook: { deliveries: Connection<object> } }>(
      `query($id: ID!) { webhook(id: $id) { deliveries { edges { node ${everythingOf('Delivery')} } } } }`,
      { id },
    );
    expect(deliveries.data.webhook.deliveries.edges.map(({ node }) => asRest('Delivery', node))).toEqual(
      body.data,
    );

    for (const [status, found] of [
      ['DELIVERED', body.data.map(({ id: delivery }) => delivery)],
      ['FAILED', []],
    ] as const) {
      const inStatus = await graphql.ask<{ webhook: { deliveries: Connection<{ id: string }> } }>(
        'query($id: ID!, $status: DeliveryStatus) { webhook(id: $id) { deliveries(status: $status) { edges { node { id } } } } }',
        { id, status },
      );
      const listed = await service.rest.call<Schemas['DeliveryList']>('listDeliveries', {
        path: { webhook: id },
        query: { status: status.toLowerCase() },
      });
      expect(inStatus.data.webhook.deliveries.edges.map(({ node }) => node.id)).toEqual(found);
      expect(listed.body.data.map((delivery) => delivery.id)).toEqual(found);
    }

    const first = { webhook: id, delivery: tested.data.delivery.id };
    const shown = await graphql.ask<{ webhook: { delivery: object } }>(
      `query($webhook: ID!, $delivery: ID!) { webhook(id: $webhook) { delivery(id: $delivery) ${everythingOf('ShownDelivery')} } }`,
      first,
    );
    const inFull = await service.rest.call<Schemas['ShownDelivery']>('getDelivery', { path: first });
    expect(asRest('ShownDelivery', shown.data.webhook.delivery)).toEqual(inFull.body);
    const again = await graphql.change('redeliverDelivery', { webhookId: id, id: first.delivery });
    expect(again.data).toMatchObject({ delivery: { redeliveryOf: first.delivery, status: 'PENDING' } });

    const from = new Date(Date.now() - 60_000).toISOString();
    const replay = await graphql.change<{ job: Schemas['Job'] }>('replayWebhook', { id, from });
    expect(replay.data).toMatchObject({ job: { type: 'REPLAY', replay: { webhookId: id } } });
    await eventually(async () => {
      const job = await graphql.ask<{ job: object }>(
        `query($id: ID!) { job(id: $id) ${everythingOf('Job')} }`,
        {
          id: replay.data.job.id,
        },
      );
      expect(job.data.job).toMatchObject({ status: 'SUCCEEDED', accountId: null, submissions: null });
    });

    const updated = await graphql.change('updateWebhook', {
      id,
      description: 'mine',
      payload: 'MINIMAL',
      accounts: null,
      filter: { not: { field: 'data.message.unread', op: 'equals', value: true } },
      ordered: null,
      maxPerSecond: null,
    });
    const isAsked = { description: 'mine', payload: 'MINIMAL', ordered: false, maxPerSecond: null };
    expect(updated.data).toMatchObject({ webhook: { ...isAsked, accounts: { all: true, ids: [] } } });
    expect((await graphql.change('deleteWebhook', { id })).data).toMatchObject({ deletedId: id });
    expect(
      (await graphql.ask('query($id: ID!) { webhook(id: $id) { id } }', { id })).errors[0]?.extensions.code,
    ).toBe('not-found');
  });

  it('of events, and the cursors of either go on in the other', async () => {
    await received('an event');
    const fields = 'id type timestamp accountId cursor data';
    const both = await eventually(async () => {
      const { body } = await service.rest.call<Schemas['EventList']>('listEvents', { query: { limit: 250 } });
      expect(body.data.some(({ type }) => type === 'message.received')).toBe(true);
      const answer = await graphql.ask<{ events: Connection<Schemas['Event']> }>(
        `{ events(first: 250) { edges { node { ${fields} } cursor } ${pageFields} } }`,
      );
      expect(answer.data.events.edges).toHaveLength(body.data.length);
      return { rest: body, graphql: answer.data.events };
    });
    const plain = ({ id, type, timestamp, accountId, data }: Schemas['Event']): object => ({
      id,
      type,
      timestamp,
      accountId,
      data,
    });
    expect(both.graphql.edges.map(({ node }) => plain(node))).toEqual(both.rest.data.map(plain));
    const [first] = both.graphql.edges;
    const after = first?.cursor ?? '';
    const { body: rest } = await service.rest.call<Schemas['EventList']>('listEvents', { query: { after } });
    expect(rest.data[0]?.id).toBe(both.rest.data[1]?.id);
    const message = both.rest.data.find(({ type }) => type === 'message.received');
    const families = await graphql.ask<{ events: Connection<Record<string, unknown>> }>(
      `{ events(types: ["message.*"], first: 250) { edges { node { id type ... on MessageEvent { messageId uid mailboxPath flags { now } message { id subject text } } } } } }`,
    );
    expect(families.errors).toEqual([]);
    const node = families.data.events.edges.find(({ node: { id } }) => id === message?.id)?.node;
    expect(node).toMatchObject({ messageId: expect.stringMatching(/^msg_/) as string, mailboxPath: 'INBOX' });
  });
});

describe('pages', () => {
  it('run forward and back by the same cursors as REST', async () => {
    for (const subject of ['page 1', 'page 2', 'page 3', 'page 4']) await received(subject);
    const query = `query($a: ID!, $first: Int, $after: String, $last: Int, $before: String) { account(id: $a) {
      messages(filter: { subject: "page" }, first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { subject } } ${pageFields} } } }`;
    const page = async (args: object): Promise<Connection<{ subject: string }>> => {
      const { data, errors } = await graphql.ask<{ account: { messages: Connection<{ subject: string }> } }>(
        query,
        {
          a: account.id,
          ...args,
        },
      );
      expect(errors).toEqual([]);
      return data.account.messages;
    };
    const subjects = ({ edges }: Connection<{ subject: string }>): string =>
      edges.map(({ node }) => node.subject).join(', ');
    const first = await page({ first: 2 });
    expect(subjects(first)).toBe('page 4, page 3');
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(first.totalCount).toBe(4);
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    expect(subjects(second)).toBe('page 2, page 1');
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect(subjects(await page({ last: 1, before: second.edges[1]?.cursor }))).toBe('page 2');
    expect(subjects(await page({ last: 2, before: second.pageInfo.startCursor }))).toBe('page 4, page 3');
    expect(subjects(await page({ last: 3 }))).toBe('page 3, page 2, page 1');
    const { body } = await service.rest.call<Schemas['MessageList']>('searchMessages', {
      path: path(),
      body: { filter: { subject: 'page' }, cursor: first.edges[1]?.cursor, fields: ['subject'] },
    });
    expect(body.data.map(({ subject }) => subject)).toEqual(['page 2', 'page 1']);
  });
});

describe('mutations', () => {
  it('try, connect, change, reconnect and disconnect an account', async () => {
    const { imap, smtp, email } = accountSettings({ email: freshUser(), submission: service.submission }) as {
      imap: Schemas['ServerCreate'];
      smtp: Schemas['ServerCreate'];
      email: string;
    };
    const server = (settings: Schemas['ServerCreate']): object => ({
      ...settings,
      security: settings.security.toUpperCase(),
      auth: { ...settings.auth, type: 'PASSWORD' },
    });
    const settings = { email, imap: server(imap), smtp: server(smtp) };
    const tried = await graphql.change('verifyAccount', settings);
    expect(tried.data).toMatchObject({ __typename: 'VerifyAccountPayload', imap: { security: 'NONE' } });

    const id = 'graphql.team';
    const input = { id, ...settings, metadata: { a: 'b' }, idempotencyKey: 'once' };
    const made = await graphql.change<{ account: object }>('createAccount', input);
    expect(made.errors).toEqual([]);
    const { body } = await service.rest.call<Schemas['Account']>('getAccount', { path: { account: id } });
    expect(asRest('Account', made.data.account)).toMatchObject({
      id,
      metadata: { a: 'b' },
      createdAt: body.createdAt,
    });
    expect(await graphql.change('createAccount', input)).toMatchObject({
      data: { replayed: true, account: { id } },
    });
    expect(await graphql.change('createAccount', { ...input, idempotencyKey: null })).toMatchObject({
      data: { __typename: 'AlreadyExists', code: 'already-exists' },
    });
    const wrong = {
      ...settings,
      imap: { ...server(imap), auth: { ...imap.auth, type: 'PASSWORD', password: 'wrong' } },
    };
    expect((await graphql.change('createAccount', wrong)).data).toMatchObject({
      __typename: 'AccountLoginFailed',
      code: 'account-login-failed',
      upstream: { protocol: 'IMAP' },
    });

    const changed = await graphql.change('updateAccount', {
      id,
      name: 'Team',
      watch: { mailboxes: { all: true }, since: '2026-11-01T02:00:00+02:00' },
    });
    const since = '2026-11-01T00:00:00.000Z';
    expect(changed.data).toMatchObject({
      account: { name: 'Team', watch: { mailboxes: { all: true }, since } },
    });
    expect((await graphql.change('reconnectAccount', { id })).data).toMatchObject({ account: { id } });
    expect((await graphql.change('updateAccount', { id, paused: true })).data).toMatchObject({
      account: { paused: true },
    });
    expect((await graphql.change('reconnectAccount', { id })).data).toMatchObject({ code: 'account-paused' });
    expect((await graphql.change('deleteAccount', { id })).data).toMatchObject({ deletedId: id });
    expect((await graphql.change('deleteAccount', { id })).errors[0]?.extensions.code).toBe('not-found');
  });

  it('flag, copy, move and delete messages, and append one', async () => {
    const ids = [await received('change a'), await received('change b')];
    interface Results {
      readonly results: readonly {
        readonly previousId: string;
        readonly message: Schemas['Message'] | null;
      }[];
    }
    const flagged = await graphql.change<Results>('updateMessages', {
      ids,
      flags: { add: ['\\Flagged', 'todo'] },
    });
    expect(flagged.errors).toEqual([]);
    expect(flagged.data.results.map(({ message }) => message?.flags)).toEqual([
      expect.arrayContaining(['\\Flagged', 'todo']),
      expect.arrayContaining(['\\Flagged', 'todo']),
    ]);
    const copied = await graphql.change<Results>('copyMessages', { ids, mailbox: 'archive' });
    expect(copied.data.results.map(({ previousId }) => previousId)).toEqual(ids);
    expect(copied.data.results[0]?.message).toMatchObject({
      subject: 'change a',
      text: 'The text of change a.',
    });
    const moved = await graphql.change<Results>('moveMessages', { ids, mailbox: 'junk' });
    const movedIds = moved.data.results.map(({ message }) => message?.id ?? '');
    for (const id of movedIds) {
      expect((await service.rest.call('getMessage', { path: path({ message: id }) })).status).toBe(200);
    }
    const again = await graphql.change('moveMessages', { ids, mailbox: 'junk' });
    expect(again.data).toMatchObject({
      results: [{ refusal: { code: 'not-found' } }, { refusal: { code: 'not-found' } }],
    });
    const trashed = await graphql.change<Results>('deleteMessages', { ids: movedIds });
    const inTrash = trashed.data.results.map(({ message }) => message?.id ?? '');
    expect(
      (await graphql.change<Results>('deleteMessages', { ids: inTrash, permanent: true })).data,
    ).toMatchObject({
      results: [{ refusal: null }, { refusal: null }],
    });
    const draft = await graphql.change<{ appended: Schemas['Message'] }>('appendMessage', {
      accountId: account.id,
      mailbox: 'drafts',
      flags: ['\\Draft'],
      to: [{ address: 'a@b.example' }],
      subject: 'Draft',
      text: 'body\n',
    });
    expect(draft.errors).toEqual([]);
    expect(draft.data.appended).toMatchObject({ subject: 'Draft', flags: ['\\Draft'], text: 'body\n' });
  });

  it('reschedule, cancel and retry a submission', async () => {
    const input = { accountId: account.id, to: [{ address: account.email }], subject: 'later', text: 'x' };
    const made = await graphql.change<{ submission: { id: string } }>('createSubmission', {
      ...input,
      sendAt: '2099-01-01T00:00:00Z',
    });
    const { id } = made.data.submission;
    const moved = await graphql.change('rescheduleSubmission', { id, sendAt: '2098-01-01T00:00:00.000Z' });
    expect(moved.data).toMatchObject({
      submission: { status: 'SCHEDULED', sendAt: '2098-01-01T00:00:00.000Z' },
    });
    expect((await graphql.change('cancelSubmission', { id })).data).toMatchObject({
      submission: { status: 'CANCELLED' },
    });
    expect((await graphql.change('rescheduleSubmission', { id, sendAt: null })).data).toMatchObject({
      __typename: 'NotCancellable',
    });
    const rest = await service.rest.call('retrySubmission', { path: path({ submission: id }) });
    expect((await graphql.change('retrySubmission', { id })).data).toMatchObject({ code: rest.body['code'] });
    const sent = await graphql.change<{ submission: { id: string } }>('createSubmission', {
      ...input,
      waitSeconds: 20,
    });
    expect((await graphql.change('cancelSubmission', { id: sent.data.submission.id })).data).toMatchObject({
      __typename: 'AlreadySent',
      code: 'already-sent',
    });
  });

  it('send once for each idempotency key', async () => {
    const input = {
      accountId: account.id,
      to: [{ address: account.email }],
      subject: 'only once',
      text: 'x',
      idempotencyKey: 'send-1',
    };
    const first = await graphql.change<{ submission: { id: string } }>('createSubmission', input);
    const again = await graphql.change('createSubmission', input);
    expect(again.data).toMatchObject({ replayed: true, submission: { id: first.data.submission.id } });
    expect((await graphql.change('createSubmission', { ...input, text: 'y' })).data).toMatchObject({
      code: 'idempotency-mismatch',
    });
  });
});

describe('an idempotency key that REST has used', () => {
  it('stands for no other request of the same operation here', async () => {
    const webhook = { url: 'http://127.0.0.1:9911/', enabled: false };
    const made = await service.rest.call('createWebhook', {
      body: webhook,
      headers: { 'idempotency-key': 'both' },
    });
    expect(made.status).toBe(201);
    const { data } = await graphql.change('createWebhook', { ...webhook, idempotencyKey: 'both' });
    expect(data).toMatchObject({ code: 'idempotency-mismatch' });
  });

  it('stands for none where the account or the name of the twin is told otherwise either', async () => {
    const headers = { 'idempotency-key': 'twins' };
    const { body: message } = await service.rest.call<Schemas['Message']>('appendMessage', {
      path: path(),
      body: { mailbox: 'drafts', subject: 'copied' },
    });
    const copied = await service.rest.call('copyMessage', {
      path: path({ message: message.id }),
      body: { mailbox: 'archive' },
      headers,
    });
    expect(copied.status).toBe(200);
    const copyAgain = { ids: [message.id], mailbox: 'archive', idempotencyKey: 'twins' };
    expect((await graphql.change('copyMessages', copyAgain)).data).toMatchObject({
      code: 'idempotency-mismatch',
    });

    const reply = { code: 550, text: '5.1.1 No such user' };
    service.submission.faults.arm({ kind: 'refuse', at: 'recipient', reply }, 1);
    const { body: failed } = await service.rest.call<Schemas['Submission']>('createSubmission', {
      path: path(),
      body: { to: [{ address: account.email }], text: 'x' },
      headers: { prefer: 'wait=15' },
    });
    const one = { path: path({ submission: failed.id }), headers };
    expect((await service.rest.call('retrySubmission', one)).status).toBe(202);
    const retryAgain = { id: failed.id, idempotencyKey: 'twins' };
    expect((await graphql.change('retrySubmission', retryAgain)).data).toMatchObject({
      code: 'idempotency-mismatch',
    });
  });
});

describe('bad input answers the same code as REST', () => {
  it.each([
    ['a missing account', 'query { account(id: "acc_none") { id } }', 'not-found'],
    ['a forged message', 'query { node(id: "msg_AAAA") { id } }', 'not-found'],
    ['a foreign cursor', '{ accounts(after: "nonsense") { totalCount } }', 'invalid-cursor'],
    ['a limit out of bounds', '{ accounts(first: 251) { totalCount } }', 'invalid-request'],
    ['an unknown field', '{ accounts { colour } }', 'invalid-request'],
  ])('%s', async (_what, query, code) => {
    expect((await graphql.ask(query)).errors[0]?.extensions.code).toBe(code);
  });

  it.each([
    ['CR LF in a subject', { subject: 'a\r\nBcc: x@y.example' }],
    ['CR LF in an address', { to: [{ address: 'a@b.example\r\nBcc: x@y.example' }] }],
    ['no recipient', { to: [] }],
    ['an address that is none', { to: [{ address: 'nobody' }] }],
    ['somebody else’s sender', { from: { address: 'boss@elsewhere.example' } }],
    ['two times', { sendAt: '2099-01-01T00:00:00Z', undoSeconds: 5 }],
    ['too many tags', { tags: Array.from({ length: 21 }, (_, at) => `t${at}`) }],
  ])('%s in a submission', async (_what, part) => {
    const message = { to: [{ address: 'a@b.example' }], subject: 's', text: 't', ...part };
    const rest = await service.rest.call('createSubmission', { path: path(), body: message });
    const { errors } = await graphql.change('createSubmission', { accountId: account.id, ...message });
    expect(errors[0]?.extensions).toMatchObject({ code: rest.body['code'], errors: rest.body['errors'] });
  });

  it('a submission over verified TLS only, where the account has none', async () => {
    const message = { to: [{ address: 'a@b.example' }], subject: 's', text: 't', requireTls: true };
    const rest = await service.rest.call('createSubmission', { path: path(), body: message });
    expect(rest.status).toBe(422);
    const { data } = await graphql.change('createSubmission', { accountId: account.id, ...message });
    expect(data).toMatchObject({ code: rest.body['code'] });
  });

  it('a webhook on a private address', async () => {
    const url = 'http://10.0.0.1/hook';
    const rest = await service.rest.call('createWebhook', { body: { url } });
    expect((await graphql.change('createWebhook', { url })).data).toMatchObject({ code: rest.body['code'] });
  });
});

describe('subscriptions', () => {
  it('hear of a message and go on where they ended, with nothing missed', async () => {
    const listener = await service.connect();
    const client = createClient({
      url: `${service.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${ADMIN_KEY}` },
      retryAttempts: 0,
    });
    const query = `subscription($after: String, $accounts: [ID!]) { events(after: $after, accounts: $accounts, types: ["message.received"]) {
      cursor ... on MessageEvent { message { subject } } } }`;
    interface News {
      readonly events: { readonly cursor: string; readonly message: { readonly subject: string } | null };
    }
    const { data } = await graphql.ask<{ events: Connection<never> }>(
      '{ events(after: "latest") { pageInfo { endCursor } } }',
    );
    const begin = data.events.pageInfo.endCursor;
    const listen = (after: string | null): ReturnType<typeof client.iterate<News>> =>
      client.iterate<News>({ query, variables: { after, accounts: [listener.id] } });

    const first = listen(begin);
    await received('news 1', listener);
    const heard = (await first.next()).value as { data: News };
    expect(heard.data.events.message?.subject).toBe('news 1');
    await first.return?.();

    await received('news 2', listener);
    const second = listen(heard.data.events.cursor);
    const next = (await second.next()).value as { data: News };
    expect(next.data.events.message?.subject).toBe('news 2');
    await second.return?.();
    await client.dispose();
  });
});

describe('the contract', () => {
  it('names for every operation a field that GraphQL has', async () => {
    const { data } = await graphql.ask<{
      __schema: { types: { name: string; fields: { name: string }[] | null }[] };
    }>('{ __schema { types { name fields { name } } } }');
    const known = new Set(
      data.__schema.types.flatMap(({ name, fields }) =>
        (fields ?? []).map((field) => `${name}.${field.name}`),
      ),
    );
    for (const [route, item] of Object.entries(contract.document.paths ?? {})) {
      for (const operation of Object.values(item ?? {})) {
        const twins = (operation as { 'x-graphql'?: string | string[]; operationId?: string })['x-graphql'];
        if (twins === undefined) continue;
        for (const twin of [twins].flat()) if (twin !== 'none') expect(known, route).toContain(twin);
      }
    }
  });
});
