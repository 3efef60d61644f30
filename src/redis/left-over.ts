/**
 * A private Redis that outlived its service. Called by the owner of the data folder only, so that nobody who lives uses
 * it. Known by what it says itself, never by the name or number of a process: it answers on the folder's socket and
 * keeps its data there.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { accepts } from './child-server.ts';

const PATIENCE_MS = 5_000;

/**
 * Resolves when nothing runs on `socket` any more: an orphan is told to shut down, which keeps all it acknowledged.
 * Rejects when it does not answer or keeps its data elsewhere than in `folder`.
 */
export async function endLeftOver(socket: string, folder: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (await accepts({ path: socket })) {
    if (Date.now() > deadline) throw new Error(`The Redis left on ${socket} does not end; end it by hand.`);
    await shutDown(socket, folder);
    await delay(20);
  }
}

async function shutDown(socket: string, folder: string): Promise<void> {
  const redis = new Redis({
    path: socket,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    commandTimeout: PATIENCE_MS,
  });
  redis.on('error', () => undefined);
  const closed = new Promise((resolve) => redis.once('end', resolve));
  try {
    await redis.connect();
    const [, dir] = (await redis.config('GET', 'dir')) as readonly string[];
    if (dir !== folder)
      throw new Error(`The Redis on ${socket} keeps its data in ${dir ?? 'an unknown place'}.`);
    await redis.call('SHUTDOWN', 'NOSAVE').catch(() => undefined);
    await closed;
  } finally {
    redis.disconnect();
  }
}
