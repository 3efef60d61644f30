/** REST: the journal, read page by page, waited for, or followed as a stream. */
import type { Readable } from 'node:stream';
import { GatewayError } from '../../domain/errors.ts';
import { defaultLimit } from '../../domain/page.ts';
import type { EventFilter, ReadEvents } from '../../use-cases/read-events.ts';
import { untilEither } from '../cancellation.ts';
import { eventStream } from '../event-stream.ts';
import { watchKey } from '../key-watch.ts';
import type { Call, Handlers } from '../operations.ts';
import { eventOnWire } from '../wire.ts';

/** Of one key and process. */
const streamsAtOnce = 1_000;

export function createEventHandlers(
  readEvents: Pick<ReadEvents, 'list' | 'follow'>,
): Pick<Handlers, 'listEvents' | 'streamEvents'> {
  const streams = new Map<string, number>();
  const count = (keyId: string, change: number): void => {
    const now = (streams.get(keyId) ?? 0) + change;
    if (now === 0) streams.delete(keyId);
    else streams.set(keyId, now);
  };

  /** Lasts until the client goes, its key no longer holds, or the process drains. */
  const open = async (call: Call<'streamEvents'>): Promise<Readable> => {
    const { principal, query, header, signal, draining, authenticateAgain } = call;
    if ((streams.get(principal.id) ?? 0) >= streamsAtOnce) {
      throw new GatewayError('rate-limited', `A key has at most ${streamsAtOnce} streams open at a time.`);
    }
    const ending = new AbortController();
    const end = (): void => ending.abort();
    const filter = filterOf(query);
    const stream = await eventStream(
      (after, until) => readEvents.follow(principal, { ...filter, after }, until),
      // A client that comes back asks for the same address, where an older cursor may stand.
      header['Last-Event-ID'] ?? query.after,
      ending.signal,
    );
    count(principal.id, 1);
    const stopWatching = watchKey(authenticateAgain, end);
    stream.once('close', () => {
      end();
      stopWatching();
      count(principal.id, -1);
      for (const each of [signal, draining]) each.removeEventListener('abort', end);
    });
    for (const each of [signal, draining]) {
      each.addEventListener('abort', end);
      if (each.aborted) end();
    }
    return stream;
  };

  return {
    async listEvents({ principal, query, signal, draining }) {
      const { after, limit = defaultLimit, wait: waitSeconds = 0 } = query;
      // A process that drains ends the wait and not the request: the client goes on with the cursor elsewhere.
      const { events, next } = await untilEither(signal, draining, (until) =>
        readEvents.list(principal, { after, ...filterOf(query), limit, waitSeconds }, until),
      );
      return {
        status: 200,
        body: { data: events.map(eventOnWire), page: { next, previous: null } },
        links: { parameter: 'after', next, previous: null },
      };
    },

    async streamEvents(call) {
      return {
        status: 200,
        content: await open(call),
        contentType: 'text/event-stream; charset=utf-8',
        size: null,
        // No cache or proxy on the way may keep or gather it (nginx takes the second as its order).
        headers: { 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' },
      };
    },
  };
}

function filterOf({ account, types }: Call<'listEvents' | 'streamEvents'>['query']): EventFilter {
  return { accounts: account === undefined ? undefined : [account], types };
}
