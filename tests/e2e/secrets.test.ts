/**
 * What must not be found anywhere: credentials, keys and secrets in Redis, in its append-only file and in the log; subjects
 * and bodies in the log. Each has a value that occurs nowhere else, looked for in every spelling that a protocol gives it.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import { accountSettings } from '../support/account-settings.ts';
import { eventually } from '../support/eventually.ts';
import { httpApi, type HttpApi, type Schemas } from '../support/http-api.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { ADMIN_KEY, SEALING_KEY, startService, type ServiceProcess } from '../support/service-process.ts';
import { freshUser } from '../support/services.ts';
import { startTokenEndpoint, type TokenEndpoint } from '../support/token-endpoint.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const canary = (name: string): string => `${name}${randomBytes(9).toString('hex')}`;
const password = canary('password');
const wrongPassword = canary('wrong');
const header = canary('header');
const subject = canary('subject');
const body = canary('body');

let folder: string;
let dovecot: Dovecot;
let redis: RedisServer;
let submission: SubmissionServer;
let receiver: WebhookReceiver;
let endpoint: TokenEndpoint;
let service: ServiceProcess;
let api: HttpApi;
/** What the service itself made and told once. */
const shown: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ps-'));
  // Dovecot reads its mail as another user.
  await chmod(folder, 0o755);
  const [own, mail, elsewhere] = await Promise.all(
    ['o', 'd', 'r'].map((name) => mkdtemp(join(folder, name))),
  );
  dovecot = await startDovecot({ folder: mail ?? '', password });
  redis = await startRedis({ folder: elsewhere ?? '' });
  submission = await startSubmissionServer({
    password,
    lmtp: { host: dovecot.host, port: dovecot.lmtpPort },
  });
  receiver = await startWebhookReceiver();
  endpoint = await startTokenEndpoint('ann');
  service = await startService({
    folder: own ?? '',
    redisUrl: redis.url,
    environment: { POSTERN_LOG_LEVEL: 'trace' },
  });
  api = httpApi(service);
  await useEverything();
  await useTokens();
});
afterAll(async () => {
  await service?.stop();
  await Promise.all([receiver?.stop(), endpoint?.stop(), submission?.stop(), redis?.stop(), dovecot?.stop()]);
  await rm(folder, { recursive: true, force: true });
});

/** Success and failure of all that takes a secret or a message. */
async function useEverything(): Promise<void> {
  const email = freshUser();
  const settings = accountSettings({ email, dovecot, submission });
  const wrong = accountSettings({ email, dovecot: { ...dovecot, password: wrongPassword }, submission });
  const { id } = await api.post<Schemas['Account']>('/v1/accounts', settings, { 'idempotency-key': 'one' });
  const path = `/v1/accounts/${id}`;
  await eventually(async () => {
    expect(await api.get<Schemas['Account']>(path)).toMatchObject({ state: 'connected' });
  });
  for (const [method, where, request] of [
    ['POST', '/v1/accounts', wrong],
    ['POST', '/v1/accounts/verify', wrong],
    ['POST', '/v1/accounts', { ...settings, [password]: true }],
    ['POST', '/v1/accounts', `{ "imap": { "auth": { "password": "${password}"`],
    ['PATCH', path, { imap: { auth: { password: wrongPassword } } }],
  ] as const) {
    const { status } = await api.call(method, where, { body: request });
    expect([400, 422]).toContain(status);
  }
  await api.call('POST', '/graphql', {
    body: {
      query: `mutation ($input: VerifyAccountInput!) { verifyAccount(input: $input) { __typename } }`,
      variables: { input: { email, imap: { host: dovecot.host, port: 1, password } } },
    },
  });
  await api.call('PATCH', `${path}?verify=false`, { body: { imap: { auth: { password: wrongPassword } } } });
  await eventually(async () => {
    expect(await api.get<Schemas['Account']>(path)).toMatchObject({ state: 'auth-failed' });
  }, 15_000);
  await api.call('PATCH', path, { body: { imap: { auth: { password } } } });

  const webhook = await api.post<Schemas['Webhook']>('/v1/webhooks', {
    url: receiver.url,
    payload: 'full',
    headers: [{ name: 'X-Token', value: header }],
  });
  const key = await api.post<Schemas['Key']>('/v1/keys', {
    name: 'reader',
    scopes: ['messages:read'],
    accounts: [id],
  });
  shown.push(webhook.secret ?? '', key.key ?? '');
  await api.call('GET', `${path}/messages`, { headers: { authorization: `Bearer ${key.key ?? ''}` } });

  receiver.answer((_request, index) => ({ status: index % 2 === 0 ? 500 : 204 }));
  await api.post(
    `${path}/submissions`,
    { to: [{ address: email }], subject, text: body },
    { prefer: 'wait=10' },
  );
  await api.post(`${path}/messages`, { mailbox: 'drafts', to: [{ address: email }], subject, text: body });
  await eventually(async () => {
    const told = receiver.requests.filter((request) => request.body.includes(subject));
    expect(told.some((request) => request.body.includes('message.received'))).toBe(true);
  });
  const [message] = await api.all<Schemas['Message']>(`${path}/messages?fields=id,subject,text,headers`);
  expect(message).toMatchObject({ subject, text: expect.stringContaining(body) as string });
  await api.call('POST', `${path}/messages/search`, { body: { filter: { text: body } } });
}

