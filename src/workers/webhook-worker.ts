/** Works on the queue of deliveries: each job is one attempt of the delivery that it names. */
import type { DeliverWebhook } from '../use-cases/deliver-webhook.ts';
import { createQueueWorker, type QueueWorker, type QueueWorkerOptions } from './queue-worker.ts';

type Options = Omit<QueueWorkerOptions, 'queue' | 'process'>;

export function createWebhookWorker(options: Options, deliverWebhook: DeliverWebhook): QueueWorker {
  return createQueueWorker({
    ...options,
    queue: 'delivery',
    process: ({ id, turn }, signal) => deliverWebhook(id, turn, signal),
  });
}
