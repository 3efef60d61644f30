import { describe, expect, test } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { randomId } from '../../src/domain/ids.ts';
import { createAccountStore, type Erasure } from '../../src/redis/account-store.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { journalKey } from '../../src/redis/journal-lua.ts';
import type { Keys } from '../../src/redis/keys.ts';
import { createSecretBox } from '../../src/redis/secret-box.ts';
import { syncKey } from '../../src/redis/sync-store.ts';
import { createLeases, leaseKey } from '../../src/redis/leases.ts';
import { createObserveAccount } from '../../src/use-cases/observe-account.ts';
import type { AccountStore } from '../../src/use-cases/ports/accounts.ts';
import type { Lease } from '../../src/use-cases/ports/news.ts';
import { eventually } from '../support/eventually.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { sampleAccount, sampleCredentials, sampleRing, sampleStatus, silentLog } from '../support/samples.ts';
import { silentTelemetry } from '../support/silent-telemetry.ts';

const redis = redisClient();

interface StoreOptions {
  readonly keys?: Keys;
  readonly ring?: number;
  readonly erasures?: readonly Erasure[];
}

function store(options: StoreOptions = {}): AccountStore {
  const { keys = freshKeys(), ring = 7, erasures = [] } = options;
  return createAccountStore({
    redis,
    subscriber: redisClient(),
    keys,
    box: createSecretBox(sampleRing(ring)),
    cursors: createCursorSeal(sampleRing(ring)),
    erasures,
  });
}

const deleted = (account: Account) => ({
  id: 'evt_gone',
  type: 'account.deleted' as const,
  accountId: account.id,
  data: { account: { id: account.id } },
});

test('an account is kept with its credentials apart, and an id is given once', async () => {
  const accounts = store();
  const account = sampleAccount();
  expect(await accounts.insert(account, sampleCredentials, sampleStatus)).toBe(true);
  expect(
    await accounts.insert({ ...account, email: 'other@example.com' }, sampleCredentials, sampleStatus),
  ).toBe(false);
  expect(await accounts.get(account.id)).toEqual(account);
  expect(await accounts.credentials(account)).toEqual(sampleCredentials);
  expect(await accounts.status(account)).toEqual({ ...sampleStatus, number: 0 });
  expect(await accounts.ids()).toEqual([account.id]);
  expect(await accounts.get('acc_absent')).toBeNull();
});

test('of two updates on the same revision one is refused, and credentials stay unless given', async () => {
  const accounts = store();
  const account = sampleAccount();
  await accounts.insert(account, sampleCredentials, sampleStatus);
  const renamed = { ...account, revision: 2, name: 'Ann' };
  const results = await Promise.all([
    accounts.update(renamed, null),
    accounts.update({ ...renamed, name: 'Bea' }, null),
  ]);
  expect(results.sort()).toEqual([false, true]);
  expect((await accounts.get(account.id))?.revision).toBe(2);
  expect(await accounts.credentials(account)).toEqual(sampleCredentials);
  const anew = { imap: { password: 'new' }, smtp: null };
  expect(await accounts.update({ ...renamed, revision: 3 }, anew)).toBe(true);
  expect(await accounts.credentials(account)).toEqual(anew);
});

test('nothing done for an account hits one made anew under its id', async () => {
  const accounts = store();
  const account = sampleAccount();
  const anew = { ...account, incarnation: 'ff'.repeat(16) };
  await accounts.insert(anew, sampleCredentials, sampleStatus);
  expect(await accounts.update({ ...account, revision: 2 }, null)).toBe(false);
  expect(await accounts.saveStatus(account, 0, sampleStatus, null, null)).toBe('fenced');
  expect(await accounts.remove(account, deleted(account))).toBe(false);
  await expect(accounts.credentials(account)).rejects.toMatchObject({ code: 'internal' });
  await expect(accounts.status(account)).rejects.toMatchObject({ code: 'not-found' });
  expect(await accounts.get(account.id)).toEqual(anew);
});

test('a status moves together with its event, once for each number', async () => {
  const keys = freshKeys();
  const accounts = store({ keys });
  const account = sampleAccount();
  await accounts.insert(account, sampleCredentials, sampleStatus);
  const next = { ...sampleStatus, imap: { ...sampleStatus.imap, state: 'connected' as const } };
  const event = { id: 'evt_1', type: 'account.connected' as const, accountId: account.id, data: {} };
  const tries = await Promise.all([1, 2, 3].map(() => accounts.saveStatus(account, 0, next, event, null)));
  expect(tries.sort()).toEqual(['changed', 'changed', 'saved']);
  expect(await accounts.status(account)).toEqual({ ...next, number: 1 });
  expect(await redis.xlen(journalKey(keys))).toBe(1);
});

