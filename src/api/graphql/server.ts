/**
 * The GraphQL surface at /graphql: schema, resolvers and the two transports put together. Mercurius executes
 * what comes by HTTP; graphql-ws speaks the WebSocket protocol on the same schema with the same admission.
 */
import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { handleProtocols } from 'graphql-ws';
import mercurius from 'mercurius';
import type { Idempotent } from '../../use-cases/idempotent.ts';
import type { Telemetry } from '../../use-cases/ports/service.ts';
import type { ContractDocument } from '../contract-document.ts';
import { upgradesOf } from '../upgrades.ts';
import { createAdmission, parseOptions, validateOptions, type Admission } from './admission.ts';
import type { GraphqlContext } from './context.ts';
import { registerHttp, type Execute } from './http.ts';
import { createInputCheck } from './inputs.ts';
import { createMessageLoader } from './message-loader.ts';
import { createThreadLoader } from './thread-loader.ts';
import { createMutate } from './mutation.ts';
import type { RequestParameters } from './request.ts';
import { createResolvers } from './resolvers/index.ts';
import { defaultBodyMaxBytes } from './resolvers/message.ts';
import { createExecutableSchema } from './schema.ts';
import { createSocketHandler, socketLimits } from './socket.ts';
import type { ContextSeed, TransportDeps } from './transport.ts';
import type { GraphqlUseCases } from './use-cases.ts';

/** Serves `schema` at /graphql. */
export async function serveSchema(
  app: FastifyInstance,
  schema: GraphQLSchema,
  deps: TransportDeps,
): Promise<void> {
  const admission = createAdmission(schema, deps);
  await app.register(async (scope) => {
    const execute = await registerExecution(scope, schema, admission);
    await scope.register(websocket, {
      options: {
        maxPayload: socketLimits.messageBytes,
        handleProtocols,
        server: upgradesOf(app, '/graphql'),
      },
      preClose(done) {
        const { clients } = scope.websocketServer;
        for (const client of clients) client.close(1001, 'Going away');
        scope.websocketServer.close();
        done();
      },
    });
    const { get } = registerHttp(scope, deps, execute);
    scope.route({
      method: 'GET',
      url: '/graphql',
      handler: get,
      wsHandler: createSocketHandler(schema, admission, deps),
    });
  });
}

async function registerExecution(
  scope: FastifyInstance,
  schema: GraphQLSchema,
  admission: Admission,
): Promise<Execute> {
  await scope.register(mercurius, {
    schema,
    routes: false,
    // Resolvers wait for mail servers: compiling queries would spend memory and win nothing.
    jit: 0,
    cache: 500,
    validationRules: [...admission.validationRules],
    graphql: { parseOptions, validateOptions },
    errorFormatter: ({ data, errors }) => ({ statusCode: 200, response: { data, errors } as never }),
  });
  scope.graphql.addHook('preParsing', (_schema, source) => {
    admission.text(source);
    return Promise.resolve();
  });
  scope.graphql.addHook('preValidation', (_schema, document) => {
    admission.document(document);
    return Promise.resolve();
  });
  scope.graphql.addHook('preExecution', (_schema, document, context) => {
    const { operationName, carries, variables } = context as unknown as GraphqlContext & RequestParameters;
    admission.operation({ document, operationName, carries, variables });
    return Promise.resolve({ variables: { ...variables } });
  });
  // Variables that mercurius knows of it would refuse by itself, in words that repeat them.
  return ({ query, variables, operationName }, context) =>
    scope.graphql<ExecutionResult>(
      query,
      { ...context, variables },
      undefined,
      operationName ?? undefined,
    ) as Promise<ExecutionResult>;
}

export interface GraphqlDeps extends Omit<TransportDeps, 'contextOf'> {
  /** schema.graphql. */
  readonly schemaText: string;
  readonly contract: ContractDocument;
  readonly useCases: GraphqlUseCases;
  readonly idempotent: Idempotent;
  readonly telemetry: Pick<Telemetry, 'log' | 'audit'>;
  /** Aborts when the process begins to drain. */
  readonly draining: AbortSignal;
}

/** The whole surface. Throws when schema.graphql and the resolvers differ. */
export async function registerGraphql(app: FastifyInstance, deps: GraphqlDeps): Promise<void> {
  const { useCases, draining } = deps;
  const resolvers = createResolvers({
    useCases,
    checkInput: createInputCheck(deps.contract),
    mutate: createMutate(deps),
    draining,
  });
  const schema = createExecutableSchema(deps.schemaText, resolvers);
  await serveSchema(app, schema, { ...deps, contextOf: (seed) => contextOf(useCases, seed) });
}

function contextOf(
  { readMessage, threads: conversations }: GraphqlUseCases,
  seed: ContextSeed,
): GraphqlContext {
  const { principal, signal } = seed;
  const messages = createMessageLoader((accountId, ids, wanted) =>
    readMessage.read(principal, accountId, ids, { ...wanted, bodyMaxBytes: defaultBodyMaxBytes }, signal),
  );
  const threads = createThreadLoader((accountId, id, wanted, room) =>
    conversations.get(principal, accountId, id, { ...wanted, room }, signal),
  );
  return { ...seed, messages, threads, bodies: { taken: 0 } };
}
