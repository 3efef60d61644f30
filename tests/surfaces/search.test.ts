/** Searching through both surfaces, on Dovecot: queries in words, terms that no server has, what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { plainMessage } from '../support/imap-account.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';
import type { RestClient } from './rest-client.ts';

let service: ComposedService;
let account: string;
let graphql: GraphqlClient;

beforeAll(async () => {
  service = await startComposedService();
  account = (await service.connect()).id;
  graphql = createGraphqlClient(service.url, service.rest.key);
  await append(
    plainMessage('minutes of the board', { From: 'Ann <ann@example.com>' }, 'Quinces are ripe.'),
    '\\Seen',
  );
  await append(plainMessage('weekly news', { From: 'Ann <ann@example.com>' }, 'Grüße aus Köln.'));
  await append(withAttachment('the contract'));
  await append(plainMessage('old quinces', { 'In-Reply-To': '<root@example.com>' }), '\\Flagged', 'archive');
}, 60_000);
afterAll(() => service.close());

async function append(raw: string, flags = '', mailbox = 'inbox'): Promise<void> {
  const made = await service.rest.call('appendMessage', {
    path: { account },
    query: { mailbox, ...(flags === '' ? {} : { flags }) },
    body: raw,
    contentType: 'message/rfc822',
  });
  expect(made.status).toBe(201);
}

function withAttachment(subject: string): string {
  return [
    'From: Bob <bob@example.com>',
    `Subject: ${subject}`,
    'Content-Type: multipart/mixed; boundary=x',
    '',
    '--x',
    '',
    'See the file.',
    '--x',
    'Content-Type: application/pdf; name=contract.pdf',
    'Content-Disposition: attachment; filename=contract.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERi0=',
    '--x--',
    '',
  ].join('\r\n');
}

const subjects = (messages: readonly { readonly subject?: string | null }[]): readonly unknown[] =>
  messages.map(({ subject }) => subject);

interface Found {
  readonly account: {
    readonly messages: {
      readonly totalCount: number;
      readonly edges: readonly { readonly cursor: string; readonly node: { readonly subject: string } }[];
    };
  };
}

/** By REST's two operations and by GraphQL, which must agree. */
async function find(asked: {
  readonly q?: string;
  readonly filter?: object;
  readonly mailbox?: string;
}): Promise<readonly unknown[]> {
  const { body } = await service.rest.call<Schemas['MessageList']>('searchMessages', {
    path: { account },
    body: { ...asked, fields: ['subject'] },
  });
  const found = subjects(body.data);
  if (asked.filter === undefined) {
    const list = await service.rest.call<Schemas['MessageList']>('listMessages', {
      path: { account },
      query: { mailbox: asked.mailbox ?? 'inbox', q: asked.q ?? '', fields: 'subject' },
    });
    expect(subjects(list.body.data)).toEqual(found);
  }
  const { data, errors } = await graphql.ask<Found>(
    `query($a: ID!, $q: String, $filter: MessageFilter, $mailbox: String = "inbox") { account(id: $a) {
      messages(q: $q, filter: $filter, mailbox: $mailbox) { totalCount edges { cursor node { subject } } } } }`,
    { a: account, ...asked },
  );
  expect(errors).toEqual([]);
  expect(subjects(data.account.messages.edges.map(({ node }) => node))).toEqual(found);
  expect(data.account.messages.totalCount).toBe(found.length);
  return found;
}

describe('a query in words', () => {
  it.each<readonly [string, readonly string[]]>([
    ['', ['the contract', 'weekly news', 'minutes of the board']],
    ['from:ann', ['weekly news', 'minutes of the board']],
    ['from:ann is:unread', ['weekly news']],
    ['from:ann -is:unread', ['minutes of the board']],
    ['quinces', ['minutes of the board']],
    ['body:"grüße aus"', ['weekly news']],
    ['subject:contract OR subject:"weekly news"', ['the contract', 'weekly news']],
    ['-(subject:contract OR subject:news)', ['minutes of the board']],
    ['has:attachment', ['the contract']],
    ['-has:attachment from:ann', ['weekly news', 'minutes of the board']],
    ['has:attachment OR is:read', ['the contract', 'minutes of the board']],
    ['larger:1M', []],
    ['before:2020-01-01', []],
    ['in:archive', ['old quinces']],
    ['in:archive is:flagged quinces', ['old quinces']],
  ])('%s', async (q, expected) => {
    expect(await find({ q })).toEqual(expected);
  });

  it('is paged through both ways, also where it is looked for here', async () => {
    const page = async (cursor: string | null): Promise<Schemas['MessageList']> => {
      const query = {
        q: '-has:attachment',
        limit: 1,
        fields: 'subject',
        ...(cursor === null ? {} : { cursor }),
      };
      return (await service.rest.call<Schemas['MessageList']>('listMessages', { path: { account }, query }))
        .body;
    };
    const first = await page(null);
    const second = await page(first.page.next);
    expect([...subjects(first.data), ...subjects(second.data)]).toEqual([
      'weekly news',
      'minutes of the board',
    ]);
    expect(second.page.next).toBeNull();
    expect(subjects((await page(second.page.previous)).data)).toEqual(['weekly news']);
  });

  it('and a typed filter hold both', async () => {
    expect(await find({ q: 'from:ann', filter: { not: { subject: 'news' } } })).toEqual([
      'minutes of the board',
    ]);
  });

  it('that is none is refused with its place, on both surfaces', async () => {
    const refused = await service.rest.call<Schemas['Problem']>('listMessages', {
      path: { account },
      query: { q: 'from:ann (is:unread' },
    });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        code: 'invalid-request',
        errors: [{ pointer: '/q', message: /^At character 10: .*not closed/ }],
      },
    });
    const { errors } = await graphql.ask(
      'query($a: ID!) { account(id: $a) { messages(q: "is:red") { totalCount } } }',
      { a: account },
    );
    expect(errors[0]?.extensions).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/q' }] });
  });

  it('about content needs the scope bodies:read', async () => {
    const key = await service.keyFor(['messages:read']);
    const status = async (client: RestClient, q: string): Promise<number> =>
      (await client.call('listMessages', { path: { account }, query: { q, fields: 'subject' } })).status;
    expect(await status(key, 'from:ann is:unread has:attachment')).toBe(200);
    for (const q of ['quinces', 'body:a', 'text:a', 'header:X-A:b', '-quinces'])
      expect(await status(key, q)).toBe(403);
  });
});

