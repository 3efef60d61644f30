/** Where the sockets of a data folder lie: in a place that only this user may reach. */
import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface EmbeddedSockets {
  /** Where the private Redis listens. */
  readonly redis: string;
  /** Where the process that owns the data folder listens. */
  readonly owner: string;
}

/** What all systems allow for a socket's path, less some room for the temporary name that a server may use. */
const LONGEST_PATH = 100;

/**
 * The same paths at every start with the same folder, which is absolute and belongs to this user. They lie in that folder
 * unless the path is too long for a socket; then in the system's folder for temporary files. Rejects when somebody else
 * has taken that place.
 */
export async function embeddedSockets(folder: string): Promise<EmbeddedSockets> {
  const place = await socketFolder(folder);
  return { redis: join(place, 'redis.sock'), owner: join(place, 'owner.sock') };
}

async function socketFolder(folder: string): Promise<string> {
  if (Buffer.byteLength(join(folder, 'owner.sock')) <= LONGEST_PATH) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const outside = join(tmpdir(), `postern-${name}`);
  await mkdir(outside, { mode: 0o700 }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  const found = await lstat(outside);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${outside} belongs to somebody else; choose a data folder with a shorter path.`);
  }
  await chmod(outside, 0o700);
  return outside;
}
