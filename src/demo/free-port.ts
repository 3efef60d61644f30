/** Ports of the loopback interface that nobody listens on. */
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';

/**
 * `count` different ports of 127.0.0.1, free at the moment of the answer. Another process may take one before its
 * user binds it: who starts a server on such a port tries again with new ones.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers: Server[] = [];
  const ports: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const server = await listen(0);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
    servers.push(server);
    ports.push(address.port);
  }
  await Promise.all(servers.map(close));
  return ports;
}

/** The wanted port of 127.0.0.1 when it is free, else another one. */
export async function freePortLike(wanted: number): Promise<number> {
  try {
    await close(await listen(wanted));
    return wanted;
  } catch {
    const [port = wanted] = await freePorts(1);
    return port;
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function close(server: Server): Promise<unknown> {
  return new Promise((resolve) => server.close(resolve));
}
