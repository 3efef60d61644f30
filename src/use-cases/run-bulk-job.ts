/**
 * How a change to many messages goes on: with the chunk where the record stands, and what became of each is written down
 * before the next. It neither moves nor copies a message twice: before a chunk is begun, the record tells what was there,
 * and what a dead process did of it is found out first.
 */
import type { Account } from '../domain/account.ts';
import { chunksOf, type BulkChange } from '../domain/bulk.ts';
import { GatewayError } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import { beginChunk, endChunk, finish, type BegunChunk, type Job } from '../domain/job.ts';
import type { CarryOutChunk } from './bulk-chunk.ts';
import type { MessageOrder } from './carry-out.ts';
import type { BulkPlan } from './ports/jobs.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';
import type { Clock } from './ports/service.ts';
import { createResumeChunk } from './resume-chunk.ts';
import type { CarryOn, JobRun } from './run-job.ts';

export interface BulkJobPorts {
  readonly mailboxes: Pick<MailboxReader, 'resolve' | 'get'>;
  readonly reader: Pick<MessageReader, 'read' | 'retrace'>;
  readonly carryOutChunk: CarryOutChunk;
  readonly clock: Clock;
}

export function createRunBulkJob(ports: BulkJobPorts): CarryOn {
  const { mailboxes, carryOutChunk, clock } = ports;
  const { survey, resume } = createResumeChunk(ports);

  const orderOf = async (
    account: Account,
    { order }: BulkPlan,
    signal: AbortSignal,
  ): Promise<MessageOrder> => {
    if (!('to' in order)) return order;
    return { kind: order.kind, to: await mailboxes.resolve(account, { by: 'id', id: order.to }, signal) };
  };

  const chunkOf = async (
    { account, change, signal }: JobRun,
    job: Job,
    refs: readonly MessageRef[],
    order: MessageOrder,
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

  return async (run) => {
    const { account, signal, change } = run;
    const plan = await run.plan();
    if (plan?.kind !== 'bulk') return 'done';
    let { job } = run;
    const order = await orderOf(account, plan, signal);
    let index = 0;
    for (const refs of chunksOf(plan.sets)) {
      index += 1;
      if (index <= job.ended) continue;
      const interrupted = await run.interrupted();
      if (interrupted !== null) return interrupted;
      // What is in doubt is settled first, so that all that was done is told.
      if (job.cancelling && job.begun === null) break;
      const made = await chunkOf(run, job, refs, order);
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
  };
}
