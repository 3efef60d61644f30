/**
 * The HTTP server: fastify with its plugins in written order, the limits of a connection, and one place each
 * for request ids, failures and their measuring. What is served stands in contract.ts, pages.ts and graphql/.
 */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GatewayError, notFound } from '../domain/errors.ts';
import type { Idempotent } from '../use-cases/idempotent.ts';
import type { Telemetry } from '../use-cases/ports/service.ts';
import { decorateRequests, type Authenticate, type AuthenticateLink } from './auth.ts';
import { allowManyWaits } from './cancellation.ts';
import { registerContract } from './contract.ts';
import type { ContractDocument } from './contract-document.ts';
import { problemHeaders, problemOf, problemType, translate } from './errors.ts';
import type { Handlers } from './operations.ts';
import { registerPages } from './pages.ts';
import { createRateLimitGate, type RateLimiter } from './rate-limit.ts';
import { requestIdOf } from './request-id.ts';

export interface ServerDeps {
  readonly contract: ContractDocument;
  readonly handlers: Handlers;
  /** Registers the other surface; left out where only REST is served. */
  readonly registerGraphql?: (app: FastifyInstance) => void | Promise<void>;
  readonly authenticate: Authenticate;
  readonly authenticateLink: AuthenticateLink;
  readonly idempotent: Idempotent;
  /** null: no limit. */
  readonly rateLimiter: RateLimiter | null;
  readonly telemetry: Telemetry;
  /** null: references are relative to the request. */
  readonly publicUrl: string | null;
  readonly playground: boolean;
  /** Aborts when the process begins to drain. */
  readonly draining: AbortSignal;
  readonly deadlineSeconds: number;
  /** What is still under way so long after `close()` began is cut off. */
  readonly drainSeconds: number;
}

const maximumUrl = 8 * 1024;
const maximumHeaders = 16 * 1024;
/** At the end, a connection on which nothing was ever said is waited for so long. */
const reserveMs = 500;
/** Ids are at most 512 characters (contract). */
const maximumPathPart = 1024;

/** Not listening yet. `close()` stops listening, lets requests in flight end and closes idle connections. */
export async function createServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { telemetry, draining } = deps;
  // Each request that waits hears of it.
  allowManyWaits(draining);
  const baseUrl = deps.publicUrl ?? '';
  const app = fastify({
    logger: false,
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: maximumPathPart },
    http: { maxHeaderSize: maximumHeaders },
    connectionTimeout: 120_000,
    keepAliveTimeout: 72_000,
    requestTimeout: 300_000,
    clientErrorHandler: (error, socket) => {
      refuseConnection(error, socket, baseUrl);
    },
    frameworkErrors: (error, request, reply) => {
      fail(error, request, reply);
    },
  });
  app.server.headersTimeout = 30_000;

  function fail(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const failure = translate(error, telemetry.log, request.id, request.cancellation ?? undefined);
    // An answer may have been begun, and its headers would lie about this body.
    for (const name of [
      'content-length',
      'content-disposition',
      'etag',
      'cache-control',
      'location',
      'link',
    ]) {
      reply.removeHeader(name);
    }
    void reply
      .code(failure.status)
      .headers(problemHeaders(failure))
      .header('x-request-id', request.id)
      .header('x-content-type-options', 'nosniff')
      .type(problemType)
      .send(JSON.stringify(problemOf(failure, request.id, baseUrl)));
  }

  app.setErrorHandler(fail);
  app.setNotFoundHandler(() => {
    throw notFound('path');
  });

  decorateRequests(app);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    if (request.url.length > maximumUrl) {
      done(new GatewayError('too-large', `The URL has more than ${maximumUrl} octets.`, { status: 414 }));
      return;
    }
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // The next request of this client goes to a replica that stays.
    if (draining.aborted) reply.header('connection', 'close');
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    // A download begun before the drain kept its connection open for another request.
    if (draining.aborted) setImmediate(() => app.server.closeIdleConnections());
    telemetry.httpFinished({
      route: request.routeOptions.url ?? 'unknown',
      method: request.method,
      status: reply.statusCode,
      durationMs: reply.elapsedTime,
    });
    done();
  });

  // A scope of its own: its way to read bodies is not that of GraphQL.
  await app.register(async (scope) => {
    await registerPages(scope, deps);
    const rateLimit = createRateLimitGate(deps.rateLimiter, telemetry.log);
    registerContract(scope, { ...deps, rateLimit, baseUrl });
  });
  // The server itself forgets the connections that speak another protocol by now.
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('preClose', (done) => {
    const impatience = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, deps.drainSeconds * 1000);
    // Node takes a connection that was opened in reserve for one whose request is on its way.
    const reserve = setTimeout(() => {
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    }, reserveMs);
    app.server.once('close', () => {
      clearTimeout(impatience);
      clearTimeout(reserve);
    });
    done();
  });
  if (deps.registerGraphql !== undefined) await deps.registerGraphql(app);
  return app;
}

/** What is no HTTP, or never becomes a request, is answered on the socket itself (RFC 9112 §9.5). */
function refuseConnection(error: Error & { readonly code?: string }, socket: Socket, baseUrl: string): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const failure =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new GatewayError('too-large', `The header has more than ${maximumHeaders} octets.`, { status: 431 })
      : new GatewayError('invalid-request', 'This is no HTTP request, or it came too slowly.');
  const requestId = requestIdOf(undefined);
  const body = JSON.stringify(problemOf(failure, requestId, baseUrl));
  socket.end(
    [
      `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status] ?? ''}`,
      'connection: close',
      `content-type: ${problemType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${requestId}`,
      '',
      body,
    ].join('\r\n'),
  );
}
