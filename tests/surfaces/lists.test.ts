/** Orders and cursors of lists through both surfaces, which answer the same and take each other's cursors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { plainMessage } from '../support/imap-account.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlAnswer, type GraphqlClient } from './graphql-client.ts';
import type { RestAnswer } from './rest-client.ts';

let service: ComposedService;
let account: string;
let graphql: GraphqlClient;

beforeAll(async () => {
  service = await startComposedService();
  account = (await service.connect()).id;
  graphql = createGraphqlClient(service.url, service.rest.key);
  for (const [subject, from] of [
    ['pears', 'zoe'],
    ['Re: apples', 'Carl'],
    ['apples', 'anna'],
    ['plums', 'carl'],
    ['Fwd: oranges', 'anna'],
  ] as const) {
    await append(plainMessage(subject, { From: `${from}@postern.test` }));
  }
}, 60_000);
afterAll(() => service?.close());

async function append(raw: string, mailbox = 'inbox'): Promise<void> {
  const query = { mailbox };
  const request = { path: { account }, query, body: raw, contentType: 'message/rfc822' };
  expect((await service.rest.call('appendMessage', request)).status).toBe(201);
}

type Query = Readonly<Record<string, string | number>>;

const list = (query: Query): Promise<RestAnswer<Schemas['MessageList']>> =>
  service.rest.call('listMessages', { path: { account }, query: { fields: 'subject', ...query } });
const subjects = ({ body }: RestAnswer<Schemas['MessageList']>): readonly unknown[] =>
  body.data.map(({ subject }) => subject);

interface Listed {
  readonly account: {
    readonly messages: {
      readonly totalCount?: number;
      readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
      readonly edges: readonly { readonly node: { readonly subject: string }; readonly cursor: string }[];
    };
  };
}

const ask = (args: string, more = ''): Promise<GraphqlAnswer<Listed>> =>
  graphql.ask(`{ account(id: "${account}") { messages(${args}) { ${more}
    pageInfo { startCursor endCursor } edges { cursor node { subject } } } } }`);
const subjectsOf = ({ data }: GraphqlAnswer<Listed>): readonly string[] =>
  data.account.messages.edges.map(({ node }) => node.subject);

const byFromThenSubject = ['Fwd: oranges', 'apples', 'plums', 'Re: apples', 'pears'];

describe('the order of a list', () => {
  it('is what was asked for, the same in a query, a body and GraphQL', async () => {
    expect(subjects(await list({ sort: 'from,-subject' }))).toEqual(byFromThenSubject);
    const sort = [{ by: 'from' }, { by: 'subject', desc: true }];
    const body = { sort, fields: ['subject'] };
    const search = await service.rest.call<Schemas['MessageList']>('searchMessages', {
      path: { account },
      body,
    });
    expect(subjects(search)).toEqual(byFromThenSubject);
    const asked = await ask('orderBy: [{ by: FROM }, { by: SUBJECT, desc: true }]');
    expect(subjectsOf(asked)).toEqual(byFromThenSubject);
  });

  it('is by UID, descending, where none is asked for', async () => {
    const newestFirst = ['Fwd: oranges', 'plums', 'apples', 'Re: apples', 'pears'];
    expect(subjects(await list({}))).toEqual(newestFirst);
    expect(subjects(await list({ sort: '-uid,subject' }))).toEqual(newestFirst);
    expect(subjects(await list({ sort: 'uid' }))).toEqual([...newestFirst].reverse());
    expect(subjectsOf(await ask('first: 9'))).toEqual(newestFirst);
  });

  it('of an unknown key is refused', async () => {
    const refused = await list({ sort: 'colour' });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/query/sort/0' }] });
  });
});

describe('a cursor of a sorted list', () => {
  it('leads through it by REST and GraphQL by turns, and back', async () => {
    const first = await list({ sort: 'from,-subject', limit: 2 });
    const orderBy = 'orderBy: [{ by: FROM }, { by: SUBJECT, desc: true }]';
    const second = await ask(`${orderBy}, first: 2, after: "${first.body.page.next}"`);
    const { endCursor } = second.data.account.messages.pageInfo;
    const third = await list({ sort: 'from,-subject', limit: 2, cursor: endCursor });
    expect([...subjects(first), ...subjectsOf(second), ...subjects(third)]).toEqual(byFromThenSubject);
    expect(third.body.page.next).toBeNull();
    const back = await list({ sort: 'from,-subject', limit: 2, cursor: third.body.page.previous ?? '' });
    expect(subjects(back)).toEqual(byFromThenSubject.slice(2, 4));
    const before = await ask(`${orderBy}, last: 2, before: "${endCursor}"`);
    expect(subjectsOf(before)).toEqual(byFromThenSubject.slice(1, 3));
    expect(subjectsOf(await ask(`${orderBy}, last: 2`))).toEqual(byFromThenSubject.slice(3));
  });

  it('is of that order only', async () => {
    const { body } = await list({ sort: 'from', limit: 2 });
    const other = await list({ sort: 'subject', limit: 2, cursor: body.page.next ?? '' });
    expect(other.body).toMatchObject({ code: 'invalid-cursor' });
  });
});

describe('a list over all mailboxes', () => {
  beforeAll(async () => {
    await append(plainMessage('filed pears'), 'archive');
    await append(plainMessage('a draft of plums'), 'drafts');
  });

  it('is by arrival, the newest first, with cursors that both surfaces take', async () => {
    const all = ['a draft of plums', 'filed pears'];
    const whole = subjects(await list({ mailbox: '*' }));
    expect(whole).toHaveLength(7);
    expect([...whole].sort()).toEqual([...byFromThenSubject, ...all].sort());
    const first = await list({ mailbox: '*', limit: 3 });
    const more = await ask(`mailbox: "*", first: 9, after: "${first.body.page.next}"`, 'totalCount');
    expect([...subjects(first), ...subjectsOf(more)]).toEqual(whole);
    expect(more.data.account.messages.totalCount).toBe(7);
    const { startCursor } = more.data.account.messages.pageInfo;
    expect(subjectsOf(await ask(`mailbox: "*", last: 2, before: "${startCursor}"`))).toEqual(
      whole.slice(1, 3),
    );
  });

  it('can be sorted and searched, in words too', async () => {
    expect(subjects(await list({ mailbox: '*', q: 'subject:pears', sort: 'subject' }))).toEqual([
      'filed pears',
      'pears',
    ]);
    expect(subjects(await list({ q: 'in:anywhere subject:plums', sort: '-subject' }))).toEqual([
      'plums',
      'a draft of plums',
    ]);
    const body = { mailbox: '*', filter: { subject: 'plums' }, snippets: true, fields: ['mailboxPath'] };
    const found = await service.rest.call<Schemas['MessageList']>('searchMessages', {
      path: { account },
      body,
    });
    for (const { snippets } of found.body.data) {
      expect(snippets).toMatchObject([
        { field: 'subject', text: expect.stringContaining('plums') as string },
      ]);
    }
    expect(found.body.data.map(({ mailboxPath }) => mailboxPath).sort()).toEqual(['Drafts', 'INBOX']);
  });

  it('has no order by UID', async () => {
    const refused = await list({ mailbox: '*', sort: '-uid' });
    expect(refused.body).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/sort' }] });
  });
});

it('lists that one query asks for at once are no cause for warnings', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);
  process.on('warning', onWarning);
  const fields = Array.from(
    { length: 12 },
    (_, at) => `l${at}: messages(first: 1) { edges { node { text } } }`,
  );
  const { errors } = await graphql.ask(`{ account(id: "${account}") { ${fields.join(' ')} } }`);
  expect(errors).toEqual([]);
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});
