/**
 * What a process holds once a full garbage collection is behind it. Preloaded into the service
 * (`--expose-gc --import=probe.js?socket=<path>`), it answers whoever connects to the socket, and keeps no process alive.
 */
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';

export interface Held {
  readonly residentKiB: number;
  /** Live objects of the heap, and what they hold outside of it. */
  readonly liveKiB: number;
}

export function held(): Held {
  // What the first one finalises, the second one frees.
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { residentKiB: rss / 1_024, liveKiB: (heapUsed + external) / 1_024 };
}

const path = new URL(import.meta.url).searchParams.get('socket');
if (path !== null) {
  // A life before this one may have left it behind.
  rmSync(path, { force: true });
  createServer((socket) => socket.end(JSON.stringify(held())))
    .listen(path)
    .unref();
}
