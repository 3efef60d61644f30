/**
 * Waiting for the journal to grow: one blocking XREAD for the whole process, whoever waits. It has a connection
 * of its own, since nothing else is answered on it meanwhile.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Log } from '../use-cases/ports/service.ts';
import { comparePositions } from './journal-entry.ts';
import { journalKey } from './journal-lua.ts';
import type { Keys } from './keys.ts';

export interface JournalTail {
  /** See `Journal.grown`. */
  grown(position: string, timeoutMs: number, signal: AbortSignal): Promise<void>;
  /** Lets everybody go; the connection is closed by who opened it. */
  close(): void;
}

interface Waiter {
  readonly position: string;
  readonly wake: () => void;
}

/** So long one XREAD lasts; a connection that died without a word is noticed no sooner. */
const blockMs = 5_000;
const pauseAfterFailureMs = 250;

export function createJournalTail(blocking: Redis, keys: Keys, log: Log): JournalTail {
  const journal = journalKey(keys);
  const waiters = new Set<Waiter>();
  /** Where the XREAD that runs now began; nothing lay behind it then. */
  let from: string | null = null;
  let closed = false;

  const lowest = (): string => {
    let low: string | null = null;
    for (const { position } of waiters)
      if (low === null || comparePositions(position, low) < 0) low = position;
    return low ?? '$';
  };

  const follow = async (): Promise<void> => {
    while (waiters.size > 0 && !closed) {
      from = lowest();
      try {
        const reply = await blocking.xread('COUNT', 1, 'BLOCK', blockMs, 'STREAMS', journal, from);
        const id = reply?.[0]?.[1][0]?.[0];
        if (id !== undefined) {
          for (const waiter of waiters) if (comparePositions(waiter.position, id) < 0) waiter.wake();
        }
      } catch (error) {
        log.debug({ reason: String(error) }, 'the journal cannot be followed just now');
        if (!closed) await delay(pauseAfterFailureMs, undefined, { ref: false });
      }
    }
    from = null;
  };

  return {
    async grown(position, timeoutMs, signal) {
      if (closed || signal.aborted) return;
      // A read began behind this position, so something lies between.
      if (from !== null && comparePositions(position, from) < 0) return;
      await new Promise<void>((resolve) => {
        const waiter: Waiter = {
          position,
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
        if (from === null) void follow();
      });
    },

    close() {
      closed = true;
      for (const waiter of waiters) waiter.wake();
    },
  };
}