test('what is observed under a lease counts as long as the lease does and the account is as it was', async () => {
  const keys = freshKeys();
  const accounts = store({ keys });
  const account = sampleAccount();
  await accounts.insert(account, sampleCredentials, sampleStatus);
  const event = { id: 'evt_1', type: 'account.unreachable' as const, accountId: account.id, data: {} };
  const hold = async (): Promise<Lease> => {
    const lease = await createLeases(redis, keys, silentLog).acquire('watch:one');
    if (lease === null) throw new Error('nobody else can have it');
    return lease;
  };
  const stalled = await hold();
  const save = (lease: Lease, number: number): Promise<string> =>
    accounts.saveStatus(account, number, sampleStatus, event, lease);
  expect(await save(stalled, 0)).toBe('saved');
  await redis.del(leaseKey(keys, 'watch:one'));
  expect(await save(stalled, 1)).toBe('fenced');
  const successor = await hold();
  expect(await save(stalled, 1)).toBe('fenced');
  expect(await save(successor, 1)).toBe('saved');
  expect(await accounts.update({ ...account, revision: account.revision + 1 }, null)).toBe(true);
  expect(await save(successor, 2)).toBe('fenced');
  expect(await redis.xlen(journalKey(keys))).toBe(2);

  const refused: object[] = [];
  const observe = createObserveAccount({
    accounts,
    clock: { now: () => Date.now() },
    telemetry: { ...silentTelemetry, staleWriteRefused: (details) => void refused.push(details) },
  });
  await observe(account, { side: 'imap', state: 'unreachable', detail: null }, stalled);
  expect(refused).toEqual([{ accountId: account.id, what: 'state' }]);
});

test('removal erases the account and what others keep for it, and leaves one event', async () => {
  const keys = freshKeys();
  const erased: string[] = [];
  const accounts = store({ keys, erasures: [{ erase: async ({ id }) => void erased.push(id) }] });
  const account = sampleAccount();
  const connected = { id: 'evt_1', type: 'account.connected' as const, accountId: account.id, data: {} };
  await accounts.insert(account, sampleCredentials, sampleStatus);
  await accounts.saveStatus(account, 0, sampleStatus, connected, null);
  await redis.hset(syncKey(keys, account), 'n:mbx_1', 1);
  expect(await accounts.remove(account, deleted(account))).toBe(true);
  expect(await accounts.remove(account, deleted(account))).toBe(false);
  expect(erased).toContain(account.id);
  expect(await accounts.get(account.id)).toBeNull();
  expect(await accounts.ids()).toEqual([]);
  await expect(accounts.credentials(account)).rejects.toMatchObject({ code: 'not-found' });
  const left = await redis.keys(`*${keys.prefix}*${account.id}*`);
  expect(left.filter((key) => !key.includes('journal'))).toEqual([]);
  expect(await redis.xlen(journalKey(keys))).toBe(1);
});

test('what came while an account was being removed goes with it', async () => {
  const keys = freshKeys();
  const list = keys.of('things');
  let rounds = 0;
  const erase = async (): Promise<void> => {
    rounds += 1;
    await redis.del(list);
    // Just behind the erasure, as another request might.
    if (rounds === 1) await redis.zadd(list, 1, 'late');
  };
  const accounts = store({ keys, erasures: [{ erase, leftAt: () => list }] });
  const account = sampleAccount();
  await accounts.insert(account, sampleCredentials, sampleStatus);
  expect(await accounts.remove(account, deleted(account))).toBe(true);
  expect(rounds).toBe(2);
  expect(await redis.exists(list)).toBe(0);
});

describe('other replicas', () => {
  test('hear of every change and read the new document at once', async () => {
    const keys = freshKeys();
    const [here, there] = [store({ keys }), store({ keys })];
    const heard: string[] = [];
    const account = sampleAccount();
    there.onChange((id) => heard.push(id));
    await eventually(async () => {
      await here.insert(sampleAccount(), sampleCredentials, sampleStatus);
      expect(heard.length).toBeGreaterThan(0);
    });
    await here.insert(account, sampleCredentials, sampleStatus);
    await eventually(async () => expect(await there.get(account.id)).toEqual(account));
    const renamed = { ...account, revision: 2, name: 'Ann' };
    await here.update(renamed, null);
    expect(await here.get(account.id)).toEqual(renamed);
    await eventually(async () => expect(await there.get(account.id)).toEqual(renamed), 500);
  });

  test('read the new document within a second when the notice is lost', async () => {
    const keys = freshKeys();
    const here = store({ keys });
    const deaf = redisClient();
    const there = createAccountStore({
      redis,
      subscriber: deaf,
      keys,
      box: createSecretBox(sampleRing()),
      cursors: createCursorSeal(sampleRing()),
      erasures: [],
    });
    await eventually(() => expect(deaf.status).toBe('ready'));
    deaf.disconnect();
    await eventually(() => expect(deaf.status).toBe('end'));
    const account = sampleAccount();
    await here.insert(account, sampleCredentials, sampleStatus);
    expect(await there.get(account.id)).toEqual(account);
    await here.update({ ...account, revision: 2, name: 'Ann' }, null);
    await eventually(async () => expect((await there.get(account.id))?.name).toBe('Ann'), 1_500);
  });

  test('are told once of what they did themselves', async () => {
    const accounts = store();
    const heard: string[] = [];
    accounts.onChange((id) => heard.push(id));
    const first = sampleAccount();
    const marker = sampleAccount();
    await accounts.insert(first, sampleCredentials, sampleStatus);
    await accounts.insert(marker, sampleCredentials, sampleStatus);
    await eventually(() => expect(heard).toEqual([first.id, marker.id]));
  });
});

