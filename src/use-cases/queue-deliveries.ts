/** Puts deliveries into the queue that are due in the store: that only makes them quick. */
import type { Log } from './ports/service.ts';
import type { WorkQueue } from './ports/submissions.ts';

export interface QueuedDelivery {
  readonly id: string;
  readonly attempt: number;
  /** Not before; 0 for now. */
  readonly atMs: number;
}

/** Never rejects: what is not queued the sweeper finds. */
export type QueueDeliveries = (deliveries: readonly QueuedDelivery[]) => Promise<void>;

export function createQueueDeliveries(queue: Pick<WorkQueue, 'delivery'>, log: Log): QueueDeliveries {
  return async (deliveries) => {
    try {
      await Promise.all(deliveries.map(({ id, attempt, atMs }) => queue.delivery(id, attempt, atMs)));
    } catch (error) {
      log.warn({ err: error, deliveries: deliveries.length }, 'deliveries could not be queued at once');
    }
  };
}

/** As one that has just been made is queued. */
export function firstAttempt({ id }: { readonly id: string }): QueuedDelivery {
  return { id, attempt: 1, atMs: 0 };
}
