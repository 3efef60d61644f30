/** Who may call what: a table made from the contract, every operation under every kind of key that is not enough. */
import type { OpenAPIV3_1 } from 'openapi-types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/api/contract-document.ts';
import { scopes as allScopes, type Scope } from '../../src/domain/principal.ts';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { deliver } from '../support/lmtp.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { contract } from './conformance.ts';
import { only } from './only.ts';
import type { RestAnswer, RestClient, RestRequest } from './rest-client.ts';

const guarded = contract.operations.filter(({ isPublic }) => !isPublic);
const ordinary = allScopes.filter((scope) => scope !== 'admin');

let service: ComposedService;
/** Ids of things that exist and belong to `theirs`, by the name of the path parameter. */
let existing: Readonly<Record<string, string>>;
/** Ids of things of the whole service, which no account owns. */
let shared: Readonly<Record<string, string>>;
let mine: Schemas['Account'];
/** Everything but `admin`, for `mine` alone. */
let tied: RestClient;

beforeAll(async () => {
  service = await startComposedService();
  const { rest } = service;
  const theirs = await service.connect();
  mine = await service.connect();
  await deliver(
    theirs.email,
    'Subject: theirs\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n',
  );
  const message = await eventually(async () => {
    const { body } = await rest.call<Schemas['MessageList']>('listMessages', {
      path: { account: theirs.id },
    });
    return only(body.data);
  });
  const submission = await rest.call<Schemas['Submission']>('createSubmission', {
    path: { account: theirs.id },
    body: { to: [{ address: 'a@b.example' }], text: 'x' },
  });
  const job = await rest.call<Schemas['Job']>('bulkUpdateMessages', {
    path: { account: theirs.id },
    body: { ids: ['msg_none'], action: 'delete' },
    headers: { prefer: 'respond-async' },
  });
  const webhook = await rest.call<Schemas['Webhook']>('createWebhook', {
    body: { url: 'http://127.0.0.1:8080/', accounts: [theirs.id], enabled: false },
  });
  const tested = await rest.call<Schemas['Delivery']>('testWebhook', { path: { webhook: webhook.body.id } });
  const key = await rest.call<Schemas['Key']>('createKey', {
    body: { name: 'theirs', scopes: ['messages:read'], accounts: [theirs.id] },
  });
  existing = {
    account: theirs.id,
    mailbox: 'inbox',
    message: message.id,
    attachment: message.attachments?.[0]?.id ?? '',
    submission: submission.body.id,
    webhook: webhook.body.id,
    delivery: tested.body.id,
    job: job.body.id,
    key: key.body.id,
    address: 'a@b.example',
  };
  const template = await rest.call<Schemas['Template']>('createTemplate', {
    body: { name: 'everybody', text: 'Dear {{name}},' },
  });
  shared = { template: template.body.id };
  tied = await service.keyFor(ordinary, [mine.id]);
});
afterAll(() => service?.close());

/** A request that is right in all but its key: the contract's own example as its body. */
function requestOf(operation: Operation, path: Readonly<Record<string, string>>): RestRequest {
  const item = contract.document.paths?.[operation.path] as Record<string, OpenAPIV3_1.OperationObject>;
  const body = item[operation.method.toLowerCase()]?.requestBody as OpenAPIV3_1.RequestBodyObject | undefined;
  const media = body?.content['application/json'];
  const [first] = Object.values(media?.examples ?? {});
  const example: unknown =
    media?.example ??
    (first !== undefined && '$ref' in first
      ? contractExample(first.$ref)
      : (first as { value?: unknown })?.value);
  return {
    path: { ...shared, ...path },
    ...(example === undefined ? {} : { body: example, contentType: 'application/json' }),
  };
}

function contractExample(ref: string): unknown {
  const name = ref.split('/').at(-1) ?? '';
  return (contract.document.components?.examples?.[name] as { value?: unknown } | undefined)?.value;
}

const told = ({ status, body }: RestAnswer): object => ({ ...body, status, instance: '' });

