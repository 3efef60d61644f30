/** One message to each of many recipients, by REST and by GraphQL. */
import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import type { ComposedService } from './composed-service.ts';
import { connectedAccounts } from './connected-accounts.ts';
import { asRest, everythingOf, type GraphqlClient } from './graphql-client.ts';
import type { RestAnswer } from './rest-client.ts';

type Job = Schemas['Job'];
type Submission = Schemas['Submission'];

let service: ComposedService;
let graphql: GraphqlClient;
let account: Schemas['Account'];

connectedAccounts((connected) => {
  ({ service, graphql, account } = connected);
});

async function template(source: object): Promise<string> {
  const body = { name: 'merge', ...source };
  return (await service.rest.call<Schemas['Template']>('createTemplate', { body })).body.id;
}

const merge = (body: object, headers = {}): Promise<RestAnswer<Job>> =>
  service.rest.call<Job>('createSubmission', { path: { account: account.id }, body, headers });

async function job(id: string): Promise<Job> {
  return (await service.rest.call<Job>('getJob', { path: { job: id } })).body;
}

async function inStatus(id: string, status: string): Promise<Job> {
  return await eventually(async () => {
    const found = await job(id);
    expect(found.status).toBe(status);
    return found;
  }, 20_000);
}

async function submissionsOf(id: string, query = {}): Promise<readonly Submission[]> {
  const all: Submission[] = [];
  let cursor: string | null = null;
  do {
    const more: object = cursor === null ? {} : { cursor };
    const { body }: RestAnswer<Schemas['SubmissionList']> = await service.rest.call('listSubmissions', {
      path: { account: account.id },
      query: { job: id, limit: 250, ...query, ...more },
    });
    all.push(...body.data);
    cursor = body.page.next;
  } while (cursor !== null);
  return all;
}

const people = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, index) => ({
    to: { address: `person${index}@elsewhere.example` },
    data: { name: `Person ${index}` },
    metadata: { number: String(index) },
  }));

const listOf = (place: string): object => ({
  unsubscribe: [`https://lists.example.org${place}`],
  oneClick: true,
});

/** What the server took, by its recipient. */
const lettersTo = (pattern: RegExp): ReadonlyMap<string, string> =>
  new Map(
    service.submission.accepted
      .filter(({ to }) => pattern.test(to.join()))
      .map(({ to, raw }) => [to.join(), raw.toString()]),
  );

it('every recipient of a merge gets a message of their own, with the files that all get', async () => {
  const id = await template({
    subject: 'For {{name}}',
    text: 'Dear {{name}} of {{town}},',
    html: '<p>{{name}}</p>',
  });
  const file = Buffer.from('The same for everybody. '.repeat(100));
  const accepted = await merge(
    {
      recipients: people(12).map((each, index) => ({ ...each, list: listOf(`/${index}`) })),
      template: { id, data: { town: 'London', name: 'Nobody' } },
      headers: [{ name: 'X-Campaign', value: 'spring' }],
      list: listOf(''),
      attachments: [
        { filename: 'all.bin', contentType: 'application/pdf', content: file.toString('base64') },
      ],
      saveToSent: false,
      tags: ['spring'],
      metadata: { season: 'spring' },
    },
    { 'idempotency-key': 'once' },
  );
  expect(accepted.status).toBe(202);
  expect(accepted.headers.get('location')).toBe(`/v1/jobs/${accepted.body.id}`);
  expect(accepted.body).toMatchObject({ type: 'merge', progress: { done: 0, total: 12 }, result: null });

  const ended = await inStatus(accepted.body.id, 'succeeded');
  expect(ended).toMatchObject({ progress: { done: 12, total: 12 }, submissions: { sent: 12, queued: 0 } });
  const submissions = await submissionsOf(ended.id);
  expect(submissions).toHaveLength(12);
  expect(new Set(submissions.map(({ messageId }) => messageId)).size).toBe(12);
  expect(await submissionsOf(ended.id, { status: 'failed' })).toEqual([]);
  expect(submissions.find(({ subject }) => subject === 'For Person 7')).toMatchObject({
    jobId: ended.id,
    envelope: { to: ['person7@elsewhere.example'] },
    tags: ['spring'],
    metadata: { season: 'spring', number: '7' },
  });

  const letters = lettersTo(/person\d+@/);
  expect(letters.size).toBe(12);
  const letter = letters.get('person11@elsewhere.example') ?? '';
  expect(letter).toContain('Dear Person 11 of London,');
  expect(letter).not.toContain('person10@');
  expect(letter).toContain('X-Campaign: spring');
  expect(letter).toContain('List-Unsubscribe: <https://lists.example.org/11>\r\n');
  const kept = await service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: account.id },
    query: { mailbox: 'inbox' },
    body: Buffer.from(letter),
    contentType: 'message/rfc822',
  });
  const where = { account: account.id, message: kept.body.id };
  const read = await service.rest.call<Schemas['Message']>('getMessage', {
    path: where,
    query: { fields: 'text,html,attachments' },
  });
  expect(read.body).toMatchObject({
    text: expect.stringMatching(/^Dear Person 11 of London,\s*$/) as string,
    html: expect.stringContaining('<p>Person 11</p>') as string,
    attachments: [{ filename: 'all.bin', contentType: 'application/pdf' }],
  });
  const attachment = read.body.attachments?.[0]?.id ?? '';
  const got = await service.rest.call('getAttachment', { path: { ...where, attachment } });
  expect(got.octets.equals(file)).toBe(true);

  const again = await merge(
    { recipients: people(12), template: { id }, tags: ['other'] },
    { 'idempotency-key': 'once' },
  );
  expect(again.body).toMatchObject({ code: 'idempotency-mismatch' });
});

