/** What has changed in a mailbox, told exactly: on a server that tells all by itself, and on those where we remember. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { readMessageId } from '../../src/domain/ids.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import type { Keys } from '../../src/redis/keys.ts';
import { createSnapshotStore, type KeptSnapshots } from '../../src/redis/snapshot-store.ts';
import { createFollowMailbox, type MailboxChanges } from '../../src/use-cases/mailbox-changes.ts';
import { chance } from '../support/chance.ts';
import { MissingCyrus, startCyrus } from '../support/cyrus.ts';
import { never, plainMessage, testAccount, testPool, type TestPool } from '../support/imap-account.ts';
import { ANN, BASE_ONLY, startMailSandbox } from '../support/mail-sandbox.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { admin, sampleRing } from '../support/samples.ts';
import { freshUser, services } from '../support/services.ts';

const redis = redisClient();
const endings: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Server {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  /** Of a test. */
  readonly user: () => string;
}

async function sandbox(afterLogin: readonly string[] | null): Promise<Server> {
  const capabilities = afterLogin === null ? undefined : { beforeLogin: ['IMAP4rev1'], afterLogin };
  const running = await startMailSandbox(capabilities === undefined ? {} : { imap: { capabilities } });
  endings.push(() => running.stop());
  return { host: running.imap.host, port: running.imap.port, password: 'pass', user: () => ANN };
}

/** Cyrus knows users without a domain. */
function bareUser(): string {
  return `u${randomBytes(6).toString('hex')}`;
}

async function cyrus(): Promise<Server | string> {
  const folder = await mkdtemp(join(tmpdir(), 'pc-'));
  endings.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  try {
    const running = await startCyrus({ folder });
    endings.push(() => running.stop());
    return { host: running.host, port: running.imapPort, password: running.password, user: bareUser };
  } catch (error) {
    if (error instanceof MissingCyrus) return error.message;
    throw error;
  }
}

const servers: readonly {
  readonly name: string;
  /** A string is the sentence that says why it is missing. */
  readonly start: () => Promise<Server | string>;
  /** When messages went: it names them again, but not more than once. */
  readonly forgets?: true;
}[] = [
  {
    name: 'Dovecot, which tells all by itself',
    start: () => {
      const { host, imapPort, password } = services().dovecot;
      return Promise.resolve({ host, port: imapPort, password, user: freshUser });
    },
  },
  { name: 'Cyrus, which forgets when messages went', start: cyrus, forgets: true },
  { name: 'the sandbox, which tells all by itself', start: () => sandbox(null) },
  {
    name: 'a server with mod-sequences only',
    start: () => sandbox(['IMAP4rev1', 'ENABLE', 'UIDPLUS', 'CONDSTORE', 'ESEARCH']),
  },
  { name: 'a server with nothing', start: () => sandbox(BASE_ONLY.afterLogin) },
];

