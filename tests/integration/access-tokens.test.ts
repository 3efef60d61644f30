/** Several processes on one Redis, and an endpoint that exchanges each refresh token once: none is lost, and none asked for in vain. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account, Credentials } from '../../src/domain/account.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import { tokenSourceOf, type TokenSource } from '../../src/domain/token-source.ts';
import { accountKey } from '../../src/redis/account-scripts.ts';
import type { Keys } from '../../src/redis/keys.ts';
import { createLeases } from '../../src/redis/leases.ts';
import { createSecretBox } from '../../src/redis/secret-box.ts';
import { createTokenStore } from '../../src/redis/token-store.ts';
import {
  createAccessTokens,
  type AccessTokenPorts,
  type AccessTokens,
} from '../../src/use-cases/access-tokens.ts';
import type { TokenRequests, TokenStore } from '../../src/use-cases/ports/tokens.ts';
import { createTokenRequests, type ClosableTokenRequests } from '../../src/workers/token-requests.ts';
import { eventually } from '../support/eventually.ts';
import { loopback } from '../support/imap-account.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { sampleAccount, sampleRing, sampleServer, silentLog } from '../support/samples.ts';
import { startTokenEndpoint, type TokenEndpoint } from '../support/token-endpoint.ts';

const redis = redisClient();
const minute = 60_000;

let keys: Keys;
let endpoint: TokenEndpoint;
let account: Account;
let source: TokenSource;
let requests: ClosableTokenRequests;
let now: number;
const endings: (() => Promise<unknown>)[] = [];

async function begin(lifetimeSeconds?: number): Promise<void> {
  keys = freshKeys();
  now = Date.now();
  endpoint = await startTokenEndpoint('ann', lifetimeSeconds);
  requests = createTokenRequests({ egress: loopback, clock: { now: () => now } });
  endings.push(
    () => endpoint.stop(),
    () => requests.close(),
  );
  const { tokenUrl: tokenEndpoint, clientId, clientSecret, refreshToken } = endpoint;
  const auth = { type: 'oauth2', username: 'ann', tokenEndpoint, clientId, scope: null } as const;
  account = sampleAccount({ imap: sampleServer({ auth }) });
  await redis.hset(accountKey(keys, account.id), 'i', account.incarnation);
  const credentials: Credentials = {
    imap: { kind: 'oauth2', grant: 'grant', clientSecret, refreshToken, access: null },
    smtp: null,
  };
  const found = tokenSourceOf(account, credentials, 'imap');
  if (found === null) throw new Error('no source');
  source = found;
}

const store = (): TokenStore => createTokenStore(redis, keys, createSecretBox(sampleRing()));

/** Another process, as far as anybody can tell. */
function join(ports: Partial<AccessTokenPorts> = {}): AccessTokens {
  const leases = createLeases(redis, keys, silentLog);
  endings.push(() => leases.close());
  return createAccessTokens({
    tokens: store(),
    requests,
    leases,
    clock: { now: () => now },
    log: silentLog,
    ...ports,
  });
}

const tokenOf = async (process: AccessTokens, rejected?: string): Promise<string> =>
  (
    await process.of(
      account,
      source,
      rejected === undefined ? {} : { rejected },
      new AbortController().signal,
    )
  ).token;

beforeEach(() => begin());
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

describe('logins of several processes', () => {
  it('share one exchange, and one more when the token is refused or runs out', async () => {
    const processes = [join(), join(), join()];
    const all = (rejected?: string): Promise<string[]> =>
      Promise.all(Array.from({ length: 30 }, (_, n) => tokenOf(processes[n % 3] ?? join(), rejected)));
    const first = new Set(await all());
    expect(first.size).toBe(1);
    const second = new Set(await all([...first][0]));
    expect(second.size).toBe(1);
    expect(second).not.toEqual(first);
    now += 54 * minute;
    expect(new Set(await all())).toEqual(second);
    now += 2 * minute;
    expect(new Set(await all())).not.toEqual(second);
    expect(endpoint.exchanges).toEqual([200, 200, 200]);
  });

  it('never offer a refresh token that was exchanged already, however often they ask', async () => {
    await begin(0);
    const processes = [join(), join(), join()];
    await Promise.all(Array.from({ length: 30 }, (_, n) => tokenOf(processes[n % 3] ?? join())));
    expect(endpoint.exchanges.length).toBeGreaterThan(1);
    expect(new Set(endpoint.exchanges)).toEqual(new Set([200]));
  });
});

