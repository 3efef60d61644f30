/** What holds for the whole of the REST surface: repetition, pages, limits, methods, tracing, draining. */
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openEventStream } from '../support/event-stream.ts';
import type { Schemas } from '../support/http-api.ts';
import { startRedis } from '../support/redis.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import type { RestRequest } from './rest-client.ts';

let service: ComposedService;
let account: Schemas['Account'];

beforeAll(async () => {
  service = await startComposedService();
  account = await service.connect();
});
afterAll(() => service?.close());

describe('Idempotency-Key', () => {
  const body = { name: 'once', scopes: ['events:read'], accounts: 'all' };

  it('answers a repetition as the first request, but for its secrets', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    const first = await service.rest.call<Schemas['Key']>('createKey', { body, headers });
    const again = await service.rest.call<Schemas['Key']>('createKey', { body, headers });
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(again.body).toEqual({ ...first.body, key: null });
  });

  it('means the same bare and quoted', async () => {
    const request = { path: { account: account.id }, body: { to: [{ address: 'a@b.example' }], text: 'x' } };
    const bare = await service.rest.call('createSubmission', {
      ...request,
      headers: { 'idempotency-key': 'q 1' },
    });
    const quoted = await service.rest.call('createSubmission', {
      ...request,
      headers: { 'idempotency-key': '"q 1"' },
    });
    expect(quoted.body).toMatchObject({ id: bare.body['id'] });
    expect(quoted.status).toBe(202);
  });

  it('refuses another request under the same key, by body, by media type, by query', async () => {
    const path = { account: account.id };
    const headers = { 'idempotency-key': 'k-2' };
    const one = { mailbox: 'drafts', subject: 'one' };
    expect((await service.rest.call('appendMessage', { path, headers, body: one })).status).toBe(201);
    for (const other of [
      { body: { ...one, subject: 'two' } },
      { body: 'Subject: one\r\n\r\n', contentType: 'message/rfc822', query: { mailbox: 'drafts' } },
    ]) {
      const refused = await service.rest.call('appendMessage', { path, headers, ...other });
      expect(refused.body).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
    }
  });

  it('belongs to its key, its operation and its account', async () => {
    const other = await service.connect();
    const headers = { 'idempotency-key': 'k-3' };
    const request = { headers, body: { mailbox: 'drafts', subject: 'mine' } };
    const ids = await Promise.all(
      [account.id, other.id].map(async (id) => {
        const { body: made } = await service.rest.call('appendMessage', {
          path: { account: id },
          ...request,
        });
        return made['id'];
      }),
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('is free again in an account that is made anew under the same id', async () => {
    const id = 'made-anew';
    const request = {
      path: { account: id },
      headers: { 'idempotency-key': 'k-6' },
      body: { to: [{ address: 'a@b.example' }], text: 'x', sendAt: '2099-01-01T00:00:00Z' },
    };
    await service.connect({ id });
    const first = await service.rest.call('createSubmission', request);
    const again = await service.rest.call('createSubmission', request);
    expect(again.body['id']).toBe(first.body['id']);
    expect((await service.rest.call('deleteAccount', { path: { account: id } })).status).toBe(204);
    expect((await service.rest.call('createSubmission', request)).status).toBe(404);
    await service.connect({ id });
    const anew = await service.rest.call('createSubmission', request);
    expect(anew.status).toBe(202);
    expect(anew.headers.get('idempotent-replayed')).toBeNull();
    expect(anew.body['id']).not.toBe(first.body['id']);
  });

  it('is free again after a failure', async () => {
    const headers = { 'idempotency-key': 'k-4' };
    const wrong = { name: 'x', scopes: ['events:read'], accounts: 'all', expiresAt: '2020-01-01T00:00:00Z' };
    expect((await service.rest.call('createKey', { headers, body: wrong })).status).toBe(400);
    expect((await service.rest.call('createKey', { headers, body })).status).toBe(201);
  });

  it('lets one of many at once through', async () => {
    const headers = { 'idempotency-key': 'k-5' };
    const request = {
      path: { account: account.id },
      headers,
      body: { to: [{ address: 'a@b.example' }], text: 'y' },
    };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => service.rest.call('createSubmission', request)),
    );
    const ids = answers.filter(({ status }) => status === 202).map(({ body: made }) => made['id']);
    expect(new Set(ids).size).toBe(1);
    for (const { status, headers: told, body: problem } of answers) {
      if (status === 202) continue;
      expect(problem).toMatchObject({ code: 'idempotency-in-flight', retryable: true });
      const seconds = Number(told.get('retry-after'));
      expect(seconds > 0 && seconds <= 5).toBe(true);
    }
  });

  it('of no characters or too many is refused', async () => {
    for (const key of ['""', 'x'.repeat(256)]) {
      const headers = { 'idempotency-key': key };
      expect((await service.rest.call('createKey', { headers, body })).body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/headers/Idempotency-Key' }],
      });
    }
  });
});

