/** Leaving mailing lists, by REST and by GraphQL, against a list's own server over TLS and a real submission server. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localCertificate } from '../../src/sandbox/certificate.ts';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';

let service: ComposedService;
let graphql: GraphqlClient;
let account: Schemas['Account'];
let list: Server;
let base: string;
/** What the list's server was asked. */
const asked: { readonly line: string; readonly headers: object; readonly body: string }[] = [];
let answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>> } = {
  status: 200,
};

beforeAll(async () => {
  const { key, cert, ca } = await localCertificate();
  list = createServer({ key, cert }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, headers: request.headers, body });
      response.writeHead(answer.status, answer.headers ?? {}).end('words');
    });
  });
  list.listen(0, '127.0.0.1');
  await once(list, 'listening');
  base = `https://localhost:${(list.address() as AddressInfo).port}`;
  service = await startComposedService({}, { ca });
  graphql = createGraphqlClient(service.url, service.rest.key);
  account = await service.connect({ identities: [{ address: 'countess@postern.test' }] });
});
afterAll(async () => {
  await service?.close();
  list?.close();
});
beforeEach(() => {
  asked.length = 0;
  answer = { status: 200 };
});

const oneClick = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click';

async function newsletter(...fields: readonly string[]): Promise<string> {
  const lines = ['From: news@lists.example', 'To: countess@postern.test', 'Subject: news', ...fields];
  const { body } = await service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: account.id },
    query: { mailbox: 'inbox' },
    body: `${lines.join('\r\n')}\r\n\r\nNews.\r\n`,
    contentType: 'message/rfc822',
  });
  return body.id;
}

interface Left {
  readonly method: string;
  readonly status: string;
  readonly submission: Schemas['Submission'] | null;
}

type Leave = (id: string, body?: object, key?: string) => Promise<Left | string>;

const byRest: Leave = async (message, body, key) => {
  const { status, body: left } = await service.rest.call<Left & { code: string }>('unsubscribeMessage', {
    path: { account: account.id, message },
    ...(body === undefined ? {} : { body }),
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
  return status < 300 ? left : left.code;
};

const byGraphql: Leave = async (id, body = {}, key) => {
  const wish = body as { readonly method?: string };
  const method = wish.method?.toUpperCase().replace('-', '_');
  const { data, errors } = await graphql.change<Left & { code?: string }>('unsubscribeMessage', {
    id,
    ...(method === undefined ? {} : { method }),
    ...(key === undefined ? {} : { idempotencyKey: key }),
  });
  if (errors[0] !== undefined) return errors[0].extensions.code;
  const spelt = (word: string): string => word.toLowerCase().replace('_', '-');
  return data.code ?? { ...data, method: spelt(data.method), status: spelt(data.status) };
};

const post = 'POST /leave?u=1';
const click = (): string =>
  `List-Unsubscribe: <${base}/leave?u=1>, <mailto:leave@lists.example?subject=leave%20me>`;

describe.each([
  ['REST', byRest],
  ['GraphQL', byGraphql],
])('a list is left by %s', (surface, leave) => {
  it('with one click where the message names it, and nothing is said of the reader', async () => {
    const id = await newsletter(click(), oneClick);
    expect(await leave(id)).toMatchObject({ method: 'one-click', status: 'done', submission: null });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      line: post,
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const headers = Object.keys(asked[0]?.headers ?? {});
    expect(
      headers.filter((name) => /cookie|referer|authorization|from|trace|request-id/i.test(name)),
    ).toEqual([]);
  });

  it('by a letter from the address that the message came to', async () => {
    const id = await newsletter(click());
    const left = (await leave(id)) as Left;
    expect(left).toMatchObject({ method: 'mailto', status: 'queued' });
    expect(left.submission?.envelope).toMatchObject({
      from: 'countess@postern.test',
      to: ['leave@lists.example'],
    });
    const letter = await eventually(() => {
      const sent = service.submission.accepted.find(({ raw }) =>
        raw.includes(left.submission?.messageId ?? ''),
      );
      expect(sent).toBeDefined();
      return Promise.resolve(sent?.raw.toString() ?? '');
    });
    expect(letter).toMatch(/^Subject: leave me\r$/m);
    expect(asked).toEqual([]);
  });

  it('by a letter also where one click is there, if that is wished', async () => {
    const id = await newsletter(click(), oneClick);
    expect(await leave(id, { method: 'mailto' })).toMatchObject({ method: 'mailto', status: 'queued' });
    expect(asked).toEqual([]);
  });

  it('once by a repetition under the same key', async () => {
    const [clicked, written] = [await newsletter(click(), oneClick), await newsletter(click())];
    expect(await leave(clicked, {}, `click by ${surface}`)).toMatchObject({ status: 'done' });
    expect(await leave(clicked, {}, `click by ${surface}`)).toMatchObject({ status: 'done' });
    expect(asked).toHaveLength(1);
    const first = (await leave(written, {}, `letter by ${surface}`)) as Left;
    const again = (await leave(written, {}, `letter by ${surface}`)) as Left;
    expect(again).toMatchObject({ method: 'mailto', submission: { id: first.submission?.id } });
  });

  it.each([
    [404, 'refused-by-server'],
    [302, 'refused-by-server'],
    [500, 'upstream-protocol-error'],
  ])('not when its server answers %i, and no redirect is followed', async (status, code) => {
    answer = { status, headers: { location: `${base}/elsewhere` } };
    const id = await newsletter(click(), oneClick);
    expect(await leave(id, {}, `${status} by ${surface}`)).toBe(code);
    expect(asked.map(({ line }) => line)).toEqual([post]);
    answer = { status: 200 };
    // What failed has freed its key.
    expect(await leave(id, {}, `${status} by ${surface}`)).toMatchObject({ status: 'done' });
  });

  it.each([
    ['no list', [], 'unsupported-by-server'],
    ['a page only', ['List-Unsubscribe: <https://lists.example/page>'], 'unsupported-by-server'],
    ['an address inside', ['List-Unsubscribe: <https://10.0.0.1/u>', oneClick], 'egress-refused'],
    ['a password', ['List-Unsubscribe: <https://a:b@lists.example/u>', oneClick], 'egress-refused'],
    ['another port', ['List-Unsubscribe: <https://lists.example:25/u>', oneClick], 'egress-refused'],
    ['several addresses', ['List-Unsubscribe: <mailto:a@x.example,b@x.example>'], 'unsupported-by-server'],
    ['nobody there', ['List-Unsubscribe: <https://127.0.0.1:1024/u>', oneClick], 'upstream-protocol-error'],
  ])('not for a message with %s', async (_title, fields, code) => {
    expect(await leave(await newsletter(...fields))).toBe(code);
  });
});

it('reading a message calls nobody', async () => {
  const message = await newsletter(click(), oneClick);
  const path = { account: account.id, message };
  for (const query of [{}, { fields: 'list,html,text,preview,headers' }, { html: 'safe', images: 'keep' }]) {
    await service.rest.call('getMessage', { path, query });
  }
  await service.rest.call('getMessageRaw', { path });
  // Whatever was on its way would have come before this.
  await byRest(message);
  expect(asked).toHaveLength(1);
});

it('a letter needs the scope to send', async () => {
  const changer = await service.keyFor(['messages:write']);
  const leave = async (message: string): Promise<number> =>
    (await changer.call('unsubscribeMessage', { path: { account: account.id, message } })).status;
  expect(await leave(await newsletter(click()))).toBe(403);
  expect(await leave(await newsletter(click(), oneClick))).toBe(200);
});
