/** The least of a mail program: logs in, selects INBOX, idles, and notes when it is told of messages. */
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';

export interface IdleClient {
  /** When each message was announced, by `performance.now()`. */
  readonly noticedAt: readonly number[];
  close(): void;
}

export interface IdleServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first octet, with this authority. */
  readonly ca?: string;
}

/** Resolves when it idles. */
export function idleClient({ host, port, ca }: IdleServer, user: string): Promise<IdleClient> {
  const socket: Socket =
    ca === undefined ? connectPlain(port, host) : connectSecure({ host, port, ca, servername: 'localhost' });
  const noticedAt: number[] = [];
  const ahead = [`a LOGIN ${user} pass`, 'b SELECT INBOX', 'c IDLE'];
  return new Promise((resolve, reject) => {
    let text = '';
    const hear = (line: string): void => {
      const [, count] = /^\* (\d+) EXISTS$/.exec(line) ?? [];
      while (noticedAt.length < Number(count ?? 0)) noticedAt.push(performance.now());
      if (line.startsWith('+')) resolve({ noticedAt, close: () => socket.destroy() });
      else if (/^([ab*]) (NO|BAD|BYE)/.test(line)) reject(new Error(line));
      else if (/^(\* OK (?!\[(PERM|UID|UNSEEN|HIGH|MAILBOXID))|[ab] OK)/.test(line)) {
        const next = ahead.shift();
        if (next !== undefined) socket.write(`${next}\r\n`);
      }
    };
    socket.setNoDelay(true).once('error', reject);
    socket.once('close', () => reject(new Error('The server closed the connection.')));
    socket.on('data', (octets: Buffer) => {
      const lines = (text + octets.toString('latin1')).split('\r\n');
      text = lines.pop() ?? '';
      for (const line of lines) hear(line);
    });
  });
}
