/** The door's parts put together, for the composition root: a reader of content over threads of its own. */
import type { ContentReader } from '../use-cases/ports/content.ts';
import type { Log } from '../use-cases/ports/service.ts';
import { createContentReader } from './content-reader.ts';
import { threadEntry } from './thread-entry.ts';
import type { ContentTask } from './thread.ts';
import { createThreads, type ThreadBounds } from './threads.ts';

export interface ContentHouse extends ContentReader {
  /** Ends the threads; what they were reading is answered as unread. */
  close(): Promise<void>;
}

const defaultBounds: ThreadBounds = {
  threads: 2,
  taskMs: 2_000,
  startMs: 10_000,
  memoryMb: 128,
  waiting: 2_000,
};

export function createContentHouse(log: Pick<Log, 'warn'>, bounds: Partial<ThreadBounds> = {}): ContentHouse {
  const threads = createThreads<ContentTask>(threadEntry, { ...defaultBounds, ...bounds });
  return { ...createContentReader({ threads, log }), close: () => threads.close() };
}
