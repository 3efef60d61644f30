/** Changes to more messages than a caller waits for, by REST and by GraphQL, on a real Dovecot. */
import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { seedMailbox } from '../support/seed-mailbox.ts';
import type { ComposedService } from './composed-service.ts';
import { connectedAccounts } from './connected-accounts.ts';
import { asRest, everythingOf, type GraphqlClient } from './graphql-client.ts';
import type { RestAnswer } from './rest-client.ts';

type Job = Schemas['Job'];

let service: ComposedService;
let graphql: GraphqlClient;
let account: Schemas['Account'];

connectedAccounts((connected) => {
  ({ service, graphql, account } = connected);
});

const bulk = (body: object, headers = {}): Promise<RestAnswer<Job>> =>
  service.rest.call<Job>('bulkUpdateMessages', { path: { account: account.id }, body, headers });

async function ended(id: string): Promise<Job> {
  return await eventually(async () => {
    const { body } = await service.rest.call<Job>('getJob', { path: { job: id } });
    expect(['succeeded', 'failed', 'cancelled']).toContain(body.status);
    return body;
  }, 20_000);
}

async function totalOf(mailbox: string): Promise<number | null> {
  const { body } = await service.rest.call<Schemas['Mailbox']>('getMailbox', {
    path: { account: account.id, mailbox },
  });
  return body.total;
}

async function allResults(id: string, query = {}): Promise<readonly Schemas['BulkMessage'][]> {
  const all: Schemas['BulkMessage'][] = [];
  let cursor: string | null = null;
  do {
    const more: object = cursor === null ? {} : { cursor };
    const { body }: RestAnswer<Schemas['BulkMessageList']> = await service.rest.call('listJobResults', {
      path: { job: id },
      query: { limit: 250, ...query, ...more },
    });
    all.push(...body.data);
    cursor = body.page.next;
  } while (cursor !== null);
  return all;
}

const everything = { mailbox: 'inbox', action: 'move', targetMailbox: 'archive' };

it('more than a thousand messages are moved by a job that tells its progress and each result', async () => {
  await seedMailbox(account.email, 'INBOX', 1_300);
  const { status, headers, body } = await bulk(everything, { 'idempotency-key': 'once' });
  expect(status).toBe(202);
  expect(headers.get('location')).toBe(`/v1/jobs/${body.id}`);
  expect(body).toMatchObject({ type: 'bulk', accountId: account.id, progress: { done: 0, total: 1_300 } });
  await seedMailbox(account.email, 'INBOX', 2);

  const repeated = await bulk(everything, { 'idempotency-key': 'once' });
  expect(repeated.headers.get('idempotent-replayed')).toBe('true');
  expect(repeated.body).toEqual(body);

  const job = await ended(body.id);
  expect(job).toMatchObject({
    status: 'succeeded',
    progress: { done: 1_300, total: 1_300 },
    result: { done: 1_300, absent: 0, modified: 0, refused: 0 },
    error: null,
  });
  expect([await totalOf('inbox'), await totalOf('archive')]).toEqual([2, 1_300]);

  const results = await allResults(job.id);
  expect(new Set(results.map(({ id }) => id)).size).toBe(1_300);
  expect(new Set(results.map(({ newId }) => newId)).size).toBe(1_300);
  const last = results.at(-1)?.newId ?? '';
  const moved = await service.rest.call<Schemas['Message']>('getMessage', {
    path: { account: account.id, message: last },
  });
  expect(moved.body).toMatchObject({ subject: 'letter 1300', mailboxPath: 'Archive' });
  expect(await allResults(job.id, { outcome: 'refused' })).toEqual([]);
});

