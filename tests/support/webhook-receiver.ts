/** An HTTP server that keeps every request with its exact body and answers as the test says. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Before the answer. */
  readonly delayMs?: number;
  /** Cuts the connection instead of answering. */
  readonly drop?: boolean;
}

/** One for all, or decided per request; `index` counts from 0 over the receiver's life. */
export type WebhookScript = WebhookAnswer | ((request: ReceivedRequest, index: number) => WebhookAnswer);

export interface WebhookReceiver {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ReceivedRequest[];
  /** The most requests that were open at the same time. */
  readonly mostAtOnce: number;
  /** From the next request on; 204 until the first call. */
  answer(script: WebhookScript): void;
  stop(): Promise<void>;
}

export async function startWebhookReceiver(port = 0): Promise<WebhookReceiver> {
  const requests: ReceivedRequest[] = [];
  let script: WebhookScript = { status: 204 };
  let open = 0;
  let mostAtOnce = 0;

  const respond = async (answer: WebhookAnswer, response: ServerResponse): Promise<void> => {
    if (answer.delayMs !== undefined) await delay(answer.delayMs, undefined, { ref: false });
    if (answer.drop === true) response.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = createServer((request, response) => {
    open += 1;
    mostAtOnce = Math.max(mostAtOnce, open);
    response.once('close', () => (open -= 1));
    void buffer(request).then((body) => {
      const { method = '', url = '', headers } = request;
      const received = { method, path: url, headers, body, receivedAt: new Date() };
      const answer = typeof script === 'function' ? script(received, requests.length) : script;
      requests.push(received);
      return respond(answer, response);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    port: address.port,
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    answer: (next) => void (script = next),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
