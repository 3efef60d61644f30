/** Cyrus SASL's password daemon, as far as its protocol goes: any user, one password, answered on a Unix socket. */
import { once } from 'node:events';
import { createServer } from 'node:net';

export interface Saslauthd {
  stop(): Promise<void>;
}

/** A request is login, password, service and realm, each behind its length in two octets; so is the answer. */
export async function startSaslauthd(socketPath: string, password: string): Promise<Saslauthd> {
  const server = createServer((socket) => {
    let received: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const words = readWords(received);
      if (words.length < 4) return;
      const answer = words[1] === password ? 'OK' : 'NO';
      socket.end(Buffer.concat([Buffer.from([0, answer.length]), Buffer.from(answer)]));
    });
  });
  server.listen({ path: socketPath, writableAll: true, readableAll: true });
  await once(server, 'listening');
  return { stop: () => new Promise((resolve) => void server.close(() => resolve())) };
}

function readWords(received: Buffer): readonly string[] {
  const words: string[] = [];
  let at = 0;
  while (at + 2 <= received.length) {
    const end = at + 2 + received.readUInt16BE(at);
    if (end > received.length) break;
    words.push(received.toString('utf8', at + 2, end));
    at = end;
  }
  return words;
}
