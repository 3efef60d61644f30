/**
 * Logins by token: a real Dovecot that asks an authorisation server whether a token is good, an SMTP server that does as well,
 * and both surfaces. What is sealed is shown by nobody.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSigned } from '../../src/demo/receiver.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { redisClient } from '../support/redis-client.ts';
import { redisContents } from '../support/redis-contents.ts';
import { freshPrefix, freshUser, services } from '../support/services.ts';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import { startTokenEndpoint, type TokenEndpoint } from '../support/token-endpoint.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';

type Account = Schemas['Account'];

const user = freshUser();
const prefix = freshPrefix();
const endings: (() => Promise<unknown>)[] = [];
let endpoint: TokenEndpoint;
let dovecot: Dovecot;
let submission: SubmissionServer;
let service: ComposedService;
let graphql: GraphqlClient;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'po-'));
  endings.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  endpoint = await startTokenEndpoint(user);
  endings.push(() => endpoint.stop());
  const { introspectionUrl, isGood } = endpoint;
  submission = await startSubmissionServer({ isGoodToken: isGood });
  endings.push(() => submission.stop());
  dovecot = await startDovecot({ folder, introspectionUrl });
  endings.push(() => dovecot.stop());
  service = await startComposedService({ POSTERN_PREFIX: prefix });
  endings.push(() => service.close());
  graphql = createGraphqlClient(service.url, service.rest.key);
}, 60_000);
afterAll(async () => {
  for (const end of endings.reverse()) await end();
});

const grant = (): object => ({
  type: 'oauth2',
  username: user,
  tokenEndpoint: endpoint.tokenUrl,
  clientId: endpoint.clientId,
  clientSecret: endpoint.clientSecret,
  refreshToken: endpoint.refreshToken,
});
const settings = (auth: object, more: object = {}): object => ({
  email: user,
  imap: { host: '127.0.0.1', port: dovecot.imapPort, security: 'none', auth },
  smtp: { host: '127.0.0.1', port: submission.port, security: 'none', auth },
  ...more,
});
const accountOf = async (id: string): Promise<Account> =>
  (await service.rest.call<Account>('getAccount', { path: { account: id } })).body;
const connected = (id: string): Promise<void> =>
  eventually(async () => expect((await accountOf(id)).state).toBe('connected'));
async function connect(body: object): Promise<Account> {
  const made = await service.rest.call<Account>('createAccount', { body });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  await connected(made.body.id);
  return made.body;
}
const read = (id: string): Promise<{ readonly status: number }> =>
  service.rest.call('listMessages', { path: { account: id } });
const change = (id: string, body: object): ReturnType<typeof service.rest.call> =>
  service.rest.call('updateAccount', { path: { account: id }, body });
const submit = (id: string): Promise<{ readonly status: number }> =>
  service.rest.call('createSubmission', {
    path: { account: id },
    body: { to: [{ address: 'grace@example.org' }], text: 'Hello.' },
  });
const remove = (id: string): Promise<unknown> =>
  service.rest.call('deleteAccount', { path: { account: id } });

describe('a login by OAuth 2.0', () => {
  it('reads and sends on one exchange for both servers, and again once all tokens were revoked', async () => {
    const before = endpoint.exchanges.length;
    const { id, imap, callbackSecret } = await connect(settings(grant()));
    expect(imap.auth).toEqual({ type: 'oauth2', username: user });
    expect(callbackSecret).toBeNull();
    expect((await read(id)).status).toBe(200);
    expect((await submit(id)).status).toBe(202);
    await eventually(() => expect(submission.accepted).toHaveLength(1));
    expect(endpoint.exchanges.slice(before)).toEqual([200]);

    endpoint.revoke();
    await service.rest.call('reconnectAccount', { path: { account: id } });
    await connected(id);
    expect((await read(id)).status).toBe(200);
    expect(endpoint.exchanges.slice(before)).toEqual([200, 200]);
    await remove(id);
  });

  it('that is refused tells why, is not asked for again and again, and is mended by a new refresh token', async () => {
    const { id } = await connect(settings(grant()));
    const stale = { ...grant(), refreshToken: 'of-somebody-else' };
    const refused = await change(id, { imap: { auth: { refreshToken: 'of-somebody-else' } } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'account-login-failed' } });
    expect(JSON.stringify(refused.body)).toMatch(/invalid_grant: not with …/);
    expect((await service.rest.call('verifyAccount', { body: settings(stale) })).status).toBe(422);

    const theirs = { auth: { refreshToken: 'of-somebody-else' } };
    const unverified = { path: { account: id }, query: { verify: false } };
    await service.rest.call('updateAccount', { ...unverified, body: { imap: theirs, smtp: theirs } });
    await eventually(async () => expect((await accountOf(id)).state).toBe('auth-failed'));
    expect((await submit(id)).status).toBe(202);
    await eventually(async () => expect((await accountOf(id)).sending.state).toBe('auth-failed'));
    const before = endpoint.exchanges.length;
    for (let n = 0; n < 5; n += 1) {
      expect(await read(id)).toMatchObject({ status: 409, body: { code: 'account-auth-failed' } });
    }
    expect(endpoint.exchanges.length).toBe(before);
    expect((await accountOf(id)).lastError).toMatch(/invalid_grant/);

    const ours = { auth: { refreshToken: endpoint.refreshToken } };
    expect((await change(id, { imap: ours, smtp: ours })).status).toBe(200);
    await connected(id);
    expect((await read(id)).status).toBe(200);
    const taken = submission.accepted.length;
    expect((await submit(id)).status).toBe(202);
    await eventually(() => expect(submission.accepted.length).toBeGreaterThan(taken));
    await eventually(async () => expect((await accountOf(id)).sending.state).toBe('ready'));
    await remove(id);
  });

  it('goes nowhere else, and to no other endpoint, without the refresh token', async () => {
    const { id } = await connect(settings(grant()));
    const moves = [
      { imap: { host: 'localhost' } },
      { imap: { auth: { username: 'mallory' } } },
      { imap: { auth: { tokenEndpoint: endpoint.callbackUrl } } },
      { imap: { auth: { clientId: 'another' } } },
    ];
    for (const body of moves) {
      const errors = [{ pointer: '/imap/auth/refreshToken' }];
      expect(await change(id, body)).toMatchObject({
        status: 400,
        body: { code: 'invalid-request', errors },
      });
    }
    await remove(id);
  });

  it.each([
    ['neither a provider nor an endpoint', { tokenEndpoint: undefined }, '/imap/auth/tokenEndpoint'],
    ['both of them', { provider: 'google' }, '/imap/auth/tokenEndpoint'],
    ['no refresh token', { refreshToken: undefined }, '/imap/auth/refreshToken'],
    ['a password', { password: 'pass' }, '/imap/auth/password'],
    ['a type that there is not', { type: 'kerberos' }, '/imap/auth/type'],
    ['an endpoint that is no URL', { tokenEndpoint: 'token' }, '/imap/auth/tokenEndpoint'],
  ])('is refused with %s', async (_, wrong, pointer) => {
    const made = await service.rest.call('createAccount', {
      body: settings({ ...grant(), ...wrong }, { smtp: null }),
    });
    expect(made).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ pointer }] } });
  });

  it('says so where the mail server knows no logins by token', async () => {
    const { host, imapPort: port } = services().dovecot;
    const imap = { host, port, security: 'none', auth: grant() };
    const made = await service.rest.call('createAccount', { body: { email: user, imap } });
    const detail = 'The mail server offers no login that fits.';
    expect(made).toMatchObject({ status: 422, body: { code: 'account-login-failed', detail } });
  });

  it('asks no endpoint that egress does not allow', async () => {
    const tokenEndpoint = 'http://169.254.169.254/token';
    const made = await service.rest.call('createAccount', { body: settings({ ...grant(), tokenEndpoint }) });
    expect(made).toMatchObject({ body: { code: 'egress-refused' } });
  });
});

describe('a login by token callback', () => {
  it('is signed with a secret that is shown once, and kept until it runs out', async () => {
    const auth = { type: 'token-callback', url: endpoint.callbackUrl };
    const made = await graphql.change<{ account: { id: string; callbackSecret: string } }>('createAccount', {
      email: user,
      imap: {
        host: '127.0.0.1',
        port: dovecot.imapPort,
        security: 'NONE',
        auth: { ...auth, type: 'TOKEN_CALLBACK' },
      },
      idempotencyKey: 'callback-account',
    });
    const { id, callbackSecret } = made.data.account;
    await connected(id);
    expect((await read(id)).status).toBe(200);
    expect(endpoint.calls).toHaveLength(1);
    const [call] = endpoint.calls;
    expect(JSON.parse(String(call?.body))).toEqual({
      accountId: id,
      protocol: 'imap',
      host: '127.0.0.1',
      username: user,
    });
    expect(isSigned(callbackSecret, call?.headers ?? {}, String(call?.body), Date.now())).toBe(true);
    expect((await accountOf(id)).callbackSecret).toBeNull();
    expect((await accountOf(id)).imap.auth).toEqual({ type: 'token-callback', username: user });

    const changed = await graphql.change('updateAccount', {
      id,
      imap: { auth: { ...grant(), type: 'OAUTH2' } },
    });
    expect(changed.data).toMatchObject({ account: { imap: { auth: { type: 'OAUTH2', username: user } } } });
    await connected(id);
    expect((await read(id)).status).toBe(200);
    expect(endpoint.calls).toHaveLength(1);
    await remove(id);
  });

  it('is tried first with a secret of one’s own, and says when there is no token', async () => {
    const auth = { type: 'token-callback', url: endpoint.callbackUrl };
    const callbackSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const verified = await service.rest.call('verifyAccount', { body: settings(auth, { callbackSecret }) });
    expect(verified.status, JSON.stringify(verified.body)).toBe(200);
    expect(await service.rest.call('verifyAccount', { body: settings(auth) })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/callbackSecret' }] },
    });
    endpoint.answer({ status: 404 });
    const refused = await service.rest.call('createAccount', { body: settings(auth, { callbackSecret }) });
    expect(refused).toMatchObject({ status: 422, body: { code: 'account-login-failed' } });
    endpoint.answer(null);
  });
});

it('no token and no secret is found in Redis or in an answer', async () => {
  const callbackSecret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
  const auth = { type: 'token-callback', url: endpoint.callbackUrl };
  const { imap } = settings(grant()) as { imap: object };
  const { smtp } = settings(auth) as { smtp: object };
  const { id } = await connect({ email: user, imap, smtp, callbackSecret });
  endpoint.revoke();
  await service.rest.call('reconnectAccount', { path: { account: id } });
  expect((await read(id)).status).toBe(200);
  const listed = await service.rest.call('listAccounts');
  expect(JSON.stringify(listed.body)).not.toContain(endpoint.callbackUrl);
  const kept = (await redisContents(redisClient(), prefix)) + JSON.stringify(listed.body);
  expect(kept).toContain(`account-tokens:${id}`);
  for (const secret of [...endpoint.issued, endpoint.clientSecret, callbackSecret]) {
    expect(kept).not.toContain(secret);
  }
  await remove(id);
  expect(await redisContents(redisClient(), prefix)).not.toContain(`account-tokens:${id}`);
});
