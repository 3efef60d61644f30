/**
 * One route per operation of the contract: who may call it, what it takes, how long it may last. Nothing
 * that the contract does not declare is served below `/v1`, and an operation without a handler, or a handler
 * without an operation, keeps the service from starting.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { GatewayError, notFound } from '../domain/errors.ts';
import { requireOneScope, type Principal } from '../domain/principal.ts';
import type { Idempotent } from '../use-cases/idempotent.ts';
import type { Claim } from '../use-cases/ports/idempotency.ts';
import type { Telemetry } from '../use-cases/ports/service.ts';
import type { Authenticate, AuthenticateLink } from './auth.ts';
import { createCancellation } from './cancellation.ts';
import type { ContractDocument, Operation } from './contract-document.ts';
import { answerOnce, type RepeatableRequest } from './idempotency.ts';
import { isAcceptable } from './media-type.ts';
import { refuseOtherMethods } from './methods.ts';
import type { AnyAnswer, Call, Handlers, OperationId, StreamedBody } from './operations.ts';
import { refusePreconditions } from './preconditions.ts';
import { preferredWait } from './preference.ts';
import type { RateLimitGate } from './rate-limit.ts';
import { checkContentType, createBodyReader, takesStream, type ParsedBody } from './reading.ts';
import { sendAnswer } from './sending.ts';
import { readTraceparent } from './trace-context.ts';
import { createValidation, type OperationValidation, type ReadParameters } from './validation.ts';

export interface ContractDeps {
  readonly contract: ContractDocument;
  readonly handlers: Handlers;
  readonly authenticate: Authenticate;
  readonly authenticateLink: AuthenticateLink;
  readonly rateLimit: RateLimitGate;
  readonly idempotent: Idempotent;
  readonly telemetry: Telemetry;
  readonly baseUrl: string;
  readonly draining: AbortSignal;
  /** For requests that do not ask to wait. */
  readonly deadlineSeconds: number;
}

type AnyHandler = (call: Call<OperationId>) => AnyAnswer | Promise<AnyAnswer>;

const kilobyte = 1024;
const megabyte = kilobyte * kilobyte;
/** 25 MB of MIME as base64 inside JSON, with room for the rest. */
const mailBodyLimit = 36 * megabyte;
const bodyLimit = megabyte;
/** In this time more than the deadline of a request an upload comes in. */
const uploadSeconds = 240;

/** Registers all routes on `app`; throws when contract and handlers do not fit. */
export function registerContract(app: FastifyInstance, deps: ContractDeps): void {
  const { contract } = deps;
  const handlers = new Map<string, AnyHandler>(Object.entries(deps.handlers as Record<string, AnyHandler>));
  const gaps = [
    ...contract.operations.filter(({ id }) => !handlers.has(id)).map(({ id }) => `${id} has no handler`),
    ...[...handlers.keys()]
      .filter((id) => !contract.operations.some((operation) => operation.id === id))
      .map((id) => `the handler ${id} has no operation`),
  ];
  if (gaps.length > 0) throw new Error(`openapi.yaml and the handlers do not fit: ${gaps.join('; ')}`);

  app.addHook('onRequest', (request, _reply, done) => {
    // With nothing between two slashes, or behind the last one, a path names no resource.
    const isWhole = !Object.values(request.params as Record<string, unknown>).includes('');
    done(isWhole ? undefined : notFound('path'));
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, octets, done) => {
    done(null, octets);
  });
  const readBody = createBodyReader(app);
  const validationOf = createValidation(contract);
  const route = (scope: FastifyInstance, operation: Operation): void => {
    const handler = handlers.get(operation.id);
    if (handler === undefined) return;
    const validation = validationOf(operation);
    scope.route({
      method: methodsOf(operation),
      url: urlOf(operation),
      bodyLimit: takesMail(operation) ? mailBodyLimit : bodyLimit,
      onRequest: (request, reply) => admit(deps, operation, request, reply),
      handler: (request, reply) =>
        serve(
          deps,
          { operation, validation, handler, body: () => readBody(operation, request) },
          request,
          reply,
        ),
    });
  };
  for (const operation of contract.operations) if (!takesStream(operation)) route(app, operation);
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, stream, parsed) => {
      parsed(null, stream);
    });
    for (const operation of contract.operations) if (takesStream(operation)) route(scope, operation);
    done();
  });
  const methodsOfPath = new Map<string, string[]>();
  for (const operation of contract.operations) {
    const url = urlOf(operation);
    methodsOfPath.set(url, [...(methodsOfPath.get(url) ?? []), ...methodsOf(operation)]);
  }
  for (const [url, allowed] of methodsOfPath) refuseOtherMethods(app, url, allowed);
}

/** As the router spells it. */
function urlOf({ path }: Operation): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function methodsOf({ method, hasQueryAlias }: Operation): HTTPMethods[] {
  if (method === 'GET') return ['GET', 'HEAD'];
  return hasQueryAlias ? [method, 'QUERY'] : [method];
}

function takesMail({ body }: Operation): boolean {
  return body?.forms.some(({ mediaType }) => mediaType === 'message/rfc822') ?? false;
}