describe.each(guarded.map((operation) => ({ operation, name: operation.id })))('$name', ({ operation }) => {
  const isAdmin = operation.scopes.includes('admin');

  it.each([
    ['no key', null],
    ['an unknown key', `ptn_nobody_${'x'.repeat(43)}`],
    ['no key at all but words', 'let me in'],
  ])('answers 401 to %s', async (_, key) => {
    const answer = await service.rest.as(key).call(operation.id, requestOf(operation, existing));
    expect(answer.body).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('answers 403 to a key with every scope but its own', async () => {
    const others = ordinary.filter((scope) => !operation.scopes.includes(scope)) as Scope[];
    const client = await service.keyFor(others);
    const answer = await client.call(operation.id, requestOf(operation, existing));
    expect(answer.body).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('answers a key of another account as if its things were not there', async () => {
    // A stream that is allowed does not end.
    const head = operation.produces.includes('text/event-stream') ? ({ method: 'HEAD' } as const) : {};
    const answer = await tied.call(operation.id, { ...requestOf(operation, existing), ...head });
    if (isAdmin || operation.id === 'createAccount') {
      expect(answer.status).toBe(403);
      return;
    }
    if (Object.keys(existing).every((name) => !operation.path.includes(`{${name}}`))) {
      expect(JSON.stringify(answer.body)).not.toContain(existing['account']);
      return;
    }
    expect(answer.body).toMatchObject({ status: 404, code: 'not-found' });
    const absent = await tied.call(operation.id, requestOf(operation, absentIds(operation)));
    expect(told(answer)).toEqual(told(absent));
  });

  it('does not find their things under my account', async () => {
    if (!operation.path.includes('{account}/') || isAdmin) return;
    const crossed = { ...existing, account: mine.id };
    if (!/\{(message|submission)\}/.test(operation.path)) return;
    const answer = await tied.call(operation.id, requestOf(operation, crossed));
    expect(answer.body).toMatchObject({ status: 404, code: 'not-found' });
  });
});

function absentIds({ path }: Operation): Readonly<Record<string, string>> {
  return path.includes('{account}')
    ? { ...existing, account: 'acc_00000000000000000000' }
    : { ...existing, webhook: 'whk_00000000000000000000', job: 'job_00000000000000000000' };
}

it('a key that is revoked is refused within a second', async () => {
  const { body } = await service.rest.call<Schemas['Key']>('createKey', {
    body: { name: 'brief', scopes: ['accounts:read'], accounts: 'all' },
  });
  const brief = service.rest.as(body.key);
  expect((await brief.call('listAccounts')).status).toBe(200);
  await service.rest.call('deleteKey', { path: { key: body.id } });
  await eventually(async () => {
    expect((await brief.call('listAccounts')).status).toBe(401);
  }, 1_500);
});

it('a key that is tied to accounts changes no template, by which others send', async () => {
  const { template = '' } = shared;
  for (const [operation, body] of [
    ['createTemplate', { name: 'mine', text: 'x' }],
    ['updateTemplate', { text: 'x' }],
    ['deleteTemplate', undefined],
  ] as const) {
    const answer = await tied.call(operation, {
      path: { template },
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.body, operation).toMatchObject({ status: 403, code: 'forbidden' });
  }
  expect((await tied.call('getTemplate', { path: { template } })).status).toBe(200);
});

it('nobody grants more than they have', async () => {
  const half = await service.keyFor(['admin'], [mine.id]);
  const body = { name: 'more', scopes: ['messages:read'], accounts: [existing['account']] };
  expect((await half.call('createKey', { body })).body).toMatchObject({ status: 403, code: 'forbidden' });
  const webhook = { url: 'http://127.0.0.1:8080/', accounts: [existing['account']] };
  const answer = await tied.call('createWebhook', { body: webhook });
  expect([403, 404]).toContain(answer.status);
});

it('an admin key that is tied to accounts reads no metrics, which are those of all', async () => {
  const half = await service.keyFor(['admin'], [mine.id]);
  const answer = await half.call('getMetrics');
  expect(answer.body).toMatchObject({ status: 403, code: 'forbidden' });
});
