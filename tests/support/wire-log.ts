/**
 * A TCP proxy in front of an IMAP server that notes the commands that go through, as they stand on the wire. What a
 * connection in IDLE says belongs to watching and is left out, and so is what comes before a login is over.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface WireLog {
  readonly host: string;
  readonly port: number;
  /** Names of the commands that clients sent while `work` ran, `UID` with the word behind it, in their order. */
  during(work: () => Promise<unknown>): Promise<readonly string[]>;
  stop(): Promise<void>;
}

interface Said {
  readonly connection: number;
  readonly command: string;
}

/** Those of a session, whoever opens it. */
const opening = /^(CAPABILITY|ID|NAMESPACE|ENABLE|LOGIN|AUTHENTICATE|COMPRESS|STARTTLS)$/;

export async function startWireLog(target: {
  readonly host: string;
  readonly port: number;
}): Promise<WireLog> {
  const said: Said[] = [];
  const watching = new Set<number>();
  const sockets = new Set<Socket>();
  let connections = 0;

  const server = createServer({ noDelay: true }, (client) => {
    connections += 1;
    const connection = connections;
    const upstream = connect({ ...target, noDelay: true });
    const read = commandReader((command) => {
      if (command === 'IDLE') watching.add(connection);
      said.push({ connection, command });
    });
    client.on('data', read);
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return {
    host: '127.0.0.1',
    port: address.port,
    async during(work) {
      const from = said.length;
      await work();
      return said
        .slice(from)
        .filter(({ connection, command }) => !watching.has(connection) && !opening.test(command))
        .map(({ command }) => command);
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Reads a client's stream, whose literals (RFC 9051 §4.3) are no commands. */
function commandReader(onCommand: (command: string) => void): (chunk: Buffer) => void {
  let held = '';
  let ofLiteral = 0;
  let continues = false;
  return (chunk) => {
    held += chunk.toString('latin1');
    for (;;) {
      const passed = Math.min(ofLiteral, held.length);
      held = held.slice(passed);
      ofLiteral -= passed;
      const end = held.indexOf('\n');
      if (ofLiteral > 0 || end === -1) return;
      const line = held.slice(0, end).trimEnd();
      held = held.slice(end + 1);
      const [, word = '', next = ''] = /^\S+ (\S+)(?: (\S+))?/.exec(line) ?? [];
      const command = word.toUpperCase();
      if (!continues && command !== '') onCommand(command === 'UID' ? `UID ${next.toUpperCase()}` : command);
      const literal = /\{(\d+)\+?\}$/.exec(line);
      ofLiteral = Number(literal?.[1] ?? 0);
      continues = literal !== null;
    }
  };
}