describe.each(servers)('the changes of a mailbox on $name', ({ start, forgets }) => {
  let server: Server;
  let world: TestPool;
  let account: Account;
  let keys: Keys;
  let snapshots: KeptSnapshots;
  let other: ImapFlow;
  let starting: Promise<Server | string> | null = null;
  const ends: (() => unknown)[] = [];

  beforeEach(async ({ skip }) => {
    starting ??= start();
    const running = await starting;
    if (typeof running === 'string') return skip(running);
    server = running;
    world = testPool({}, () => server.password);
    account = testAccount({ user: server.user(), port: server.port, connections: 2 });
    keys = freshKeys();
    snapshots = createSnapshotStore(redis, keys);
    other = await client();
    await other.mailboxOpen('INBOX');
    if (other.mailbox !== false && other.mailbox.exists > 0) await other.messageDelete('1:*');
    ends.push(() => world.pool.close(1_000));
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  const client = async (): Promise<ImapFlow> => {
    const auth = { user: account.imap.auth.username, pass: server.password };
    const opened = new ImapFlow({
      host: server.host,
      port: server.port,
      secure: false,
      doSTARTTLS: false,
      auth,
      logger: false,
      disableAutoIdle: true,
    });
    opened.on('error', () => undefined);
    await opened.connect();
    ends.push(() => opened.close());
    return opened;
  };

  interface Told {
    readonly created: readonly number[];
    readonly updated: readonly number[];
    readonly destroyed: readonly number[];
    readonly newState: string;
    readonly hasMore: boolean;
  }

  const uids = (ids: readonly string[]): readonly number[] =>
    ids.map((id) => readMessageId(account, id)?.uid ?? 0);

  const ask = async (since: string | null, limit = 100): Promise<Told> => {
    const follow = createFollowMailbox({
      openAccount: () => Promise.resolve(account),
      mailboxes: world.imap.mailboxes,
      reader: world.imap.changeReader,
      snapshots,
      cursors: createCursorSeal(sampleRing()),
    });
    const told: MailboxChanges = await follow.changes(admin, account.id, 'inbox', { since, limit }, never);
    const { created, updated, destroyed, newState, hasMore } = told;
    return { created: uids(created), updated: uids(updated), destroyed: uids(destroyed), newState, hasMore };
  };

  /** Returns the UID. */
  const append = async (subject: string): Promise<number> => {
    await other.append('INBOX', plainMessage(subject));
    await other.noop();
    const found = await other.search({ all: true }, { uid: true });
    return Math.max(...(found === false ? [] : (found ?? [])));
  };

  it('are what others did since, and nothing once they are told', async () => {
    const [kept, gone] = [await append('kept'), await append('gone')];
    const { newState: start, ...none } = await ask(null);
    expect(none).toEqual({ created: [], updated: [], destroyed: [], hasMore: false });
    expect(await ask(start)).toMatchObject({ ...none, newState: start });

    await other.messageFlagsAdd(String(kept), ['\\Seen'], { uid: true });
    await other.messageDelete(String(gone), { uid: true });
    const came = await append('came');
    const passing = await append('came and went');
    await other.messageDelete(String(passing), { uid: true });
    const told = await ask(start);
    expect(told).toMatchObject({ created: [came], updated: [kept], destroyed: [gone], hasMore: false });
    expect(await ask(told.newState)).toMatchObject({ ...none, newState: told.newState });
    // An answer that got lost is given once more.
    expect(await ask(start)).toEqual(told);

    await other.messageFlagsAdd(String(came), ['\\Flagged'], { uid: true });
    expect(await ask(told.newState)).toMatchObject({ ...none, updated: [came] });
  });

  it('are told in pages, to which later changes add nothing and from which they take nothing', async () => {
    const before = [];
    for (let n = 0; n < 6; n += 1) before.push(await append(`before ${n}`));
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = before;
    const { newState } = await ask(null);
    await other.messageFlagsAdd(`${a},${b},${e}`, ['\\Seen'], { uid: true });
    await other.messageDelete(`${c},${d}`, { uid: true });
    const g = await append('g');
    const first = await ask(newState, 2);
    expect(first).toMatchObject({ updated: [a, b], created: [], destroyed: [], hasMore: true });

    await other.messageFlagsAdd(`${a},${f}`, ['\\Answered'], { uid: true });
    await other.messageDelete(String(b), { uid: true });
    const h = await append('h');
    const second = await ask(first.newState, 2);
    expect(second).toMatchObject({ updated: [], created: [], destroyed: [c, d], hasMore: true });
    const third = await ask(second.newState, 2);
    expect(third).toMatchObject({ updated: [e], created: [g], destroyed: [], hasMore: false });
    expect(await ask(third.newState)).toMatchObject({ updated: [a, f], created: [h], destroyed: [b] });
  });

  it('name what went before the state at most once, where the server has forgotten when', async () => {
    const [before, first, second] = [await append('before'), await append('first'), await append('second')];
    await append('stays');
    await other.messageDelete(String(before), { uid: true });
    const { newState } = await ask(null);
    await other.messageDelete(String(first), { uid: true });
    const told = await ask(newState);
    expect(told.destroyed).toEqual(forgets ? [before, first] : [first]);
    await other.messageDelete(String(second), { uid: true });
    expect(await ask(told.newState)).toMatchObject({ created: [], updated: [], destroyed: [second] });
  });

  it('lead to the truth, with nothing told twice, while another client changes all the time', async () => {
    const { between } = chance();
    for (let n = 0; n < 12; n += 1) await append(`start ${n}`);
    let { newState } = await ask(null, 3);
    const mirror = new Map<number, string>();
    const reader = await client();
    await reader.mailboxOpen('INBOX', { readOnly: true });
    const flagsOf = async (set: string): Promise<Map<number, string>> => {
      await reader.noop();
      const found = new Map<number, string>();
      for await (const { uid, flags } of reader.fetch(set, { uid: true, flags: true }, { uid: true })) {
        // Changes that nobody asked for come without.
        if ((uid as number | undefined) === undefined) continue;
        found.set(
          uid,
          [...(flags ?? [])]
            .filter((flag) => flag !== '\\Recent')
            .sort()
            .join(' '),
        );
      }
      return found;
    };
    for (const [uid, flags] of await flagsOf('1:*')) mirror.set(uid, flags);

    let done = false;
    let flagged = 0;
    const change = async (): Promise<void> => {
      const changer = await client();
      await changer.mailboxOpen('INBOX');
      for (let n = 0; n < 60; n += 1) {
        const found = await changer.search({ all: true }, { uid: true });
        const some = found === false ? [] : (found ?? []);
        const victim = String(some[between(0, some.length)] ?? 1);
        const kind = between(0, 10);
        if (kind < 3 || some.length < 5) await changer.append('INBOX', plainMessage(`during ${n}`));
        else if (kind < 5) {
          // First it is \Deleted, which is a change of its own.
          flagged += 1;
          await changer.messageDelete(victim, { uid: true });
        } else {
          flagged += 1;
          // Flags that came back to what they were would be told by some servers and not by others.
          await changer.messageFlagsAdd(victim, [`k${n}`], { uid: true });
        }
        await changer.noop();
      }
      done = true;
    };
    const changing = change();
    const created = new Set<number>();
    const destroyed = new Map<number, number>();
    let updates = 0;
    for (;;) {
      const last = done;
      const told = await ask(newState, 3);
      newState = told.newState;
      for (const uid of told.created) {
        expect(created.has(uid)).toBe(false);
        created.add(uid);
      }
      for (const uid of told.destroyed) {
        const times = (destroyed.get(uid) ?? 0) + 1;
        expect(times).toBeLessThanOrEqual(forgets ? 2 : 1);
        destroyed.set(uid, times);
        mirror.delete(uid);
      }
      updates += told.updated.length;
      const shown = [...told.created, ...told.updated];
      if (shown.length > 0) {
        // What is gone again meanwhile will be told as destroyed.
        for (const uid of shown) mirror.set(uid, 'gone');
        for (const [uid, flags] of await flagsOf(shown.join(',')))
          if (shown.includes(uid)) mirror.set(uid, flags);
      }
      if (last && !told.hasMore && shown.length === 0 && told.destroyed.length === 0) break;
    }
    await changing;
    expect([...mirror].sort()).toEqual([...(await flagsOf('1:*'))].sort());
    expect(updates).toBeLessThanOrEqual(flagged);
    expect(created.size).toBeGreaterThan(3);
  });

  it('cannot be told from what is no state, and not when what was remembered is gone', async () => {
    await append('one');
    const { newState } = await ask(null);
    await expect(ask('nonsense')).rejects.toMatchObject({ code: 'invalid-cursor' });
    await snapshots.erase(account);
    await append('two');
    const tellsItself = world.imap.mailboxes
      .get(account, { by: 'special-use', use: 'inbox' }, never)
      .then(({ counts }) => counts?.tellsRemovals === true);
    const later = await ask(newState).catch((error: unknown) => error);
    if (await tellsItself) expect(later).toMatchObject({ hasMore: false });
    else expect(later).toMatchObject({ code: 'cursor-expired' });
    const left = await redis.keys(`*${keys.prefix}*`);
    if (await tellsItself) expect(left).toEqual([]);
  });
});

it('changes cannot be told from before the UIDVALIDITY changed', async () => {
  const running = await startMailSandbox();
  endings.push(() => running.stop());
  const world = testPool({}, () => 'pass');
  endings.push(() => world.pool.close(1_000));
  const account = testAccount({ user: ANN, port: running.imap.port });
  const inbox = await world.imap.mailboxes.resolve(account, { by: 'special-use', use: 'inbox' }, never);
  const { uidValidity, to } = await world.imap.changeReader.look(account, inbox, null, never);
  const span = { uidValidity, from: to, to: null, after: 0, remembered: false, limit: 10, present: null };
  running.inbox.resetUidValidity();
  await expect(world.imap.changeReader.look(account, inbox, span, never)).rejects.toMatchObject({
    code: 'cursor-expired',
  });
  const ahead = { ...to, highestModseq: String(BigInt(to.highestModseq ?? 0) + 1_000n) };
  const { uidValidity: anew } = await world.imap.changeReader.look(account, inbox, null, never);
  await expect(
    world.imap.changeReader.look(account, inbox, { ...span, uidValidity: anew, from: ahead }, never),
  ).rejects.toMatchObject({ code: 'cursor-expired' });
});

describe('the snapshots of an account', () => {
  it('are kept for a day, no more than so many, and go with the account', async () => {
    const keys = freshKeys();
    const store = createSnapshotStore(redis, keys);
    const account = { id: 'acc_a', incarnation: randomBytes(4).toString('hex') };
    const ids = [];
    for (let n = 1; n <= 502; n += 1) ids.push(await store.save(account, new Map([['', [[1, n]]]])));
    expect(await store.load(account, ids[1] ?? '')).toBeNull();
    expect(await store.load(account, ids[501] ?? '')).toEqual(new Map([['', [[1, 502]]]]));
    expect(await store.load({ ...account, incarnation: 'other' }, ids[501] ?? '')).toBeNull();
    const ttl = await redis.pttl(keys.bulk('snapshot', account.id, account.incarnation, ids[501] ?? ''));
    expect(ttl).toBeGreaterThan(23 * 3_600_000);
    expect(ttl).toBeLessThanOrEqual(24 * 3_600_000);
    await store.erase(account);
    expect(await redis.keys(`*${keys.prefix}*`)).toEqual([]);
  });
});
