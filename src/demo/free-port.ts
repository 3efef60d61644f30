/** Ports of the loopback interface that nobody listens on. */
import { createServer } from 'node:net';
import { once } from 'node:events';

/**
 * `count` different ports of 127.0.0.1, free at the moment of the answer. Another process may take one before its
 * user binds it: who starts a server on such a port tries again with new ones.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
    ports.push(address.port);
  }
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
