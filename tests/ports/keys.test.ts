import { describe, expect, test } from 'vitest';
import type { Principal } from '../../src/domain/principal.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { createKeyStore } from '../../src/redis/key-store.ts';
import { createApiKeys, type ApiKeys } from '../../src/use-cases/keys.ts';
import { eventually } from '../support/eventually.ts';
import { redisContents } from '../support/redis-contents.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { admin, sampleAccount, sampleRing } from '../support/samples.ts';

const redis = redisClient();
const operatorKey = `ptn_first_${'a'.repeat(43)}`;

interface Stage {
  readonly keys: ApiKeys;
  /** Another replica on the same storage. */
  readonly elsewhere: ApiKeys;
  readonly prefix: string;
  advance(ms: number): void;
}

function stage(): Stage {
  const names = freshKeys();
  const store = createKeyStore(redis, names, createCursorSeal(sampleRing()));
  let now = Date.parse('2026-01-31T12:00:00Z');
  const present = ['acc_1', 'acc_2'];
  const accounts = {
    get: async (id: string) => await Promise.resolve(present.includes(id) ? sampleAccount({ id }) : null),
  };
  const ports = { keys: store, accounts, clock: { now: () => now }, adminKey: operatorKey };
  return {
    keys: createApiKeys(ports),
    elsewhere: createApiKeys(ports),
    prefix: names.prefix,
    advance: (ms) => void (now += ms),
  };
}

const reader = { name: 'reader', scopes: ['messages:read'], accounts: ['acc_1'] } as const;
const bearer = (secret: string): string => `Bearer ${secret}`;
const code = (value: string): { readonly code: string } =>
  expect.objectContaining({ code: value }) as { code: string };

test('a key is shown once, kept as a hash, and tells who presents it', async () => {
  const { keys, prefix } = stage();
  const { key, secret } = await keys.create(admin, reader);
  expect(secret).toMatch(/^ptn_[0-9A-Za-z]{20}_[0-9A-Za-z]{43}$/);
  expect(secret.startsWith(`ptn_${key.id.slice(4)}_`)).toBe(true);
  expect(await keys.authenticate(bearer(secret))).toEqual({
    id: key.id,
    scopes: ['messages:read'],
    accounts: ['acc_1'],
  });
  expect(await keys.authenticate(`bearer ${secret}`)).toMatchObject({ id: key.id });
  const kept = await redisContents(redis, prefix);
  expect(kept).toContain(key.id);
  expect(kept).not.toContain(secret.split('_')[2]);
});

test('the operator’s key holds while it is configured, and is not stored', async () => {
  const { keys, prefix } = stage();
  expect(await keys.authenticate(bearer(operatorKey))).toEqual({
    id: 'key_first',
    scopes: ['admin'],
    accounts: 'all',
  });
  expect((await keys.list(admin, { limit: 10 })).items).toEqual([]);
  expect(await redis.keys(`*${prefix}*`)).toEqual([]);
});

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  `Basic ${operatorKey}`,
  operatorKey,
  `Bearer ${operatorKey}x`,
  `Bearer ${operatorKey.slice(0, -1)}`,
  `Bearer ptn_unknown_${'b'.repeat(43)}`,
  `Bearer ptn_first_${'b'.repeat(43)}`,
  `Bearer ${'x'.repeat(10_000)}`,
])('%j authenticates nobody', async (authorization) => {
  await expect(stage().keys.authenticate(authorization)).rejects.toEqual(code('unauthenticated'));
});

test('the right id with another secret authenticates nobody', async () => {
  const { keys } = stage();
  const { secret } = await keys.create(admin, reader);
  const other = secret.slice(0, -1) + (secret.endsWith('a') ? 'b' : 'a');
  await expect(keys.authenticate(bearer(other))).rejects.toEqual(code('unauthenticated'));
});

