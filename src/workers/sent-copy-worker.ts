/** Works on the queue of what is owed to the sender's mailboxes: the copy among sent mail, the end of a draft. */
import type { FollowUp } from '../use-cases/follow-up.ts';
import { createQueueWorker, type QueueWorker, type QueueWorkerOptions } from './queue-worker.ts';

type Options = Omit<QueueWorkerOptions, 'queue' | 'process'>;

export function createSentCopyWorker(options: Options, followUp: FollowUp): QueueWorker {
  return createQueueWorker({
    ...options,
    queue: 'sent-copy',
    process: ({ id, runs }, signal) => followUp(id, runs, signal),
  });
}