it('what is wrong with any recipient is told before any message is accepted', async () => {
  const id = await template({ subject: 'For {{name}}', text: '{{#if note}}{{note}}{{/if}}' });
  const recipients = people(120).map((each, index) => (index === 110 ? { ...each, data: {} } : each));
  const missing = await merge({ recipients, template: { id } });
  expect(missing.body).toMatchObject({
    status: 422,
    code: 'template-error',
    errors: [
      { pointer: '/recipients/110/data/name', message: 'subject, line 1, column 5: `name` has no value.' },
    ],
  });
  const bad = people(120).map((each, index) =>
    index === 3 ? { ...each, to: [{ address: 'a@b.example' }, { address: 'a..b@elsewhere.example' }] } : each,
  );
  expect((await merge({ recipients: bad, template: { id } })).body).toMatchObject({
    status: 400,
    code: 'invalid-request',
    errors: [{ pointer: '/recipients/3/to/1' }],
  });
  const unkempt = people(2).map((each) => ({ ...each, headers: [{ name: 'Bcc', value: 'a@b.example' }] }));
  const beside = [{ name: 'X-Campaign', value: 'spring' }];
  expect((await merge({ recipients: unkempt, text: 'x', headers: beside })).body).toMatchObject({
    errors: [{ pointer: '/recipients/0/headers/0' }, { pointer: '/recipients/1/headers/0' }],
  });
  const loops = await template({ text: '{{#each list}}{{#if x}}{{/if}}{{/each}}' });
  const list = Array.from({ length: 90_000 }, () => 1);
  const slow = { recipients: people(120), template: { id: loops, data: { list } } };
  expect((await merge(slow)).body).toMatchObject({ status: 413, code: 'too-large' });
  const pairs = (letter: string): object =>
    Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${letter}${index}`, 'x']));
  const fields = (letter: string): readonly object[] =>
    Object.keys(pairs(letter)).flatMap((name) => [1, 2].map((value) => ({ name, value: `${value}` })));
  const laden = people(1).map((each) => ({ ...each, metadata: pairs('a'), headers: fields('X-A') }));
  expect((await merge({ recipients: laden, text: 'x', metadata: pairs('b') })).body).toMatchObject({
    errors: [{ pointer: '/recipients/0/metadata' }],
  });
  expect((await merge({ recipients: laden, text: 'x', headers: fields('X-B') })).body).toMatchObject({
    errors: [{ pointer: '/recipients/0/headers' }],
  });
  const folded = people(2).map((each) => ({ ...each, data: { name: 'A\r\nBcc: eve@elsewhere.example' } }));
  expect((await merge({ recipients: folded, template: { id } })).body).toMatchObject({
    status: 400,
    errors: [{ pointer: '/recipients/0/subject' }, { pointer: '/recipients/1/subject' }],
  });
  const shown = await merge({ recipients: people(2), template: { id }, dryRun: true });
  expect(shown.body).toMatchObject({
    dryRun: true,
    subject: 'For Person 0',
    envelope: { to: ['person0@elsewhere.example'] },
  });
  expect((await merge({ recipients, template: { id }, dryRun: true })).body).toMatchObject({ status: 422 });
  for (const [name, value] of [
    ['to', [{ address: 'a@b.example' }]],
    ['envelope', { to: ['a@b.example'] }],
    ['draft', 'msg_x'],
  ] as const) {
    expect((await merge({ recipients: people(1), [name]: value })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: `/${name}` }],
    });
  }
  const inline = { content: undefined, message: 'msg_x', attachment: 'att_x', disposition: 'inline' };
  expect((await merge({ recipients: people(1), attachments: [inline] })).body).toMatchObject({
    status: 400,
    errors: [{ pointer: '/attachments/0' }],
  });
  const { body } = await service.rest.call<Schemas['SubmissionList']>('listSubmissions', {
    path: { account: account.id },
  });
  expect(body.data).toEqual([]);
});

it('a merge that is cancelled calls back all that no server has taken', async () => {
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  const { body } = await merge({ recipients: people(130), text: 'Later.', sendAt });
  await eventually(async () => {
    expect((await job(body.id)).submissions).toMatchObject({ scheduled: 130 });
  }, 20_000);
  expect((await service.rest.call('cancelJob', { path: { job: body.id } })).status).toBe(200);
  const ended = await inStatus(body.id, 'cancelled');
  expect(ended).toMatchObject({ progress: { done: 130 }, submissions: { cancelled: 130, scheduled: 0 } });
  expect((await service.rest.call('cancelJob', { path: { job: body.id } })).status).toBe(200);
  expect(await submissionsOf(body.id, { status: 'cancelled' })).toHaveLength(130);
});

it('a merge is seen and ended by who may send, and a change to many messages by who may change them', async () => {
  const { body: merged } = await merge({ recipients: people(1), text: 'x' });
  const { body: bulk } = await service.rest.call<Job>('bulkUpdateMessages', {
    path: { account: account.id },
    body: { ids: ['msg_none'], action: 'delete' },
    headers: { prefer: 'respond-async' },
  });
  const sender = await service.keyFor(['submissions:write']);
  const changer = await service.keyFor(['messages:write']);
  const seen = await Promise.all(
    [sender, changer].flatMap((key) =>
      [merged.id, bulk.id].map(async (id) => (await key.call('getJob', { path: { job: id } })).status),
    ),
  );
  expect(seen).toEqual([200, 403, 403, 200]);
  expect((await service.rest.call('listJobResults', { path: { job: merged.id } })).body).toMatchObject({
    data: [],
  });
});

it('GraphQL merges as REST does, and lists what it made', async () => {
  const id = await template({ subject: 'Hello {{name}}', text: 'x' });
  const input = {
    accountId: account.id,
    recipients: [
      { to: { address: 'ada@elsewhere.example' }, data: { name: 'Ada', nothing: null } },
      { to: [{ address: 'grace@elsewhere.example' }], data: { name: 'Grace' } },
    ],
    template: { id },
    idempotencyKey: 'mine',
  };
  const made = await graphql.change<{ job: { id: string }; replayed: boolean }>('createMerge', input);
  expect(made.errors).toEqual([]);
  expect(made.data).toMatchObject({ __typename: 'CreateMergePayload', replayed: false });
  const { data: again } = await graphql.change<{ job: { id: string } }>('createMerge', input);
  expect(again).toMatchObject({ job: { id: made.data.job.id }, replayed: true });
  const ended = await inStatus(made.data.job.id, 'succeeded');
  const shown = await graphql.ask<{
    job: object;
    account: { submissions: { edges: readonly { node: { subject: string; jobId: string } }[] } };
  }>(
    `query($id: ID!, $account: ID!) { job(id: $id) ${everythingOf('Job')}
      account(id: $account) { submissions(job: $id) { edges { node { subject jobId } } } } }`,
    { id: ended.id, account: account.id },
  );
  expect(asRest('Job', shown.data.job)).toEqual(ended);
  expect(shown.data.account.submissions.edges.map(({ node }) => node).sort()).toEqual(
    expect.arrayContaining(['Hello Ada', 'Hello Grace'].map((subject) => ({ subject, jobId: ended.id }))),
  );
  const tried = await graphql.change('createMerge', { ...input, idempotencyKey: 'dry', dryRun: true });
  expect(tried.data).toMatchObject({ job: null, dryRun: { subject: 'Hello Ada' } });
  const lacking = { ...input, idempotencyKey: 'other', recipients: [{ to: [{ address: 'a@b.example' }] }] };
  expect((await graphql.change('createMerge', lacking)).data).toMatchObject({
    __typename: 'TemplateError',
  });
});
