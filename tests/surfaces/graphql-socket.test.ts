import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { promisify } from 'node:util';
import { fastify, type FastifyInstance } from 'fastify';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decorateRequests } from '../../src/api/auth.ts';
import { endingWith } from '../../src/api/graphql/ending.ts';
import type { GraphqlContext } from '../../src/api/graphql/context.ts';
import { serveSchema } from '../../src/api/graphql/server.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import { eventually } from '../support/eventually.ts';

const protocol = 'graphql-transport-ws';
const silent = (): void => undefined;

/** A journal that grows when it is told to. */
function createFeed(): {
  readonly push: (value: number) => void;
  readonly follow: (signal: AbortSignal) => Promise<AsyncIterable<number>>;
  readonly state: { readers: number; pulled: number };
} {
  const values: number[] = [];
  const state = { readers: 0, pulled: 0 };
  let wake = silent;
  async function* read(signal: AbortSignal): AsyncGenerator<number> {
    state.readers += 1;
    try {
      for (let at = 0; !signal.aborted;) {
        const value = values[at];
        if (value === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            signal.addEventListener('abort', () => {
              resolve();
            });
          });
          continue;
        }
        at += 1;
        state.pulled += 1;
        yield value;
      }
    } finally {
      state.readers -= 1;
    }
  }
  return {
    state,
    push(value) {
      values.push(value);
      wake();
    },
    follow: (signal) => Promise.resolve(read(signal)),
  };
}

