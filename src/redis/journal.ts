/**
 * The journal: every event in one order, kept for a time (`journal-retention.ts`). Readers bring their own
 * position; who reads for few accounts goes by the accounts' index streams and does not see the others' entries.
 */
import type { Redis } from 'ioredis';
import { GatewayError } from '../domain/errors.ts';
import type { JournalEvent } from '../domain/event.ts';
import type { Journal, JournalQuery } from '../use-cases/ports/news.ts';
import { stored } from './connection.ts';
import { accountOf, comparePositions, eventOf, isPosition, typeOf, zeroPosition } from './journal-entry.ts';
import type { StreamEntry } from './journal-entry.ts';
import { accountIndexKey, journalArguments, journalKey, journalPrelude, trimmedKey } from './journal-lua.ts';
import type { JournalTail } from './journal-tail.ts';
import type { Keys } from './keys.ts';
import { defineScript } from './script.ts';

/** For more accounts than this the one stream is read and the others' entries are passed over. */
const indexedAccounts = 20;
/** Entries that one call passes over at most before it answers how far it looked. */
const scanBudget = 2_000;
const scanChunk = 250;

/** A burst of one account's events gets timestamps ahead of the clock, a millisecond each. */
const mostAheadMs = 60_000;

type Read = Awaited<ReturnType<Journal['read']>>;

export function createJournal(redis: Redis, keys: Keys, tail: JournalTail): Journal {
  const journal = journalKey(keys);
  const appendScript = defineScript<number>(redis, `${journalPrelude}\nreturn append(KEYS[1], 1)`);

  const range = (key: string, after: string, last: string, count: number): Promise<readonly StreamEntry[]> =>
    stored(() => redis.xrange(key, `(${after}`, last, 'COUNT', count));

  const newest = async (): Promise<string | undefined> => {
    const [entry] = await stored(() => redis.xrevrange(journal, '+', '-', 'COUNT', 1));
    return entry?.[0];
  };
  const trimmed = (): Promise<string | null> => stored(() => redis.get(trimmedKey(keys)));
  const latest = async (): Promise<string> => (await newest()) ?? (await trimmed()) ?? zeroPosition;

  const scan = async (after: string, { accounts, matches, limit }: JournalQuery): Promise<Read> => {
    const wanted = accounts === 'all' ? null : new Set(accounts);
    const events: JournalEvent[] = [];
    let position = after;
    for (let looked = 0; looked < scanBudget;) {
      const entries = await range(journal, position, '+', scanChunk);
      for (const entry of entries) {
        position = entry[0];
        if ((wanted === null || wanted.has(accountOf(entry))) && matches(typeOf(entry))) {
          events.push(eventOf(entry));
          if (events.length === limit) return { events, position };
        }
      }
      if (entries.length < scanChunk) break;
      looked += entries.length;
    }
    return { events, position };
  };

  /** Reads each account's index up to the same horizon, so that nothing before the position is passed over. */
  const pick = async (
    after: string,
    accounts: readonly string[],
    { matches, limit }: JournalQuery,
  ): Promise<Read> => {
    let horizon = await latest();
    if (comparePositions(horizon, after) <= 0) return { events: [], position: after };
    const chunk = Math.max(limit, scanChunk);
    const indexes = await Promise.all(
      accounts.map((account) => range(accountIndexKey(keys, account), after, horizon, chunk)),
    );
    for (const entries of indexes) {
      const last = entries.at(-1)?.[0];
      if (entries.length === chunk && last !== undefined && comparePositions(last, horizon) < 0)
        horizon = last;
    }
    const places = indexes
      .flat()
      .filter((entry) => comparePositions(entry[0], horizon) <= 0 && matches(typeOf(entry)))
      .map(([id]) => id)
      .sort(comparePositions);
    const taken = places.slice(0, limit);
    const found = await Promise.all(taken.map((id) => stored(() => redis.xrange(journal, id, id))));
    const position = places.length > limit ? (taken.at(-1) ?? horizon) : horizon;
    return { events: found.flat().map(eventOf), position };
  };

  const read = async (query: JournalQuery): Promise<Read> => {
    const after = query.after === 'oldest' ? ((await trimmed()) ?? zeroPosition) : query.after;
    if (!isPosition(after)) throw new Error('A journal position is a stream id');
    const { accounts } = query;
    const result =
      accounts === 'all' || accounts.length > indexedAccounts
        ? await scan(after, query)
        : await pick(after, accounts, query);
    // Asked afterwards: what was trimmed while reading may be missing from the result.
    const mark = await trimmed();
    if (mark === null || comparePositions(after, mark) >= 0) return result;
    if (query.after === 'oldest') return await read(query);
    throw new GatewayError(
      'cursor-expired',
      'Events after this cursor have been removed from the journal. Read on from "oldest" and take what lies between as missed.',
    );
  };

  return {
    read,

    async at(position) {
      if (!isPosition(position)) return null;
      const [entry] = await stored(() => redis.xrange(journal, position, position));
      return entry === undefined ? null : eventOf(entry);
    },

    placeAt: (timeMs) => `${Math.max(0, Math.floor(timeMs) - mostAheadMs)}-0`,
    timeOf: (position) => Number(position.split('-')[0]),

    latest,

    async append(events) {
      await appendScript.run([journal], journalArguments(events));
    },

    grown: (position, timeoutMs, signal, concerns) => tail.grown(position, timeoutMs, signal, concerns),
  };
}
