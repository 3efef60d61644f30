import { describe, expect, test } from 'vitest';
import type { NewAccount } from '../../src/domain/account-settings.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import type { Principal } from '../../src/domain/principal.ts';
import { createEgress } from '../../src/egress.ts';
import { createAccountStore } from '../../src/redis/account-store.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { journalKey } from '../../src/redis/journal-lua.ts';
import { createSecretBox } from '../../src/redis/secret-box.ts';
import { createTokenStore } from '../../src/redis/token-store.ts';
import { createAccessTokens } from '../../src/use-cases/access-tokens.ts';
import { createAccounts, type Accounts } from '../../src/use-cases/accounts.ts';
import type { AccountStore, LoginTrial } from '../../src/use-cases/ports/accounts.ts';
import { createTrialLogins } from '../../src/use-cases/trial-logins.ts';
import { redisContents } from '../support/redis-contents.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { admin, sampleRing, silentLog } from '../support/samples.ts';

const redis = redisClient();
const signal = new AbortController().signal;
const verified = { verify: true };
const code = (value: string): unknown => expect.objectContaining({ code: value });

interface Stage {
  readonly accounts: Accounts;
  readonly store: AccountStore;
  readonly prefix: string;
  /** `imap <host> <password>` for each login, in order. */
  readonly logins: string[];
  events(): Promise<readonly string[]>;
}

/** Mail servers that accept every password but `wrong`. */
function stage(): Stage {
  const keys = freshKeys();
  const cursors = createCursorSeal(sampleRing());
  const box = createSecretBox(sampleRing());
  const store = createAccountStore({ redis, subscriber: redisClient(), keys, box, cursors, erasures: [] });
  const logins: string[] = [];
  const login =
    (protocol: 'imap' | 'smtp'): LoginTrial['imap'] =>
    async ({ host }, login) => {
      const password = login.kind === 'password' ? login.password : login.accessToken;
      logins.push(`${protocol} ${host} ${password}`);
      if (password === 'wrong')
        throw new GatewayError('account-login-failed', 'The server refused the login.');
    };
  const clock = { now: () => Date.now() };
  const unasked = { ask: () => Promise.reject(new Error('No token was to be asked for')) };
  const accessTokens = createAccessTokens({
    tokens: createTokenStore(redis, keys, box),
    requests: unasked,
    leases: { acquire: () => Promise.resolve(null) },
    clock,
    log: silentLog,
  });
  const byPassword = createTrialLogins({ requests: unasked, accessTokens, clock });
  const trial: LoginTrial = { imap: login('imap'), smtp: login('smtp') };
  const egress = createEgress({ allow: ['plain.lab'], lookup: async () => ['1.1.1.1'] });
  return {
    accounts: createAccounts({ accounts: store, trial, trialLogins: byPassword, egress, clock }),
    store,
    prefix: keys.prefix,
    logins,
    async events() {
      const entries = await redis.xrange(journalKey(keys), '-', '+');
      return entries.map(([, fields]) => fields[fields.indexOf('y') + 1] ?? '');
    },
  };
}

function server(host: string, port: number, password: string): NewAccount['imap'] {
  return { host, port, security: 'tls', auth: { type: 'password', username: 'ann', password } };
}

const input: NewAccount = {
  email: 'ann@example.com',
  imap: server('imap.example.com', 993, 'imap-secret'),
  smtp: server('smtp.example.com', 465, 'smtp-secret'),
};

