/** Changes to many messages, by REST and by GraphQL, on a real Dovecot. */
import { describe, expect, it } from 'vitest';
import { seedMailbox } from '../support/seed-mailbox.ts';
import type { Schemas } from '../support/http-api.ts';
import type { ComposedService } from './composed-service.ts';
import { connectedAccounts } from './connected-accounts.ts';
import type { GraphqlClient } from './graphql-client.ts';
import type { RestAnswer } from './rest-client.ts';

type BulkResult = Schemas['BulkResult'];

let service: ComposedService;
let graphql: GraphqlClient;
let account: Schemas['Account'];

connectedAccounts((connected) => {
  ({ service, graphql, account } = connected);
});

const bulk = (body: object, headers = {}): Promise<RestAnswer<BulkResult>> =>
  service.rest.call<BulkResult>('bulkUpdateMessages', { path: { account: account.id }, body, headers });

async function idsIn(mailbox: string): Promise<readonly string[]> {
  return (await listed(mailbox)).map(({ id }) => id);
}

async function listed(mailbox: string): Promise<readonly Schemas['Message'][]> {
  const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
    path: { account: account.id },
    query: { mailbox, limit: 250, fields: 'id,subject,flags,modseq' },
  });
  return body.data;
}

describe('messages named by their ids', () => {
  it('are flagged, and each is told once in the order of the request', async () => {
    await seedMailbox(account.email, 'INBOX', 3);
    const [newest = '', middle = '', oldest = ''] = await idsIn('inbox');
    const strange = `${middle.slice(0, -1)}${middle.endsWith('A') ? 'B' : 'A'}`;
    const { status, body } = await bulk({
      ids: [middle, strange, newest, middle],
      action: 'flag',
      flags: { add: ['\\Flagged', 'later'] },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      matched: 2,
      done: 2,
      results: [
        { id: middle, outcome: 'done', newId: middle, error: null },
        { id: strange, outcome: 'absent', newId: null, error: null },
        { id: newest, outcome: 'done', newId: newest, error: null },
      ],
      sample: null,
    });
    const flags = new Map((await listed('inbox')).map(({ id, flags }) => [id, [...(flags ?? [])].sort()]));
    expect(flags.get(newest)).toEqual(['\\Flagged', 'later']);
    expect(flags.get(middle)).toEqual(['\\Flagged', 'later']);
    expect(flags.get(oldest)).toEqual([]);
  });

  it('are left alone where they have changed since a state that the caller knows', async () => {
    await seedMailbox(account.email, 'INBOX', 3);
    const before = await listed('inbox');
    const known = before.map(({ modseq }) => BigInt(modseq ?? 0)).reduce((a, b) => (a > b ? a : b));
    const [touched = '', ...others] = before.map(({ id }) => id);
    await bulk({ ids: [touched], action: 'flag', flags: { add: ['\\Seen'] } });
    const { body } = await bulk({
      ids: [touched, ...others],
      action: 'flag',
      flags: { add: ['\\Flagged'] },
      unchangedSince: String(known),
    });
    expect(body.results.map(({ outcome }) => outcome)).toEqual(['modified', 'done', 'done']);
    expect(body).toMatchObject({ matched: 3, done: 2 });
  });

  it('are moved, copied and deleted, and found under their new ids', async () => {
    await seedMailbox(account.email, 'INBOX', 4);
    const [a = '', b = '', c = '', d = ''] = await idsIn('inbox');
    const moved = await bulk({ ids: [a, b], action: 'move', targetMailbox: 'archive' });
    expect(moved.body.results.map(({ newId }) => newId).sort()).toEqual([...(await idsIn('archive'))].sort());
    const copied = await bulk({ ids: [c], action: 'copy', targetMailbox: 'archive' });
    expect(await idsIn('archive')).toContain(copied.body.results[0]?.newId);
    expect(await idsIn('inbox')).toEqual([c, d]);
    const removed = await bulk({ ids: [c], action: 'delete' });
    expect(await idsIn('trash')).toEqual([removed.body.results[0]?.newId]);
    const gone = await bulk({ ids: [d], action: 'delete', permanent: true });
    expect(gone.body).toMatchObject({ done: 1, results: [{ id: d, outcome: 'done', newId: null }] });
    const again = await bulk({ ids: [a, d], action: 'delete', permanent: true });
    expect(again.body).toMatchObject({ matched: 0, results: [{ outcome: 'absent' }, { outcome: 'absent' }] });
    expect(await idsIn('inbox')).toEqual([]);
  });
});

