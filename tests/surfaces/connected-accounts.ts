/** What tests of both surfaces begin with: one service for all of them, and for each an account. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';

export interface ConnectedAccount {
  readonly service: ComposedService;
  /** With the admin key, as `service.rest`. */
  readonly graphql: GraphqlClient;
  readonly account: Schemas['Account'];
}

/** Call it where hooks may stand. `use` is called before each test. */
export function connectedAccounts(use: (connected: ConnectedAccount) => void): void {
  let service: ComposedService;
  let graphql: GraphqlClient;
  beforeAll(async () => {
    service = await startComposedService();
    graphql = createGraphqlClient(service.url, service.rest.key);
  });
  afterAll(() => service?.close());
  beforeEach(async () => {
    use({ service, graphql, account: await service.connect() });
  });
}