describe('creating an account', () => {
  test('tries both logins, fills in the defaults and shows no secret', async () => {
    const { accounts, store, logins } = stage();
    const view = await accounts.create(admin, input, verified, signal);
    expect([...logins].sort()).toEqual([
      'imap imap.example.com imap-secret',
      'smtp smtp.example.com smtp-secret',
    ]);
    expect(view).toMatchObject({
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
      watch: { mailboxes: ['inbox'], since: null },
      limits: { connections: 4, onUnknown: 'resend' },
      sentCopy: 'auto',
      sentMailbox: null,
      metadata: {},
      paused: false,
      state: 'connecting',
      lastError: null,
      sending: { state: 'ready', lastError: null, paused: false },
    });
    expect(JSON.stringify(view)).not.toContain('secret');
    expect(await accounts.get(admin, view.id)).toEqual(view);
    const account = await store.get(view.id);
    expect(account?.incarnation).toMatch(/^[0-9a-f]{32}$/);
  });

  test('keeps nothing when a login fails, and does not try one when asked not to', async () => {
    const { accounts, logins } = stage();
    const refused = { ...input, smtp: server('smtp.example.com', 465, 'wrong') };
    await expect(accounts.create(admin, refused, verified, signal)).rejects.toEqual(
      code('account-login-failed'),
    );
    expect((await accounts.list(admin, { limit: 5 })).items).toEqual([]);
    logins.length = 0;
    await accounts.create(admin, refused, { verify: false }, signal);
    expect(logins).toEqual([]);
  });

  test('takes an id that the caller chose, once', async () => {
    const { accounts } = stage();
    expect((await accounts.create(admin, { ...input, id: 'ann' }, verified, signal)).id).toBe('ann');
    await expect(accounts.create(admin, { ...input, id: 'ann' }, verified, signal)).rejects.toEqual(
      code('already-exists'),
    );
    await expect(
      accounts.create(admin, { ...input, id: 'acc_mine' }, verified, signal),
    ).rejects.toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/id' }],
    });
  });

  test.each([
    ['/email', { email: 'no address' }],
    ['/identities/0/address', { identities: [{ address: 'a b@example.com' }] }],
    ['/sentMailbox', { sentMailbox: 'Sent\ud800' }],
    ['/identities/0/name', { identities: [{ address: 'b@example.com', name: 'a\r\nBcc: x' }] }],
  ])('points at what is wrong: %s', async (pointer, change) => {
    await expect(
      stage().accounts.create(admin, { ...input, ...change }, verified, signal),
    ).rejects.toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer }],
    });
  });

  test.each([
    [{ security: 'none' as const }],
    [{ tls: { rejectUnauthorized: false } }],
    [{ host: '127.0.0.1' }],
    [{ host: '2130706433' }],
    [{ host: 'localhost' }],
    [{ port: 6379 }],
  ])('refuses a server with %j before anything is connected, verified or not', async (change) => {
    const { accounts, logins } = stage();
    const bad = { ...input, imap: { ...input.imap, ...change } };
    for (const options of [verified, { verify: false }]) {
      await expect(accounts.create(admin, bad, options, signal)).rejects.toEqual(code('egress-refused'));
    }
    await expect(accounts.verify(admin, bad, signal)).rejects.toEqual(code('egress-refused'));
    expect(logins).toEqual([]);
  });

  test('allows plain text to a host that the operator lists', async () => {
    const plain = {
      ...input,
      smtp: null,
      imap: { ...server('plain.lab', 10143, 'x'), security: 'none' as const },
    };
    expect((await stage().accounts.create(admin, plain, verified, signal)).imap.security).toBe('none');
  });

  test('needs the scope and a key for all accounts', async () => {
    const { accounts } = stage();
    const lacking: Principal = { id: 'k', scopes: ['accounts:read'], accounts: 'all' };
    const tied: Principal = { id: 'k', scopes: ['accounts:write'], accounts: ['ann'] };
    await expect(accounts.create(lacking, input, verified, signal)).rejects.toEqual(code('forbidden'));
    await expect(accounts.create(tied, input, verified, signal)).rejects.toEqual(code('forbidden'));
    await expect(accounts.verify(lacking, input, signal)).rejects.toEqual(code('forbidden'));
  });
});