describe('the list', () => {
  test('goes newest first, forwards and back, while accounts come and go', async () => {
    const accounts = store();
    const made: Account[] = [];
    for (let n = 0; n < 7; n += 1) {
      const account = sampleAccount({ id: `n${n}` });
      made.push(account);
      await accounts.insert(account, sampleCredentials, sampleStatus);
    }
    const idsOf = (page: { readonly items: readonly Account[] }): string[] => page.items.map(({ id }) => id);
    const first = await accounts.list('all', { limit: 3 });
    expect(idsOf(first)).toEqual(['n6', 'n5', 'n4']);
    expect(first.previous).toBeNull();
    await accounts.insert(sampleAccount({ id: 'n7' }), sampleCredentials, sampleStatus);
    const anchor = made[4] ?? sampleAccount();
    await accounts.remove(anchor, deleted(anchor));
    const second = await accounts.list('all', { limit: 3, cursor: first.next ?? '' });
    expect(idsOf(second)).toEqual(['n3', 'n2', 'n1']);
    const third = await accounts.list('all', { limit: 3, cursor: second.next ?? '' });
    expect(idsOf(third)).toEqual(['n0']);
    expect(third.next).toBeNull();
    const back = await accounts.list('all', { limit: 3, cursor: third.previous ?? '' });
    expect(idsOf(back)).toEqual(['n3', 'n2', 'n1']);
    const top = await accounts.list('all', { limit: 3, cursor: back.previous ?? '' });
    expect(idsOf(top)).toEqual(['n7', 'n6', 'n5']);
    const around = await accounts.list('all', {
      limit: 2,
      cursor: second.cursorAt(1),
      direction: 'previous',
    });
    expect(idsOf(around)).toEqual(['n5', 'n3']);
  });

  test('of some accounts has the same order and cursors', async () => {
    const accounts = store();
    for (let n = 0; n < 5; n += 1) {
      await accounts.insert(sampleAccount({ id: `n${n}` }), sampleCredentials, sampleStatus);
    }
    const mine = ['n0', 'absent', 'n3', 'n1'];
    const first = await accounts.list(mine, { limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(['n3', 'n1']);
    const second = await accounts.list(mine, { limit: 2, cursor: first.next ?? '' });
    expect(second.items.map(({ id }) => id)).toEqual(['n0']);
    expect(second.next).toBeNull();
    const back = await accounts.list(mine, { limit: 2, cursor: second.previous ?? '' });
    expect(back.items.map(({ id }) => id)).toEqual(['n3', 'n1']);
    expect((await accounts.list([], { limit: 2 })).items).toEqual([]);
  });

  test('refuses a cursor of another list', async () => {
    const accounts = store();
    const foreign = createCursorSeal(sampleRing()).seal('keys', [1, 'next']);
    await expect(accounts.list('all', { limit: 2, cursor: foreign })).rejects.toMatchObject({
      code: 'invalid-cursor',
    });
    await expect(accounts.list('all', { limit: 2, cursor: 'AAAA' })).rejects.toMatchObject({
      code: 'invalid-cursor',
    });
  });
});

test('a credential that was moved to another account does not open', async () => {
  const keys = freshKeys();
  const accounts = store({ keys });
  const [victim, thief] = [sampleAccount(), sampleAccount({ id: randomId('acc') })];
  await accounts.insert(victim, sampleCredentials, sampleStatus);
  await accounts.insert(thief, { imap: { password: 'own' }, smtp: null }, sampleStatus);
  await redis.copy(keys.of('account-secret', victim.id), keys.of('account-secret', thief.id), 'REPLACE');
  await expect(accounts.credentials(thief)).rejects.toMatchObject({ code: 'internal' });
});

test('a replica with another key ring says which key it lacks', async () => {
  const keys = freshKeys();
  const account = sampleAccount();
  await store({ keys, ring: 7 }).insert(account, sampleCredentials, sampleStatus);
  await expect(store({ keys, ring: 8 }).credentials(account)).rejects.toThrow(/the key "k7", which is not/);
});
