/**
 * One run of a job, whatever its type: goes on where the record stands. Called again for the same job at any time, also
 * after another process was killed in the middle, it does nothing twice: one process at a time holds the lease, and every
 * step is written down before the next. What a step is, each type says itself (`run-bulk-job.ts`, `run-merge-job.ts`).
 */
import type { Account } from '../domain/account.ts';
import type { BulkChange } from '../domain/bulk.ts';
import { GatewayError } from '../domain/errors.ts';
import { finish, isFinished, stumble, type Job, type JobType } from '../domain/job.ts';
import { connectSchedule, waitAfter, type Schedule } from '../domain/retry.ts';
import { failureOf } from './bulk-chunk.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { JobPlan, JobStore } from './ports/jobs.ts';
import type { Lease, Leases } from './ports/news.ts';
import type { Clock, Log } from './ports/service.ts';
import type { Looked } from './send-submission.ts';
import { withGrace } from './shutdown-grace.ts';

export interface JobRun {
  readonly account: Account;
  /** As its record stood when the run began. */
  readonly job: Job;
  /** Aborts soon after the process is to stop, and when the lease is lost. */
  readonly signal: AbortSignal;
  plan(): Promise<JobPlan | null>;
  /** When to come back rather than to begin the next step; null: it may begin. */
  interrupted(): Promise<Looked | null>;
  /** Applies a change to the record as it is stored: a wish to cancel may come between at any time, and nothing else. */
  change(seen: Job, move: (job: Job) => Job, chunk?: readonly BulkChange[]): Promise<Job>;
}

/** Carries a job of one type on: `done` when it has ended, else when to come back. What it throws puts the job off. */
export type CarryOn = (run: JobRun) => Promise<Looked>;

export interface RunJobPorts {
  readonly jobs: JobStore;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly leases: Leases;
  readonly types: Readonly<Record<JobType, CarryOn>>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A server that cannot be reached is asked again for a day. */
const schedule: Schedule = { stepsMs: connectSchedule.stepsMs.slice(1), giveUpAfterMs: 24 * 3_600_000 };

/** The jobs of an account follow one another: another one is looked at this often. */
const takenMs = 1_000;

/** An account that is paused is looked at this often. */
const pausedMs = 30_000;

/** A step that is under way when the process stops may end. */
const shutdownGraceMs = 3_000;

/** The record was changed by somebody who should not: this run has lost its lease. */
class Overtaken extends Error {}

export function createRunJob(ports: RunJobPorts): (id: string, stop: AbortSignal) => Promise<Looked> {
  const { jobs, accounts, leases, types, clock, log } = ports;

  const change: JobRun['change'] = async (seen, move, chunk) => {
    for (let current: Job | null = seen; current !== null; current = await jobs.get(seen.id)) {
      if (current.ended !== seen.ended || isFinished(current)) break;
      const moved = move(current);
      if (await jobs.save(moved, chunk ?? null)) return moved;
    }
    throw new Overtaken();
  };

  const goOn = async (account: Account, job: Job, lease: Lease, stop: AbortSignal): Promise<Looked> => {
    const graced = withGrace(stop, shutdownGraceMs);
    let latest = job;
    try {
      return await types[job.type]({
        account,
        job,
        signal: AbortSignal.any([graced.signal, lease.lost]),
        plan: () => jobs.plan(job.id),
        async interrupted() {
          if (stop.aborted || lease.lost.aborted) return { again: clock.now() };
          const paused = (await accounts.get(account.id))?.paused === true;
          return paused ? { again: clock.now() + pausedMs } : null;
        },
        async change(...wanted) {
          latest = await change(...wanted);
          return latest;
        },
      });
    } catch (error) {
      if (stop.aborted || lease.lost.aborted || error instanceof Overtaken) return { again: clock.now() };
      if (!(error instanceof GatewayError) || error.code === 'storage-unavailable') throw error;
      if (error.code === 'account-paused') return { again: clock.now() + pausedMs };
      return await putOff(latest, error);
    } finally {
      graced.clear();
    }
  };

  const putOff = async (seen: Job, error: GatewayError): Promise<Looked> => {
    const job = await change(seen, (now) => stumble(now, clock.now()));
    const since = Date.parse(job.failing?.since ?? job.createdAt);
    const wait = error.retryable
      ? waitAfter(schedule, job.failing?.times ?? 1, clock.now() - since, Math.random())
      : null;
    log.warn({ jobId: job.id, accountId: job.accountId, code: error.code, wait }, 'a job cannot go on');
    if (wait !== null) return { again: clock.now() + wait };
    await change(job, (now) => finish(now, 'failed', failureOf(error), clock.now()));
    return 'done';
  };

  return async (id, stop) => {
    const job = await jobs.get(id);
    if (job === null || isFinished(job)) return 'done';
    const account = await accounts.get(job.accountId);
    // An account that is gone takes its jobs with it.
    if (account?.incarnation !== job.incarnation) return 'done';
    // A wish to end is heard at once: it may have to hold before anything goes on.
    if (account.paused && !job.cancelling) return { again: clock.now() + pausedMs };
    const lease = await leases.acquire(`${job.type}:${account.id}`);
    if (lease === null) return { again: clock.now() + takenMs };
    try {
      const current = await jobs.get(id);
      if (current === null || isFinished(current)) return 'done';
      return await goOn(account, current, lease, stop);
    } finally {
      await lease.release();
    }
  };
}
