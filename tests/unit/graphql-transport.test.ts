import { fastify, type FastifyInstance } from 'fastify';
import { buildSchema, getIntrospectionQuery, type GraphQLSchema } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decorateRequests } from '../../src/api/auth.ts';
import type { GraphqlContext } from '../../src/api/graphql/context.ts';
import { serveSchema } from '../../src/api/graphql/server.ts';
import type { TransportDeps } from '../../src/api/graphql/transport.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import type { Log } from '../../src/use-cases/ports/service.ts';
import { cpuMs } from '../support/cpu-time.ts';

const key = 'Bearer ptn_a_b';
const list = (length: number, each: (at: number) => string): string =>
  Array.from({ length }, (_, at) => each(at)).join(' ');
const response = 'application/graphql-response+json';

const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
function nothing(): void {
  // Says nothing.
}

function testSchema(): GraphQLSchema {
  const schema = buildSchema(`
    type Query { hello(name: String): String! maybe: String broken: String paused: String inner: Query upper(size: Int!): Int }
    type Mutation { act: String log(in: Login!): String }
    type Subscription { count: Int }
    input Login { user: String! password: String! port: Int tags: [String!] next: Login }
  `);
  const query = schema.getQueryType()?.getFields();
  const mutation = schema.getMutationType()?.getFields();
  if (query === undefined || mutation === undefined) throw new Error('no root types');
  const resolve = (name: string, resolver: (args: Record<string, unknown>) => unknown): void => {
    const field = query[name] ?? mutation[name];
    if (field !== undefined) field.resolve = (_source, args: Record<string, unknown>) => resolver(args);
  };
  resolve('hello', ({ name }) => `hello ${String(name)}`);
  resolve('inner', () => ({}));
  resolve('broken', () => {
    throw new Error('secret db password');
  });
  resolve('paused', () => {
    throw new GatewayError('account-paused', 'The account is paused.');
  });
  resolve('act', () => 'done');
  return schema;
}

const deps: TransportDeps = {
  authenticate: (authorization) =>
    authorization === key
      ? Promise.resolve({ id: 'key_a', scopes: ['admin'], accounts: 'all' })
      : Promise.reject(new GatewayError('unauthenticated', 'A valid key is needed.')),
  rateLimit: () => Promise.resolve(),
  telemetry: { log: silent },
  contextOf: (seed): GraphqlContext => ({
    ...seed,
    messages: { load: () => Promise.resolve(null) },
    threads: { load: () => Promise.reject(new Error('none')) },
    bodies: { taken: 0 },
  }),
  deadlineSeconds: 5,
  introspection: true,
  priceLimit: 100,
};

async function serve(changes: Partial<TransportDeps> = {}): Promise<FastifyInstance> {
  const app = fastify();
  decorateRequests(app);
  await serveSchema(app, testSchema(), { ...deps, ...changes });
  await app.ready();
  return app;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly allow: unknown;
  readonly data: unknown;
  readonly codes: readonly unknown[] | null;
  readonly text: string;
}

