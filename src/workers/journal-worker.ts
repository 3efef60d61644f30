/** Keeps a walk along the journal going: one process at a time under a lease, woken by the journal; the others stand by. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Journal, JournalWalk, Lease, Leases } from '../use-cases/ports/news.ts';
import type { Log } from '../use-cases/ports/service.ts';

export interface JournalWorkerOptions {
  /** Of the lease. */
  readonly name: string;
  readonly walk: JournalWalk;
  /** Wakes a walk that stands still; null for one that goes by its own times. */
  readonly journal: Pick<Journal, 'grown'> | null;
  readonly leases: Leases;
  readonly log: Log;
  /** How often one that stands by asks for the lease. */
  readonly standByMs?: number;
}

export interface JournalWorker {
  /** Ends after the step under way and gives the lease back. */
  close(): Promise<void>;
}

const longestWaitMs = 30_000;
const pauseAfterFailureMs = 500;

export function createJournalWorker(options: JournalWorkerOptions): JournalWorker {
  const { name, walk, journal, leases, log, standByMs = 1_000 } = options;
  const closing = new AbortController();

  const pause = async (ms: number): Promise<void> => {
    await delay(ms, undefined, { signal: closing.signal }).catch(() => undefined);
  };

  const serve = async (lease: Lease): Promise<void> => {
    const ended = AbortSignal.any([closing.signal, lease.lost]);
    while (!ended.aborted) {
      const step = await walk.step(lease);
      if (step.kind === 'fenced') return;
      if (step.kind !== 'still') continue;
      const { position, waitMs = longestWaitMs } = step;
      await (journal === null ? pause(waitMs) : journal.grown(position, waitMs, ended));
    }
  };

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        const lease = await leases.acquire(name);
        if (lease === null) await pause(standByMs);
        else await serve(lease).finally(() => lease.release());
      } catch (error) {
        log.warn({ err: error, walk: name }, 'a walk along the journal was interrupted');
        await pause(pauseAfterFailureMs);
      }
    }
  };
  const running = run();

  return {
    async close() {
      closing.abort();
      await running;
    },
  };
}