describe('messages chosen by a filter', () => {
  it('are counted and sampled by a dry run, which changes nothing', async () => {
    await seedMailbox(account.email, 'INBOX', 30);
    const wish = { mailbox: 'inbox', filter: { subject: 'letter 1' }, action: 'delete', permanent: true };
    const { body } = await bulk({ ...wish, dryRun: true });
    expect(body).toMatchObject({ matched: 11, done: 0, results: [] });
    const subjects = new Map((await listed('inbox')).map(({ id, subject }) => [id, subject]));
    expect(subjects.size).toBe(30);
    expect(body.sample?.map((id) => subjects.get(id))).toEqual([
      'letter 1',
      ...Array.from({ length: 10 }, (_, index) => `letter ${index + 10}`),
    ]);
    expect((await bulk(wish)).body).toMatchObject({ matched: 11, done: 11 });
    expect((await listed('inbox')).length).toBe(19);
  });

  it('are all of the mailbox without one, in one go up to a thousand', async () => {
    await seedMailbox(account.email, 'INBOX', 1_000);
    const { body } = await bulk({ mailbox: 'inbox', action: 'move', targetMailbox: 'archive' });
    expect(body).toMatchObject({ matched: 1_000, done: 1_000 });
    expect(new Set(body.results.map(({ newId }) => newId)).size).toBe(1_000);
    const { body: archive } = await service.rest.call<Schemas['Mailbox']>('getMailbox', {
      path: { account: account.id, mailbox: 'archive' },
    });
    expect(archive.total).toBe(1_000);
  });

  it('need the scope to read them, and for their content that of bodies', async () => {
    const blind = await service.keyFor(['messages:write']);
    const reader = await service.keyFor(['messages:write', 'messages:read']);
    const request = (filter: object): { path: Record<string, string>; body: object } => ({
      path: { account: account.id },
      body: { mailbox: 'inbox', filter, action: 'flag', flags: { add: ['\\Seen'] }, dryRun: true },
    });
    expect((await blind.call('bulkUpdateMessages', request({ subject: 'x' }))).status).toBe(403);
    expect((await reader.call('bulkUpdateMessages', request({ subject: 'x' }))).status).toBe(200);
    expect((await reader.call('bulkUpdateMessages', request({ body: 'x' }))).status).toBe(403);
  });
});

it.each([
  ['neither ids nor a mailbox', { action: 'delete' }, '/ids'],
  ['both', { ids: ['msg_x'], mailbox: 'inbox', action: 'delete' }, '/mailbox'],
  ['a filter of ids', { ids: ['msg_x'], filter: { subject: 'x' }, action: 'delete' }, '/filter'],
  ['no flags', { ids: ['msg_x'], action: 'flag' }, '/flags'],
  ['no target', { ids: ['msg_x'], action: 'move' }, '/targetMailbox'],
  ['a target of nothing', { ids: ['msg_x'], action: 'delete', targetMailbox: 'x' }, '/targetMailbox'],
  ['a flag that is none', { ids: ['msg_x'], action: 'flag', flags: { add: ['\\Odd'] } }, '/flags/add/0'],
])('%s is refused with the place of the mistake, by both surfaces', async (_, body, pointer) => {
  const rest = (await bulk(body)) as unknown as RestAnswer<Schemas['Problem']>;
  expect(rest.body).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ pointer }] });
  const input = { accountId: account.id, ...body, action: body.action.toUpperCase() };
  const { errors } = await graphql.change('bulkUpdateMessages', input);
  expect(errors[0]?.extensions).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
});

it('GraphQL changes and tells the same, once for each idempotency key', async () => {
  await seedMailbox(account.email, 'INBOX', 3);
  const input = {
    accountId: account.id,
    mailbox: 'inbox',
    filter: { subject: 'letter' },
    action: 'COPY',
    targetMailbox: 'archive',
    idempotencyKey: 'copies',
  };
  const { data } = await graphql.change<{
    result: { matched: number; results: object[] };
    replayed: boolean;
  }>('bulkUpdateMessages', input);
  expect(data).toMatchObject({ replayed: false, result: { matched: 3, done: 3 } });
  expect(data.result.results[0]).toMatchObject({ outcome: 'DONE', error: null });
  const { data: replay } = await graphql.change<object>('bulkUpdateMessages', input);
  expect(replay).toEqual({ ...data, replayed: true });
  expect((await idsIn('archive')).length).toBe(3);
});
