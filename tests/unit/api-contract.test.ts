import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { GatewayError } from '../../src/domain/errors.ts';
import type { Principal } from '../../src/domain/principal.ts';
import { readContract } from '../../src/api/contract-document.ts';
import { createServer, type ServerDeps } from '../../src/api/server.ts';
import type { AnyAnswer, Handlers } from '../../src/api/operations.ts';
import { silentTelemetry } from '../support/silent-telemetry.ts';

const contract = readContract(`
openapi: 3.1.0
info: { title: Test, version: '1' }
security: [{ key: [] }]
paths:
  /things:
    get:
      operationId: listThings
      x-scopes: ['messages:read']
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 250, default: 50 } }
        - { name: fields, in: query, explode: false, schema: { type: array, items: { $ref: '#/components/schemas/Field' } } }
        - { name: deep, in: query, schema: { type: boolean } }
      responses: { '200': { description: ok, content: { application/json: { schema: {} } } } }
    post:
      operationId: createThing
      x-scopes: ['messages:write']
      parameters:
        - { name: Idempotency-Key, in: header, schema: { type: string, minLength: 1, maxLength: 255 } }
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Thing' } }
          message/rfc822: { schema: { type: string } }
      responses: { '201': { description: ok, content: { application/json: { schema: {} } } } }
  /things/{thing}/search:
    post:
      operationId: searchThing
      x-scopes: []
      x-query: true
      parameters: [{ name: thing, in: path, required: true, schema: { type: string, maxLength: 512 } }]
      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: {} } } }, '504': { description: late } }
components:
  schemas:
    Field: { type: string, enum: [id, name] }
    Thing:
      type: object
      required: [name]
      additionalProperties: false
      properties:
        name: { type: string, maxLength: 10 }
        size: { type: integer, default: 3 }
        tags: { type: array, items: { oneOf: [{ type: string }, { type: 'null' }] } }
`);

const reader: Principal = { id: 'key_1', scopes: ['messages:read', 'messages:write'], accounts: 'all' };

type Handler = (call: {
  readonly query: Readonly<Record<string, unknown>>;
  readonly path: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly signal: AbortSignal;
}) => AnyAnswer | Promise<AnyAnswer>;

function server(handlers: Readonly<Record<string, Handler>> = {}, deps: Partial<ServerDeps> = {}) {
  const echo: Handler = ({ query, path, body }) => ({ status: 200, body: { query, path, body } });
  return createServer({
    contract,
    handlers: {
      listThings: echo,
      createThing: echo,
      searchThing: echo,
      ...handlers,
    } as unknown as Handlers,
    authenticate: async (authorization) => {
      if (authorization === 'Bearer good') return reader;
      throw new GatewayError('unauthenticated', 'A key is needed.');
    },
    authenticateLink: () => expect.fail('no operation takes links'),
    idempotent: { run: async (_request, work) => ({ kind: 'fresh', value: (await work(null)).value }) },
    rateLimiter: null,
    telemetry: silentTelemetry,
    publicUrl: null,
    playground: false,
    draining: new AbortController().signal,
    deadlineSeconds: 5,
    drainSeconds: 5,
    ...deps,
  });
}

const authorization = 'Bearer good';
const json = { authorization, 'content-type': 'application/json' };

describe('contract and handlers', () => {
  it('keep the service from starting when an operation has no handler', async () => {
    const others = { createThing: () => 1, searchThing: () => 1 };
    await expect(
      createServer({ ...(await depsOnly()), handlers: others as unknown as Handlers }),
    ).rejects.toThrow('listThings has no handler');
  });

  it('keep the service from starting when a handler has no operation', async () => {
    await expect(server({ dropThing: () => ({ status: 204 }) })).rejects.toThrow(
      'the handler dropThing has no operation',
    );
  });

  it('fit in this project, operation by operation, scope by scope', () => {
    const own = readContract(readFileSync('openapi.yaml', 'utf8'));
    expect(own.operations.length).toBeGreaterThan(30);
    expect(own.operations.find(({ id }) => id === 'searchMessages')?.hasQueryAlias).toBe(true);
  });

  async function depsOnly(): Promise<ServerDeps> {
    return await Promise.resolve({
      contract,
      handlers: {} as Handlers,
      authenticate: async () => reader,
      authenticateLink: () => reader,
      idempotent: { run: async (_request, work) => ({ kind: 'fresh', value: (await work(null)).value }) },
      rateLimiter: null,
      telemetry: silentTelemetry,
      publicUrl: null,
      playground: false,
      draining: new AbortController().signal,
      deadlineSeconds: 5,
      drainSeconds: 5,
    });
  }
});

