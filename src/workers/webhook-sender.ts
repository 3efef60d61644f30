/**
 * One POST to a webhook's endpoint: only to addresses that egress allows, connected to as they were checked, without
 * redirects, proxies or patience. What the endpoint answers is its status; its words are read and dropped.
 */
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { GatewayError } from '../domain/errors.ts';
import type { Clock, Egress } from '../use-cases/ports/service.ts';
import type { WebhookAnswer, WebhookSender } from '../use-cases/ports/webhooks.ts';

export interface WebhookSenderOptions {
  readonly egress: Egress;
  readonly clock: Clock;
  /** From the name's resolution to the end of the answer. */
  readonly timeoutMs?: number;
  /** PEM of an additional authority, for tests. */
  readonly ca?: string;
}

export interface ClosableWebhookSender extends WebhookSender {
  /** Cuts what is under way. */
  close(): Promise<void>;
}

const answerCap = 64 * 1024;
const connectTimeoutMs = 5_000;
const userAgent = 'Postern-Webhooks';

export function createWebhookSender(options: WebhookSenderOptions): ClosableWebhookSender {
  const { egress, clock, timeoutMs = 15_000, ca } = options;
  const agent = new Agent({
    connect: buildConnector({
      timeout: connectTimeoutMs,
      lookup: pinnedLookup(egress),
      ...(ca === undefined ? {} : { ca }),
    }),
    keepAliveTimeout: 4_000,
    maxHeaderSize: 16 * 1024,
  });

  const send = async (url: URL, request: Parameters<WebhookSender['post']>[0], signal: AbortSignal) => {
    const response = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers: { 'user-agent': userAgent, ...request.headers, 'content-type': 'application/json' },
      body: request.body,
      signal,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    await drop(response.body);
    return { status: response.statusCode, retryAfter: response.headers['retry-after'] };
  };

  return {
    async post(request, signal) {
      const startedAt = performance.now();
      const durationMs = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const url = new URL(request.url);
        egress.checkUrl(url);
        const { status, retryAfter } = await send(url, request, AbortSignal.any([signal, timeout]));
        return {
          kind: 'answered',
          status,
          retryAfterMs: retryAfterMs(retryAfter, clock.now()),
          durationMs: durationMs(),
        } satisfies WebhookAnswer;
      } catch (error) {
        const reason = timeout.aborted
          ? `There was no answer within ${timeoutMs / 1000} s.`
          : reasonOf(error);
        return { kind: 'failed', error: reason, durationMs: durationMs() } satisfies WebhookAnswer;
      }
    },
    close: () => agent.destroy(),
  };
}

/** Reads so much that the connection can be used again; the status counts however the rest goes. */
async function drop(body: Dispatcher.ResponseData['body']): Promise<void> {
  let read = 0;
  try {
    for await (const chunk of body) {
      read += (chunk as Buffer).length;
      if (read > answerCap) break;
    }
  } catch {
    body.destroy();
  }
}

/** Answers only what egress has checked, once per connection. Literal addresses never get here: `checkUrl` judges them. */
function pinnedLookup(egress: Egress): LookupFunction {
  return (hostname, options, callback) => {
    // The port has been judged with the URL; here only the addresses matter.
    egress.resolve(hostname, 443, 'webhook').then(
      ({ addresses }) => {
        const wanted = addresses.filter(({ family }) => !options.family || options.family === family);
        const [first] = wanted;
        if (first === undefined) callback(new Error('The name has no address'), '');
        else if (options.all === true) callback(null, [...wanted]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), ''),
    );
  };
}

/** Delay-seconds of any length or an HTTP-date (RFC 9110 §10.2.3); null for anything else. */
function retryAfterMs(header: string | readonly string[] | undefined, now: number): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d+$/.test(header.trim())) return Number(header.trim()) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** In words that do not tell a closed port from a filtered one. */
function reasonOf(error: unknown): string {
  if (error instanceof GatewayError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ENOTFOUND|EAI_|ETIMEOUT|ENODATA)/.test(code)) return 'The host name could not be resolved.';
  if (/CERT|TLS|SSL|EPROTO|UNABLE_TO_VERIFY/.test(code)) return 'The TLS connection could not be verified.';
  if (/^UND_ERR_(HEADERS_OVERFLOW|RES)|^HPE_/.test(code)) return 'The answer was not valid HTTP.';
  return 'The connection failed.';
}
