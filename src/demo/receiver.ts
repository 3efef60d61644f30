/**
 * A webhook receiver as a user would write it: an HTTP server that checks every signature by the Standard Webhooks
 * specification and answers 204, or 401 when the signature is wrong.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Event } from './client.ts';

export interface ReceivedWebhook {
  /** null when the signature is wrong: what the body says is then worth nothing. */
  readonly event: Event | null;
  /** When the request had come whole, in milliseconds since the epoch. */
  readonly at: number;
}

export interface Receiver {
  readonly url: string;
  /** The `whsec_…` of the webhook, and who hears of each request; until then all are answered 401. */
  expect(secret: string, onWebhook: (webhook: ReceivedWebhook) => void): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const TOLERANCE_SECONDS = 300;

export async function startReceiver(): Promise<Receiver> {
  let receive: (headers: IncomingHttpHeaders, body: string) => boolean = () => false;
  const server = createServer((request, response) => {
    text(request).then(
      (body) => response.writeHead(receive(request.headers, body) ? 204 : 401).end(),
      () => response.destroy(),
    );
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return {
    url: `http://${HOST}:${address.port}/mail`,
    expect(secret, onWebhook) {
      receive = (headers, body) => {
        const at = Date.now();
        const signed = isSigned(secret, headers, body, at);
        onWebhook({ event: signed ? (JSON.parse(body) as Event) : null, at });
        return signed;
      };
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Whether one of the `v1` signatures is this body's, made within five minutes of `now` (milliseconds). */
export function isSigned(secret: string, headers: IncomingHttpHeaders, body: string, now: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false;
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return signatures.split(' ').some((signature) => {
    const [version, encoded = ''] = signature.split(',');
    const given = Buffer.from(encoded, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
