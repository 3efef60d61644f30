/**
 * The control API and its page, by HTTP for programs and people on this machine. Whoever reaches it may do everything;
 * a page of somebody else in a browser of this machine may not.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pageRoutes } from './page.ts';
import { Problem } from './problem.ts';
import { asFields, readBody } from './request.ts';
import { controlRoutes, type Answer, type Asked, type ControlledParts, type Route } from './routes.ts';

export interface ControlServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface ControlServerOptions {
  readonly host: string;
  readonly port: number;
  readonly parts: ControlledParts;
}

interface Place {
  readonly method: string;
  readonly segments: readonly string[];
  readonly route: Route;
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; img-src data:; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
const LOOPBACK = /^(127(\.\d+){3}|localhost|\[::1\])$/;

/** Rejects when the port cannot be had. */
export async function startControlServer({
  host,
  port,
  parts,
}: ControlServerOptions): Promise<ControlServer> {
  const places: readonly Place[] = Object.entries({ ...pageRoutes(), ...controlRoutes(parts) }).map(
    ([name, route]) => {
      const [method = '', path = ''] = name.split(' ');
      return { method, segments: path.split('/'), route };
    },
  );
  const answer = async (request: IncomingMessage, gone: AbortSignal): Promise<Answer> => {
    refuseStrangers(request, host);
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://control');
    const { route, words } = find(places, request.method ?? 'GET', pathname.split('/'));
    const body = await readBody(request);
    const fields = request.method === 'POST' && body.length > 0 ? asFields(request, body) : {};
    return await route({ words, query, fields, gone });
  };
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    answer(request, gone.signal).then(
      (given) => respond(response, given),
      (error: unknown) => respond(response, complaint(error)),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A page of somebody else's names its origin; a name that was rebound to this machine stands in Host. */
function refuseStrangers({ headers }: IncomingMessage, listening: string): void {
  const { host = '', origin } = headers;
  const name = host.replace(/:\d+$/, '');
  if (LOOPBACK.test(listening) && !LOOPBACK.test(name))
    throw new Problem(403, `"${host}" is not this machine.`, 'Ask for 127.0.0.1 or localhost.');
  if (origin !== undefined && origin !== `http://${host}`)
    throw new Problem(403, `A page of ${origin} may not control this.`, 'Ask from outside a browser.');
}

function find(
  places: readonly Place[],
  method: string,
  path: readonly string[],
): { readonly route: Route; readonly words: Asked['words'] } {
  const there = places.filter(
    ({ segments }) =>
      segments.length === path.length &&
      segments.every((segment, index) => segment.startsWith(':') || segment === path[index]),
  );
  const place = there.find((each) => each.method === method);
  if (place !== undefined) {
    const words = path.filter((_, index) => place.segments[index]?.startsWith(':'));
    return { route: place.route, words: words.map(decoded) };
  }
  if (there.length > 0)
    throw new Problem(
      405,
      `${method} is not for this.`,
      `Use ${there.map((each) => each.method).join(' or ')}.`,
    );
  const names = places.map((each) => `${each.method} ${each.segments.join('/')}`);
  throw new Problem(404, `There is nothing at ${path.join('/')}.`, `There is: ${names.join(', ')}.`);
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    throw new Problem(400, `"${word}" is not percent-encoded.`, 'Write a % as %25.');
  }
}

function complaint(error: unknown): Answer {
  if (error instanceof Problem)
    return { status: error.status, body: { error: error.message, remedy: error.remedy } };
  const message = error instanceof Error ? error.message : String(error);
  return {
    status: 500,
    body: { error: message, remedy: 'This is a defect of the sandbox: please report it.' },
  };
}

function respond(response: ServerResponse, { status = 200, type, body }: Answer): void {
  if (response.destroyed) return;
  const content = type === undefined ? `${JSON.stringify(body, null, 2)}\n` : (body as string | Buffer);
  response.writeHead(status, { ...HEADERS, 'content-type': type ?? 'application/json; charset=utf-8' });
  response.end(content);
}
