/**
 * One run of a job: goes on with the chunk where the record stands, and writes down what became of each before the next.
 * Called again for the same job at any time, also after another process was killed in the middle of a chunk, it neither
 * moves nor copies a message twice: before a chunk is begun, the record tells what was there, and what a dead process did
 * of it is found out first.
 */
import type { Account } from '../domain/account.ts';
import { chunksOf, type BulkChange } from '../domain/bulk.ts';
import { GatewayError } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import {
  beginChunk,
  endChunk,
  finish,
  isFinished,
  stumble,
  type BegunChunk,
  type Job,
} from '../domain/job.ts';
import { connectSchedule, waitAfter, type Schedule } from '../domain/retry.ts';
import { failureOf, type CarryOutChunk } from './bulk-chunk.ts';
import type { MessageOrder } from './carry-out.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { JobPlan, JobStore } from './ports/jobs.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';
import type { Lease, Leases } from './ports/news.ts';
import type { Clock, Log } from './ports/service.ts';
import { createResumeChunk } from './resume-chunk.ts';
import type { Looked } from './send-submission.ts';
import { withGrace } from './shutdown-grace.ts';

export interface RunBulkJobPorts {
  readonly jobs: JobStore;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly leases: Leases;
  readonly mailboxes: Pick<MailboxReader, 'resolve' | 'get'>;
  readonly reader: Pick<MessageReader, 'read' | 'retrace'>;
  readonly carryOutChunk: CarryOutChunk;
  readonly clock: Clock;
  readonly log: Log;
}

/** A server that cannot be reached is asked again for a day. */
const schedule: Schedule = { stepsMs: connectSchedule.stepsMs.slice(1), giveUpAfterMs: 24 * 3_600_000 };

/** The jobs of an account follow one another: another one is looked at this often. */
const takenMs = 1_000;

/** An account that is paused is looked at this often. */
const pausedMs = 30_000;

/** A chunk that is under way when the process stops may end. */
const shutdownGraceMs = 3_000;

/** The record was changed by somebody who should not: this run has lost its lease. */
class Overtaken extends Error {}

export function createRunBulkJob(
  ports: RunBulkJobPorts,
): (id: string, signal: AbortSignal) => Promise<Looked> {
  const { jobs, accounts, leases, mailboxes, carryOutChunk, clock, log } = ports;
  const { survey, resume } = createResumeChunk(ports);

  /** Applies a change to the record as it is stored: a wish to cancel may come between at any time, and nothing else. */
  const change = async (
    seen: Job,
    move: (job: Job) => Job,
    chunk: readonly BulkChange[] | null = null,
  ): Promise<Job> => {
    for (let current: Job | null = seen; current !== null; current = await jobs.get(seen.id)) {
      if (current.ended !== seen.ended || isFinished(current)) break;
      const moved = move(current);
      if (await jobs.save(moved, chunk)) return moved;
    }
    throw new Overtaken();
  };

  const orderOf = async (
    account: Account,
    { order }: JobPlan,
    signal: AbortSignal,
  ): Promise<MessageOrder> => {
    if (!('to' in order)) return order;
    return { kind: order.kind, to: await mailboxes.resolve(account, { by: 'id', id: order.to }, signal) };
  };

  const chunkOf = async (
    account: Account,
    job: Job,
    refs: readonly MessageRef[],
    order: MessageOrder,
    signal: AbortSignal,
  ): Promise<{ readonly job: Job; readonly changes: readonly BulkChange[] }> => {
    // Flags come out the same when they are set twice.
    if (order.kind === 'flag' && order.unchangedSince === null)
      return { job, changes: await carryOutChunk(account, refs, order, signal) };
    if (job.begun !== null) {
      return { job, changes: await resume(account, refs, order, job.begun, signal) };
    }
    let begun: BegunChunk;
    try {
      begun = await survey(account, refs, order, signal);
    } catch (error) {
      // The mailbox is gone, which the change itself tells best.
      if (!(error instanceof GatewayError) || error.code !== 'stale-reference') throw error;
      return { job, changes: await carryOutChunk(account, refs, order, signal) };
    }
    const saved = await change(job, (now) => beginChunk(now, begun));
    return { job: saved, changes: await carryOutChunk(account, refs, order, signal) };
  };

  const goOn = async (
    account: Account,
    plan: JobPlan,
    seen: Job,
    lease: Lease,
    stop: AbortSignal,
  ): Promise<Looked> => {
    const graced = withGrace(stop, shutdownGraceMs);
    const signal = AbortSignal.any([graced.signal, lease.lost]);
    let job = seen;
    try {
      const order = await orderOf(account, plan, signal);
      let index = 0;
      for (const refs of chunksOf(plan.sets)) {
        index += 1;
        if (index <= job.ended) continue;
        if (stop.aborted || lease.lost.aborted) return { again: clock.now() };
        if ((await accounts.get(account.id))?.paused === true) return { again: clock.now() + pausedMs };
        // What is in doubt is settled first, so that all that was done is told.
        if (job.cancelling && job.begun === null) break;
        const made = await chunkOf(account, job, refs, order, signal);
        job = await change(
          made.job,
          (now) =>
            endChunk(
              now,
              made.changes.map(({ outcome }) => outcome),
            ),
          made.changes,
        );
      }
      const isWhole = index === job.ended;
      await change(job, (now) => finish(now, isWhole ? 'succeeded' : 'cancelled', null, clock.now()));
      return 'done';
    } catch (error) {
      if (stop.aborted || lease.lost.aborted || error instanceof Overtaken) return { again: clock.now() };
      if (!(error instanceof GatewayError) || error.code === 'storage-unavailable') throw error;
      if (error.code === 'account-paused') return { again: clock.now() + pausedMs };
      return await putOff(job, error);
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
    if (account.paused) return { again: clock.now() + pausedMs };
    const lease = await leases.acquire(`bulk:${account.id}`);
    if (lease === null) return { again: clock.now() + takenMs };
    try {
      const [current, plan] = await Promise.all([jobs.get(id), jobs.plan(id)]);
      if (current === null || plan === null || isFinished(current)) return 'done';
      return await goOn(account, plan, current, lease, stop);
    } finally {
      await lease.release();
    }
  };
}
