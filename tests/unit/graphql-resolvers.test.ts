import { rawHtml } from '../../src/domain/message.ts';
import { readFileSync } from 'node:fs';
import { fastify, type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { decorateRequests } from '../../src/api/auth.ts';
import { readContract } from '../../src/api/contract-document.ts';
import { registerGraphql, type GraphqlDeps } from '../../src/api/graphql/server.ts';
import type { GraphqlUseCases } from '../../src/api/graphql/use-cases.ts';
import { GatewayError, notFound } from '../../src/domain/errors.ts';
import { mailboxId, messageId } from '../../src/domain/ids.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import type { MessageView } from '../../src/domain/message.ts';
import type { PageRequest } from '../../src/domain/page.ts';
import type { Principal } from '../../src/domain/principal.ts';
import type { IdempotentRequest } from '../../src/use-cases/idempotent.ts';
import { mailboxPage } from '../../src/use-cases/mailbox-page.ts';
import type { StoredAnswer } from '../../src/use-cases/ports/idempotency.ts';

const root = new URL('../../', import.meta.url);
const schemaText = readFileSync(new URL('schema.graphql', root), 'utf8');
const contract = readContract(readFileSync(new URL('openapi.yaml', root), 'utf8'));

const account = { id: 'acc_1', incarnation: 'ab'.repeat(16) };
const inbox: Mailbox = {
  id: mailboxId(account, 'INBOX'),
  key: 'INBOX',
  path: 'INBOX',
  name: 'INBOX',
  delimiter: '/',
  specialUse: 'inbox',
  subscribed: true,
  selectable: true,
  counts: { total: 3, unseen: 1, uidNext: 4, uidValidity: 7, highestModseq: null, tellsRemovals: false },
};
const idOf = (uid: number): string => messageId(account, { mailboxId: inbox.id, uidValidity: 7, uid });
const message = (uid: number): MessageView => ({
  id: idOf(uid),
  mailboxId: inbox.id,
  mailboxPath: 'INBOX',
  uid,
  subject: `message ${uid}`,
  text: `text ${uid}`,
});

const accountView = {
  id: 'acc_1',
  email: 'ann@example.com',
  name: null,
  identities: [],
  imap: {
    host: 'imap.example.com',
    port: 993,
    security: 'tls',
    auth: { type: 'password', username: 'ann' },
    tls: null,
  },
  smtp: null,
  watch: { mailboxes: ['inbox'] },
  limits: { connections: 4, onUnknown: 'resend' },
  sentCopy: 'auto',
  metadata: {},
  paused: false,
  state: 'auth-failed',
  lastError: 'no',
  since: '2026-01-01T00:00:00.000Z',
  sending: { state: 'none', lastError: null, since: '2026-01-01T00:00:00.000Z', paused: false },
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

const principal: Principal = { id: 'key_a', scopes: ['admin'], accounts: 'all' };

interface Call {
  readonly verb: string;
  readonly args: readonly unknown[];
}

/** Every verb is written down; those that are not given here are not to be called. */
function recorded(given: Readonly<Record<string, Readonly<Record<string, (...args: never[]) => unknown>>>>): {
  readonly calls: Call[];
  readonly useCases: GraphqlUseCases;
} {
  const calls: Call[] = [];
  const useCases = new Proxy(given, {
    get: (groups, group: string) =>
      new Proxy(groups[group] ?? {}, {
        get:
          (verbs, verb: string) =>
          (...args: never[]) => {
            calls.push({ verb: `${group}.${verb}`, args });
            const work = verbs[verb];
            if (work === undefined) throw new Error(`${group}.${verb} is not to be called`);
            return Promise.resolve(work(...args));
          },
      }),
  });
  return { calls, useCases: useCases as unknown as GraphqlUseCases };
}

const answers = new Map<string, { readonly fingerprint: string; readonly answer: StoredAnswer }>();
const idempotent: GraphqlDeps['idempotent'] = {
  async run(request: IdempotentRequest | null, work) {
    const scope = JSON.stringify(request?.scope);
    const known = request === null ? undefined : answers.get(scope);
    if (known !== undefined && known.fingerprint !== request?.fingerprint) {
      throw new GatewayError('idempotency-mismatch', 'Another request.');
    }
    if (known !== undefined) return { kind: 'replay', answer: known.answer };
    const { value, answer } = await work(null);
    if (request !== null && answer !== null) answers.set(scope, { fingerprint: request.fingerprint, answer });
    return { kind: 'fresh', value };
  },
};

const nothing = (): void => undefined;

describe('GraphQL resolvers', () => {
  let app: FastifyInstance | null = null;
  afterEach(async () => {
    answers.clear();
    await app?.close();
    app = null;
  });

  async function serve(useCases: GraphqlUseCases, who: Principal = principal): Promise<FastifyInstance> {
    app = fastify();
    decorateRequests(app);
    await registerGraphql(app, {
      schemaText,
      contract,
      useCases,
      idempotent,
      authenticate: () => Promise.resolve(who),
      rateLimit: () => Promise.resolve(),
      telemetry: { log: { debug: nothing, info: nothing, warn: nothing, error: nothing }, audit: nothing },
      draining: new AbortController().signal,
      deadlineSeconds: 5,
      introspection: true,
      priceLimit: 250,
    });
    return app;
  }

  interface Result {
    readonly data: unknown;
    readonly errors?: readonly {
      readonly path?: readonly string[];
      readonly extensions: Record<string, unknown>;
    }[];
  }

  async function ask(server: FastifyInstance, query: string, variables: object = {}): Promise<Result> {
    const answer = await server.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
    return answer.json();
  }

  const reading = {
    accounts: { get: () => accountView },
    browseMail: {
      listMessages: () => ({
        items: [message(3), message(2)],
        next: 'more',
        previous: null,
        cursorAt: (index: number) => `cursor-${index}`,
      }),
      countMessages: () => 3,
      getMailbox: () => inbox,
      listMailboxes: (_who: unknown, _account: unknown, page: PageRequest) =>
        mailboxPage(
          account,
          [inbox, { ...inbox, id: mailboxId(account, 'Sent'), path: 'Sent', specialUse: 'sent' }],
          page,
        ),
    },
    readMessage: {
      get: () => message(2),
      read: (_who: unknown, _account: unknown, ids: readonly string[]) =>
        ids.map((id) => (id === idOf(9) ? null : { ...message(2), id })),
    },
  };

  const wantedOf = (call: Call | undefined): unknown => (call?.args[2] as { fields: unknown }).fields;

  it('fetch what is selected and nothing else', async () => {
    const { calls, useCases } = recorded(reading);
    const server = await serve(useCases);
    const query = `query($body: Boolean!) { account(id: "acc_1") { messages(first: 50) {
      edges { cursor title: node { ...Head text @include(if: $body) } } pageInfo { endCursor hasNextPage } } } }
      fragment Head on Message { about: subject ... on Node { id } html @skip(if: true) }`;
    const result = await ask(server, query, { body: false });
    expect(result).toMatchObject({
      data: {
        account: {
          messages: {
            edges: [
              { cursor: 'cursor-0', title: { about: 'message 3', id: idOf(3) } },
              { cursor: 'cursor-1', title: { about: 'message 2', id: idOf(2) } },
            ],
            pageInfo: { endCursor: 'cursor-1', hasNextPage: true },
          },
        },
      },
    });
    expect(calls.map(({ verb }) => verb)).toEqual(['accounts.get', 'browseMail.listMessages']);
    expect(wantedOf(calls[1])).toEqual(['id', 'subject']);
    await ask(server, query, { body: true });
    expect(wantedOf(calls[3])).toEqual(['id', 'subject', 'text']);
  });

  it('count only when the count is selected', async () => {
    const { calls, useCases } = recorded(reading);
    const filter = { all: [{ from: 'ann' }, { flags: { lacks: ['\\Seen'] } }] };
    const result = await ask(
      await serve(useCases),
      'query($f: MessageFilter) { account(id: "acc_1") { messages(filter: $f) { totalCount } } }',
      { f: filter },
    );
    expect(result).toEqual({ data: { account: { messages: { totalCount: 3 } } } });
    expect(calls.find(({ verb }) => verb === 'browseMail.countMessages')?.args[2]).toEqual({
      mailbox: 'inbox',
      filter,
    });
  });

  it('refuse input by the schemas of the contract, with the same pointers', async () => {
    const { useCases } = recorded(reading);
    const server = await serve(useCases);
    const result = await ask(
      server,
      '{ account(id: "acc_1") { messages(filter: { all: [{ subject: "" }] }) { totalCount } } }',
    );
    expect(result.errors?.[0]?.extensions).toMatchObject({ code: 'invalid-request' });
    expect(result.errors?.[0]?.extensions['errors']).toContainEqual({
      pointer: '/filter/all/0/subject',
      message: 'must NOT have fewer than 1 characters',
    });
  });

  it('read messages of mailboxes, one message, and nodes of every kind', async () => {
    const { calls, useCases } = recorded({
      ...reading,
      submissions: { get: () => ({ id: 'sub_1', status: 'queued' }) },
      webhooks: { get: () => Promise.reject(notFound('webhook')) },
    });
    const server = await serve(useCases);
    const result = await ask(
      server,
      `query($m: ID!, $b: ID!) {
        message: node(id: $m) { __typename id ... on Message { subject } }
        mailbox: node(id: $b) { ... on Mailbox { specialUse total messages(last: 5, before: "x") { edges { node { uid } } } } }
        account: node(id: "my.own-id") { ... on Account { state watch { mailboxes { all names } } } }
        submission: node(id: "sub_1") { ... on Submission { status } }
        webhook: node(id: "whk_1") { id }
        forged: node(id: "msg_AAAA") { id }
      }`,
      { m: idOf(2), b: inbox.id },
    );
    expect(result.data).toEqual({
      message: { __typename: 'Message', id: idOf(2), subject: 'message 2' },
      mailbox: {
        specialUse: 'INBOX',
        total: 3,
        messages: { edges: [{ node: { uid: 3 } }, { node: { uid: 2 } }] },
      },
      account: { state: 'AUTH_FAILED', watch: { mailboxes: { all: false, names: ['inbox'] } } },
      submission: { status: 'QUEUED' },
      webhook: null,
      forged: null,
    });
    expect(new Map(result.errors?.map(({ path, extensions }) => [path?.[0], extensions['code']]))).toEqual(
      new Map([
        ['webhook', 'not-found'],
        ['forged', 'not-found'],
      ]),
    );
    expect(calls.find(({ verb }) => verb === 'readMessage.get')?.args.slice(1, 4)).toEqual([
      'acc_1',
      idOf(2),
      { fields: ['id', 'subject'], bodyMaxBytes: 1_048_576, html: rawHtml },
    ]);
  });

  it('page through mailboxes by cursors', async () => {
    const server = await serve(recorded(reading).useCases);
    const query = `query($a: String, $b: String) { account(id: "acc_1") {
      first: mailboxes(first: 1, after: $a) { totalCount edges { node { path } } pageInfo { hasNextPage endCursor } }
      back: mailboxes(last: 1, before: $b) { edges { node { path } } pageInfo { hasPreviousPage } }
      end: mailboxes(last: 1) { edges { node { path } } } } }`;
    expect(await ask(server, query, { a: inbox.id, b: mailboxId(account, 'Sent') })).toMatchObject({
      data: {
        account: {
          first: { totalCount: 2, edges: [{ node: { path: 'Sent' } }], pageInfo: { hasNextPage: false } },
          back: { edges: [{ node: { path: 'INBOX' } }], pageInfo: { hasPreviousPage: false } },
          end: { edges: [{ node: { path: 'Sent' } }] },
        },
      },
    });
    for (const [cursor, code] of [
      ['nonsense', 'invalid-cursor'],
      [mailboxId(account, 'Gone'), 'cursor-expired'],
    ]) {
      const { errors } = await ask(server, query, { a: cursor, b: inbox.id });
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual([code]);
    }
  });

  it('read the messages of many events at once', async () => {
    const event = (uid: number): object => ({
      id: `evt_${uid}`,
      type: 'message.received',
      timestamp: '2026-01-01T00:00:00.000Z',
      accountId: 'acc_1',
      position: '1-0',
      cursor: `cur${uid}`,
      data: {
        message: { id: idOf(uid), mailboxId: inbox.id, mailboxPath: 'INBOX', uid },
        flags: { now: [], added: null, removed: null },
        movedTo: null,
        movedFrom: null,
      },
    });
    const { calls, useCases } = recorded({
      ...reading,
      readEvents: { list: () => ({ events: [event(2), event(3), event(9)], next: 'on' }) },
    });
    const result = await ask(
      await serve(useCases),
      '{ events(first: 3) { edges { cursor node { id type ... on MessageEvent { uid flags { now } message { subject } } } } pageInfo { endCursor } } }',
    );
    expect(result).toMatchObject({
      data: {
        events: {
          edges: [
            { cursor: 'cur2', node: { type: 'message.received', uid: 2, message: { subject: 'message 2' } } },
            { cursor: 'cur3', node: { uid: 3, message: { subject: 'message 2' } } },
            { node: { uid: 9, message: null } },
          ],
          pageInfo: { endCursor: 'on' },
        },
      },
    });
    const reads = calls.filter(({ verb }) => verb === 'readMessage.read');
    expect(reads.map(({ args }) => args.slice(1, 4))).toEqual([
      [
        'acc_1',
        [idOf(2), idOf(3), idOf(9)],
        { fields: ['id', 'subject'], bodyMaxBytes: 1_048_576, html: rawHtml },
      ],
    ]);
  });

  const create = `mutation($i: CreateAccountInput!) { createAccount(input: $i) { __typename
    ... on CreateAccountPayload { replayed account { id state } }
    ... on Refusal { code message retryable } ... on AccountLoginFailed { upstream { protocol response } } } }`;
  const settings = {
    email: 'ann@example.com',
    imap: {
      host: 'imap.example.com',
      port: 993,
      security: 'TLS',
      auth: { username: 'ann', password: 'x' },
      tls: null,
    },
    smtp: null,
    watch: { mailboxes: { all: true } },
    metadata: { a: 'b' },
    idempotencyKey: 'k1',
  };

  it('hand on an input in the shape of the REST body, and answer a repeat without carrying it out', async () => {
    const { calls, useCases } = recorded({ accounts: { create: () => accountView } });
    const server = await serve(useCases);
    const payload = { __typename: 'CreateAccountPayload', account: { id: 'acc_1', state: 'AUTH_FAILED' } };
    expect(await ask(server, create, { i: settings })).toEqual({
      data: { createAccount: { ...payload, replayed: false } },
    });
    expect(await ask(server, create, { i: settings })).toEqual({
      data: { createAccount: { ...payload, replayed: true } },
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.args.slice(1, 3)).toMatchObject([
      {
        email: 'ann@example.com',
        imap: { security: 'tls', auth: { type: 'password', username: 'ann', password: 'x' } },
        watch: { mailboxes: 'all' },
        sentCopy: 'auto',
        metadata: { a: 'b' },
      },
      { verify: true },
    ]);
    expect(calls[0]?.args[1]).not.toHaveProperty('idempotencyKey');
    expect(calls[0]?.args[1]).not.toHaveProperty('smtp');
    expect(await ask(server, create, { i: { ...settings, name: 'Ann' } })).toMatchObject({
      data: {
        createAccount: { __typename: 'RequestRefused', code: 'idempotency-mismatch', retryable: false },
      },
    });
  });

  it.each([
    ['account-login-failed', 'AccountLoginFailed'],
    ['already-exists', 'AlreadyExists'],
    ['egress-refused', 'EgressRefused'],
    ['account-paused', 'RequestRefused'],
  ] as const)('tell the refusal %s as %s', async (code, name) => {
    const upstream = { protocol: 'imap', host: 'h', response: 'NO', serverCode: null } as const;
    const { useCases } = recorded({
      accounts: { create: () => Promise.reject(new GatewayError(code, 'No.', { upstream })) },
    });
    const result = await ask(await serve(useCases), create, { i: settings });
    expect(result).toMatchObject({ data: { createAccount: { __typename: name, code, message: 'No.' } } });
    expect(result.errors).toBeUndefined();
  });

  it('let everything else be an error', async () => {
    const { useCases } = recorded({
      accounts: { create: () => Promise.reject(new GatewayError('forbidden', 'No scope.')) },
    });
    const server = await serve(useCases);
    const result = await ask(server, create, { i: settings });
    expect(result.data).toBeNull();
    expect(result.errors?.[0]?.extensions).toMatchObject({ code: 'forbidden', retryable: false });
    const bad = await ask(server, create, { i: { ...settings, email: 'no address\r\n' } });
    expect(bad.errors?.[0]?.extensions).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/email' }],
    });
  });

  it('change several messages of one account with a result for each, in the order of the request', async () => {
    const { calls, useCases } = recorded({
      ...reading,
      changeMessages: {
        move: (_who: unknown, _account: unknown, ids: readonly string[]) =>
          ids.map((id) =>
            id === idOf(9)
              ? { id, outcome: 'absent' }
              : { id, outcome: 'done', newId: id === idOf(5) ? null : idOf(102) },
          ),
      },
    });
    const server = await serve(useCases);
    const query = `mutation($ids: [ID!]!) { moveMessages(input: { ids: $ids, mailbox: "archive" }) {
      ... on MoveMessagesPayload { results { previousId message { id subject } refusal { code } } } } }`;
    const result = await ask(server, query, { ids: [idOf(2), idOf(9), idOf(2), idOf(5)] });
    const moved = { previousId: idOf(2), message: { id: idOf(102), subject: 'message 2' }, refusal: null };
    expect(result).toEqual({
      data: {
        moveMessages: {
          results: [
            moved,
            { previousId: idOf(9), message: null, refusal: { code: 'not-found' } },
            moved,
            { previousId: idOf(5), message: null, refusal: null },
          ],
        },
      },
    });
    expect(calls.map(({ verb }) => verb)).toEqual(['changeMessages.move', 'readMessage.read']);
    const foreign = messageId(
      { ...account, id: 'acc_2' },
      {
        mailboxId: mailboxId({ ...account, id: 'acc_2' }, 'INBOX'),
        uidValidity: 1,
        uid: 1,
      },
    );
    for (const ids of [[], [idOf(1), foreign], Array.from({ length: 251 }, () => idOf(1))]) {
      expect((await ask(server, query, { ids })).errors?.[0]?.extensions).toMatchObject({
        code: 'invalid-request',
        errors: [{ pointer: '/ids' }],
      });
    }
    expect((await ask(server, query, { ids: ['nonsense'] })).errors?.[0]?.extensions['code']).toBe(
      'not-found',
    );
  });

  it('show no changed message to a key that may not read messages', async () => {
    const { useCases } = recorded({
      changeMessages: {
        flag: (_w: unknown, _a: unknown, ids: readonly string[]) =>
          ids.map((id) => ({ id, outcome: 'done', newId: id })),
      },
    });
    const server = await serve(useCases, { ...principal, scopes: ['messages:write'] });
    const query = `mutation($f: FlagChangeInput!, $id: ID!) { updateMessages(input: { ids: [$id], flags: $f }) {
      ... on UpdateMessagesPayload { results { message { flags } refusal { code } } } } }`;
    expect(await ask(server, query, { id: idOf(1), f: { add: ['\\Seen'] } })).toEqual({
      data: { updateMessages: { results: [{ message: null, refusal: null }] } },
    });
    const both = await ask(server, query, { id: idOf(1), f: { set: [], add: ['\\Seen'] } });
    expect(both.errors?.[0]?.extensions['code']).toBe('invalid-request');
  });

  it('refuse a query by its price before anything of it runs', async () => {
    const { calls, useCases } = recorded(reading);
    const result = await ask(
      await serve(useCases),
      '{ accounts(first: 250) { edges { node { messages { edges { node { text } } } } } } }',
    );
    expect(result.errors?.[0]?.extensions).toMatchObject({ code: 'query-too-expensive' });
    expect(result.errors?.[0]).toMatchObject({
      message: expect.stringContaining('500.1 IMAP round trips') as string,
    });
    expect(calls).toEqual([]);
  });
});
