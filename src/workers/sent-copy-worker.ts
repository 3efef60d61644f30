/** Works on the queue of copies that are owed to the mailbox for sent mail. */
import type { Looked } from '../use-cases/send-submission.ts';
import { createQueueWorker, type QueueWorker, type QueueWorkerOptions } from './queue-worker.ts';

type Options = Omit<QueueWorkerOptions, 'queue' | 'process'>;

export function createSentCopyWorker(
  options: Options,
  fileSentCopy: (id: string, runs: number, signal: AbortSignal) => Promise<Looked>,
): QueueWorker {
  return createQueueWorker({
    ...options,
    queue: 'sent-copy',
    process: ({ id, runs }, signal) => fileSentCopy(id, runs, signal),
  });
}
