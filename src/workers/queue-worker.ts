/**
 * The one place where jobs come out of BullMQ. A job only says "look at this record now": it may come
 * twice, late, or after a crash of the worker that had it, so what to do is decided by the record.
 *
 * A worker that dies loses its locks, and its jobs run again elsewhere within twelve seconds.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { DelayedError, Worker, type ConnectionOptions, type Job } from 'bullmq';
import type { Log } from '../use-cases/ports/service.ts';
import type { QueueName } from '../use-cases/ports/submissions.ts';

export interface QueueJob {
  /** Of the record. */
  readonly id: string;
  /** Which time the record became due; with `id` the job's name. */
  readonly turn: number;
  /** How often this job has been started, this time included. */
  readonly runs: number;
}

/** `again`: the same job comes back at that time (milliseconds since the epoch), without holding a slot meanwhile. */
export type JobEnd = 'done' | { readonly again: number };

export interface QueueWorkerOptions {
  readonly queue: QueueName;
  /** For blocking use; duplicated, and not closed here. */
  readonly connection: ConnectionOptions;
  /** BullMQ's key prefix, the same as the producer's. */
  readonly prefix: string;
  readonly concurrency: number;
  readonly log: Log;
  /** `signal` aborts when this process is to stop: what cannot be finished at once is to be left for another. A rejection brings the job back later. */
  readonly process: (job: QueueJob, signal: AbortSignal) => Promise<JobEnd>;
}

export interface QueueWorker {
  /**
   * Takes no more jobs, tells the running ones, and resolves when they have ended or `graceMs` is over. That they have
   * ended need not be heard by Redis: while it is away nobody waits for it, and they run again elsewhere.
   */
  close(graceMs: number): Promise<void>;
}

interface JobData {
  readonly id: string;
  readonly turn: number;
}

const lockDurationMs = 8_000;
const stalledIntervalMs = 4_000;
const longestPauseMs = 60_000;
const fewestSlots = 16;
/** A fetch waits until Redis has synced it: a long row is taken in by several at the same time. */
const slotsPerFetcher = 100;
const mostFetchers = 8;
/** So long Redis has to hear that the jobs have ended, before it counts as away. */
const hearingMs = 1_000;

export function createQueueWorker(options: QueueWorkerOptions): QueueWorker {
  const { queue, connection, prefix, concurrency, log, process } = options;
  const stopping = new AbortController();
  // One listener for each job that waits or works.
  setMaxListeners(0, stopping.signal);

  /** The work of this side; what BullMQ has to tell Redis of it comes behind. */
  const working = new Set<Promise<JobEnd>>();
  const run = async (job: QueueJob): Promise<JobEnd> => {
    const work = attempt(job);
    working.add(work);
    return await work.finally(() => working.delete(work));
  };

  const attempt = async (job: QueueJob): Promise<JobEnd> => {
    try {
      return await process(job, stopping.signal);
    } catch (error) {
      const details = { queue, id: job.id, turn: job.turn, runs: job.runs, err: error };
      if (stopping.signal.aborted) {
        log.info(details, 'a job was broken off and is left to another process');
        return { again: Date.now() };
      }
      log.error(details, 'a job failed and will run again');
      return { again: Date.now() + Math.min(1_000 * 2 ** Math.min(job.runs - 1, 6), longestPauseMs) };
    }
  };

  const startFetcher = (most: number): Worker<JobData, void> => {
    /** BullMQ fetches one by one and starts none before its slots are full: it gets as many again once all are in use. */
    const fewest = Math.min(fewestSlots, most);
    let running = 0;
    const count = (change: 1 | -1): void => {
      running += change;
      const slots = fetcher.concurrency;
      if (running >= slots) fetcher.concurrency = Math.min(2 * slots, most);
      else if (running < slots / 4) fetcher.concurrency = Math.max(Math.ceil(slots / 2), fewest);
    };

    const fetcher = new Worker<JobData, void>(
      queue,
      async (job: Job<JobData, void>, token?: string) => {
        count(1);
        try {
          const end = await run({ id: job.data.id, turn: job.data.turn, runs: job.attemptsStarted });
          if (end === 'done') return;
          await job.moveToDelayed(end.again, token);
          throw new DelayedError();
        } finally {
          count(-1);
        }
      },
      {
        connection,
        prefix,
        concurrency: fewest,
        lockDuration: lockDurationMs,
        stalledInterval: stalledIntervalMs,
        // The record counts the attempts; BullMQ would give a job up at its second stall.
        maxStalledCount: Number.MAX_SAFE_INTEGER,
        runRetryDelay: 1_000,
      },
    );
    fetcher.on('error', (error) => {
      log.warn({ queue, reason: error.message }, 'the queue answers with an error');
    });
    return fetcher;
  };

  const count = Math.min(mostFetchers, Math.ceil(concurrency / slotsPerFetcher));
  const fetchers = Array.from({ length: count }, () => startFetcher(Math.ceil(concurrency / count)));

  return {
    async close(graceMs) {
      stopping.abort();
      const ended = new AbortController();
      const { signal } = ended;
      const unheard = async (): Promise<void> => {
        do {
          await Promise.all(working);
          await delay(hearingMs, undefined, { signal });
        } while (working.size > 0);
      };
      const closed = Promise.all(fetchers.map((fetcher) => fetcher.close()));
      await Promise.race([closed, unheard(), delay(graceMs, undefined, { signal })]).finally(() =>
        ended.abort(),
      );
    },
  };
}
