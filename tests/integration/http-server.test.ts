/** The HTTP server on a real socket: streams that break, clients that go away, requests that never end. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { readContract } from '../../src/api/contract-document.ts';
import type { AnyAnswer, Handlers } from '../../src/api/operations.ts';
import { createServer } from '../../src/api/server.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import { eventually } from '../support/eventually.ts';
import { silentTelemetry } from '../support/silent-telemetry.ts';

const contract = readContract(`
openapi: 3.1.0
info: { title: Test, version: '1' }
paths:
  /content:
    get:
      operationId: getContent
      x-scopes: []
      responses: { '200': { description: ok, content: { '*/*': { schema: { type: string } } } } }
    post:
      operationId: putContent
      x-scopes: []
      requestBody: { required: true, content: { text/plain: { schema: { type: string } } } }
      responses: { '204': { description: ok } }
`);

const megabyte = 1024 * 1024;
let app: FastifyInstance | undefined;
let stop: AbortController;
/** Errors in the log. */
let logged: unknown[] = [];
afterEach(async () => {
  await app?.close();
  logged = [];
});

async function serve(
  getContent: (call: { readonly signal: AbortSignal }) => AnyAnswer | Promise<AnyAnswer>,
  drainSeconds = 5,
): Promise<number> {
  stop = new AbortController();
  app = await createServer({
    contract,
    handlers: { getContent, putContent: () => ({ status: 204 }) } as unknown as Handlers,
    authenticate: () => Promise.reject(new Error('nobody asks')),
    authenticateLink: () => expect.fail('nobody asks'),
    idempotent: { run: async (_request, work) => ({ kind: 'fresh', value: (await work(null)).value }) },
    rateLimiter: null,
    telemetry: {
      ...silentTelemetry,
      log: { ...silentTelemetry.log, error: (...line) => void logged.push(line) },
    },
    publicUrl: null,
    playground: false,
    draining: stop.signal,
    deadlineSeconds: 5,
    drainSeconds,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const content = (stream: Readable, size: number | null = null): AnyAnswer => ({
  status: 200,
  content: stream,
  contentType: 'application/octet-stream',
  size,
  headers: { etag: '"x"', 'content-disposition': 'attachment' },
});

async function request(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET /content HTTP/1.1\r\nhost: localhost\r\n\r\n');
  return socket;
}

describe('a stream', () => {
  it('that breaks before its first octet answers a problem and none of the stream’s headers', async () => {
    const port = await serve(() =>
      content(
        new Readable({
          read() {
            this.destroy(new GatewayError('upstream-protocol-error', 'The server broke off.'));
          },
        }),
        10,
      ),
    );
    const answer = await fetch(`http://127.0.0.1:${port}/content`);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ code: 'upstream-protocol-error' });
    expect(answer.headers.get('etag')).toBeNull();
    expect(answer.headers.get('content-disposition')).toBeNull();
  });

  it.each([
    ['without a known size', null],
    ['of a known size', 2 * megabyte],
  ])('%s that breaks in the middle breaks the answer as well', async (_, size) => {
    const port = await serve(() => {
      let sent = 0;
      return content(
        new Readable({
          read() {
            sent += 1;
            if (sent > 8) this.destroy(new Error('gone'));
            else this.push(Buffer.alloc(64 * 1024));
          },
        }),
        size,
      );
    });
    const answer = await fetch(`http://127.0.0.1:${port}/content`);
    expect(answer.status).toBe(200);
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });

  it('waits for a client that does not read, and is destroyed when the client goes', async () => {
    let pushed = 0;
    let destroyed = false;
    const port = await serve(() =>
      content(
        new Readable({
          read() {
            pushed += 64 * 1024;
            this.push(Buffer.alloc(64 * 1024));
          },
          destroy(error, done) {
            destroyed = true;
            done(error);
          },
        }),
      ),
    );
    const socket = await request(port);
    await once(socket, 'readable');
    let before = -1;
    await eventually(() => {
      const grew = pushed !== before;
      before = pushed;
      expect(grew).toBe(false);
    });
    expect(pushed).toBeLessThan(32 * megabyte);
    expect(destroyed).toBe(false);
    socket.destroy();
    await eventually(() => expect(destroyed).toBe(true));
  });
});

describe('a client that goes away', () => {
  it('in the middle of its request is no failure of the service', async () => {
    const port = await serve(() => ({ status: 204 }));
    const socket = connect(port, '127.0.0.1');
    const head = 'POST /content HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 9';
    socket.write(`${head}\r\n\r\nhalf`, () => socket.destroy());
    const [connection] = (await once(app?.server ?? socket, 'connection')) as [Socket];
    await once(connection, 'close');
    await new Promise((resolve) => setImmediate(resolve));
    expect(logged).toEqual([]);
  });

  it('aborts the work that was begun for it', async () => {
    let signal: AbortSignal | undefined;
    const port = await serve((call) => {
      signal = call.signal;
      return new Promise(() => undefined);
    });
    const socket = await request(port);
    await eventually(() => expect(signal?.aborted).toBe(false));
    socket.destroy();
    await eventually(() => expect(signal?.aborted).toBe(true));
  });
});

describe('a server that drains', () => {
  it('lets the request in flight end, closes its connection, and takes no other', async () => {
    let finish: (() => void) | undefined;
    const port = await serve(
      () =>
        new Promise((resolve) => {
          finish = () => resolve({ status: 200, content: 'done', contentType: 'text/plain', size: null });
        }),
    );
    const waiting = fetch(`http://127.0.0.1:${port}/content`);
    await eventually(() => expect(finish).toBeDefined());
    stop.abort();
    const closed = app?.close();
    await eventually(() => expect(app?.server.listening).toBe(false));
    await expect(fetch(`http://127.0.0.1:${port}/content`)).rejects.toThrow();
    finish?.();
    const answer = await waiting;
    expect(await answer.text()).toBe('done');
    expect(answer.headers.get('connection')).toBe('close');
    await closed;
  });

  it('cuts off what has not ended when its time is over', async () => {
    let begun = false;
    const port = await serve(() => {
      begun = true;
      return new Promise(() => undefined);
    }, 0.1);
    const socket = await request(port);
    const ended = once(socket, 'close');
    await eventually(() => expect(begun).toBe(true));
    stop.abort();
    await app?.close();
    await ended;
  });

  it('does not wait for a connection on which nothing was ever said', async () => {
    const port = await serve(() => new Promise(() => undefined));
    let accepted = false;
    app?.server.on('connection', () => {
      accepted = true;
    });
    const ended = once(connect(port, '127.0.0.1'), 'close');
    await eventually(() => expect(accepted).toBe(true));
    const since = performance.now();
    stop.abort();
    await app?.close();
    await ended;
    expect(performance.now() - since).toBeLessThan(4_000);
  });

  it('cuts off a connection that speaks another protocol as well', async () => {
    const port = await serve(() => new Promise(() => undefined), 0.1);
    let upgraded = false;
    app?.server.on('upgrade', () => {
      upgraded = true;
    });
    const socket = connect(port, '127.0.0.1');
    const ended = once(socket, 'close');
    socket.write('GET /content HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n');
    await eventually(() => expect(upgraded).toBe(true));
    stop.abort();
    await app?.close();
    await ended;
  });
});