describe('changing an account', () => {
  test('merges the patch (RFC 7396) and tries only the server that changed', async () => {
    const { accounts, logins } = stage();
    const { id } = await accounts.create(
      admin,
      { ...input, name: 'Ann', metadata: { a: '1', b: '2' }, limits: { connections: 9 } },
      verified,
      signal,
    );
    logins.length = 0;
    const changed = await accounts.update(
      admin,
      id,
      {
        name: null,
        metadata: { a: null, c: '3' },
        limits: null,
        imap: { port: 143, security: 'starttls', auth: { password: 'new' } },
      },
      verified,
      signal,
    );
    expect(changed).toMatchObject({
      name: null,
      metadata: { b: '2', c: '3' },
      limits: { connections: 4 },
      imap: { host: 'imap.example.com', port: 143, security: 'starttls' },
      smtp: { host: 'smtp.example.com' },
      state: 'connecting',
    });
    expect(logins).toEqual(['imap imap.example.com new']);
  });

  test.each([
    ['/imap/auth/password', { imap: { host: 'evil.example.com' } }],
    ['/imap/auth/password', { imap: { port: 143 } }],
    ['/imap/auth/password', { imap: { security: 'starttls' as const } }],
    ['/imap/auth/password', { imap: { auth: { username: 'bob' } } }],
    ['/imap/auth/password', { imap: { tls: { serverName: 'evil.example.com' } } }],
    ['/smtp/auth/password', { smtp: { host: 'evil.example.com' } }],
  ])('never sends a kept password to another place: %s for %j', async (pointer, patch) => {
    const { accounts, logins } = stage();
    const { id } = await accounts.create(admin, input, verified, signal);
    logins.length = 0;
    for (const options of [verified, { verify: false }]) {
      await expect(accounts.update(admin, id, patch, options, signal)).rejects.toMatchObject({
        code: 'invalid-request',
        errors: [{ pointer }],
      });
    }
    expect(logins).toEqual([]);
  });

  test('takes the ability to send away, and gives it only with all settings', async () => {
    const { accounts, store } = stage();
    const { id } = await accounts.create(admin, input, verified, signal);
    const without = await accounts.update(admin, id, { smtp: null }, verified, signal);
    expect(without).toMatchObject({ smtp: null, sending: { state: 'none' } });
    const account = await store.get(id);
    if (account === null) throw new Error('the account is there');
    expect((await store.credentials(account)).smtp).toBeNull();
    await expect(
      accounts.update(admin, id, { smtp: { host: 'smtp.example.com' } }, verified, signal),
    ).rejects.toMatchObject({
      errors: [{ pointer: '/smtp/port' }],
    });
    const again = await accounts.update(
      admin,
      id,
      { smtp: server('smtp.example.com', 465, 'again') },
      verified,
      signal,
    );
    expect(again.sending.state).toBe('ready');
  });

  test('keeps the old settings when the new login fails', async () => {
    const { accounts, store } = stage();
    const before = await accounts.create(admin, input, verified, signal);
    await expect(
      accounts.update(admin, before.id, { imap: { auth: { password: 'wrong' } } }, verified, signal),
    ).rejects.toEqual(code('account-login-failed'));
    expect(await accounts.get(admin, before.id)).toEqual(before);
    const account = await store.get(before.id);
    if (account === null) throw new Error('the account is there');
    expect((await store.credentials(account)).imap).toMatchObject({ password: 'imap-secret' });
  });

  test('at the same time from many sides loses no change', async () => {
    const { accounts } = stage();
    const { id } = await accounts.create(admin, input, verified, signal);
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        accounts.update(admin, id, { metadata: { [`n${n}`]: 'x' } }, verified, signal),
      ),
    );
    expect(Object.keys((await accounts.get(admin, id)).metadata)).toHaveLength(10);
  });
});

