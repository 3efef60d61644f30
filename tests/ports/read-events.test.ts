import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventType, NewEvent } from '../../src/domain/event.ts';
import type { Principal } from '../../src/domain/principal.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { createJournal } from '../../src/redis/journal.ts';
import { createJournalTail } from '../../src/redis/journal-tail.ts';
import type { Journal } from '../../src/use-cases/ports/news.ts';
import { createReadEvents } from '../../src/use-cases/read-events.ts';
import type { ReadEvents } from '../../src/use-cases/read-events.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { admin, sampleRing, silentLog } from '../support/samples.ts';

const redis = redisClient();
const cursors = createCursorSeal(sampleRing());
const never = new AbortController().signal;
const now = { limit: 100, waitSeconds: 0 };

function event(id: string, accountId: string | null, type: EventType = 'message.received'): NewEvent {
  const message = { id: 'msg_1', mailboxId: 'mbx_1', mailboxPath: 'INBOX', uid: 1, subject: 'private' };
  return { id: `evt_${id}`, type, accountId, data: { message } };
}

const key = (rest: Partial<Principal>): Principal => ({
  id: 'key_1',
  scopes: ['events:read', 'messages:read'],
  accounts: 'all',
  ...rest,
});

describe('reading events', () => {
  let journal: Journal;
  let reading: ReadEvents;
  // One for each test: a wait that ended may hold its connection for some seconds more.
  let blocking: Redis;

  const ids = async (principal: Principal, filter: object = {}): Promise<readonly string[]> =>
    (await reading.list(principal, { ...now, ...filter }, never)).events.map(({ id }) => id.slice(4));

  beforeEach(() => {
    const keys = freshKeys();
    blocking = redis.duplicate();
    journal = createJournal(redis, keys, createJournalTail(blocking, keys, silentLog));
    reading = createReadEvents({ journal, cursors });
  });

  afterEach(() => blocking.disconnect());

  it('shows a key the events of its accounts, and those of the service only to keys for all', async () => {
    await journal.append([event('a', 'ada'), event('b', 'bob'), event('s', null, 'webhook.disabled')]);
    expect(await ids(admin)).toEqual(['a', 'b', 's']);
    expect(await ids(key({ accounts: ['bob'] }))).toEqual(['b']);
    expect(await ids(key({}), { accounts: ['ada'] })).toEqual(['a']);
    expect(await ids(key({}), { types: ['webhook.*'] })).toEqual(['s']);
    await expect(ids(key({ accounts: ['bob'] }), { accounts: ['ada'] })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(ids(key({ scopes: ['messages:read'] }))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('shows only the place of a message to a key that may not read messages', async () => {
    await journal.append([event('a', 'ada')]);
    const { events } = await reading.list(key({ scopes: ['events:read'] }), now, never);
    expect(events[0]?.data).toEqual({
      message: { id: 'msg_1', mailboxId: 'mbx_1', mailboxPath: 'INBOX', uid: 1 },
    });
  });

  it('goes on where a cursor stands, and from the oldest or the latest', async () => {
    await journal.append([event('a', 'ada'), event('b', 'ada')]);
    const first = await reading.list(admin, { ...now, limit: 1 }, never);
    expect(await ids(admin, { after: first.next })).toEqual(['b']);
    expect(await ids(admin, { after: first.events[0]?.cursor })).toEqual(['b']);
    expect(await ids(admin, { after: 'oldest' })).toEqual(['a', 'b']);
    expect(await ids(admin, { after: 'latest' })).toEqual([]);
    await expect(ids(admin, { after: 'x' })).rejects.toMatchObject({ code: 'invalid-cursor' });
    await expect(ids(admin, { after: cursors.seal('messages', '1-0') })).rejects.toMatchObject({
      code: 'invalid-cursor',
    });
  });

  it('waits for the first event that matches, and ends at its time or the abort with a cursor', async () => {
    const start = await reading.list(admin, now, never);
    const waiting = reading.list(
      admin,
      { limit: 10, waitSeconds: 30, after: start.next, types: ['message.deleted'] },
      never,
    );
    await journal.append([event('a', 'ada')]);
    await journal.append([event('b', 'ada', 'message.deleted')]);
    expect((await waiting).events.map(({ id }) => id)).toEqual(['evt_b']);
    const abort = new AbortController();
    const given = reading.list(admin, { limit: 10, waitSeconds: 30, after: 'latest' }, abort.signal);
    abort.abort();
    expect((await given).events).toEqual([]);
    const short = await reading.list(admin, { limit: 10, waitSeconds: 0.02, after: 'latest' }, never);
    expect(await ids(admin, { after: short.next })).toEqual([]);
  });

  it('follows the journal from now on until it is told to end', async () => {
    await journal.append([event('old', 'ada')]);
    const abort = new AbortController();
    const stream = await reading.follow(key({ accounts: ['ada'] }), {}, abort.signal);
    await journal.append([event('a', 'ada'), event('x', 'bob')]);
    const seen: string[] = [];
    let last = '';
    for await (const { events, next } of stream) {
      seen.push(...events.map(({ id }) => id));
      last = next;
      if (seen.length === 1) await journal.append([event('b', 'ada'), event('y', 'bob')]);
      if (seen.length === 2) abort.abort();
    }
    expect(seen).toEqual(['evt_a', 'evt_b']);
    expect(await ids(admin, { after: last })).toEqual([]);
    await expect(reading.follow(admin, { after: 'x' }, never)).rejects.toMatchObject({
      code: 'invalid-cursor',
    });
    await expect(reading.follow(admin, { types: ['message'] }, never)).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });

  it('tells who follows how far it looked, whether or not anything matched', async () => {
    const quiet = createReadEvents({ journal, cursors }, { quietMs: 5 });
    const abort = new AbortController();
    const stream = await quiet.follow(admin, { types: ['message.deleted'] }, abort.signal);
    let appended = false;
    for await (const { events, next } of stream) {
      expect(events).toEqual([]);
      if (appended && (await ids(admin, { after: next })).length === 0) abort.abort();
      else if (!appended) await journal.append([event('a', 'ada')]);
      appended = true;
    }
    expect(abort.signal.aborted).toBe(true);
  });
});
