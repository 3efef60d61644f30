/** Works on the queue of changes to many messages. */
import type { Looked } from '../use-cases/send-submission.ts';
import { createQueueWorker, type QueueWorker, type QueueWorkerOptions } from './queue-worker.ts';

type Options = Omit<QueueWorkerOptions, 'queue' | 'process'>;

export function createBulkWorker(
  options: Options,
  runBulkJob: (id: string, signal: AbortSignal) => Promise<Looked>,
): QueueWorker {
  return createQueueWorker({
    ...options,
    queue: 'bulk',
    process: ({ id }, signal) => runBulkJob(id, signal),
  });
}
