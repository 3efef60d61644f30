/** The pages of the built program in a real Chromium: what they show, and that nothing but the service is asked for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readContract } from '../../src/api/contract-document.ts';
import { accountSettings } from '../support/account-settings.ts';
import { httpApi } from '../support/http-api.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';
import { freshPrefix, freshUser, services } from '../support/services.ts';

const CHROMIUM = '/usr/bin/chromium';
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let folder: string;
let service: ServiceProcess;
let browser: Browser;
let page: Page;
/** Violations of the policy, failed requests, errors of scripts. */
let complaints: string[];
let requested: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pp-'));
  service = await startService({
    folder,
    redisUrl: services().redis.url,
    environment: { POSTERN_PREFIX: freshPrefix() },
  });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  complaints = [];
  requested = [];
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requested.push(request.url()));
});
afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
  expect(requested.filter((url) => !url.startsWith(`${service.url}/`) && !url.startsWith('data:'))).toEqual(
    [],
  );
});

describe('/docs', () => {
  it('shows every operation of the contract', async () => {
    await page.goto(`${service.url}/docs`);
    await page.locator('.opblock').first().waitFor();
    const contract = readContract(await (await fetch(`${service.url}/openapi.yaml`)).text());
    expect(await page.locator('.opblock').count()).toBeGreaterThanOrEqual(contract.operations.length);
    expect(await page.locator('h1, h2.title').first().innerText()).toContain('Postern');
  });

  it('opens an operation with its schema and carries it out with a key', async () => {
    await page.goto(`${service.url}/docs`);
    await page.locator('.btn.authorize').click();
    const byKey = page.locator('.auth-container', { has: page.locator('#auth-bearer-value') });
    await byKey.locator('input').fill(service.adminKey);
    await byKey.locator('.authorize').click();
    await page.locator('.btn-done').first().click();
    const operation = page.locator('#operations-Accounts-listAccounts');
    await operation.locator('.opblock-summary').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table .response .microlight').first();
    await answer.waitFor();
    expect(await answer.innerText()).toContain('"data"');
    expect(requested.some((url) => url.startsWith(`${service.url}/v1/accounts`))).toBe(true);
  });
});

describe('/graphiql', () => {
  it('runs a query with the key of its field, which no address and no storage ever holds', async () => {
    const email = freshUser();
    await httpApi(service).post('/v1/accounts', accountSettings({ email }));
    await page.goto(`${service.url}/graphiql`);
    await page.getByLabel('API key').fill(service.adminKey);
    await page.getByRole('button', { name: 'Use' }).click();
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window', { hasText: email }).waitFor();

    expect(requested.join('\n')).not.toContain(service.adminKey);
    expect(page.url()).toBe(`${service.url}/graphiql`);
    const kept = await page.evaluate(
      `JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.cookie`,
    );
    expect(kept).not.toContain(service.adminKey);
  });

  it('shows the schema to those who have a key, and the problem to those who have none', async () => {
    await page.goto(`${service.url}/graphiql`);
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window', { hasText: 'unauthenticated' }).waitFor();
    // Chromium reports the 401 itself; nothing else is amiss.
    expect(complaints.every((text) => text.includes('401'))).toBe(true);
    complaints = [];

    await page.getByLabel('API key').fill(service.adminKey);
    await page.getByRole('button', { name: 'Use' }).click();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer', { hasText: 'Subscription' }).waitFor();
  });
});

describe('/errors', () => {
  it('tells what a code means and what to do, as a page or as text', async () => {
    await page.goto(`${service.url}/errors/account-login-failed`);
    expect(await page.locator('h1').innerText()).toBe('account-login-failed');
    expect(await page.locator('body').innerText()).toContain('What to do');

    const text = await fetch(`${service.url}/errors/account-login-failed`);
    expect(text.headers.get('content-type')).toContain('text/plain');
    expect((await fetch(`${service.url}/errors/no-such-code`)).status).toBe(404);
  });
});

it('every page forbids what is not its own', async () => {
  for (const path of ['/docs', '/graphiql', '/errors/not-found']) {
    const { headers } = await fetch(service.url + path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(policy.includes('unsafe-inline')).toBe(path === '/graphiql');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
});
