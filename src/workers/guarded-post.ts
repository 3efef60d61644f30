/**
 * One POST to somebody else's endpoint: only to addresses that egress allows, connected to as they were checked, without
 * redirects, proxies, cookies or patience. What the endpoint answers is its status; its words are read and dropped,
 * unless they are asked for.
 */
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { GatewayError } from '../domain/errors.ts';
import type { HttpHeader } from '../domain/exchange.ts';
import type { Egress, PostFailure } from '../use-cases/ports/service.ts';

export interface GuardedPostOptions {
  readonly egress: Egress;
  /** From the name's resolution to the end of the answer. */
  readonly timeoutMs?: number;
  /** PEM of the authority that endpoints are believed by instead of the system's, for tests. */
  readonly ca?: string;
}

export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What of the answer's content matters: all of it, so that one beyond the bound fails, or its `beginning`. Absent: nothing. */
  readonly wanted?: 'all' | 'beginning';
}

export type PostAnswer = { readonly durationMs: number } & (
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: readonly HttpHeader[];
      /** Empty unless it was asked for. */
      readonly content: string;
      /** False for the beginning of a longer one, or of one that broke off. */
      readonly isWhole: boolean;
    }
  | { readonly kind: 'failed'; readonly reason: PostFailure; readonly error: string }
);

export interface GuardedPost {
  /** Never rejects. */
  post(request: PostRequest, signal: AbortSignal): Promise<PostAnswer>;
  /** Cuts what is under way. */
  close(): Promise<void>;
}

const answerCap = 64 * 1024;
const connectTimeoutMs = 5_000;

export function createGuardedPost(options: GuardedPostOptions): GuardedPost {
  const { egress, timeoutMs = 15_000, ca } = options;
  const agent = new Agent({
    connect: buildConnector({
      timeout: connectTimeoutMs,
      lookup: pinnedLookup(egress),
      ...(ca === undefined ? {} : { ca }),
    }),
    keepAliveTimeout: 4_000,
    maxHeaderSize: 16 * 1024,
  });

  const send = async (url: URL, { headers, body, wanted }: PostRequest, signal: AbortSignal) => {
    const response = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers,
      body,
      signal,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    const read = wanted === 'all' ? await contentOf(response.body) : await beginningOf(response.body);
    const content = wanted === undefined ? '' : read.content;
    return {
      status: response.statusCode,
      headers: headersOf(response.headers),
      content,
      isWhole: read.isWhole,
    };
  };

  return {
    async post(request, signal) {
      const startedAt = performance.now();
      const durationMs = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const url = new URL(request.url);
        egress.checkUrl(url);
        const answer = await send(url, request, AbortSignal.any([signal, timeout]));
        return { kind: 'answered', ...answer, durationMs: durationMs() };
      } catch (error) {
        const failure = timeout.aborted
          ? { reason: 'timeout' as const, error: `There was no answer within ${timeoutMs / 1000} s.` }
          : {
              reason: error instanceof GatewayError ? ('refused' as const) : ('unreachable' as const),
              error: wordsOf(error),
            };
        return { kind: 'failed', ...failure, durationMs: durationMs() };
      }
    },
    close: () => agent.destroy(),
  };
}

interface ReadContent {
  readonly content: string;
  readonly isWhole: boolean;
}

/** Reads so much that the connection can be used again; the status counts however the rest goes. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<ReadContent> {
  const chunks: Buffer[] = [];
  let read = 0;
  let isWhole = true;
  try {
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      read += (chunk as Buffer).length;
      if (read > answerCap) {
        isWhole = false;
        break;
      }
    }
  } catch {
    isWhole = false;
    body.destroy();
  }
  return { content: Buffer.concat(chunks).toString('utf8'), isWhole };
}

async function contentOf(body: Dispatcher.ResponseData['body']): Promise<ReadContent> {
  const chunks: Buffer[] = [];
  let read = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    read += (chunk as Buffer).length;
    if (read > answerCap)
      throw Object.assign(new Error('The answer is too long'), { code: 'UND_ERR_RES_TOO_LONG' });
  }
  return { content: Buffer.concat(chunks).toString('utf8'), isWhole: true };
}

function headersOf(headers: Dispatcher.ResponseData['headers']): readonly HttpHeader[] {
  return Object.entries(headers).flatMap(([name, value = []]) =>
    [value].flat().map((each) => ({ name, value: each })),
  );
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

/** In words that do not tell a closed port from a filtered one. */
function wordsOf(error: unknown): string {
  if (error instanceof GatewayError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ENOTFOUND|EAI_|ETIMEOUT|ENODATA)/.test(code)) return 'The host name could not be resolved.';
  if (/CERT|TLS|SSL|EPROTO|UNABLE_TO_VERIFY/.test(code)) return 'The TLS connection could not be verified.';
  if (/^UND_ERR_(HEADERS_OVERFLOW|RES)|^HPE_/.test(code)) return 'The answer was not valid HTTP.';
  return 'The connection failed.';
}
