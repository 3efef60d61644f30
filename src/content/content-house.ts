/** The door's parts put together, for the composition root: a reader of content, and a search in it, over threads of its own. */
import type { ContentReader, TextSearch } from '../use-cases/ports/content.ts';
import type { Log } from '../use-cases/ports/service.ts';
import { createContentReader } from './content-reader.ts';
import { createTextSearch } from './text-search.ts';
import { threadEntry } from './thread-entry.ts';
import type { ThreadTask } from './thread.ts';
import { createThreads, type ThreadBounds } from './threads.ts';

export interface ContentHouse extends ContentReader, TextSearch {
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
  const threads = createThreads<ThreadTask>(threadEntry, { ...defaultBounds, ...bounds });
  return {
    ...createContentReader({ threads, log }),
    ...createTextSearch({ threads }),
    close: () => threads.close(),
  };
}
