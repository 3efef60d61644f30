/**
 * A receiver of Postern's webhooks without dependencies. It takes a request whose signature holds and whose time is now, and
 * acts on every event once, however often it is told.
 *
 *   WEBHOOK_SECRET=whsec_… PORT=8080 node receiver.ts
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

const toleranceSeconds = 300;
const largestBody = 1024 * 1024;
const mostRemembered = 100_000;

interface Event {
  readonly id: string;
  readonly type: string;
}

/** Whether one of the signatures is this body's, by this secret, of the last five minutes (Standard Webhooks). */
function isSigned(secret: string, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  // Several while a secret is rotated; those of other versions are not ours.
  return signatures.split(' ').some((each) => {
    const [version, encoded = ''] = each.split(',');
    const given = Buffer.from(encoded, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/**
 * Ids of events that were acted on. In earnest this is a table with the id as its key, written in one transaction with what
 * the event leads to, so that a crash leaves both or neither.
 */
const done = new Set<string>();

function once(id: string, act: () => void): void {
  if (done.has(id)) return;
  act();
  done.add(id);
  for (const oldest of done) {
    if (done.size <= mostRemembered) break;
    done.delete(oldest);
  }
}

/** The status to answer: 2xx is taken; all else is told again later, for three days. */
function receive(secret: string, headers: IncomingHttpHeaders, body: Buffer): number {
  if (!isSigned(secret, headers, body)) return 401;
  const event = JSON.parse(body.toString()) as Event;
  once(event.id, () => process.stdout.write(`${event.id} ${event.type}\n`));
  return 204;
}

const secret = process.env['WEBHOOK_SECRET'] ?? '';
if (!/^whsec_[A-Za-z0-9+/]+=*$/.test(secret))
  throw new Error('Set WEBHOOK_SECRET to the secret of the webhook.');

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
    else if (!response.headersSent) response.writeHead(413, { connection: 'close' }).end();
  });
  request.on('end', () => {
    if (response.headersSent) return;
    try {
      response.writeHead(receive(secret, request.headers, Buffer.concat(chunks))).end();
    } catch {
      response.writeHead(500).end();
    }
  });
});
server.listen(Number(process.env['PORT'] ?? 8080), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`listening on http://127.0.0.1:${port}/\n`);
});
