/** The producers' side of BullMQ: puts jobs in, one for each id and turn however often it is asked. */
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../use-cases/ports/service.ts';
import { queueNames, type QueueName, type WorkQueue } from '../use-cases/ports/submissions.ts';
import { stored } from './connection.ts';
import type { Keys } from './keys.ts';

export interface ClosableWorkQueue extends WorkQueue {
  /** Leaves the connection open. */
  close(): Promise<void>;
}

/** BullMQ's own keys, all in the one slot of promises; workers need the same prefix. */
export function queuePrefix(keys: Keys): string {
  return keys.of('bull');
}

const ending = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

/** `redis` for commands: an add fails fast while Redis is away, as `storage-unavailable`. */
export function createWorkQueue(redis: Redis, keys: Keys, log: Log): ClosableWorkQueue {
  const queues = new Map(
    queueNames.map((name): [QueueName, Queue] => {
      const queue = new Queue(name, {
        connection: redis,
        prefix: queuePrefix(keys),
        streams: { events: { maxLen: 100 } },
      });
      queue.on('error', (error) => {
        log.warn({ queue: name, reason: error.message }, 'the queue answers with an error');
      });
      return [name, queue];
    }),
  );
  const add = async (name: QueueName, id: string, turn: number, atMs: number): Promise<void> => {
    const delay = Math.max(0, Math.round(atMs - Date.now()));
    await stored(async () => {
      await queues.get(name)?.add(name, { id, turn }, { ...ending, jobId: `${id}.${turn}`, delay });
    });
  };
  return {
    submission: (id, turn, atMs) => add('submission', id, turn, atMs),
    sentCopy: (id) => add('sent-copy', id, 1, 0),
    delivery: (id, attempt, atMs) => add('delivery', id, attempt, atMs),
    job: (id, turn = 1) => add('job', id, turn, 0),
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