/** All that can be refused before the body is read. */
async function admit(
  deps: ContractDeps,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (!operation.isPublic) {
    request.principal = await principalOf(deps, operation, request);
    await deps.rateLimit(request.principal.id, reply);
    requireOneScope(request.principal, operation.scopes);
    refusePreconditions(operation, request.headers);
  }
  if (!isAcceptable(request.headers.accept, operation.produces)) {
    throw new GatewayError('not-acceptable', `This answers ${operation.produces.join(' or ')}.`);
  }
  checkContentType(operation, request);
}

/** By the API key; where links are taken and no key is shown, by the link's token. */
async function principalOf(
  { authenticate, authenticateLink }: ContractDeps,
  { takesLink }: Operation,
  { headers, params, query }: FastifyRequest,
): Promise<Principal> {
  const { attachment } = params as Readonly<Record<string, string>>;
  const { token } = query as Readonly<Record<string, unknown>>;
  const isLink = takesLink && headers.authorization === undefined && typeof token === 'string';
  return isLink ? authenticateLink(attachment ?? '', token) : await authenticate(headers.authorization);
}

interface Route {
  readonly operation: Operation;
  readonly validation: OperationValidation;
  readonly handler: AnyHandler;
  readonly body: () => ParsedBody | null;
}

async function serve(
  deps: ContractDeps,
  { operation, validation, handler, body: readBody }: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const parameters = validation.parameters({
    path: request.params as Record<string, unknown>,
    query: request.query as Record<string, unknown>,
    header: request.headers,
  });
  const body = readBody();
  if (body !== null && 'value' in body) validation.body(body.type, body.value, body.size);

  const uploadMs = body !== null && 'stream' in body ? uploadSeconds * 1000 : 0;
  const cancellation = createCancellation(reply, deadlineMs(deps, parameters) + uploadMs, () =>
    expiry(operation),
  );
  request.cancellation = cancellation.signal;
  const once = repeatable(operation, parameters, request);
  const work = async (claim: Claim | null): Promise<AnyAnswer> =>
    await handler({
      ...parameters,
      body: body !== null && 'stream' in body ? { ...body, once: onceRead(deps, once) } : body,
      isHead: request.method === 'HEAD',
      isQuery: request.method === 'QUERY',
      principal: request.principal,
      authenticateAgain: () => principalOf(deps, operation, request),
      signal: cancellation.signal,
      draining: deps.draining,
      claim,
      traceparent: readTraceparent(request.headers['traceparent']),
    } as Call<OperationId>);
  const answer = await cancellation.race(
    // Of a stream it is not known what it is before it has been read.
    uploadMs > 0 ? work(null) : answerOnce(deps.idempotent, once, work),
  );
  cancellation.liftDeadline();
  audit(deps.telemetry, operation, parameters, request, answer);
  await sendAnswer(request, reply, answer, deps.baseUrl);
}

/** The media type of a form has its boundary, which is another one each time. */
function onceRead({ idempotent }: ContractDeps, request: RepeatableRequest | null): StreamedBody['once'] {
  return (digest, work) =>
    answerOnce(idempotent, request === null ? null : { ...request, mediaType: '', octets: digest }, work);
}

function repeatable(
  { id }: Operation,
  { path, header }: ReadParameters,
  request: FastifyRequest,
): RepeatableRequest | null {
  const key = header['Idempotency-Key'];
  if (typeof key !== 'string') return null;
  return {
    principal: request.principal,
    operationId: id,
    accountId: typeof path['account'] === 'string' ? path['account'] : null,
    key,
    url: request.url,
    mediaType: request.headers['content-type'] ?? '',
    octets: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

/** What the client asks to wait comes on top. */
function deadlineMs({ deadlineSeconds }: ContractDeps, { query, header }: ReadParameters): number {
  const asked = typeof query['wait'] === 'number' ? query['wait'] : 0;
  const prefer = header['Prefer'];
  const preferred = typeof prefer === 'string' ? (preferredWait(prefer) ?? 0) : 0;
  return (deadlineSeconds + asked + preferred) * 1000;
}

/** Operations that speak to a mail server declare 504; what the others wait for is the storage. */
function expiry({ statuses }: Operation): GatewayError {
  return statuses.includes('504')
    ? new GatewayError('upstream-timeout', 'The mail server did not answer within the time of a request.')
    : new GatewayError('storage-unavailable', 'The storage did not answer within the time of a request.');
}

/** One line per change by a key; replays change nothing. */
function audit(
  telemetry: Telemetry,
  operation: Operation,
  { path }: ReadParameters,
  request: FastifyRequest,
  answer: AnyAnswer,
): void {
  if (operation.method === 'GET' || operation.hasQueryAlias || operation.isPublic) return;
  if (answer.headers?.['idempotent-replayed'] !== undefined || answer.isIdle === true) return;
  const named = Object.values(path).filter((value) => typeof value === 'string');
  telemetry.audit({
    keyId: request.principal.id,
    operation: operation.id,
    accountId: typeof path['account'] === 'string' ? path['account'] : null,
    target: answer.location?.split('/').at(-1) ?? named.at(-1) ?? null,
  });
}
