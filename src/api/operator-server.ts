/**
 * Health and metrics alone, for processes that serve no API and for scrapers that have no key. The same answers as
 * the API's own; nothing of any account can be reached here.
 */
import { fastify, type FastifyInstance } from 'fastify';
import { notFound } from '../domain/errors.ts';
import type { Telemetry } from '../use-cases/ports/service.ts';
import type { Authenticate } from './auth.ts';
import { problemHeaders, problemOf, problemType, translate } from './errors.ts';
import type { Readiness } from './health.ts';
import { answerReadiness, requireMetrics, type Metrics } from './rest/service.ts';

export interface OperatorDeps {
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly telemetry: Pick<Telemetry, 'log'>;
  readonly draining: AbortSignal;
  /** null: whoever reaches the port may read the metrics. */
  readonly authenticate: Authenticate | null;
}

/** Not listening yet. */
export function createOperatorServer(deps: OperatorDeps): FastifyInstance {
  const { readiness, metrics, telemetry, draining, authenticate } = deps;
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.setErrorHandler((error, request, reply) => {
    const failure = translate(error, telemetry.log, request.id);
    void reply
      .code(failure.status)
      .headers(problemHeaders(failure))
      .type(problemType)
      .send(JSON.stringify(problemOf(failure, request.id, '')));
  });
  app.setNotFoundHandler(() => {
    throw notFound('path');
  });
  app.get('/livez', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const { status, body } = await answerReadiness(readiness, draining);
    return reply.code(status).header('cache-control', 'no-store').send(body);
  });
  app.get('/metrics', async (request, reply) => {
    if (authenticate !== null) requireMetrics(await authenticate(request.headers.authorization));
    const { contentType, text } = await metrics.exposition();
    return reply.type(contentType).send(text);
  });
  return app;
}