describe('parameters', () => {
  it('are read by their types, with defaults', async () => {
    const app = await server();
    const reply = await app.inject({ url: '/things?fields=id,name&deep=true', headers: { authorization } });
    expect(reply.json()).toMatchObject({ query: { limit: 50, fields: ['id', 'name'], deep: true } });
  });

  it.each([
    ['limit=0', '/query/limit'],
    ['limit=0x10', '/query/limit'],
    ['limit=%205', '/query/limit'],
    ['limit=1&limit=2', '/query/limit'],
    ['deep=yes', '/query/deep'],
    ['fields=', '/query/fields/0'],
    ['fields=id,colour', '/query/fields/1'],
    ['colour=red', '/query/colour'],
    ['__proto__=red', '/query/__proto__'],
  ])('are refused by name: %s', async (query, pointer) => {
    const app = await server();
    const reply = await app.inject({ url: `/things?${query}`, headers: { authorization } });
    expect(reply.json()).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ pointer }] });
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json\b/);
  });
});

describe('bodies', () => {
  it('are taken as they are, with defaults', async () => {
    const app = await server();
    const reply = await app.inject({
      method: 'POST',
      url: '/things',
      headers: json,
      payload: '{"name":"a"}',
    });
    expect(reply.json()).toMatchObject({ body: { type: 'application/json', value: { name: 'a', size: 3 } } });
  });

  it('that are no JSON are octets', async () => {
    const app = await server({
      createThing: ({ body }) => ({ status: 201, body: (body as { octets: Buffer }).octets.toString('hex') }),
    });
    const headers = { authorization, 'content-type': 'message/rfc822' };
    const reply = await app.inject({
      method: 'POST',
      url: '/things',
      headers,
      payload: Buffer.from([0, 255]),
    });
    expect(reply.json()).toBe('00ff');
  });

  it('tell all their faults at once', async () => {
    const app = await server();
    const payload = '{"name":5,"colour":"red","tags":[7]}';
    const reply = await app.inject({ method: 'POST', url: '/things', headers: json, payload });
    expect(
      reply
        .json<{ errors: { pointer: string }[] }>()
        .errors.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/colour', '/name', '/tags/0']);
  });

  it.each([
    ['', 'A body is needed.'],
    ['{', 'The body is not JSON, or has a forbidden property name.'],
    ['{"name":"a","__proto__":{}}', 'The body is not JSON, or has a forbidden property name.'],
    [
      '{"name":"a","x":{"constructor":{"prototype":{}}}}',
      'The body is not JSON, or has a forbidden property name.',
    ],
    [Buffer.from([0x22, 0xff, 0x22]), 'The body is not UTF-8.'],
  ])('are refused when they cannot be read: %s', async (payload, detail) => {
    const app = await server();
    const reply = await app.inject({ method: 'POST', url: '/things', headers: json, payload });
    expect(reply.json()).toMatchObject({ status: 400, code: 'invalid-request', detail });
  });

  it.each([
    'application/json\ta',
    'application/json; charset=latin1',
    'application/json;',
    'application/jsonx',
    'text/json',
    'application/json, text/plain',
    'application/json; charset=utf-8; boundary=x',
    'application',
  ])('of another media type do not reach a schema: %s', async (contentType) => {
    const app = await server();
    const headers = { authorization, 'content-type': contentType };
    const reply = await app.inject({ method: 'POST', url: '/things', headers, payload: '{"evil":1}' });
    expect(reply.json()).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  it('may name their character set', async () => {
    const app = await server();
    const headers = { authorization, 'content-type': 'Application/JSON; charset="UTF-8"' };
    const reply = await app.inject({ method: 'POST', url: '/things', headers, payload: '{"name":"a"}' });
    expect(reply.statusCode).toBe(200);
  });

  it('over the limit are refused', async () => {
    const app = await server();
    const payload = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });
    const reply = await app.inject({ method: 'POST', url: '/things/1/search', headers: json, payload });
    expect(reply.json()).toMatchObject({ status: 413, code: 'too-large' });
  });
});

describe('paths', () => {
  it.each(['/things/', '/things//search', '/docs/'])('that name nothing answer 404: %s', async (url) => {
    const app = await server();
    for (const method of ['GET', 'POST'] as const) {
      const reply = await app.inject({ method, url, headers: { authorization } });
      expect(reply.json(), method).toMatchObject({ code: 'not-found' });
    }
  });
});

describe('preconditions', () => {
  it.each([
    ['GET', '/things', 'if-match', 400],
    ['GET', '/things', 'if-none-match', 200],
    ['POST', '/things', 'if-match', 400],
    ['POST', '/things', 'if-none-match', 400],
    ['POST', '/things/1/search', 'if-none-match', 200],
  ] as const)('that %s %s cannot keep are not ignored: %s answers %s', async (method, url, name, status) => {
    let calls = 0;
    const count = (): AnyAnswer => {
      calls += 1;
      return { status: 200, body: {} };
    };
    const app = await server({ listThings: count, createThing: count, searchThing: count });
    const headers = { ...json, [name]: '"v1"' };
    const payload = method === 'GET' ? {} : { payload: '{"name":"a"}' };
    const reply = await app.inject({ method, url, headers, ...payload });
    expect(reply.statusCode).toBe(status);
    expect(calls).toBe(status === 200 ? 1 : 0);
    if (status === 400) expect(reply.json()).toMatchObject({ code: 'precondition-unsupported' });
  });
});

describe('methods', () => {
  it('that a path lacks are told with those it has', async () => {
    const app = await server();
    const reply = await app.inject({ method: 'DELETE', url: '/things' });
    expect(reply.json()).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(reply.headers.allow).toBe('GET, HEAD, POST');
  });

  it.each(['TRACE', 'PROPFIND', 'LOCK', 'OPTIONS', 'M-SEARCH'])(
    'that nothing here takes are told from paths that are not there: %s',
    async (method) => {
      const app = await server({}, { playground: true });
      const ask = (url: string) => app.inject({ method: method as 'GET', url });
      for (const [url, allow] of [
        ['/things', 'GET, HEAD, POST'],
        ['/things/1/search', 'POST, QUERY'],
        ['/docs', 'GET, HEAD'],
        ['/graphiql', 'GET, HEAD'],
        ['/errors/not-found', 'GET, HEAD'],
      ] as const) {
        const reply = await ask(url);
        expect(reply.json(), url).toMatchObject({ status: 405, code: 'method-not-allowed' });
        expect(reply.headers.allow).toBe(allow);
      }
      expect((await ask('/nothing')).json()).toMatchObject({ status: 404, code: 'not-found' });
    },
  );

  it('answer HEAD as GET, without the body', async () => {
    const app = await server({}, { playground: true });
    for (const url of ['/docs', '/docs/docs.js', '/graphiql', '/errors/not-found', '/things']) {
      const get = await app.inject({ url, headers: { authorization } });
      const head = await app.inject({ method: 'HEAD', url, headers: { authorization } });
      expect([head.statusCode, head.headers['content-type']]).toEqual([200, get.headers['content-type']]);
      expect(head.headers['content-length']).toBe(get.headers['content-length']);
      expect(head.body).toBe('');
    }
  });

  it('include QUERY where a search takes POST', async () => {
    const app = await server();
    const reply = await app.inject({
      method: 'QUERY' as 'POST',
      url: '/things/1/search',
      headers: json,
      payload: '{}',
    });
    expect(reply.json()).toMatchObject({ path: { thing: '1' } });
  });
});

describe('failures', () => {
  it('without a key answer 401 and how to authenticate, before the body is looked at', async () => {
    const app = await server();
    const reply = await app.inject({ method: 'POST', url: '/things', payload: '{' });
    expect(reply.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(reply.headers['www-authenticate']).toBe('Bearer');
  });

  it('that nobody foresaw tell nothing of themselves and stand in the log under the request id', async () => {
    const lines: object[] = [];
    const log = { ...silentTelemetry.log, error: (details: object) => void lines.push(details) };
    const app = await server(
      { listThings: () => Promise.reject(new Error('secret db password')) },
      { telemetry: { ...silentTelemetry, log } },
    );
    const headers = { authorization, 'x-request-id': 'mine-1' };
    const reply = await app.inject({ url: '/things', headers });
    expect(reply.json()).toMatchObject({ status: 500, code: 'internal', instance: 'mine-1' });
    expect(reply.body).not.toContain('secret');
    expect(lines).toMatchObject([{ requestId: 'mine-1', err: { message: 'secret db password' } }]);
  });

  it('tell when to come again', async () => {
    const app = await server({
      listThings: () => {
        throw new GatewayError('storage-unavailable', 'Away.', { retryAfterSeconds: 1.2 });
      },
    });
    const reply = await app.inject({ url: '/things', headers: { authorization } });
    expect(reply.headers['retry-after']).toBe('2');
  });

  it.each([
    ['/things/1/search', 'POST', 'upstream-timeout', 504],
    ['/things', 'GET', 'storage-unavailable', 503],
  ] as const)('come at the deadline, whatever the handler does: %s', async (url, method, code, status) => {
    const never: Handler = () => new Promise(() => undefined);
    const app = await server({ listThings: never, searchThing: never }, { deadlineSeconds: 0.02 });
    const payload = method === 'POST' ? { payload: '{}' } : {};
    const reply = await app.inject({
      url,
      method,
      headers: method === 'POST' ? json : { authorization },
      ...payload,
    });
    expect(reply.json()).toMatchObject({ code, status });
  });

  it('of the path are problems too', async () => {
    const app = await server();
    for (const url of ['/nothing', '/things/%ff/search', `/things/${'x'.repeat(2000)}/search`]) {
      const reply = await app.inject({ method: 'POST', url, headers: json, payload: '{}' });
      expect(reply.headers['content-type']).toMatch(/^application\/problem\+json\b/);
      expect([400, 404]).toContain(reply.statusCode);
    }
    const long = await app.inject({ url: `/things?fields=${'id,'.repeat(4000)}` });
    expect(long.json()).toMatchObject({ status: 414, code: 'too-large' });
  });

  it('name an acceptable type that is not there', async () => {
    const app = await server();
    const reply = await app.inject({ url: '/things', headers: { authorization, accept: 'text/html' } });
    expect(reply.json()).toMatchObject({ status: 406, code: 'not-acceptable' });
  });
});

describe('request ids', () => {
  it('are the client’s own where they have the form of one', async () => {
    const app = await server();
    const own = await app.inject({ url: '/things', headers: { authorization, 'x-request-id': 'a.b_c-1' } });
    expect(own.headers['x-request-id']).toBe('a.b_c-1');
    const bad = await app.inject({
      url: '/things',
      headers: { authorization, 'x-request-id': 'a b<script>' },
    });
    expect(bad.headers['x-request-id']).toMatch(/^req_[A-Za-z0-9]{16}$/);
  });
});

describe('the rate limit', () => {
  const state = { limit: 2, windowSeconds: 60, remaining: 0, resetSeconds: 31 };

  it('is told in structured fields and answers 429 with the time to come again', async () => {
    const app = await server({}, { rateLimiter: { take: async () => ({ ...state, allowed: false }) } });
    const reply = await app.inject({ url: '/things', headers: { authorization } });
    expect(reply.json()).toMatchObject({ status: 429, code: 'rate-limited' });
    expect(reply.headers).toMatchObject({
      'ratelimit-policy': '"default";q=2;w=60',
      ratelimit: '"default";r=0;t=31',
      'retry-after': '31',
    });
  });

  it('lets requests pass while it cannot count', async () => {
    const app = await server({}, { rateLimiter: { take: () => Promise.reject(new Error('away')) } });
    const reply = await app.inject({ url: '/things', headers: { authorization } });
    expect(reply.statusCode).toBe(200);
  });
});
