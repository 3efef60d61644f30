/** The sandbox's page in a real Chromium: what arrives shows up by itself, and mail stays text. */
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';

let sandbox: Sandbox;
let browser: Browser;
beforeAll(async () => {
  sandbox = await startSandbox();
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

it('shows what arrives as it arrives, and a message as the text that it is', async () => {
  const complaints: string[] = [];
  const page = await browser.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${sandbox.control.url}/`) && !request.url().startsWith('data:'))
      complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(`${sandbox.control.url}/`);
  await page.getByText('Nothing has arrived yet').waitFor();
  await page.getByText(`SMTP 127.0.0.1:${sandbox.smtp.port}`).waitFor();

  const hostile = '<img src=x onerror=alert(1)>';
  const to = ['bob@example.org', 'stranger@elsewhere.test'];
  sandbox.deliver(`From: a@x.test\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= ${hostile}\r\n\r\n${hostile}\r\n`, {
    from: 'a@x.test',
    to,
  });
  await page.getByRole('button', { name: `Grüße ${hostile}` }).click();
  await page.getByText('stranger@elsewhere.test (trapped)').waitFor();
  await page.getByText('bob@example.org: in bob’s INBOX; stranger@elsewhere.test: trapped').waitFor();
  await page.locator('pre', { hasText: hostile }).waitFor();

  await page.getByRole('searchbox').fill('nobody');
  await page.getByRole('button').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