test('pausing stops both sides and is told once, the queue alone without an event', async () => {
  const { accounts, events } = stage();
  const { id } = await accounts.create(admin, input, verified, signal);
  const held = await accounts.update(admin, id, { sending: { paused: true } }, verified, signal);
  expect(held).toMatchObject({ state: 'connecting', sending: { state: 'paused', paused: true } });
  expect(await events()).toEqual([]);
  const paused = await accounts.update(
    admin,
    id,
    { paused: true, sending: { paused: false } },
    verified,
    signal,
  );
  expect(paused).toMatchObject({
    paused: true,
    state: 'paused',
    sending: { state: 'paused', paused: false },
  });
  await accounts.update(admin, id, { paused: true }, verified, signal);
  expect(await events()).toEqual(['account.paused']);
  await expect(accounts.reconnect(admin, id)).rejects.toEqual(code('account-paused'));
  const resumed = await accounts.update(admin, id, { paused: false }, verified, signal);
  expect(resumed).toMatchObject({ state: 'connecting', sending: { state: 'ready' } });
});

test('a reconnect makes every connection of before an old one', async () => {
  const { accounts, store } = stage();
  const { id } = await accounts.create(admin, input, verified, signal);
  const before = (await store.get(id))?.revision ?? 0;
  await accounts.reconnect(admin, id);
  expect((await store.get(id))?.revision).toBe(before + 1);
});

test('a removed account is gone with its secrets, and one made anew is another one', async () => {
  const { accounts, store, prefix, events } = stage();
  await accounts.create(admin, { ...input, id: 'ann' }, verified, signal);
  const first = await store.get('ann');
  await accounts.remove(admin, 'ann');
  await expect(accounts.get(admin, 'ann')).rejects.toEqual(code('not-found'));
  await expect(accounts.remove(admin, 'ann')).rejects.toEqual(code('not-found'));
  expect(await events()).toEqual(['account.deleted']);
  expect(await redisContents(redis, prefix)).not.toContain('ann@example.com');
  await accounts.create(admin, { ...input, id: 'ann' }, verified, signal);
  expect((await store.get('ann'))?.incarnation).not.toBe(first?.incarnation);
});

test('a key sees its own accounts, and a foreign one answers like an absent one', async () => {
  const { accounts } = stage();
  await accounts.create(admin, { ...input, id: 'ann' }, verified, signal);
  await accounts.create(admin, { ...input, id: 'bea' }, verified, signal);
  const bea: Principal = { id: 'k', scopes: ['accounts:read', 'accounts:write'], accounts: ['bea', 'gone'] };
  expect((await accounts.list(bea, { limit: 5 })).items.map(({ id }) => id)).toEqual(['bea']);
  const problemOf = (id: string): Promise<string> => accounts.get(bea, id).then(String, String);
  expect(await problemOf('ann')).toBe(await problemOf('gone'));
  await expect(accounts.update(bea, 'ann', { name: 'x' }, verified, signal)).rejects.toEqual(
    code('not-found'),
  );
  await expect(accounts.remove(bea, 'ann')).rejects.toEqual(code('not-found'));
  await expect(accounts.reconnect(bea, 'ann')).rejects.toEqual(code('not-found'));
});

test('no password is to be found in Redis, neither plain nor in base64', async () => {
  const { accounts, prefix } = stage();
  const { id } = await accounts.create(admin, input, verified, signal);
  await accounts.update(admin, id, { smtp: { auth: { password: 'other-secret' } } }, verified, signal);
  const contents = await redisContents(redis, prefix);
  for (const secret of ['imap-secret', 'smtp-secret', 'other-secret']) {
    expect(contents).not.toContain(secret);
    for (const shift of ['', ' ', '  ']) {
      const encoded = Buffer.from(shift + secret).toString('base64');
      expect(contents).not.toContain(encoded.slice(4, -4));
    }
  }
});

test('a trial login tells how long it took and keeps nothing', async () => {
  const { accounts, prefix } = stage();
  const result = await accounts.verify(admin, { ...input, smtp: null }, signal);
  expect(result).toEqual({
    imap: { host: 'imap.example.com', port: 993, security: 'tls', durationMs: expect.any(Number) as number },
    smtp: null,
  });
  expect(await redis.keys(`*${prefix}*`)).toEqual([]);
});