describe('GraphQL over HTTP', () => {
  let app: FastifyInstance;
  beforeEach(async () => {
    app = await serve();
  });
  afterEach(() => app.close());

  async function post(
    payload: unknown,
    headers: Record<string, string> = {},
    server: FastifyInstance = app,
  ): Promise<Answer> {
    const answer = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: key, 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
    return read(answer);
  }

  async function get(query: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    return read(
      await app.inject({
        method: 'GET',
        url: '/graphql',
        query,
        headers: { authorization: key, ...headers },
      }),
    );
  }

  function read(answer: { statusCode: number; headers: Record<string, unknown>; payload: string }): Answer {
    const body = JSON.parse(answer.payload) as {
      data?: unknown;
      errors?: { extensions: { code: string } }[];
    };
    return {
      status: answer.statusCode,
      type: String(answer.headers['content-type']).split(';')[0] ?? '',
      allow: answer.headers['allow'],
      data: body.data,
      codes: body.errors?.map(({ extensions }) => extensions.code) ?? null,
      text: answer.payload,
    };
  }

  it('answers a query with its variables', async () => {
    const answer = await post({ query: 'query($n: String) { hello(name: $n) }', variables: { n: 'you' } });
    expect(answer).toMatchObject({ status: 200, type: 'application/json', data: { hello: 'hello you' } });
  });

  it('answers the response media type to those who name it', async () => {
    expect(
      await post({ query: '{ hello }' }, { accept: `${response}, application/json;q=0.5` }),
    ).toMatchObject({
      status: 200,
      type: response,
    });
    expect(await post({ query: '{ hello }' }, { accept: '*/*' })).toMatchObject({ type: 'application/json' });
    expect(await post({ query: '{ hello }' }, { accept: 'text/html' })).toMatchObject({
      status: 406,
      codes: ['not-acceptable'],
    });
  });

  it.each([
    ['syntax', '{ hello', {}],
    ['an unknown field', '{ nothing }', {}],
    ['a missing variable', 'query($n: Int!) { upper(size: $n) }', {}],
    ['a variable of a wrong type', 'query($n: Int!) { upper(size: $n) }', { n: 'x' }],
    ['no operation of that name', 'query A { hello } query B { hello }', {}],
  ])('refuses %s: 400 with the response media type, 200 with plain JSON', async (_what, query, variables) => {
    const modern = await post({ query, variables }, { accept: response });
    expect(modern).toMatchObject({ status: 400, type: response, codes: ['invalid-request'] });
    expect(modern.data).toBeUndefined();
    expect(await post({ query, variables })).toMatchObject({ status: 200, codes: ['invalid-request'] });
    // The second time the document comes out of a cache.
    expect(await post({ query, variables }, { accept: response })).toMatchObject({ status: 400 });
  });

  it('tells nothing of names that might have been meant', async () => {
    expect((await post({ query: '{ hallo }' })).text).not.toContain('hello');
    expect(
      (await post({ query: 'query($n: Int!) { upper(size: $n) }', variables: { n: { a: 1 } } })).text,
    ).not.toMatch(/Did you mean/);
  });

  it('says which variable is wrong and why, and repeats none of their values', async () => {
    const query = 'mutation($in: Login!) { log(in: $in) }';
    const wrong = {
      user: 'Secret-0',
      password: 12345,
      port: 'Secret-1; at "in"',
      tags: ['Secret-2', 3],
      pin: 'Secret-3',
    };
    const { status, codes, text } = await post({ query, variables: { in: wrong } }, { accept: response });
    expect({ status, codes: new Set(codes) }).toEqual({ status: 400, codes: new Set(['invalid-request']) });
    expect(text).not.toMatch(/Secret|12345/);
    for (const place of ['$in.password', '$in.port', '$in.tags.1', 'pin']) expect(text).toContain(place);
  });

  it('refuses variables without a bottom', async () => {
    const deep = `${'{"next":'.repeat(5_000)}null${'}'.repeat(5_000)}`;
    const payload = `{"query":"mutation($in: Login!) { log(in: $in) }","variables":{"in":${deep}}}`;
    expect(await post(payload, { accept: response })).toMatchObject({
      status: 400,
      codes: ['invalid-request'],
    });
  });

  it.each([
    ['no JSON', '{', 400, 'invalid-request'],
    ['a forbidden property', '{"query":"{hello}","variables":{"__proto__":{}}}', 400, 'invalid-request'],
    ['no query', '{}', 400, 'invalid-request'],
    ['a batch', '[{"query":"{hello}"}]', 400, 'invalid-request'],
    ['variables that are no object', '{"query":"{hello}","variables":[1]}', 400, 'invalid-request'],
    ['no body', '', 400, 'invalid-request'],
  ])('refuses %s on both media types', async (_what, payload, status, code) => {
    expect(await post(payload)).toMatchObject({ status, codes: [code] });
    expect(await post(payload, { accept: response })).toMatchObject({
      status,
      codes: [code],
      type: response,
    });
  });

  it('takes nothing that a foreign page could send without a preflight', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/graphql',
    ]) {
      expect(await post('{"query":"{hello}"}', { 'content-type': type })).toMatchObject({
        status: 415,
        codes: ['unsupported-media-type'],
      });
    }
    expect(await post({ query: '{ hello }' }, { authorization: '' })).toMatchObject({
      status: 401,
      codes: ['unauthenticated'],
    });
  });

  it('answers what went well beside what failed, and masks what nobody foresaw', async () => {
    const answer = await post({ query: '{ hello broken paused }' }, { accept: response });
    expect(answer).toMatchObject({
      status: 200,
      data: { hello: 'hello undefined', broken: null, paused: null },
      codes: ['internal', 'account-paused'],
    });
    expect(answer.text).not.toContain('password');
    expect(answer.text).not.toContain('stack');
  });

  it('takes queries by GET and nothing else', async () => {
    expect(
      await get({ query: 'query($n: String) { hello(name: $n) }', variables: '{"n":"get"}' }),
    ).toMatchObject({
      status: 200,
      data: { hello: 'hello get' },
    });
    expect(await get({ query: 'mutation { act }' })).toMatchObject({
      status: 405,
      allow: 'POST',
      codes: ['method-not-allowed'],
    });
    expect(await get({ query: '{ hello }', variables: '{' })).toMatchObject({ status: 400 });
    const other = await app.inject({ method: 'DELETE', url: '/graphql', headers: { authorization: key } });
    expect(other.statusCode).toBe(405);
    expect(other.headers.allow).toBe('GET, POST');
  });

  it('leaves subscriptions to the WebSocket', async () => {
    const query = 'subscription { count }';
    const refused = { status: 400, codes: ['invalid-request'] };
    expect(await post({ query }, { accept: response })).toMatchObject(refused);
    expect(await get({ query })).toMatchObject({ codes: refused.codes });
  });

  it('runs no mutation by GET after the same document came by POST', async () => {
    expect(await post({ query: 'mutation { act }' })).toMatchObject({ data: { act: 'done' } });
    expect(await get({ query: 'mutation { act }' })).toMatchObject({ status: 405 });
  });

  it.each([
    ['depth', `{ ${'inner { '.repeat(20)} hello ${'} '.repeat(20)} }`],
    [
      'depth in fragments',
      `{ ...A } fragment A on Query { ${'inner { '.repeat(9)} ...B ${'} '.repeat(9)} } fragment B on Query { ${'inner { '.repeat(9)} hello ${'} '.repeat(9)} }`,
    ],
    ['aliases', `{ ${list(200, (at) => `a${at}: hello`)} }`],
    ['one field again and again', `{ ${'hello '.repeat(900)} }`],
    [
      'a bomb of fragments',
      `{ ...F0 } ${Array.from({ length: 40 }, (_, index) => `fragment F${index} on Query { inner { ...F${index + 1} } i2: inner { ...F${index + 1} } }`).join(' ')} fragment F40 on Query { hello }`,
    ],
    [
      'many fragments beside one another',
      `{ ${list(60, (at) => `...F${at}`)} } ${list(60, (at) => `fragment F${at} on Query { hello }`)}`,
    ],
    ['the same field again', `{ inner { ${'inner { hello } '.repeat(100)} } }`],
    ['the same field in inline fragments', `{ ${'... { inner { hello } } '.repeat(100)} }`],
    ['directives', `{ hello ${'@a '.repeat(300)} }`],
  ])('refuses too much of %s cheaply', async (_what, query) => {
    const begun = cpuMs();
    const answer = await post({ query }, { accept: response });
    expect(answer).toMatchObject({ status: 422, codes: ['query-too-expensive'] });
    expect(cpuMs() - begun).toBeLessThan(500);
  });

  it('refuses a long text before it is parsed, and too many tokens while it is', async () => {
    expect(await post({ query: `{ hello } #${'x'.repeat(11_000)}` }, { accept: response })).toMatchObject({
      status: 413,
      codes: ['too-large'],
    });
    expect(await post({ query: `{ ${'a '.repeat(1_100)} }` }, { accept: response })).toMatchObject({
      status: 422,
    });
  });

  it('ends a cycle of fragments with a validation error', async () => {
    const query = '{ ...A } fragment A on Query { inner { ...B } } fragment B on Query { inner { ...A } }';
    expect(await post({ query }, { accept: response })).toMatchObject({
      status: 400,
      codes: ['invalid-request'],
    });
  });

  it('parses no syntax tree that comes as JSON', async () => {
    const query = JSON.stringify({ kind: 'Document', definitions: [] });
    expect(await post({ query }, { accept: response })).toMatchObject({
      status: 400,
      codes: ['invalid-request'],
    });
  });

  it('shows its schema to the playground', async () => {
    const full = getIntrospectionQuery({
      directiveIsRepeatable: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    expect((await post({ query: full })).codes).toBeNull();
  });

  it('shows its schema by configuration only', async () => {
    expect((await post({ query: '{ __schema { queryType { name } } }' })).codes).toBeNull();
    const closed = await serve({ introspection: false });
    const refused = await post({ query: '{ __schema { queryType { name } } }' }, {}, closed);
    expect(refused).toMatchObject({ data: undefined });
    expect(new Set(refused.codes)).toEqual(new Set(['invalid-request']));
    await closed.close();
  });

  it('counts every operation against the quota of its key', async () => {
    const limited = await serve({
      rateLimit: () => Promise.reject(new GatewayError('rate-limited', 'Later.', { retryAfterSeconds: 3 })),
    });
    expect(await post({ query: '{ hello }' }, {}, limited)).toMatchObject({
      status: 429,
      codes: ['rate-limited'],
    });
    await limited.close();
  });
});
