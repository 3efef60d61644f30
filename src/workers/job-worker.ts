/** Works on the queue of jobs. */
import type { Looked } from '../use-cases/send-submission.ts';
import { createQueueWorker, type QueueWorker, type QueueWorkerOptions } from './queue-worker.ts';

type Options = Omit<QueueWorkerOptions, 'queue' | 'process'>;

export function createJobWorker(
  options: Options,
  runJob: (id: string, signal: AbortSignal) => Promise<Looked>,
): QueueWorker {
  return createQueueWorker({
    ...options,
    queue: 'job',
    process: ({ id }, signal) => runJob(id, signal),
  });
}
