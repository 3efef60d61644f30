/** Works on the queue of submissions: each job is one look at the submission that it names. */
import type { Looked } from '../use-cases/send-submission.ts';
import { slotsFor } from './account-lanes.ts';
import { createQueueWorker, type QueueWorker, type QueueWorkerOptions } from './queue-worker.ts';

/** `concurrency`: sends at a time, as the lanes have it. */
type Options = Omit<QueueWorkerOptions, 'queue' | 'process'>;

export function createSubmissionWorker(
  options: Options,
  sendSubmission: (id: string, turn: number, signal: AbortSignal) => Promise<Looked>,
): QueueWorker {
  return createQueueWorker({
    ...options,
    concurrency: slotsFor(options.concurrency),
    queue: 'submission',
    process: ({ id, turn }, signal) => sendSubmission(id, turn, signal),
  });
}
