/**
 * GraphQL over HTTP: POST, and GET for queries. What is acceptable decides between the response media type
 * with its status codes and plain JSON, where every well-formed request answers 200.
 *
 * No cookie or other ambient credential is ever read, and a body must be JSON: a page of another origin can
 * send nothing here without a preflight (security.md S48).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode, type ExecutionResult } from 'graphql';
import { GatewayError } from '../../domain/errors.ts';
import { createCancellation } from '../cancellation.ts';
import { problemHeaders } from '../errors.ts';
import { isAcceptable, readContentType } from '../media-type.ts';
import { methodsBeside } from '../methods.ts';
import { maximumWaitSeconds } from '../preference.ts';
import { readTraceparent } from '../trace-context.ts';
import { tell, thrownErrors, type ErrorScope } from './errors.ts';
import { readQueryString, readRequest, type RequestParameters } from './request.ts';
import type { TransportDeps } from './transport.ts';

const responseType = 'application/graphql-response+json';
const legacyType = 'application/json';

/** 25 MB of MIME as base64 inside JSON, with room for the rest. */
const bodyLimit = 36 * 1024 * 1024;

const byGet = [OperationTypeNode.QUERY];
const byPost = [OperationTypeNode.QUERY, OperationTypeNode.MUTATION];

export type Execute = (
  parameters: RequestParameters,
  context: Record<string, unknown>,
) => Promise<ExecutionResult>;

export interface HttpRoutes {
  readonly get: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
}

/** Registers POST and refuses other methods; the GET handler is handed back, as the WebSocket shares its route. */
export function registerHttp(app: FastifyInstance, deps: TransportDeps, execute: Execute): HttpRoutes {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(legacyType, { parseAs: 'string' }, (request, text, done) => {
    void parseJson(request, text.toString(), (error, value) => {
      if (error === null) done(null, value);
      else
        done(new GatewayError('invalid-request', 'The body is not JSON, or has a forbidden property name.'));
    });
  });
  // Its handler says so in the form that was asked for.
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(null);
  });
  app.setErrorHandler((error, request, reply) => {
    // Before the handler runs only the body can have failed: the request was not well-formed.
    sendRefusal(reply, mediaTypeFor(request) ?? legacyType, error, scopeOf(deps, request));
  });

  const handle = async (
    request: FastifyRequest,
    reply: FastifyReply,
    read: () => RequestParameters,
  ): Promise<void> => {
    const type = mediaTypeFor(request);
    try {
      if (type === null)
        throw new GatewayError('not-acceptable', `This answers ${responseType} or ${legacyType}.`);
      request.principal = await deps.authenticate(request.headers.authorization);
      await deps.rateLimit(request.principal.id, reply);
      const parameters = read();
      sendResult(reply, type, await run(deps, execute, request, reply, parameters), scopeOf(deps, request));
    } catch (error) {
      sendRefusal(reply, type ?? legacyType, error, scopeOf(deps, request));
    }
  };

  app.post('/graphql', { bodyLimit }, (request, reply) =>
    handle(request, reply, () => {
      if (readContentType(request.headers['content-type']) !== legacyType) {
        throw new GatewayError('unsupported-media-type', `This takes ${legacyType} as its Content-Type.`);
      }
      return readRequest(request.body);
    }),
  );
  app.route({
    method: methodsBeside(app, ['GET', 'POST']),
    url: '/graphql',
    handler: (request, reply) => {
      const refusal = new GatewayError(
        'method-not-allowed',
        'GraphQL goes by POST, and queries also by GET.',
      );
      sendRefusal(reply, mediaTypeFor(request) ?? legacyType, refusal, scopeOf(deps, request));
    },
  });
  return { get: (request, reply) => handle(request, reply, () => readQueryString(request.query)) };
}

/** A well-formed request whose operation was refused before it ran. */
class RefusedOperation extends Error {
  readonly errors: readonly unknown[];

  constructor(errors: readonly unknown[]) {
    super('The operation was refused.');
    this.errors = errors;
  }
}

async function run(
  deps: TransportDeps,
  execute: Execute,
  request: FastifyRequest,
  reply: FastifyReply,
  parameters: RequestParameters,
): Promise<ExecutionResult> {
  const cancellation = createCancellation(
    reply,
    // An operation may ask to wait; what it wants of mail servers has deadlines of its own.
    (deps.deadlineSeconds + maximumWaitSeconds) * 1000,
    () => new GatewayError('upstream-timeout', 'The operation did not end within the time of a request.'),
  );
  request.cancellation = cancellation.signal;
  const context = deps.contextOf({
    principal: request.principal,
    signal: cancellation.signal,
    requestId: request.id,
    traceparent: readTraceparent(request.headers['traceparent']),
    carries: request.method === 'POST' ? byPost : byGet,
    operationName: parameters.operationName,
  });
  try {
    const result = await cancellation.race(execute(parameters, { ...context }));
    // Without data nothing ran: variables or the operation's name were wrong.
    if (result.data === undefined) throw new RefusedOperation(result.errors ?? []);
    return result;
  } catch (error) {
    throw error instanceof RefusedOperation ? error : new RefusedOperation(thrownErrors(error));
  } finally {
    cancellation.liftDeadline();
  }
}

function scopeOf({ telemetry }: TransportDeps, request: FastifyRequest): ErrorScope {
  return {
    requestId: request.id,
    log: telemetry.log,
    ...(request.cancellation === null ? {} : { signal: request.cancellation }),
  };
}

/** null when neither fits. Only who names the response type gets it: older clients read errors from a 200. */
function mediaTypeFor({ headers: { accept } }: FastifyRequest): string | null {
  const isNamed = accept?.toLowerCase().includes(responseType) === true;
  if (isNamed && isAcceptable(accept, [responseType])) return responseType;
  return isAcceptable(accept, [legacyType]) ? legacyType : null;
}

function sendResult(
  reply: FastifyReply,
  type: string,
  { errors, ...rest }: ExecutionResult,
  scope: ErrorScope,
): void {
  const told = errors?.map((error) => tell(error, scope).formatted);
  send(reply, type, 200, told === undefined ? rest : { errors: told, ...rest });
}

/** A request that is not well-formed or not allowed answers the failure's status on both media types, a refused operation on one. */
function sendRefusal(reply: FastifyReply, type: string, thrown: unknown, scope: ErrorScope): void {
  const isOperation = thrown instanceof RefusedOperation;
  const told = (isOperation ? thrown.errors : [thrown]).map((error) => tell(error, scope));
  const failure = told[0]?.failure;
  const status = failure?.status ?? 500;
  if (failure !== undefined) reply.headers(problemHeaders(failure));
  if (status === 405) reply.header('allow', isOperation ? 'POST' : 'GET, POST');
  const isPlain = isOperation && type === legacyType && status !== 405;
  send(reply, type, isPlain ? 200 : status, { errors: told.map(({ formatted }) => formatted) });
}

function send(reply: FastifyReply, type: string, status: number, body: object): void {
  void reply
    .code(status)
    .type(`${type}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body));
}
