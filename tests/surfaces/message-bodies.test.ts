/** What people read of a message, through both surfaces: safe HTML, Markdown, previews. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';
import { ADMIN_KEY } from '../support/service-process.ts';
import type { RestAnswer } from './rest-client.ts';

type Message = Schemas['Message'];

let service: ComposedService;
let graphql: GraphqlClient;
let account: Schemas['Account'];

beforeAll(async () => {
  service = await startComposedService();
  graphql = createGraphqlClient(service.url, ADMIN_KEY);
  account = await service.connect();
});
afterAll(() => service?.close());

async function append(lines: readonly string[]): Promise<string> {
  const { body } = await service.rest.call<Message>('appendMessage', {
    path: { account: account.id },
    query: { mailbox: 'inbox' },
    body: Buffer.from(lines.join('\r\n')),
    contentType: 'message/rfc822',
  });
  return body.id;
}

async function read(
  message: string,
  query: Readonly<Record<string, string | number>>,
): Promise<RestAnswer<Message>> {
  return await service.rest.call<Message>('getMessage', { path: { account: account.id, message }, query });
}

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const html =
  '<p onclick="x()">Hello <b>you</b><script>alert(1)</script></p><img src="cid:pixel@here" alt="dot">' +
  '<img src="https://tracker.example/p.gif">' +
  '<div class="gmail_quote"><div class="gmail_attr">On 1 Nov, Ada wrote:</div><blockquote>There?</blockquote></div>';

function letter(): readonly string[] {
  return [
    'Subject: shown',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary=r',
    '',
    '--r',
    'Content-Type: multipart/alternative; boundary=a',
    '',
    '--a',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hello you',
    '',
    'On 1 Nov, Ada wrote:',
    '> There?',
    '--a',
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
    '--a--',
    '--r',
    'Content-Type: image/png',
    'Content-ID: <pixel@here>',
    'Content-Disposition: inline',
    'Content-Transfer-Encoding: base64',
    '',
    pixel,
    '--r--',
    '',
  ];
}

describe('a page of huge bodies', () => {
  it('is one that can be held: the long ones are cut alike, the short one is whole', async () => {
    const { id } = await service.connect();
    const path = { account: id };
    const add = async (text: string): Promise<string> => {
      const body = Buffer.from(['Subject: huge', 'Content-Type: text/plain', '', text].join('\r\n'));
      const contentType = 'message/rfc822';
      const query = { mailbox: 'inbox' };
      return (await service.rest.call<Message>('appendMessage', { path, query, body, contentType })).body.id;
    };
    await add('short');
    const message = await add('a line of text\r\n'.repeat(330_000));
    for (let copy = 0; copy < 4; copy += 1) {
      const body = { mailbox: 'inbox' };
      await service.rest.call('copyMessage', { path: { ...path, message }, body });
    }
    const query = { fields: 'text,truncated', bodyMaxBytes: 5_242_880 };
    const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', { path, query });
    const sizes = body.data.map(({ text }) => text?.length ?? 0);
    expect(body.data.map(({ truncated }) => truncated)).toEqual([true, true, true, true, true, false]);
    expect(new Set(sizes.slice(0, 5)).size).toBe(1);
    expect(sizes[0]).toBeGreaterThan(1_000_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(16 * 1024 * 1024);
    expect(body.data[5]?.text?.trim()).toBe('short');

    // Many pages in one answer share the room of one.
    const page = 'messages(mailbox: "inbox", bodyMaxBytes: 5242880) { edges { node { text truncated } } }';
    const pages = Array.from({ length: 5 }, (_, index) => `page${index}: ${page}`).join(' ');
    const { data } = await graphql.ask<{ account: Record<string, { edges: { node: Message }[] }> }>(
      `query($id: ID!) { account(id: $id) { ${pages} } }`,
      { id },
    );
    const nodes = Object.values(data.account).flatMap(({ edges }) => edges.map(({ node }) => node));
    expect(nodes).toHaveLength(30);
    const all = nodes.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
    expect(all).toBeLessThan(17 * 1024 * 1024);
    expect(nodes.filter(({ truncated }) => truncated)).toHaveLength(25);
    expect(nodes.filter(({ text }) => text?.trim() === 'short')).toHaveLength(5);
  });
});

describe('a header of more than a megabyte', () => {
  it('is shown as far as it was fetched, and told', async () => {
    const fields = Array.from({ length: 30_000 }, (_, index) => `X-Field-${index}: ${'x'.repeat(30)}`);
    const message = await append(['Subject: long', ...fields, '', 'text']);
    const { body } = await read(message, { fields: 'subject,headers,text,truncated,parseError' });
    expect(body).toMatchObject({ subject: 'long', text: 'text', truncated: true });
    expect(body.parseError).toContain('more than 1048576 octets');
    expect(body.headers?.at(-1)?.value).toBe('x'.repeat(30));
    const { data } = await graphql.ask<{ node: { parseError: string; truncated: boolean } }>(
      'query($id: ID!) { node(id: $id) { ... on Message { truncated parseError headers { name } } } }',
      { id: message },
    );
    expect(data.node.truncated).toBe(true);
    expect(data.node.parseError).toBe(body.parseError);
  });
});

describe('bodies of messages', () => {
  let message: string;
  beforeAll(async () => {
    message = await append(letter());
  });

  it('are shown raw, or safe with the message’s own images by links that need no key', async () => {
    const raw = await read(message, { fields: 'html' });
    expect(raw.body.html?.trim()).toBe(html);
    expect(raw.headers.get('etag')).not.toBeNull();

    const safe = await read(message, { fields: 'html,remoteImages', html: 'safe' });
    expect(safe.body.remoteImages).toBe(1);
    expect(safe.body.html).toContain('<p>Hello <b>you</b></p>');
    expect(safe.body.html).toContain('data-remote-src="https://tracker.example/p.gif"');
    expect(safe.body.html).toContain('<div data-part="quote">');
    expect(safe.headers.get('etag')).toBeNull();
    const link = /src="([^"]+token=[^"]+)"/.exec(safe.body.html ?? '')?.[1] ?? '';
    const image = await fetch(new URL(link, service.url));
    expect(Buffer.from(await image.arrayBuffer()).toString('base64')).toBe(pixel);

    const kept = await read(message, { fields: 'html', html: 'safe', images: 'keep' });
    expect(kept.body.html).toContain(' src="https://tracker.example/p.gif"');
  });

  it('are told apart into own words, quote and signature, by `markdown=true` or by fields', async () => {
    const { body } = await read(message, { fields: 'id,preview', markdown: 'true' });
    expect(body).toMatchObject({
      preview: expect.stringMatching(/^Hello you/) as string,
      markdown: 'Hello **you**\n\ndot',
      quoted: 'On 1 Nov, Ada wrote:\n\n> There?',
      signature: null,
    });
    expect(Object.keys(body)).not.toContain('html');
  });

  it('are the same by GraphQL, in one form a selection', async () => {
    const query = `query($account: ID!, $message: ID!) { account(id: $account) { message(id: $message) {
      html(as: SAFE, images: KEEP) preview markdown quoted signature remoteImages truncated } } }`;
    const asked = { account: account.id, message };
    const { data, errors } = await graphql.ask<{ account: { message: Message } }>(query, asked);
    expect(errors).toEqual([]);
    const fields = 'html,preview,markdown,quoted,signature,remoteImages,truncated';
    const { body } = await read(message, { fields, html: 'safe', images: 'keep' });
    const withoutToken = (text: string | null | undefined): string => (text ?? '').replace(/token=[^"]*/, '');
    expect(withoutToken(data.account.message.html)).toBe(withoutToken(body.html));
    expect({ ...data.account.message, html: '', id: message }).toEqual({ ...body, html: '' });

    const two = query.replace('preview', 'raw: html preview');
    const refused = await graphql.ask(two, asked);
    expect(refused.errors[0]?.extensions.code).toBe('invalid-request');
  });

  it('are null where there are none, and need the scope bodies:read', async () => {
    const bare = await append(['Subject: bare', 'Content-Type: application/pdf', '', 'x', '']);
    const derived = 'preview,markdown,quoted,signature,remoteImages';
    const { body } = await read(bare, { fields: `text,html,truncated,${derived}` });
    const empty = { text: null, html: null, preview: null, markdown: null, quoted: null, signature: null };
    expect(body).toEqual({ id: bare, ...empty, remoteImages: null, truncated: false });

    const reader = await service.keyFor(['messages:read']);
    for (const fields of derived.split(',')) {
      const path = { account: account.id, message: bare };
      expect((await reader.call('getMessage', { path, query: { fields } })).status).toBe(403);
    }
  });

  it('are previewed in lists, from HTML where there is no text', async () => {
    await append([
      'Subject: news',
      'Content-Type: text/html',
      '',
      '<style>p{}</style><p>Big</p><p>news</p>',
      '',
    ]);
    const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
      path: { account: account.id },
      query: { fields: 'subject,preview' },
    });
    const previews: unknown = Object.fromEntries(body.data.map(({ subject, preview }) => [subject, preview]));
    expect(previews).toMatchObject({
      news: 'Big news',
      shown: expect.stringMatching(/^Hello you/) as string,
      bare: null,
    });
  });
});
