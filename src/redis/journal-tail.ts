/**
 * Waiting for the journal to grow: one blocking XREAD for the whole process, whoever waits; it wakes those whom what
 * came concerns. It has a connection of its own, since nothing else is answered on it meanwhile.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Journal } from '../use-cases/ports/news.ts';
import type { Log } from '../use-cases/ports/service.ts';
import { accountOf, comparePositions, typeOf, zeroPosition } from './journal-entry.ts';
import type { StreamEntry } from './journal-entry.ts';
import { journalKey } from './journal-lua.ts';
import type { Keys } from './keys.ts';

export interface JournalTail extends Pick<Journal, 'grown'> {
  /** Lets everybody go; the connection is closed by who opened it. */
  close(): void;
}

interface Waiter {
  readonly position: string;
  readonly concerns: Concerns;
  readonly wake: () => void;
}

type Concerns = NonNullable<Parameters<Journal['grown']>[3]>;

/** So long one XREAD lasts; a connection that died without a word is noticed no sooner. */
const blockMs = 5_000;
const pauseAfterFailureMs = 250;
/** Entries of one XREAD. */
const entriesAtOnce = 100;

export function createJournalTail(blocking: Redis, keys: Keys, log: Log): JournalTail {
  const journal = journalKey(keys);
  const waiters = new Set<Waiter>();
  /** Whoever waits was told of everything up to here; null while that is not known. */
  let from: string | null = null;
  let following = false;
  let closed = false;

  const begin = async (): Promise<string> => {
    const [newest] = await blocking.xrevrange(journal, '+', '-', 'COUNT', 1);
    const position = newest?.[0] ?? zeroPosition;
    for (const waiter of waiters) if (comparePositions(waiter.position, position) < 0) waiter.wake();
    return position;
  };

  const tell = (entry: StreamEntry): void => {
    const account = accountOf(entry) || null;
    const type = typeOf(entry);
    for (const { position, concerns, wake } of waiters) {
      if (comparePositions(position, entry[0]) < 0 && concerns(account, type)) wake();
    }
  };

  const follow = async (): Promise<void> => {
    following = true;
    while (waiters.size > 0 && !closed) {
      try {
        from ??= await begin();
        const reply = await blocking.xread(
          'COUNT',
          entriesAtOnce,
          'BLOCK',
          blockMs,
          'STREAMS',
          journal,
          from,
        );
        for (const entry of reply?.[0]?.[1] ?? []) {
          from = entry[0];
          tell(entry);
        }
      } catch (error) {
        log.debug({ reason: String(error) }, 'the journal cannot be followed just now');
        // What comes back may have lost its newest.
        from = null;
        if (!closed) await delay(pauseAfterFailureMs, undefined, { ref: false });
      }
    }
    from = null;
    following = false;
  };

  return {
    async grown(position, timeoutMs, signal, concerns = () => true) {
      if (closed || signal.aborted) return;
      // What lies between has been told already.
      if (from !== null && comparePositions(position, from) < 0) return;
      await new Promise<void>((resolve) => {
        const waiter: Waiter = {
          position,
          concerns,
          wake: () => {
            waiters.delete(waiter);
            clearTimeout(timer);
            signal.removeEventListener('abort', waiter.wake);
            resolve();
          },
        };
        const timer = setTimeout(waiter.wake, timeoutMs);
        signal.addEventListener('abort', waiter.wake, { once: true });
        waiters.add(waiter);
        if (!following) void follow();
      });
    },

    close() {
      closed = true;
      for (const waiter of waiters) waiter.wake();
    },
  };
}
