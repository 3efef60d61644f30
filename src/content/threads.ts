/**
 * Worker threads that take tasks one at a time, each with a bound of memory, each task with a deadline. A thread that
 * passes its bounds is ended with its task and harms no other; the next task gets a new one. Threads start when they
 * are first needed.
 */
import { Worker } from 'node:worker_threads';

/** What a thread says: once that it can work, then once for each task. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly reason: string };

export interface ThreadBounds {
  readonly threads: number;
  /** From the moment that a thread which can work has the task. */
  readonly taskMs: number;
  readonly startMs: number;
  /** Of a thread's heap. */
  readonly memoryMb: number;
  /** Tasks that may wait for a thread. */
  readonly waiting: number;
}

/** The task could not be done within the bounds; `reason` is for logs. */
export class ThreadFailure extends Error {
  readonly reason: 'time' | 'memory' | 'crash' | 'full' | 'closed';

  constructor(reason: ThreadFailure['reason'], detail: string) {
    super(detail);
    this.name = 'ThreadFailure';
    this.reason = reason;
  }
}

export interface Threads<Task> {
  /** How many tasks may run at once. */
  readonly size: number;
  /**
   * Rejects with `ThreadFailure`, or with the signal's reason. `heavy` tasks leave one thread to the others, where
   * there are several.
   */
  run(task: Task, options: { readonly heavy: boolean }, signal: AbortSignal): Promise<unknown>;
  /** Ends the threads; what runs or waits fails. */
  close(): Promise<void>;
}

interface Job<Task> {
  readonly task: Task;
  readonly heavy: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Thread<Task> {
  readonly worker: Worker;
  ready: boolean;
  job: Job<Task> | null;
  timer: NodeJS.Timeout | undefined;
}

export function createThreads<Task>(entry: URL, bounds: ThreadBounds): Threads<Task> {
  const threads = new Set<Thread<Task>>();
  const waiting: Job<Task>[] = [];
  let closed = false;

  /** The first that may run now, taken out of the line. */
  function nextJob(): Job<Task> | null {
    const heavy = [...threads].filter(({ job }) => job?.heavy === true).length;
    const noMoreHeavy = heavy >= Math.max(1, bounds.threads - 1);
    const index = waiting.findIndex((job) => !job.heavy || !noMoreHeavy);
    return index === -1 ? null : (waiting.splice(index, 1)[0] ?? null);
  }

  function dispatch(): void {
    for (;;) {
      const free = [...threads].find(({ job }) => job === null);
      if (closed || (free === undefined && threads.size >= bounds.threads)) return;
      const job = nextJob();
      if (job === null) return;
      give(free ?? start(), job);
    }
  }

  function give(thread: Thread<Task>, job: Job<Task>): void {
    thread.job = job;
    thread.worker.ref();
    thread.worker.postMessage(job.task);
    if (thread.ready) limit(thread, bounds.taskMs);
  }

  function limit(thread: Thread<Task>, ms: number): void {
    clearTimeout(thread.timer);
    thread.timer = setTimeout(() => {
      end(thread, new ThreadFailure('time', `A thread had no answer after ${ms} ms.`));
    }, ms);
  }

  function start(): Thread<Task> {
    const worker = new Worker(entry, {
      resourceLimits: { maxOldGenerationSizeMb: bounds.memoryMb, maxYoungGenerationSizeMb: 32 },
    });
    const thread: Thread<Task> = { worker, ready: false, job: null, timer: undefined };
    threads.add(thread);
    limit(thread, bounds.startMs);
    worker.on('message', (message: ThreadMessage) => {
      hear(thread, message);
    });
    worker.on('error', (error: Error & { code?: string }) => {
      const reason = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash';
      end(thread, new ThreadFailure(reason, error.message));
    });
    worker.on('exit', (code) => {
      end(thread, new ThreadFailure('crash', `A thread ended with code ${code}.`));
    });
    return thread;
  }

  function hear(thread: Thread<Task>, message: ThreadMessage): void {
    if (!threads.has(thread)) return;
    if (message.kind === 'ready') {
      thread.ready = true;
      limit(thread, bounds.taskMs);
      return;
    }
    const { job } = thread;
    clearTimeout(thread.timer);
    thread.job = null;
    thread.worker.unref();
    if (message.kind === 'done') job?.resolve(message.value);
    else job?.reject(new ThreadFailure('crash', message.reason));
    dispatch();
  }

  function end(thread: Thread<Task>, failure: ThreadFailure): void {
    if (!threads.delete(thread)) return;
    clearTimeout(thread.timer);
    void thread.worker.terminate();
    thread.job?.reject(failure);
    dispatch();
  }

  return {
    size: bounds.threads,

    async run(task, { heavy }, signal) {
      signal.throwIfAborted();
      if (closed) throw new ThreadFailure('closed', 'The threads have ended.');
      if (waiting.length >= bounds.waiting) throw new ThreadFailure('full', 'Too many tasks are waiting.');
      let leave: (() => void) | undefined;
      try {
        return await new Promise((resolve, reject) => {
          const job: Job<Task> = { task, heavy, resolve, reject };
          leave = () => {
            const index = waiting.indexOf(job);
            if (index !== -1) waiting.splice(index, 1);
            reject(signal.reason as Error);
          };
          signal.addEventListener('abort', leave, { once: true });
          waiting.push(job);
          dispatch();
        });
      } finally {
        if (leave !== undefined) signal.removeEventListener('abort', leave);
      }
    },

    async close() {
      closed = true;
      const failure = new ThreadFailure('closed', 'The threads have ended.');
      for (const job of waiting.splice(0)) job.reject(failure);
      const ending = [...threads];
      for (const thread of ending) end(thread, failure);
      await Promise.all(ending.map(({ worker }) => worker.terminate()));
    },
  };
}
