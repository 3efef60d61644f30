/**
 * What is due: one sorted set for each queue, written in the same script as the record that it belongs to.
 * It is the outbox: BullMQ's jobs are made from it and only make it quick, and the sweeper makes anew what
 * a crash between script and queue, or the queue itself, has lost.
 */
import type { Redis } from 'ioredis';
import type { Log } from '../use-cases/ports/service.ts';
import type { QueueName, WorkQueue } from '../use-cases/ports/submissions.ts';
import { stored } from './connection.ts';
import type { Keys } from './keys.ts';

/** Sorted by milliseconds; a member is `<id>.<turn>`. */
export function dueKey(keys: Keys, queue: QueueName): string {
  return keys.of('due', queue);
}

/**
 * Prelude: `set_due(due, document, field, score, member)` makes `member` the one due entry of the document,
 * which remembers it in `field`; an empty score takes the entry out.
 */
export const duePrelude = `
local function set_due(due, document, field, score, member)
  local old = redis.call('HGET', document, field)
  if old and (score == '' or old ~= member) then redis.call('ZREM', due, old) end
  if score == '' then
    if old then redis.call('HDEL', document, field) end
  else
    redis.call('ZADD', due, score, member)
    redis.call('HSET', document, field, member)
  end
end
`;

export function dueMember(id: string, turn: number): string {
  return `${id}.${turn}`;
}

function parseDueMember(member: string): { readonly id: string; readonly turn: number } {
  const dot = member.lastIndexOf('.');
  return { id: member.slice(0, dot), turn: Number(member.slice(dot + 1)) };
}

export interface SweeperOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly queue: WorkQueue;
  readonly queues: readonly QueueName[];
  readonly log: Log;
  readonly intervalMs?: number;
  /** What is overdue by less may still be on its way to the queue. */
  readonly graceMs?: number;
}

export interface Sweeper {
  /** One round over everything overdue; adding what the queue still holds changes nothing there. Returns how many. */
  sweep(): Promise<number>;
  stop(): Promise<void>;
}

const batch = 500;

/** Runs a round at once and then every `intervalMs`; several replicas may sweep at the same time. */
export function startSweeper(options: SweeperOptions): Sweeper {
  const { redis, keys, queue, queues, log, intervalMs = 5_000, graceMs = 5_000 } = options;

  const add = (name: QueueName, id: string, turn: number): Promise<void> => {
    switch (name) {
      case 'submission':
        return queue.submission(id, turn, 0);
      case 'sent-copy':
        return queue.sentCopy(id);
      case 'delivery':
        return queue.delivery(id, turn, 0);
      case 'job':
        return queue.job(id);
    }
  };

  const sweepOne = async (name: QueueName): Promise<number> => {
    const before = Date.now() - graceMs;
    for (let offset = 0; ; offset += batch) {
      const members = await stored(() =>
        redis.zrange(dueKey(keys, name), '-inf', String(before), 'BYSCORE', 'LIMIT', offset, batch),
      );
      await Promise.all(
        members.map((member) => {
          const { id, turn } = parseDueMember(member);
          return add(name, id, turn);
        }),
      );
      if (members.length < batch) return offset + members.length;
    }
  };

  const sweep = async (): Promise<number> => {
    let count = 0;
    for (const name of queues) count += await sweepOne(name);
    return count;
  };

  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const turn = async (): Promise<void> => {
    try {
      await sweep();
    } catch (error) {
      log.warn({ err: error }, 'what is due could not be looked through');
    }
    if (!stopped) timer = setTimeout(next, intervalMs);
  };
  const next = (): void => void (round = turn());
  next();

  return {
    sweep,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