test('a revoked key is refused here at once and elsewhere within a second', async () => {
  const { keys, elsewhere } = stage();
  const { key, secret } = await keys.create(admin, reader);
  await keys.authenticate(bearer(secret));
  await elsewhere.authenticate(bearer(secret));
  await keys.remove(admin, key.id);
  await expect(keys.authenticate(bearer(secret))).rejects.toEqual(code('unauthenticated'));
  await eventually(
    () => expect(elsewhere.authenticate(bearer(secret))).rejects.toEqual(code('unauthenticated')),
    1_200,
  );
  await expect(keys.remove(admin, key.id)).rejects.toEqual(code('not-found'));
});

test('an expired key is refused, and none is made that has expired', async () => {
  const { keys, advance } = stage();
  const { secret } = await keys.create(admin, { ...reader, expiresAt: '2026-01-31T12:01:00Z' });
  await keys.authenticate(bearer(secret));
  advance(60_000);
  await expect(keys.authenticate(bearer(secret))).rejects.toEqual(code('unauthenticated'));
  await expect(keys.create(admin, { ...reader, expiresAt: '2026-01-31T12:01:00Z' })).rejects.toEqual(
    code('invalid-request'),
  );
});

test('its last use is told to the minute, and a use does not bring a revoked key back', async () => {
  const { keys, elsewhere, advance } = stage();
  const { key, secret } = await keys.create(admin, reader);
  const lastUsed = async (): Promise<string | null | undefined> =>
    (await keys.list(admin, { limit: 1 })).items[0]?.lastUsedAt;
  expect(await lastUsed()).toBeNull();
  await keys.authenticate(bearer(secret));
  await eventually(async () => expect(await lastUsed()).toBe('2026-01-31T12:00:00.000Z'));
  advance(30_000);
  await keys.authenticate(bearer(secret));
  advance(30_000);
  await keys.authenticate(bearer(secret));
  await eventually(async () => expect(await lastUsed()).toBe('2026-01-31T12:01:00.000Z'));
  await elsewhere.authenticate(bearer(secret));
  await keys.remove(admin, key.id);
  advance(61_000);
  await elsewhere.authenticate(bearer(secret)).catch(() => undefined);
  expect((await keys.list(admin, { limit: 1 })).items).toEqual([]);
});

describe('a key tied to accounts', () => {
  const tied: Principal = { id: 'key_t', scopes: ['admin'], accounts: ['acc_1', 'acc_2'] };

  test('makes keys for its own accounts, "all" being those, and no others', async () => {
    const { keys } = stage();
    expect((await keys.create(tied, { ...reader, accounts: 'all' })).key.accounts).toEqual([
      'acc_1',
      'acc_2',
    ]);
    await expect(keys.create(tied, { ...reader, accounts: ['acc_3'] })).rejects.toEqual(code('forbidden'));
  });

  test('sees and revokes those alone', async () => {
    const { keys } = stage();
    const wide = await keys.create(admin, { ...reader, accounts: 'all' });
    const narrow = await keys.create(admin, reader);
    expect((await keys.list(tied, { limit: 10 })).items.map(({ id }) => id)).toEqual([narrow.key.id]);
    await expect(keys.remove(tied, wide.key.id)).rejects.toEqual(code('not-found'));
    await keys.remove(tied, narrow.key.id);
  });
});

test('a key is made for accounts that are there, and the others are named', async () => {
  const { keys } = stage();
  const made = keys.create(admin, { ...reader, accounts: ['acc_1', 'acc_x', 'acc_2', 'acc_y'] });
  await expect(made).rejects.toMatchObject({
    code: 'invalid-request',
    errors: [
      { pointer: '/accounts/1', message: 'There is no account "acc_x".' },
      { pointer: '/accounts/3', message: 'There is no account "acc_y".' },
    ],
  });
  expect((await keys.list(admin, { limit: 10 })).items).toEqual([]);
});

test('keys are the affair of the scope admin', async () => {
  const { keys } = stage();
  const lacking: Principal = { id: 'key_x', scopes: ['accounts:write', 'webhooks:write'], accounts: 'all' };
  await expect(keys.create(lacking, reader)).rejects.toEqual(code('forbidden'));
  await expect(keys.list(lacking, { limit: 1 })).rejects.toEqual(code('forbidden'));
  await expect(keys.remove(lacking, 'key_1')).rejects.toEqual(code('forbidden'));
});
