import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { compose, type Service } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { ADMIN_KEY, SEALING_KEY } from '../support/service-process.ts';
import { freshPrefix, services } from '../support/services.ts';

const running: Service[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(environment: Readonly<Record<string, string>>): Promise<Service> {
  const service = await compose(
    loadConfig({
      REDIS_URL: services().redis.url,
      POSTERN_PREFIX: freshPrefix(),
      POSTERN_ADMIN_KEY: ADMIN_KEY,
      POSTERN_SECRET_KEYS: `tests:${SEALING_KEY}`,
      POSTERN_LOG_LEVEL: 'silent',
      ...environment,
    }),
    { logTo: process.stderr },
  );
  running.push(service);
  return service;
}

describe('a process without the API', () => {
  it('answers for its health, and its metrics to an admin key, and serves nothing else', async () => {
    const port = await freePort();
    const service = await start({ POSTERN_ROLES: 'watch,send,deliver', POSTERN_PORT: String(port) });
    expect(service.url).toBeNull();
    const base = `http://127.0.0.1:${port}`;
    expect(await (await fetch(`${base}/livez`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${base}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'ready', durability: 'durable' });

    const refused = await fetch(`${base}/metrics`);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 'unauthenticated', status: 401 });
    const metrics = await fetch(`${base}/metrics`, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
    expect(await metrics.text()).toContain('postern_smtp_attempt_seconds');
    expect((await fetch(`${base}/v1/accounts`)).status).toBe(404);
  });
});

describe('POSTERN_METRICS_PORT', () => {
  it('answers metrics without a key, beside the API that still wants one', async () => {
    const port = await freePort();
    const service = await start({ POSTERN_PORT: '0', POSTERN_METRICS_PORT: String(port) });
    const metrics = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(metrics.status).toBe(200);
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect((await fetch(`${service.url ?? ''}/metrics`)).status).toBe(401);
  });

  it('that is taken keeps the service from starting, with the remedy', async () => {
    const service = await start({ POSTERN_PORT: '0' });
    const taken = new URL(service.url ?? '').port;
    await expect(start({ POSTERN_PORT: '0', POSTERN_METRICS_PORT: taken })).rejects.toThrow(
      /choose another port by POSTERN_METRICS_PORT/,
    );
  });
});