describe('pages', () => {
  it('lead through a list and back, by cursor and by link, while messages come', async () => {
    const path = { account: account.id };
    const append = async (subject: string): Promise<void> => {
      await service.rest.call('appendMessage', { path, body: { mailbox: 'archive', subject } });
    };
    for (const subject of ['1', '2', '3', '4', '5']) await append(subject);
    const subjects = ({ data }: Schemas['MessageList']): string =>
      data.map(({ subject }) => subject).join('');
    const query = { mailbox: 'archive', limit: 2, fields: 'subject' };

    const first = await service.rest.call<Schemas['MessageList']>('listMessages', { path, query });
    expect(subjects(first.body)).toBe('54');
    expect(first.body.page.previous).toBeNull();
    await append('6');

    const link = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const followed = await fetch(new URL(link, service.url), {
      headers: { authorization: `Bearer ${service.rest.key ?? ''}` },
    });
    const second = (await followed.json()) as Schemas['MessageList'];
    expect(subjects(second)).toBe('32');

    const turn = async (cursor: string | null): Promise<Schemas['MessageList']> => {
      const request = { path, query: { ...query, cursor: cursor ?? '' } };
      return (await service.rest.call<Schemas['MessageList']>('listMessages', request)).body;
    };
    const third = await turn(second.page.next);
    expect(subjects(third)).toBe('1');
    expect(third.page.next).toBeNull();
    expect(subjects(await turn(third.page.previous))).toBe('32');
    const back = await turn(second.page.previous);
    expect(subjects(back)).toBe('54');
    expect(subjects(await turn(back.page.previous))).toBe('6');
  });

  it('of keys, accounts, submissions and webhooks hold together as well', async () => {
    for (const name of ['a', 'b', 'c']) {
      await service.rest.call('createKey', { body: { name, scopes: ['events:read'], accounts: 'all' } });
      await service.rest.call('createWebhook', { body: { url: 'http://127.0.0.1:8080/', enabled: false } });
    }
    for (const operationId of [
      'listKeys',
      'listAccounts',
      'listWebhooks',
      'listSubmissions',
      'listMailboxes',
    ]) {
      const read = async (query: Readonly<Record<string, string | number>>): Promise<Schemas['KeyList']> => {
        const request = { path: { account: account.id }, query };
        return (await service.rest.call<Schemas['KeyList']>(operationId, request)).body;
      };
      const whole = await read({ limit: 250 });
      const ids: string[] = [];
      let page = await read({ limit: 1 });
      for (;;) {
        ids.push(...page.data.map(({ id }) => id));
        if (page.page.next === null) break;
        page = await read({ limit: 1, cursor: page.page.next });
      }
      expect(ids, operationId).toEqual(whole.data.map(({ id }) => id));
    }
  });
});

