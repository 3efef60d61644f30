/** A REST client for tests: it names operations instead of paths, and holds every answer against the contract. */
import { expectConforming, operationOf, type Answer } from './conformance.ts';

export interface RestRequest {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, unless it is octets or a string. */
  readonly body?: unknown;
  /** Of a body that is no JSON, and of JSON that is to be sent under another name. */
  readonly contentType?: string;
  readonly method?: 'HEAD' | 'QUERY';
  readonly signal?: AbortSignal;
}

export interface RestAnswer<B = Readonly<Record<string, unknown>>> extends Answer {
  readonly body: B;
  /** As sent. */
  readonly octets: Buffer;
}

export interface RestClient {
  call<B = Readonly<Record<string, unknown>>>(
    operationId: string,
    request?: RestRequest,
  ): Promise<RestAnswer<B>>;
  /** The same service with another key; null: none. */
  as(key: string | null): RestClient;
  readonly baseUrl: string;
  readonly key: string | null;
}

export function createRestClient(baseUrl: string, key: string | null): RestClient {
  return {
    baseUrl,
    key,
    as: (other) => createRestClient(baseUrl, other),
    async call(operationId, request = {}) {
      const operation = operationOf(operationId);
      const method = request.method ?? operation.method;
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(request.path?.[name] ?? `no-${name}`),
      );
      const url = new URL(baseUrl + path);
      for (const [name, value] of Object.entries(request.query ?? {}))
        url.searchParams.set(name, String(value));
      const { body, contentType } = encode(request, operation.body?.forms[0]?.mediaType);
      const response = await fetch(url, {
        method,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(contentType === undefined ? {} : { 'content-type': contentType }),
          ...request.headers,
        },
        ...(body === undefined ? {} : { body }),
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
      const octets = Buffer.from(await response.arrayBuffer());
      const isJson = /^application\/(problem\+)?json\b/.test(response.headers.get('content-type') ?? '');
      const answer = {
        status: response.status,
        headers: response.headers,
        body: isJson && octets.length > 0 ? (JSON.parse(octets.toString('utf8')) as unknown) : octets,
      };
      expectConforming(operation, answer, method);
      return { ...answer, body: answer.body as never, octets };
    },
  };
}

function encode(
  { body, contentType }: RestRequest,
  declared: string | undefined,
): { readonly body?: string | Buffer; readonly contentType?: string } {
  if (body === undefined) return contentType === undefined ? {} : { contentType };
  if (typeof body === 'string' || Buffer.isBuffer(body))
    return { body, contentType: contentType ?? 'application/json' };
  return { body: JSON.stringify(body), contentType: contentType ?? declared ?? 'application/json' };
}
