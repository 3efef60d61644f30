/**
 * A wire between the service and the local IMAP server that passes every octet on, unchanged and at once, and tells
 * what the server says unasked while the client idles (RFC 2177): the moment of an IDLE notice, as seen on the wire.
 * Understands no more of IMAP than that, and sees through plain connections only.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface ImapTap {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface ImapTapOptions {
  readonly host: string;
  readonly port: number;
  /** A connection has begun to idle. */
  readonly onIdle: () => void;
  /** An untagged line within IDLE, such as `* 3 EXISTS`. */
  readonly onNotice: (line: string) => void;
}

const HOST = '127.0.0.1';
/** Longer ones are part of a message's content and of no interest here. */
const LONGEST_LINE = 8192;

export async function startImapTap({ host, port, onIdle, onNotice }: ImapTapOptions): Promise<ImapTap> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host, port, noDelay: true });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }

    let state: 'busy' | 'asked' | 'idle' = 'busy';
    eachLine(client, (line) => {
      state = /^\S+ IDLE$/i.test(line) ? 'asked' : 'busy';
    });
    eachLine(upstream, (line) => {
      if (state === 'asked' && line.startsWith('+')) {
        state = 'idle';
        onIdle();
      } else if (state === 'idle' && line.startsWith('* ')) onNotice(line);
    });
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return {
    host: HOST,
    port: address.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function eachLine(socket: Socket, take: (line: string) => void): void {
  let rest = '';
  socket.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n');
    rest = (lines.pop() ?? '').slice(-LONGEST_LINE);
    for (const line of lines) take(line);
  });
}
