/**
 * The stand-in for a missing redis-server: js-redis-server, which serves Redis from memory. It runs as
 * a process of its own, because it would hold up this one. It keeps nothing.
 */
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { accepts, startChildServer, type ChildServer } from './child-server.ts';

const PACKAGE = 'js-redis-server/core';

/**
 * Runs as text, so that it is the same from the sources and from the built program. The package's own server would
 * listen on all interfaces; this one on a socket of this user.
 */
const PROGRAM = `
  const [, location, path] = process.argv;
  const { RedisServerState, SocketConnectionTransport, attachSession, createRedisCommandExecutor } = await import(location);
  const { createServer } = await import('node:net');
  const [state, executor] = [new RedisServerState({ databaseCount: 16 }), createRedisCommandExecutor()];
  const serve = (socket) => attachSession(new SocketConnectionTransport(socket), { state, executor, clientAddress: path });
  process.umask(0o077);
  createServer(serve).listen(path);`;

/** Rejects with `remedy` when the package is not installed (a service without its development packages has it not). */
export async function startVolatileServer(socket: string, remedy: string): Promise<ChildServer> {
  let location: string;
  try {
    location = pathToFileURL(createRequire(import.meta.url).resolve(PACKAGE)).href;
  } catch (cause) {
    throw new Error(`There is no redis-server on this machine, nor its stand-in js-redis-server. ${remedy}`, {
      cause,
    });
  }
  await rm(socket, { force: true });
  return await startChildServer({
    command: process.execPath,
    args: ['--input-type=module', '--eval', PROGRAM, location, socket],
    ready: () => accepts({ path: socket }),
  });
}
