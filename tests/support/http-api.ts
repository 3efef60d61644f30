/** The two surfaces of a running service as a client sees them. Types come from the contract, nothing from the product. */
import { expect } from 'vitest';
import type { components } from '../../src/api/rest/contract.gen.ts';

export type Schemas = components['schemas'];

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpApi {
  /** Whatever the answer's status is; rejects only when there is none. */
  call<Body>(method: string, path: string, options?: CallOptions): Promise<Answer<Body>>;
  /** The body of a 2xx; any other status fails the test with what was said. */
  get<Body>(path: string): Promise<Body>;
  post<Body>(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Body>;
  /** `data`; errors fail the test. */
  query<Data>(document: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  /** All items of a list, page by page, in its order. */
  all<Item>(path: string): Promise<readonly Item[]>;
}

export function httpApi({ url, adminKey }: { readonly url: string; readonly adminKey: string }): HttpApi {
  const call = async <Body>(
    method: string,
    path: string,
    { body, headers }: CallOptions = {},
  ): Promise<Answer<Body>> => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: {
        authorization: `Bearer ${adminKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson ? JSON.parse(text) : text) as Body,
    };
  };
  const succeed = async <Body>(method: string, path: string, options?: CallOptions): Promise<Body> => {
    const { status, body } = await call<Body>(method, path, options);
    expect(status, `${method} ${path}: ${JSON.stringify(body)}`).toBeLessThan(300);
    return body;
  };
  return {
    call,
    get: (path) => succeed('GET', path),
    post: (path, body, headers = {}) => succeed('POST', path, { body, headers }),
    async query(document, variables = {}) {
      const { data, errors } = await succeed<{ data: never; errors?: unknown }>('POST', '/graphql', {
        body: { query: document, variables },
      });
      expect(errors).toBeUndefined();
      return data;
    },
    async all<Item>(path: string) {
      const items: Item[] = [];
      const next = new URL(path, url);
      next.searchParams.set('limit', '250');
      for (;;) {
        const { data, page } = await succeed<{ data: Item[]; page: { next: string | null } }>(
          'GET',
          next.href,
        );
        items.push(...data);
        // A journal always tells where it goes on.
        if (page.next === null || data.length === 0) return items;
        next.searchParams.set(next.pathname === '/v1/events' ? 'after' : 'cursor', page.next);
      }
    },
  };
}