describe('a refresh token that was exchanged', () => {
  it('is kept though the storage is away when it comes', async () => {
    let away = 3;
    const tokens: TokenStore = {
      ...store(),
      async save(...what) {
        if (away === 0) return await store().save(...what);
        away -= 1;
        throw new GatewayError('storage-unavailable', 'Away.');
      },
    };
    const token = await tokenOf(join({ tokens }));
    expect(away).toBe(0);
    await tokenOf(join(), token);
    expect(endpoint.exchanges).toEqual([200, 200]);
  });

  it('is kept though nobody waits for it any longer, and before a process ends', async () => {
    const { tokens, release } = gated();
    const leaving = new AbortController();
    const process = join({ tokens });
    const login = process.of(account, source, {}, leaving.signal).catch((error: unknown) => error);
    await eventually(() => expect(endpoint.exchanges).toHaveLength(1));
    leaving.abort(new Error('gone'));
    expect(await login).toBe(leaving.signal.reason);
    let hasSettled = false;
    const settled = process.settle(5_000).then(() => (hasSettled = true));
    await store().get(account, source.id);
    expect(hasSettled).toBe(false);
    release();
    await settled;
    await tokenOf(join());
    expect(endpoint.exchanges).toEqual([200]);
  });

  it('outlives the refusal of another process, which got the lease meanwhile', async () => {
    const { tokens, release } = gated();
    const slow = tokenOf(join({ tokens, leases: { acquire: freeLease } }));
    await eventually(() => expect(endpoint.exchanges).toEqual([200]));
    await expect(tokenOf(join())).rejects.toMatchObject({ code: 'account-auth-failed' });
    release();
    const token = await slow;
    expect(await tokenOf(join())).toBe(token);
    await tokenOf(join(), token);
    expect(endpoint.exchanges).toEqual([200, 400, 200]);
  });

  it('serves also who was refused because of the exchange', async () => {
    let late = (): void => undefined;
    const held = new Promise<void>((resolve) => (late = resolve));
    const asked: TokenRequests = {
      async ask(...what) {
        await held;
        return await requests.ask(...what);
      },
    };
    const slow = tokenOf(join({ requests: asked, leases: { acquire: freeLease } }));
    const token = await tokenOf(join({ leases: { acquire: freeLease } }));
    late();
    expect(await slow).toBe(token);
    expect(endpoint.exchanges).toEqual([200, 400]);
  });

  it('is not kept for an account that is gone', async () => {
    await redis.del(accountKey(keys, account.id));
    await expect(tokenOf(join())).rejects.toMatchObject({ code: 'not-found' });
    expect(await store().get(account, source.id)).toBeNull();
  });
});

describe('a refusal', () => {
  it('is remembered by all, and looked at again after a minute, or once the account changes', async () => {
    endpoint.answer({ status: 400, body: JSON.stringify({ error: 'invalid_grant' }) });
    const processes = [join(), join()];
    for (let n = 0; n < 6; n += 1) {
      const refused = tokenOf(processes[n % 2] ?? join());
      await expect(refused).rejects.toMatchObject({ code: 'account-auth-failed' });
    }
    expect(endpoint.exchanges).toEqual([400]);
    now += 1.3 * minute;
    await expect(tokenOf(join())).rejects.toThrow(/invalid_grant/);
    await expect(tokenOf(join())).rejects.toThrow(/invalid_grant/);
    expect(endpoint.exchanges).toEqual([400, 400]);
    endpoint.answer(null);
    await expect(tokenOf(join())).rejects.toThrow(/invalid_grant/);
    account = { ...account, revision: account.revision + 1 };
    expect(endpoint.isGood(await tokenOf(join()))).toBe(true);
  });

  it('comes to an end of asking after three hours', async () => {
    endpoint.answer({ status: 401, body: JSON.stringify({ error: 'invalid_client' }) });
    for (let n = 0; n < 100; n += 1) {
      await expect(tokenOf(join())).rejects.toMatchObject({ code: 'account-auth-failed' });
      now += 10 * minute;
    }
    expect(endpoint.exchanges.length).toBeLessThanOrEqual(5);
  });
});

describe('an endpoint', () => {
  it.each([
    ['that is away', { status: 503, body: '' }],
    ['that wants more time', { status: 429, body: JSON.stringify({ error: 'slow_down' }) }],
    ['that leads elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }],
    [
      'that gives no bearer token',
      { status: 200, body: JSON.stringify({ access_token: 'a', token_type: 'mac' }) },
    ],
    [
      'that gives one with a line end',
      { status: 200, body: '{"access_token":"a\\r\\nb","token_type":"bearer"}' },
    ],
    ['that speaks no JSON', { status: 400, body: '<html>invalid_grant</html>' }],
    ['that says too much', { status: 200, body: ' '.repeat(70_000) }],
    ['that breaks off', { status: 200, drop: true }],
  ])('%s is no refusal, and is asked again by the next login', async (_, answer) => {
    endpoint.answer(answer);
    await expect(tokenOf(join())).rejects.toMatchObject({ code: 'account-unreachable' });
    endpoint.answer(null);
    expect(endpoint.isGood(await tokenOf(join()))).toBe(true);
  });
});

/** What is to be kept waits until it is released. */
function gated(): { readonly tokens: TokenStore; readonly release: () => void } {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const tokens: TokenStore = {
    ...store(),
    async save(...what) {
      await held;
      return await store().save(...what);
    },
  };
  return { tokens, release };
}

async function freeLease(): ReturnType<AccessTokenPorts['leases']['acquire']> {
  const lost = new AbortController().signal;
  return await Promise.resolve({ name: 'free', token: 1, lost, release: () => Promise.resolve() });
}