describe('GraphQL over WebSocket', () => {
  let app: FastifyInstance;
  let url: string;
  let feed: ReturnType<typeof createFeed>;
  const revoked = new Set<string>();
  const sockets: WebSocket[] = [];
  const clients: Client[] = [];

  function schemaOf(): GraphQLSchema {
    const schema = buildSchema(`
      type Query { hello: String! inner: Query }
      type Subscription { count(after: Int): Int! refused: Int! blob: String! }
    `);
    const fields = schema.getSubscriptionType()?.getFields();
    const hello = schema.getQueryType()?.getFields()['hello'];
    if (hello !== undefined) hello.resolve = () => 'hello';
    const define = (name: string, subscribe: (context: GraphqlContext) => unknown): void => {
      const field = fields?.[name];
      if (field === undefined) throw new Error(`no field ${name}`);
      field.subscribe = (_root, _args, context: GraphqlContext) => subscribe(context);
      field.resolve = (value) => value;
    };
    define('count', ({ signal }) => endingWith(signal, feed.follow, (value) => value));
    define('refused', () => {
      throw new GatewayError('cursor-expired', 'Too old.');
    });
    define('blob', ({ signal }) => endingWith(signal, feed.follow, () => 'x'.repeat(500_000)));
    return schema;
  }

  beforeEach(async () => {
    feed = createFeed();
    revoked.clear();
    app = fastify();
    decorateRequests(app);
    await serveSchema(app, schemaOf(), {
      authenticate: (authorization) =>
        authorization?.startsWith('Bearer good') === true && !revoked.has(authorization)
          ? Promise.resolve({ id: 'key_a', scopes: ['admin'], accounts: 'all' })
          : Promise.reject(new GatewayError('unauthenticated', 'A valid key is needed.')),
      rateLimit: () => Promise.resolve(),
      telemetry: { log: { debug: silent, info: silent, warn: silent, error: silent } },
      contextOf: (seed) => ({
        ...seed,
        messages: { load: () => Promise.resolve(null) },
        threads: { load: () => Promise.reject(new Error('none')) },
        bodies: { taken: 0 },
      }),
      deadlineSeconds: 5,
      introspection: true,
      priceLimit: 100,
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    url = (app.listeningOrigin.replace('http', 'ws') + '/graphql').replace('localhost', '127.0.0.1');
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
    for (const socket of sockets.splice(0)) socket.terminate();
    await app.close();
  });

  /** A socket that speaks the protocol by hand. */
  async function open(subprotocol = protocol): Promise<WebSocket> {
    const socket = new WebSocket(url, subprotocol);
    sockets.push(socket);
    await once(socket, 'open');
    return socket;
  }
  const say = (socket: WebSocket, message: object): void => {
    socket.send(JSON.stringify(message));
  };
  const closeCode = async (socket: WebSocket): Promise<unknown> => (await once(socket, 'close'))[0];

  function connect(authorization = 'Bearer good'): Client {
    const client = createClient({
      url,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      retryAttempts: 0,
      lazyCloseTimeout: 0,
    });
    clients.push(client);
    return client;
  }

  it('carries queries and subscriptions, and ends both where they end', async () => {
    const client = connect();
    const answers = client.iterate({ query: '{ hello }' });
    expect((await answers.next()).value).toEqual({ data: { hello: 'hello' } });
    const events = client.iterate<{ count: number }>({ query: 'subscription { count }' });
    feed.push(1);
    expect((await events.next()).value).toEqual({ data: { count: 1 } });
    feed.push(2);
    expect((await events.next()).value).toEqual({ data: { count: 2 } });
    expect(feed.state.readers).toBe(1);
    await events.return?.();
    await eventually(() => {
      expect(feed.state.readers).toBe(0);
    });
  });

  it('ends a subscription that waits when its socket goes', async () => {
    const socket = await open();
    say(socket, { type: 'connection_init', payload: { authorization: 'Bearer good' } });
    await once(socket, 'message');
    say(socket, { type: 'subscribe', id: '1', payload: { query: 'subscription { count }' } });
    await eventually(() => {
      expect(feed.state.readers).toBe(1);
    });
    socket.terminate();
    await eventually(() => {
      expect(feed.state.readers).toBe(0);
    });
  });

  it('closes with 4401 when an operation comes before connection_init', async () => {
    const socket = await open();
    say(socket, { type: 'subscribe', id: '1', payload: { query: '{ hello }' } });
    expect(await closeCode(socket)).toBe(4401);
  });

  it.each([
    ['a wrong key', { authorization: 'Bearer bad' }],
    ['no key', undefined],
  ])('closes with 4403 for %s', async (_what, payload) => {
    const socket = await open();
    say(socket, { type: 'connection_init', payload });
    expect(await closeCode(socket)).toBe(4403);
  });

  it('closes with 4403 within seconds when the key is revoked', async () => {
    const socket = await open();
    say(socket, { type: 'connection_init', payload: { authorization: 'Bearer good2' } });
    await once(socket, 'message');
    say(socket, { type: 'subscribe', id: '1', payload: { query: 'subscription { count }' } });
    await eventually(() => {
      expect(feed.state.readers).toBe(1);
    });
    revoked.add('Bearer good2');
    expect(await closeCode(socket)).toBe(4403);
    await eventually(() => {
      expect(feed.state.readers).toBe(0);
    });
  });

  it('takes no other protocol, no second init and no message that is none', async () => {
    const legacy = new WebSocket(url, 'graphql-ws');
    sockets.push(legacy);
    expect(await Promise.race([once(legacy, 'error').then(() => 'refused'), closeCode(legacy)])).toSatisfy(
      (answer: unknown) => answer === 'refused' || answer === 4406,
    );
    const twice = await open();
    say(twice, { type: 'connection_init', payload: { authorization: 'Bearer good' } });
    say(twice, { type: 'connection_init', payload: { authorization: 'Bearer good' } });
    expect(await closeCode(twice)).toBe(4429);
    const noise = await open();
    noise.send('noise');
    expect(await closeCode(noise)).toBe(4400);
  });

  async function refusal(query: string): Promise<unknown> {
    const client = connect();
    try {
      const { value } = (await client.iterate({ query }).next()) as {
        value?: { errors?: { extensions: { code: string } }[] };
      };
      return value?.errors?.[0]?.extensions.code;
    } catch (errors) {
      return Array.isArray(errors) ? (errors[0] as { extensions: { code: string } }).extensions.code : errors;
    }
  }

  it('admits operations by the same bounds as HTTP, with the same codes', async () => {
    expect(await refusal('subscription { refused }')).toBe('cursor-expired');
    expect(await refusal('subscription { nothing }')).toBe('invalid-request');
    expect(await refusal('subscription { count @skip(if: true) }')).toBe('invalid-request');
    expect(await refusal('{ hello')).toBe('invalid-request');
    expect(await refusal(`{ ${'inner { '.repeat(20)} hello ${'} '.repeat(20)} }`)).toBe(
      'query-too-expensive',
    );
    expect(await refusal(`{ ${Array.from({ length: 200 }, (_, at) => `a${at}: hello`).join(' ')} }`)).toBe(
      'query-too-expensive',
    );
    expect(await refusal(`{ hello } #${'x'.repeat(11_000)}`)).toBe('too-large');
    expect(await refusal(`{ ${'a '.repeat(2_500)} }`)).toBe('query-too-expensive');
  });

  it('reads no further ahead than the client takes', async () => {
    const socket = await open();
    say(socket, { type: 'connection_init', payload: { authorization: 'Bearer good' } });
    await once(socket, 'message');
    socket.pause();
    for (let at = 0; at < 400; at += 1) feed.push(at);
    say(socket, { type: 'subscribe', id: '1', payload: { query: 'subscription { blob }' } });
    let before = -1;
    await eventually(() => {
      const { pulled } = feed.state;
      const isStill = pulled > 0 && pulled === before;
      before = pulled;
      expect(isStill).toBe(true);
    });
    expect(feed.state.pulled).toBeLessThan(100);
    socket.resume();
    await eventually(() => {
      expect(feed.state.pulled).toBe(400);
    });
  });

  it.each([
    ['WebSocket on a path without one', 'websocket', '/elsewhere', '404'],
    ['a WebSocket without its key', 'websocket', '/graphql', '400'],
    ['HTTP/2', 'h2c', '/elsewhere', '404'],
  ])('answers a request for %s in HTTP and lets its connection go', async (_, offered, path, status) => {
    const { port } = new URL(url);
    const socket = connectTcp({ host: '127.0.0.1', port: Number(port) });
    socket.setEncoding('utf8');
    let said = '';
    socket.on('data', (text: string) => {
      said += text;
    });
    const ended = once(socket, 'close');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${offered}\r\n\r\n`);
    await ended;
    expect(said.split(' ')[1]).toBe(status);
    await eventually(async () => {
      expect(await promisify(app.server.getConnections.bind(app.server))()).toBe(0);
    });
  });

  it('tells sockets that the service goes away', async () => {
    const socket = await open();
    const closed = closeCode(socket);
    await app.close();
    expect(await closed).toBe(1001);
  });
});
