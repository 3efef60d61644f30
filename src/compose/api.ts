/** The role `api`: the HTTP server with both surfaces. */
import type { AddressInfo } from 'node:net';
import { readAsset } from '../api/assets.ts';
import { readContract } from '../api/contract-document.ts';
import { registerGraphql } from '../api/graphql/server.ts';
import type { Readiness } from '../api/health.ts';
import { createRateLimitGate } from '../api/rate-limit.ts';
import { createHandlers } from '../api/rest/handlers.ts';
import { createServer } from '../api/server.ts';
import type { Config } from '../config.ts';
import type { Instruments } from '../telemetry.ts';
import type { Storage } from './storage.ts';
import type { Verbs } from './verbs.ts';

export interface ApiParts {
  readonly config: Config;
  readonly storage: Storage;
  readonly verbs: Verbs;
  readonly telemetry: Instruments;
  readonly readiness: Readiness;
  readonly draining: AbortSignal;
}

export interface Api {
  /** Where it listens. */
  readonly url: string;
  /** Ends what listens; requests in flight end first. */
  close(): Promise<void>;
}

/** A request that waits for a mail server has this much time beyond the wait itself. */
const deadlineMarginSeconds = 10;

export async function listen({
  config,
  storage,
  verbs,
  telemetry,
  readiness,
  draining,
}: ApiParts): Promise<Api> {
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
    rateLimiter: storage.rateLimiter,
    publicUrl: config.publicUrl,
  });
  await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    const { host, port } = config;
    throw new Error(
      `The API cannot listen on ${host}:${port} (${error instanceof Error ? error.message : 'unknown reason'}): choose another address by POSTERN_HOST and POSTERN_PORT.`,
      { cause: error },
    );
  });
  const { address, port, family } = app.server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () => app.close(),
  };
}
