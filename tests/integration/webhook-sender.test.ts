import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:https';
import { afterEach, describe, expect, test } from 'vitest';
import { localCertificate } from '../../src/sandbox/certificate.ts';
import { createEgress, type Lookup } from '../../src/egress.ts';
import { createWebhookSender } from '../../src/workers/webhook-sender.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const never = new AbortController().signal;
const clock = { now: () => Date.parse('2026-01-31T12:00:00Z') };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

function sender(
  options: {
    readonly allow?: readonly string[];
    readonly lookup?: Lookup;
    readonly timeoutMs?: number;
    readonly ca?: string;
  } = {},
) {
  const { allow = ['127.0.0.0/8', 'hooks.lab'], lookup = async () => ['127.0.0.1'], ...rest } = options;
  const made = createWebhookSender({ egress: createEgress({ allow, lookup }), clock, ...rest });
  closing.push(() => made.close());
  return made;
}

async function receiver(): Promise<WebhookReceiver> {
  const started = await startWebhookReceiver();
  closing.push(() => started.stop());
  return started;
}

const post = (url: string) => ({
  url,
  headers: { 'webhook-id': 'evt_1', 'x-team': 'mail' },
  body: '{"a":"ü"}',
});

test('a request arrives as it was signed, with its headers', async () => {
  const target = await receiver();
  target.answer({ status: 200, headers: { 'x-seen': 'yes' }, body: 'Danke, schön!' });
  const answer = await sender().post(post(target.url), never);
  expect(answer).toMatchObject({
    kind: 'answered',
    status: 200,
    retryAfterMs: null,
    sent: { 'user-agent': 'Postern-Webhooks', 'x-team': 'mail' },
    content: { body: 'Danke, schön!', truncated: false },
  });
  const { headers: answered } = (answer as Extract<typeof answer, { kind: 'answered' }>).content;
  expect(answered).toContainEqual({ name: 'x-seen', value: 'yes' });
  expect(target.requests).toHaveLength(1);
  expect(target.requests[0]).toMatchObject({ method: 'POST', path: '/hook' });
  expect(target.requests[0]?.body.toString()).toBe('{"a":"ü"}');
  expect(target.requests[0]?.headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': 'evt_1',
    'x-team': 'mail',
    'user-agent': 'Postern-Webhooks',
  });
});

test('a connection serves one request after another', async () => {
  let connections = 0;
  const server = createServer((request, response) => request.resume().on('end', () => response.end('ok')));
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const postman = sender();
  for (let n = 0; n < 20; n += 1) await postman.post(post(`http://127.0.0.1:${port}/`), never);
  // A request may begin before the connection of the last one is free again.
  expect(connections).toBeLessThanOrEqual(3);
});

test('a redirect is an answer and is not followed', async () => {
  const [first, second] = [await receiver(), await receiver()];
  first.answer({ status: 302, headers: { location: second.url } });
  expect(await sender().post(post(first.url), never)).toMatchObject({ kind: 'answered', status: 302 });
  expect(second.requests).toHaveLength(0);
});

test.each([
  ['120', 120_000],
  ['99999999999', 99_999_999_999_000],
  ['9'.repeat(400), Number.POSITIVE_INFINITY],
  ['Sat, 31 Jan 2026 12:05:00 GMT', 300_000],
  ['Sat, 31 Jan 2026 11:00:00 GMT', 0],
  ['soon', null],
])('Retry-After "%s" is %s ms', async (header, expected) => {
  const target = await receiver();
  target.answer({ status: 503, headers: { 'retry-after': header } });
  expect(await sender().post(post(target.url), never)).toMatchObject({ status: 503, retryAfterMs: expected });
});

describe('what may not be reached', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://localhost:PORT/',
    'http://hooks.lab:PORT/',
  ])('%s is refused without a connection', async (pattern) => {
    const target = await receiver();
    const url = pattern.replace('PORT', String(target.port));
    const answer = await sender({ allow: [] }).post(post(url), never);
    expect(answer).toMatchObject({ kind: 'failed' });
    expect(target.requests).toHaveLength(0);
  });

  test('a name that answers differently the second time gets no second time', async () => {
    const target = await receiver();
    const answers = [['93.184.216.34', '127.0.0.1'], ['127.0.0.1']];
    const rebinding = sender({ allow: [], lookup: async () => answers.shift() ?? ['127.0.0.1'] });
    expect(await rebinding.post(post(`https://rebind.example:8443/`), never)).toMatchObject({
      kind: 'failed',
      error: expect.stringContaining('not a public address') as string,
    });
    expect(target.requests).toHaveLength(0);
  });

  test('a proxy of the environment is not used', async () => {
    const [proxy, target] = [await receiver(), await receiver()];
    const before = process.env['HTTP_PROXY'];
    process.env['HTTP_PROXY'] = proxy.url;
    closing.push(() =>
      before === undefined ? delete process.env['HTTP_PROXY'] : (process.env['HTTP_PROXY'] = before),
    );
    await sender().post(post(target.url), never);
    expect([proxy.requests.length, target.requests.length]).toEqual([0, 1]);
  });
});

describe('failures', () => {
  test('read the same for a closed port, a reset and an early end', async () => {
    const target = await receiver();
    target.answer({ status: 200, drop: true });
    const closed = createTcpServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const dropped = await sender().post(post(target.url), never);
    const refused = await sender().post(post(`http://127.0.0.1:${port}/`), never);
    expect([dropped, refused]).toMatchObject([
      { kind: 'failed', error: 'The connection failed.' },
      { kind: 'failed', error: 'The connection failed.' },
    ]);
  });

  test('an endpoint that does not answer is given up at the time limit', async () => {
    const target = await receiver();
    target.answer({ status: 204, delayMs: 60_000 });
    const answer = await sender({ timeoutMs: 100 }).post(post(target.url), never);
    expect(answer).toMatchObject({ kind: 'failed', error: 'There was no answer within 0.1 s.' });
  });

  test('an endless answer counts by its status and is not read on', async () => {
    let written = 0;
    const server = createServer((request, response) => {
      request.resume();
      const pump = (): void => {
        while (!response.destroyed && written < 50_000_000 && response.write(Buffer.alloc(16_384)))
          written += 16_384;
      };
      response.on('drain', pump);
      pump();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const answer = await sender().post(post(`http://127.0.0.1:${port}/`), never);
    expect(answer).toMatchObject({ kind: 'answered', status: 200, content: { truncated: true } });
    expect(written).toBeLessThan(10_000_000);
  });

  test('a shutdown cuts the request off', async () => {
    const target = await receiver();
    target.answer({ status: 204, delayMs: 60_000 });
    const stopping = new AbortController();
    const posted = sender().post(post(target.url), stopping.signal);
    stopping.abort();
    expect(await posted).toMatchObject({ kind: 'failed' });
  });
});

describe('TLS', () => {
  test('is verified against the name of the URL though the address is pinned', async () => {
    const { key, cert, ca } = await localCertificate();
    const server = createTlsServer({ key, cert }, (request, response) =>
      request.resume().on('end', () => response.end()),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const url = `https://localhost:${port}/`;
    expect(await sender({ ca }).post(post(url), never)).toMatchObject({ kind: 'answered', status: 200 });
    expect(await sender().post(post(url), never)).toMatchObject({
      kind: 'failed',
      error: 'The TLS connection could not be verified.',
    });
    const wrongName = `https://hooks.lab:${port}/`;
    expect(await sender({ ca }).post(post(wrongName), never)).toMatchObject({ kind: 'failed' });
  });
});
