import { describe, expect, it } from 'vitest';
import { createOperatorServer } from '../../src/api/operator-server.ts';
import type { Principal } from '../../src/domain/principal.ts';
import { silentTelemetry } from '../support/silent-telemetry.ts';

describe('metrics of a process without the API', () => {
  it.each([
    [['admin'], 'all', 200],
    [['admin'], ['ann'], 403],
    [['accounts:read'], 'all', 403],
  ] as const)('to a key with %j for %j answer %s', async (scopes, accounts, status) => {
    const principal: Principal = { id: 'key_1', scopes, accounts };
    const app = createOperatorServer({
      readiness: { check: async () => await Promise.resolve({ ready: true, durability: null, checks: [] }) },
      metrics: {
        exposition: async () => await Promise.resolve({ contentType: 'text/plain', text: 'postern_up 1' }),
      },
      telemetry: silentTelemetry,
      draining: new AbortController().signal,
      authenticate: async () => await Promise.resolve(principal),
    });
    const reply = await app.inject('/metrics');
    expect(reply.statusCode).toBe(status);
    expect(reply.body.includes('postern_up')).toBe(status === 200);
  });
});