describe('a filter', () => {
  it.each<readonly [string, object, readonly string[]]>([
    ['that wants attachments', { hasAttachments: true }, ['the contract']],
    ['that wants none', { hasAttachments: false }, ['weekly news', 'minutes of the board']],
    [
      'of which the server can decide some',
      {
        any: [{ all: [{ body: 'see the file' }, { hasAttachments: true }] }, { flags: { has: ['\\Seen'] } }],
      },
      ['the contract', 'minutes of the board'],
    ],
  ])('%s', async (_, filter, expected) => {
    expect(await find({ filter })).toEqual(expected);
  });

  it('finds the messages of a thread, and no others that name its root', async () => {
    await append(plainMessage('root', { 'Message-ID': '<root@example.com>' }), '', 'archive');
    await append(plainMessage('late', { References: '<root@example.com> <x@example.com>' }), '', 'archive');
    await append(plainMessage('other', { References: '<x@example.com> <root@example.com>' }), '', 'archive');
    const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
      path: { account },
      query: { mailbox: 'archive', q: 'subject:root', fields: 'threadId' },
    });
    const threadId = body.data[0]?.threadId;
    expect(await find({ mailbox: 'archive', filter: { threadId } })).toEqual(['late', 'root', 'old quinces']);
  });

  it.each<readonly [object, number, string]>([
    [{ emailId: 'eml_AAAA' }, 400, 'invalid-request'],
    [{ threadId: 'thr_AAAA' }, 400, 'invalid-request'],
    [{ gmailRaw: 'in:anywhere' }, 422, 'unsupported-by-server'],
    [{ label: 'Work' }, 422, 'unsupported-by-server'],
    [{ hasAttachments: 'yes' }, 400, 'invalid-request'],
  ])('%j is refused by name', async (filter, status, code) => {
    const refused = await service.rest.call('searchMessages', { path: { account }, body: { filter } });
    expect(refused).toMatchObject({ status, body: { code } });
  });
});

describe('snippets', () => {
  const q = 'from:ann (köln OR quinces OR subject:weekly)';
  const expected = [
    [
      { field: 'subject', text: 'weekly news', matches: [[0, 6]] },
      {
        field: 'from',
        text: 'Ann <ann@example.com>',
        matches: [
          [0, 3],
          [5, 8],
        ],
      },
      { field: 'body', text: 'Grüße aus Köln. ', matches: [[10, 14]] },
    ],
    [
      {
        field: 'from',
        text: 'Ann <ann@example.com>',
        matches: [
          [0, 3],
          [5, 8],
        ],
      },
      { field: 'body', text: 'Quinces are ripe. ', matches: [[0, 7]] },
    ],
  ];

  it('show where the words stand, the same on both surfaces', async () => {
    const list = await service.rest.call<Schemas['MessageList']>('listMessages', {
      path: { account },
      query: { q, snippets: true, fields: 'subject' },
    });
    expect(list.body.data.map(({ snippets }) => snippets)).toEqual(expected);
    expect(list.body.data[0]).toMatchObject({ subject: 'weekly news' });
    const search = await service.rest.call<Schemas['MessageList']>('searchMessages', {
      path: { account },
      body: { q, fields: ['snippets', 'text'] },
    });
    expect(search.body.data.map(({ snippets }) => snippets)).toEqual(expected);
    const { data } = await graphql.ask<{
      account: { messages: { edges: readonly { node: { snippets: readonly { field: string }[] } }[] } };
    }>(
      'query($a: ID!, $q: String) { account(id: $a) { messages(q: $q) { edges { node { snippets { field text matches } } } } } }',
      { a: account, q },
    );
    const asRest = data.account.messages.edges.map(({ node }) =>
      node.snippets.map((snippet) => ({ ...snippet, field: snippet.field.toLowerCase() })),
    );
    expect(asRest).toEqual(expected);
  });

  it('are null where nothing was searched for, and need the scope bodies:read', async () => {
    const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
      path: { account },
      query: { snippets: true, fields: 'subject', limit: 1 },
    });
    expect(body.data).toEqual([expect.objectContaining({ subject: 'the contract', snippets: null })]);
    const key = await service.keyFor(['messages:read']);
    const refused = await key.call('listMessages', {
      path: { account },
      query: { q: 'from:ann', snippets: true },
    });
    expect(refused.status).toBe(403);
  });
});
