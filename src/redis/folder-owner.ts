/**
 * At most one living process per data folder: its owner listens on a socket in it, which the system closes however the
 * owner ends. There is no lock to be left behind and no number of a process to be mistaken.
 */
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { accepts } from './child-server.ts';

export interface FolderOwner {
  release(): Promise<void>;
}

/** `socket` is a path in the folder. Gives undefined when a process that lives owns it. */
export async function ownFolder(socket: string): Promise<FolderOwner | undefined> {
  if (await accepts({ path: socket })) return undefined;
  await rm(socket, { force: true });
  const server = createServer((connection) => connection.destroy()).unref();
  try {
    server.listen(socket);
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined;
    throw error;
  }
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}