/** On servers that take no tokens: they are got, kept and offered, and refused. */
async function useTokens(): Promise<void> {
  const email = freshUser();
  const settings = accountSettings({ email, dovecot, submission }) as { imap: object; smtp: object };
  const account = (): object => {
    const { tokenUrl: tokenEndpoint, clientId, clientSecret, refreshToken } = endpoint;
    const auth = { type: 'oauth2', username: email, tokenEndpoint, clientId, clientSecret, refreshToken };
    const { imap, smtp } = settings;
    return { ...settings, imap: { ...imap, auth }, smtp: { ...smtp, auth } };
  };
  const { status } = await api.call('POST', '/v1/accounts', { body: account() });
  expect(status).toBe(422);
  const { id } = await api.post<Schemas['Account']>('/v1/accounts?verify=false', account());
  const path = `/v1/accounts/${id}`;
  await api.post(`${path}/submissions`, { to: [{ address: email }], text: body });
  await eventually(async () => {
    const refused = { state: 'auth-failed', sending: { state: 'auth-failed' } };
    expect(await api.get<Schemas['Account']>(path)).toMatchObject(refused);
  }, 15_000);
  expect(endpoint.issued.length).toBeGreaterThan(4);
}

/** The text itself, in hexadecimal, and in base64 at each of the three places that it can have in a group of octets. */
function spellings(secret: string): readonly string[] {
  const octets = Buffer.from(secret);
  const encoded = [0, 1, 2].map((shift) => {
    const base64 = Buffer.concat([Buffer.alloc(shift), octets]).toString('base64');
    // What the neighbours on both sides decide is left out.
    return base64.slice(shift === 0 ? 0 : 4, Math.floor((shift + octets.length) / 3) * 4);
  });
  return [secret, octets.toString('hex'), ...encoded];
}

function found(secrets: readonly string[], where: Buffer | string): readonly string[] {
  const text = Buffer.isBuffer(where) ? where.toString('latin1') : where;
  return secrets.filter((secret) => spellings(secret).some((spelling) => text.includes(spelling)));
}

/** Every key with all that it holds, as octets in a row. */
async function everythingIn(client: Redis): Promise<string> {
  const readers: Readonly<Record<string, (key: string) => Promise<unknown>>> = {
    string: (key) => client.getBuffer(key),
    hash: (key) => client.hgetallBuffer(key),
    list: (key) => client.lrangeBuffer(key, 0, -1),
    set: (key) => client.smembersBuffer(key),
    zset: (key) => client.zrangeBuffer(key, '0', '-1'),
    stream: (key) => client.xrangeBuffer(key, '-', '+'),
    // It expired since it was named.
    none: () => Promise.resolve(''),
  };
  const text = (value: unknown): string => {
    if (Buffer.isBuffer(value)) return value.toString('latin1');
    if (Array.isArray(value)) return value.map(text).join(' ');
    return typeof value === 'object' && value !== null
      ? Object.entries(value).flat().map(text).join(' ')
      : String(value);
  };
  const parts: string[] = [];
  for (const key of await client.keys('*')) {
    const read = readers[await client.type(key)];
    if (read === undefined) throw new Error(`a key of a kind that this test cannot read: ${key}`);
    parts.push(key, text(await read(key)));
  }
  return parts.join('\n');
}

function secrets(): readonly string[] {
  const random = (key: string): string => key.slice(key.lastIndexOf('_') + 1);
  const tokens = [endpoint.clientSecret, ...endpoint.issued];
  return [password, wrongPassword, header, SEALING_KEY, random(ADMIN_KEY), ...shown.map(random), ...tokens];
}

describe('a secret', () => {
  it('is found by this test where it stands open', () => {
    const login = Buffer.from(`\0ann\0${password}`).toString('base64');
    expect(found(secrets(), `AUTH PLAIN ${login}`)).toEqual([password]);
    expect(found([subject, body], submission.accepted[0]?.raw ?? '')).toEqual([subject, body]);
  });

  it('stands in no key and no value of Redis', async () => {
    const client = new Redis(redis.url);
    const everything = await everythingIn(client);
    client.disconnect();
    expect(everything).toContain(subject);
    expect(found(secrets(), everything)).toEqual([]);
  });

  it('never stood in the append-only file', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.aof'),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(found(secrets(), readFileSync(join(folder, file)))).toEqual([]);
  });

  it('stands in no line of the log, at no level, nor does a subject or a body', () => {
    expect(service.output()).toContain('"level":"debug"');
    expect(found([...secrets(), subject, body], service.output())).toEqual([]);
  });
});
