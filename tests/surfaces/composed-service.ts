/** The whole service in this process, on the real Dovecot and Redis of the run and a submission server of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { compose, type ComposeOptions } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import { accountSettings } from '../support/account-settings.ts';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { ADMIN_KEY, SEALING_KEY } from '../support/service-process.ts';
import { freshPrefix, freshUser, services } from '../support/services.ts';
import { createRestClient, type RestClient } from './rest-client.ts';

export interface ComposedService {
  /** With the admin key. */
  readonly rest: RestClient;
  readonly url: string;
  readonly submission: SubmissionServer;
  /** Connects an account of a fresh user and waits until it is connected. */
  connect(change?: object): Promise<Schemas['Account']>;
  /** A key with these scopes, for these accounts. */
  keyFor(scopes: readonly Schemas['Scope'][], accounts?: 'all' | readonly string[]): Promise<RestClient>;
  close(): Promise<void>;
}

export async function startComposedService(
  environment: Readonly<Record<string, string>> = {},
  trust: Pick<ComposeOptions, 'ca'> = {},
): Promise<ComposedService> {
  const { dovecot, redis } = services();
  const folder = await mkdtemp(join(tmpdir(), 'ps-'));
  const submission = await startSubmissionServer({ lmtp: { host: dovecot.host, port: dovecot.lmtpPort } });
  const service = await compose(
    loadConfig({
      POSTERN_PORT: '0',
      POSTERN_DATA_DIR: folder,
      REDIS_URL: redis.url,
      POSTERN_PREFIX: freshPrefix(),
      POSTERN_ADMIN_KEY: ADMIN_KEY,
      POSTERN_SECRET_KEYS: `tests:${SEALING_KEY}`,
      POSTERN_EGRESS_ALLOW: '127.0.0.1',
      POSTERN_RATE_LIMIT: '0',
      POSTERN_LOG_LEVEL: 'error',
      ...environment,
    }),
    { logTo: process.stderr, ...trust },
  );
  const url = service.url ?? '';
  const rest = createRestClient(url, ADMIN_KEY);
  return {
    rest,
    url,
    submission,
    async connect(change = {}) {
      // Nobody has to wait until it is sure that the server files nothing by itself.
      const settings = { ...accountSettings({ email: freshUser(), submission }), sentCopy: 'always' };
      const body = { ...settings, ...change };
      const created = await rest.call<Schemas['Account']>('createAccount', { body });
      expect(created.status, JSON.stringify(created.body)).toBe(201);
      return await eventually(async () => {
        const { body: account } = await rest.call<Schemas['Account']>('getAccount', {
          path: { account: created.body.id },
        });
        expect(account.state).toBe('connected');
        return account;
      });
    },
    async keyFor(scopes, accounts = 'all') {
      const body = { name: scopes.join(' '), scopes, accounts };
      const made = await rest.call<Schemas['Key']>('createKey', { body });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      return rest.as(made.body.key);
    },
    async close() {
      await service.close();
      await submission.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
