/** What listens: the API with both surfaces (role `api`), and health and metrics for operators. */
import type { AddressInfo } from 'node:net';
import { readAsset } from '../api/assets.ts';
import { readContract } from '../api/contract-document.ts';
import { registerGraphql } from '../api/graphql/server.ts';
import type { Readiness } from '../api/health.ts';
import { createOperatorServer } from '../api/operator-server.ts';
import { createRateLimitGate } from '../api/rate-limit.ts';
import { createHandlers } from '../api/rest/handlers.ts';
import { createServer } from '../api/server.ts';
import type { Config } from '../config.ts';
import type { Instruments } from '../telemetry.ts';
import type { ContentLinks } from '../use-cases/content-links.ts';
import type { Storage } from './storage.ts';
import type { Verbs } from './verbs.ts';

export interface ApiParts {
  readonly config: Config;
  readonly storage: Storage;
  readonly verbs: Verbs;
  readonly links: Pick<ContentLinks, 'authenticate'>;
  readonly telemetry: Instruments;
  readonly readiness: Readiness;
  readonly draining: AbortSignal;
}

type FastifyServer = ReturnType<typeof createOperatorServer>;

export interface Listening {
  readonly url: string;
  /** Ends what listens; requests in flight end first. */
  close(): Promise<void>;
}

/** A request that waits for a mail server has this much time beyond the wait itself. */
const deadlineMarginSeconds = 10;

export async function listenForCallers({
  config,
  storage,
  verbs,
  links,
  telemetry,
  readiness,
  draining,
}: ApiParts): Promise<Listening> {
  const [contractText, schemaText] = await Promise.all([
    readAsset('openapi.yaml'),
    readAsset('schema.graphql'),
  ]);
  const contract = readContract(contractText.toString());
  const authenticate = verbs.apiKeys.authenticate.bind(verbs.apiKeys);
  const relaxed = storage.durability.level !== 'always';
  const shared = {
    contract,
    authenticate,
    idempotent: verbs.idempotent,
    telemetry,
    playground: config.playground,
    draining,
    deadlineSeconds: config.imapTimeoutSeconds + deadlineMarginSeconds,
    drainSeconds: config.drainSeconds,
  };
  const app = await createServer({
    ...shared,
    handlers: createHandlers({
      ...verbs,
      readiness,
      contract,
      metrics: telemetry,
      durability: () => (relaxed ? 'relaxed' : 'durable'),
    }),
    registerGraphql: (scope) =>
      registerGraphql(scope, {
        ...shared,
        rateLimit: createRateLimitGate(storage.rateLimiter, telemetry.log),
        priceLimit: config.graphqlPrice,
        introspection: config.playground,
        schemaText: schemaText.toString(),
        useCases: { ...verbs, keys: verbs.apiKeys },
      }),
    authenticateLink: links.authenticate.bind(links),
    rateLimiter: storage.rateLimiter,
    publicUrl: config.publicUrl,
  });
  return await listenOn(app, config.host, config.port, 'POSTERN_PORT');
}

/**
 * What operators ask for where the API does not answer it: health on the main port of a process without the role
 * `api`, and metrics without a key on POSTERN_METRICS_PORT.
 */
export async function listenForOperators(parts: ApiParts): Promise<readonly Listening[]> {
  const { config, verbs, telemetry, readiness, draining } = parts;
  const deps = { readiness, metrics: telemetry, telemetry, draining };
  const listening: Listening[] = [];
  if (!config.roles.includes('api')) {
    const authenticate = verbs.apiKeys.authenticate.bind(verbs.apiKeys);
    const app = createOperatorServer({ ...deps, authenticate });
    listening.push(await listenOn(app, config.host, config.port, 'POSTERN_PORT'));
  }
  if (config.metricsPort !== null) {
    const app = createOperatorServer({ ...deps, authenticate: null });
    listening.push(await listenOn(app, config.host, config.metricsPort, 'POSTERN_METRICS_PORT'));
  }
  return listening;
}

async function listenOn(
  app: FastifyServer,
  host: string,
  port: number,
  variable: string,
): Promise<Listening> {
  await app.listen({ host, port }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    throw new Error(
      `Nothing can listen on ${host}:${port} (${reason}): choose another port by ${variable}.`,
      {
        cause: error,
      },
    );
  });
  const { address, port: bound, family } = app.server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    close: () => app.close(),
  };
}
