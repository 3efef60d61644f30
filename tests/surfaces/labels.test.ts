/** Gmail's labels, written by REST and by GraphQL: in the sandbox as Gmail, and refused on a real Dovecot. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { startPersona, type PersonaServer } from '../support/persona.ts';
import { services } from '../support/services.ts';
import { eventually } from '../support/eventually.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';
import { only } from './only.ts';

let service: ComposedService;
let graphql: GraphqlClient;
let server: PersonaServer;
let account: Schemas['Account'];
/** One in the inbox. */
let id: string;

beforeAll(async () => {
  service = await startComposedService();
  graphql = createGraphqlClient(service.url, service.rest.key);
  server = await startPersona('gmail');
  const { imap } = server.account;
  const auth = { ...imap.auth, password: services().dovecot.password };
  account = await service.connect({ imap: { ...imap, auth }, watch: { mailboxes: [] } });
});
afterAll(async () => {
  await service?.close();
  await server?.sandbox.stop();
});
beforeEach(async () => {
  const { body } = await service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: account.id },
    body: { mailbox: 'inbox', subject: 'labelled', text: 'x' },
  });
  id = body.id;
});

async function shown(message: string): Promise<Schemas['Message']> {
  const { body } = await service.rest.call<Schemas['Message']>('getMessage', {
    path: { account: account.id, message },
    query: { fields: 'labels,flags,modseq' },
  });
  return body;
}

const patch = (body: object, message = id, headers = {}): Promise<{ status: number; body: object }> =>
  service.rest.call('updateMessage', { path: { account: account.id, message }, body, headers });

interface Outcome {
  readonly results: readonly { readonly refusal: { readonly code: string } | null }[];
  readonly code?: string;
}

const surfaces = [
  ['REST', (body: object) => patch(body)],
  ['GraphQL', (body: object) => graphql.change<Outcome>('updateMessages', { ids: [id], ...body })],
] as const;

describe.each(surfaces)('labels changed by %s', (_name, change) => {
  it('are added, removed and replaced, in every spelling that a name can have', async () => {
    await change({ labels: { add: ['Täglich & Rechnung', 'R&D-', 'a "b" \\c', '\\Important'] } });
    expect([...((await shown(id)).labels ?? [])].sort()).toEqual(
      ['Täglich & Rechnung', 'R&D-', 'a "b" \\c', '\\Important'].sort(),
    );
    await change({ labels: { add: ['new'], remove: ['R&D-', 'a "b" \\c'] } });
    expect([...((await shown(id)).labels ?? [])].sort()).toEqual([
      'Täglich & Rechnung',
      '\\Important',
      'new',
    ]);
    await change({ labels: { set: ['only'] } });
    expect((await shown(id)).labels).toEqual(['only']);
    await change({ labels: { set: [] }, flags: { add: ['\\Seen'] } });
    expect(await shown(id)).toMatchObject({ labels: [], flags: ['\\Seen'] });
  });

  it('are refused that no message can have', async () => {
    for (const label of ['', '\\Two words', 'a\r\nb']) {
      const answer = await change({ labels: { add: [label] } });
      const code = 'errors' in answer ? answer.errors[0]?.extensions.code : (answer.body as Outcome).code;
      expect(code, label).toBe('invalid-request');
    }
  });
});

it('a label is changed only if the message has not', async () => {
  const path = { account: account.id, message: id };
  const { headers } = await service.rest.call('getMessage', { path });
  const tag = { 'if-match': headers.get('etag') ?? '' };
  expect((await patch({ flags: { add: ['\\Flagged'] }, labels: { add: ['first'] } }, id, tag)).status).toBe(
    200,
  );
  expect(await patch({ labels: { add: ['second'] } }, id, tag)).toMatchObject({
    status: 412,
    body: { code: 'precondition-failed' },
  });
  expect((await shown(id)).labels).not.toContain('second');
  const { data } = await graphql.change<Outcome>('updateMessages', {
    ids: [id],
    labels: { add: ['third'] },
    ifUnchangedSince: '1',
  });
  expect(only(data.results).refusal?.code).toBe('precondition-failed');
});

it('many are labelled at once, and by a job', async () => {
  const bulk = (
    body: object,
    headers = {},
  ): Promise<{ status: number; body: { id: string; done: number } }> =>
    service.rest.call('bulkUpdateMessages', {
      path: { account: account.id },
      body: { mailbox: 'inbox', action: 'flag', ...body },
      headers,
    });
  const { body } = await bulk({ labels: { add: ['at once'] } });
  expect(body.done).toBeGreaterThan(0);
  expect((await shown(id)).labels).toContain('at once');
  const job = await bulk({ labels: { add: ['by a job'], remove: ['at once'] } }, { prefer: 'respond-async' });
  await eventually(async () => {
    const { body: now } = await service.rest.call('getJob', { path: { job: job.body.id } });
    expect(now).toMatchObject({ status: 'succeeded' });
  });
  const { labels } = await shown(id);
  expect(labels).toContain('by a job');
  expect(labels).not.toContain('at once');
  const { data } = await graphql.change<{ result: { done: number } }>('bulkUpdateMessages', {
    accountId: account.id,
    ids: [id],
    action: 'FLAG',
    labels: { set: ['by GraphQL'] },
  });
  expect(data.result.done).toBe(1);
  expect((await shown(id)).labels).toEqual(['by GraphQL']);
  expect(await bulk({})).toMatchObject({ status: 400 });
  expect(await bulk({ action: 'delete', labels: { add: ['x'] } })).toMatchObject({ status: 400 });
});

it('a server without labels is told by name and changes nothing', async () => {
  const plain = await service.connect();
  const { body } = await service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: plain.id },
    body: { mailbox: 'inbox', text: 'x' },
  });
  const path = { account: plain.id, message: body.id };
  const marks = { flags: { add: ['\\Seen'] }, labels: { add: ['Work'] } };
  expect(await service.rest.call('updateMessage', { path, body: marks })).toMatchObject({
    status: 422,
    body: { code: 'unsupported-by-server' },
  });
  const { data } = await graphql.change<Outcome>('updateMessages', { ids: [body.id], ...marks });
  expect(data.code).toBe('unsupported-by-server');
  const { body: after } = await service.rest.call<Schemas['Message']>('getMessage', {
    path,
    query: { fields: 'flags' },
  });
  expect(after.flags).toEqual([]);
});