describe('HTTP', () => {
  it('tells the methods of a path', async () => {
    const answer = await fetch(`${service.url}/v1/accounts/${account.id}/messages`, { method: 'PUT' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
    expect(await answer.json()).toMatchObject({ code: 'method-not-allowed' });
  });

  it('tells them to methods of other protocols too', async () => {
    for (const [path, allow] of [
      ['/v1/accounts', 'GET, HEAD, POST'],
      ['/openapi.yaml', 'GET, HEAD'],
      ['/docs', 'GET, HEAD'],
      ['/graphql', 'GET, POST'],
    ] as const) {
      for (const method of ['PROPFIND', 'LOCK', 'OPTIONS']) {
        const answer = await fetch(service.url + path, { method });
        expect([path, method, answer.status]).toEqual([path, method, 405]);
        expect(answer.headers.get('allow')).toBe(allow);
      }
    }
    // The client above refuses to send it.
    const trace = 'TRACE /v1/accounts HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n';
    expect(await exchange(trace)).toContain('HTTP/1.1 405 ');
  });

  it('answers HEAD of its pages and contracts', async () => {
    for (const path of ['/docs', '/graphiql', '/openapi.yaml', '/openapi.json']) {
      const [get, head] = await Promise.all(
        ['GET', 'HEAD'].map((method) => fetch(service.url + path, { method })),
      );
      const told = (answer: Response | undefined): unknown[] =>
        ['content-type', 'content-length'].map((name) => answer?.headers.get(name));
      expect(head?.status).toBe(200);
      expect(told(head)).toEqual(told(get));
      expect(await head?.text()).toBe('');
    }
  });

  it('locks nobody out who sends an Accept that means nothing', async () => {
    const headers = { authorization: `Bearer ${service.rest.key ?? ''}`, accept: ';;;' };
    expect((await fetch(`${service.url}/v1/accounts`, { headers })).status).toBe(200);
    expect((await fetch(`${service.url}/v1/accounts/`, { headers })).status).toBe(404);
  });

  it('answers unknown paths with a problem', async () => {
    const answer = await fetch(`${service.url}/v2/accounts`);
    expect(await answer.json()).toMatchObject({ status: 404, code: 'not-found', type: '/errors/not-found' });
  });

  it('answers what is no HTTP, and headers without end, on the socket', async () => {
    for (const [sent, status] of [
      ['NONSENSE\r\n\r\n', 400],
      [`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ] as const) {
      const text = await exchange(sent);
      expect(text).toContain(`HTTP/1.1 ${status} `);
      expect(text).toContain('application/problem+json');
    }
  });

  async function exchange(sent: string): Promise<string> {
    const { hostname, port } = new URL(service.url);
    const socket: Socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(sent);
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await once(socket, 'close');
    return text;
  }

  it('carries the trace of a submission to the webhook that tells of it', async () => {
    const receiver = await startWebhookReceiver();
    const made = await service.rest.call<Schemas['Webhook']>('createWebhook', {
      body: { url: receiver.url, types: ['submission.sent'] },
    });
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    await service.rest.call('createSubmission', {
      path: { account: account.id },
      body: { to: [{ address: 'a@b.example' }], text: 'traced' },
      headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
    });
    await eventually(() => {
      expect(receiver.requests.map(({ headers }) => headers['traceparent'] ?? '').join()).toContain(trace);
    });
    await service.rest.call('deleteWebhook', { path: { webhook: made.body.id } });
    await receiver.stop();
  });
});

describe('a service of its own', () => {
  it('limits the requests of a key and says so beforehand', async () => {
    const limited = await startComposedService({ POSTERN_RATE_LIMIT: '5' });
    try {
      const remaining: string[] = [];
      for (;;) {
        const answer = await limited.rest.call('listKeys');
        remaining.push(/r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1] ?? '');
        expect(answer.headers.get('ratelimit-policy')).toBe('"default";q=5;w=60');
        if (answer.status === 200) continue;
        expect(answer.body).toMatchObject({ status: 429, code: 'rate-limited', retryable: true });
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        break;
      }
      expect(remaining).toEqual(['4', '3', '2', '1', '0', '0']);
    } finally {
      await limited.close();
    }
  });

  it('answers 503 while Redis is away, tells so in its readiness, and goes on when it is back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pr-'));
    const redis = await startRedis({ folder });
    const alone = await startComposedService({ REDIS_URL: redis.url });
    try {
      const { id } = await alone.connect();
      const open = alone.rest.as(null);
      expect((await open.call('getReadiness')).body).toMatchObject({ status: 'ready' });
      await redis.kill('SIGKILL');
      await eventually(async () => {
        expect((await open.call('getReadiness')).body).toMatchObject({ status: 'not-ready' });
      });
      expect((await open.call('getLiveness')).status).toBe(200);
      const requests: readonly (readonly [string, RestRequest])[] = [
        [
          'createSubmission',
          { path: { account: id }, body: { to: [{ address: 'a@b.example' }], text: 'x' } },
        ],
        ['listSubmissions', { path: { account: id } }],
        ['listEvents', {}],
        ['createWebhook', { body: { url: 'http://127.0.0.1:8080/' } }],
        ['listAccounts', {}],
      ];
      for (const [operationId, request] of requests) {
        const since = performance.now();
        const answer = await alone.rest.call(operationId, request);
        expect(answer.body).toMatchObject({ status: 503, code: 'storage-unavailable', retryable: true });
        expect(performance.now() - since).toBeLessThan(5_000);
      }
      await redis.restart();
      await eventually(async () => {
        expect((await alone.rest.call('listSubmissions', { path: { account: id } })).status).toBe(200);
      }, 10_000);
    } finally {
      await alone.close();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('ends long waits and lets requests in flight end when it drains', async () => {
    const draining = await startComposedService();
    const { body } = await draining.rest.call<Schemas['EventList']>('listEvents', {
      query: { after: 'latest' },
    });
    const waiting = draining.rest.call<Schemas['EventList']>('listEvents', {
      query: { after: body.page.next, wait: 60 },
    });
    const stream = await openEventStream(draining.rest, '/v1/events/stream');
    await eventually(async () => {
      const metrics = await draining.rest.call('getMetrics');
      expect(metrics.status).toBe(200);
    });
    const since = performance.now();
    const [answer] = await Promise.all([waiting, draining.close(), stream.ended]);
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual([]);
    expect(performance.now() - since).toBeLessThan(10_000);
  });
});
