/**
 * Operations over WebSocket by the graphql-transport-ws protocol. The key comes in `connection_init` and is
 * looked at again while the socket is open; every operation passes the same admission as over HTTP. An event
 * is read from the journal only when the one before has left for the client.
 */
import { CloseCode, makeServer, type Context } from 'graphql-ws';
import {
  GraphQLError,
  OperationTypeNode,
  type ExecutionArgs,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { GatewayError } from '../../domain/errors.ts';
import type { Principal } from '../../domain/principal.ts';
import { allowManyWaits } from '../cancellation.ts';
import { watchKey } from '../key-watch.ts';
import { admit, type Admission } from './admission.ts';
import { tell, thrownErrors } from './errors.ts';
import { readRequest } from './request.ts';
import type { TransportDeps } from './transport.ts';

export const socketLimits = {
  /** Of one message from the client; larger inputs go by POST. */
  messageBytes: 1024 * 1024,
  operationsPerSocket: 50,
  sockets: 10_000,
  initSeconds: 5,
  pingSeconds: 20,
} as const;

interface Peer {
  readonly socket: WebSocket;
  readonly request: FastifyRequest;
  principal: Principal | null;
  authorization: string | undefined;
  readonly operations: Map<string, AbortController>;
}

type SocketContext = Context<Record<string, unknown>, { readonly peer: Peer }>;
type SocketHandler = (socket: WebSocket, request: FastifyRequest) => void;

export function createSocketHandler(
  schema: GraphQLSchema,
  admission: Admission,
  deps: TransportDeps,
): SocketHandler {
  const { log } = deps.telemetry;
  const errorsOf = (thrown: unknown, { request }: Peer): readonly GraphQLFormattedError[] =>
    thrownErrors(thrown).map((error) => tell(error, { requestId: request.id, log }).formatted);
  let open = 0;

  const server = makeServer<Record<string, unknown>, { readonly peer: Peer }>({
    schema,
    connectionInitWaitTimeout: socketLimits.initSeconds * 1000,
    async onConnect({ connectionParams, extra: { peer } }) {
      const authorization = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
      peer.authorization = typeof authorization === 'string' ? authorization : undefined;
      try {
        peer.principal = await deps.authenticate(peer.authorization);
        return true;
      } catch (error) {
        if (error instanceof GatewayError && error.code === 'unauthenticated') return false;
        log.warn({ err: error }, 'a socket cannot be authenticated just now');
        peer.socket.close(tryAgainLater, 'Try again later');
        return false;
      }
    },
    onSubscribe: (context, id, payload) => begin(context, id, payload),
    onNext({ extra: { peer } }, _id, _payload, _args, { errors, data }) {
      // Nothing of its own is to be said: the library then sends the result as it is.
      if (errors === undefined) return undefined;
      const told = errors.flatMap((error) => errorsOf(error, peer));
      return { errors: told, ...(data === undefined ? {} : { data }) };
    },
    onError: ({ extra: { peer } }, _id, _payload, errors) => errors.flatMap((error) => errorsOf(error, peer)),
    onComplete({ extra: { peer } }, id) {
      peer.operations.get(id)?.abort();
      peer.operations.delete(id);
    },
  });

  async function begin(
    { extra: { peer } }: SocketContext,
    id: string,
    payload: unknown,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const { principal, operations, request } = peer;
    try {
      if (principal === null) throw new GatewayError('unauthenticated', 'The connection has no key.');
      if (operations.size >= socketLimits.operationsPerSocket) {
        throw new GatewayError(
          'rate-limited',
          `A socket carries ${socketLimits.operationsPerSocket} operations at a time.`,
        );
      }
      await deps.rateLimit(principal.id, { header: () => undefined });
      const parameters = readRequest(payload);
      const { document } = admit(admission, schema, parameters.query, { ...parameters, carries });
      const controller = new AbortController();
      allowManyWaits(controller.signal);
      operations.set(id, controller);
      if (peer.socket.readyState !== peer.socket.OPEN) controller.abort();
      return {
        schema,
        document,
        operationName: parameters.operationName,
        variableValues: parameters.variables,
        contextValue: deps.contextOf({
          principal,
          signal: controller.signal,
          requestId: request.id,
          traceparent: null,
          carries,
          operationName: parameters.operationName,
        }),
      };
    } catch (error) {
      return thrownErrors(error).map(asGraphQLError);
    }
  }

  return (socket, request) => {
    if (open >= socketLimits.sockets) {
      socket.close(tryAgainLater, 'Too many connections');
      return;
    }
    open += 1;
    const peer: Peer = { socket, request, principal: null, authorization: undefined, operations: new Map() };
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (text) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) resolve();
            else socket.send(text, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listener) => {
          socket.on('message', (data: Buffer) => {
            listener(data.toString('utf8')).catch((error: unknown) => {
              log.error({ err: error, requestId: request.id }, 'a message of a socket could not be handled');
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          });
        },
      },
      { peer },
    );
    const stopWatching = watch(peer, deps);
    socket.once('close', (code, reason) => {
      open -= 1;
      stopWatching();
      for (const controller of peer.operations.values()) controller.abort();
      void closed(code, reason.toString());
    });
  };
}

/** The protocol's library takes only its own kind; what was thrown is kept as the origin. */
function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

/** All there are. */
const carries = Object.values(OperationTypeNode);

/** Of the WebSocket close codes registry (RFC 6455 §11.7). */
const tryAgainLater = 1013;

/** Ends a socket whose peer no longer answers, and one whose key no longer holds. Returns what stops it. */
function watch(peer: Peer, { authenticate }: TransportDeps): () => void {
  const { socket } = peer;
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const pinging = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, socketLimits.pingSeconds * 1000);
  const stopWatchingKey = watchKey(
    async () => {
      if (peer.principal !== null) peer.principal = await authenticate(peer.authorization);
    },
    () => socket.close(CloseCode.Forbidden, 'Forbidden'),
  );
  return () => {
    clearInterval(pinging);
    stopWatchingKey();
  };
}