it('ids that are no messages are told by a job too, and pages run both ways', async () => {
  const ids = Array.from({ length: 1_001 }, (_, index) => `msg_none${index}`);
  const { status, body } = await bulk({ ids, action: 'delete' });
  expect(status).toBe(202);
  expect(await ended(body.id)).toMatchObject({ status: 'succeeded', result: { absent: 1_001, done: 0 } });
  const all = await allResults(body.id, { limit: 100 });
  expect(all.map(({ id }) => id)).toEqual(ids);
  expect(all[0]).toEqual({ id: 'msg_none0', outcome: 'absent', newId: null, error: null });

  const query = `query($id: ID!, $last: Int, $before: String) { job(id: $id) {
    results(last: $last, before: $before, outcome: ABSENT) { edges { node { id outcome } } pageInfo { hasPreviousPage startCursor } } } }`;
  const backwards: string[] = [];
  let before: string | null = null;
  for (;;) {
    const variables: object = { id: body.id, last: 250, before };
    const { data } = await graphql.ask<{ job: { results: ResultPage } }>(query, variables);
    const page: ResultPage = data.job.results;
    backwards.unshift(...page.edges.map(({ node }) => node.id));
    if (!page.pageInfo.hasPreviousPage) break;
    before = page.pageInfo.startCursor;
  }
  expect(backwards).toEqual(ids);
});

interface ResultPage {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string };
}

it('a job is cancelled between chunks: what is done stays done and is told, the rest is not touched', async () => {
  await seedMailbox(account.email, 'INBOX', 3_000);
  const { body } = await bulk(everything);
  await eventually(async () => {
    const { body: job } = await service.rest.call<Job>('getJob', { path: { job: body.id } });
    expect(job.progress.done).toBeGreaterThan(0);
  });
  const cancelled = await service.rest.call<Job>('cancelJob', { path: { job: body.id } });
  expect(cancelled.status).toBe(200);
  const job = await ended(body.id);
  expect(job.status).toBe('cancelled');
  const { done } = job.progress;
  expect(done).toBeLessThan(3_000);
  expect(job.result).toMatchObject({ done });
  expect([await totalOf('inbox'), await totalOf('archive')]).toEqual([3_000 - done, done]);
  expect((await service.rest.call('cancelJob', { path: { job: body.id } })).status).toBe(200);
});

it('one that has ended cannot be cancelled, by either surface', async () => {
  const { status, body } = await bulk({ ids: ['msg_none'], action: 'delete' }, { prefer: 'respond-async' });
  expect(status).toBe(202);
  await ended(body.id);
  const rest = await service.rest.call('cancelJob', { path: { job: body.id } });
  expect(rest.body).toMatchObject({ status: 409, code: 'not-cancellable' });
  const { data } = await graphql.change('cancelJob', { id: body.id });
  expect(data).toMatchObject({ __typename: 'NotCancellable', code: 'not-cancellable' });
});

it('GraphQL makes the same job and shows it as REST does, also as a node', async () => {
  await seedMailbox(account.email, 'INBOX', 3);
  const input = {
    accountId: account.id,
    mailbox: 'inbox',
    action: 'FLAG',
    flags: { add: ['\\Seen'] },
    async: true,
    idempotencyKey: 'k',
  };
  const made = await graphql.change<{ job: { id: string }; result: null }>('bulkUpdateMessages', input);
  expect(made.data).toMatchObject({ result: null, replayed: false, job: { status: 'QUEUED' } });
  const { id } = made.data.job;
  const again = await graphql.change<{ job: { id: string } }>('bulkUpdateMessages', input);
  expect(again.data).toMatchObject({ replayed: true, job: { id } });
  const job = await ended(id);
  const shown = await graphql.ask<{ job: object; node: object }>(
    `query($id: ID!) { job(id: $id) ${everythingOf('Job')} node(id: $id) { ... on Job ${everythingOf('Job')} } }`,
    { id },
  );
  expect(asRest('Job', shown.data.job)).toEqual(job);
  expect(asRest('Job', shown.data.node)).toEqual(job);
});

it('a job goes with its account', async () => {
  const { body } = await bulk({ ids: ['msg_none'], action: 'delete' }, { prefer: 'respond-async' });
  await ended(body.id);
  await service.rest.call('deleteAccount', { path: { account: account.id } });
  expect((await service.rest.call('getJob', { path: { job: body.id } })).status).toBe(404);
});
