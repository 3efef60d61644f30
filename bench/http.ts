/** A client of the product that costs as little as an HTTP client can: undici's pool, keep-alive, no more than is asked. */
import { Pool } from 'undici';

export interface Client {
  /** Throws when the answer is not 2xx. */
  json<Body>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Body>;
  /** Reads the content to its end and throws it away; gives its length. */
  drain(path: string): Promise<number>;
  close(): Promise<void>;
}

export function createClient(url: string, key: string, connections = 32): Client {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const authorization = `Bearer ${key}`;
  return {
    async json<Body>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) {
      const answer = await pool.request({
        method,
        path,
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? null : JSON.stringify(body),
      });
      if (answer.statusCode >= 300) {
        throw new Error(`${method} ${path}: ${answer.statusCode} ${await answer.body.text()}`);
      }
      return (answer.statusCode === 204 ? undefined : await answer.body.json()) as Body;
    },
    async drain(path) {
      const { statusCode, body } = await pool.request({ method: 'GET', path, headers: { authorization } });
      if (statusCode !== 200) throw new Error(`GET ${path}: ${statusCode} ${await body.text()}`);
      let length = 0;
      for await (const chunk of body) length += (chunk as Buffer).length;
      return length;
    },
    close: () => pool.destroy(),
  };
}
