/** The demo as its user sees it: the built program, read from its output and ended by Ctrl-C. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePorts } from '../../src/demo/free-port.ts';
import { tie } from '../../src/redis/child-server.ts';
import { descendants, isRunning } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';

interface ShownRow {
  readonly totalMs: number;
  readonly what: string;
  readonly who: string;
  readonly detail: string;
}

let folder: string;
let demo: ChildProcess;
let ended: Promise<number | null>;
let output: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pt-'));
});
afterEach(async () => {
  demo.kill('SIGKILL');
  await ended;
  await rm(folder, { recursive: true, force: true });
});

function begin(environment: Readonly<Record<string, string>> = {}): void {
  output = '';
  demo = spawn(process.execPath, ['dist/main.js', 'demo'], {
    env: { PATH: process.env['PATH'], TMPDIR: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  ended = once(demo, 'exit').then(([code]) => code as number | null);
  void ended.then(tie(demo.pid ?? 0));
  for (const stream of [demo.stdout, demo.stderr]) {
    stream?.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  }
}

/** The rows under the heading that begins with `title`. */
function rowsUnder(title: string): readonly ShownRow[] {
  const block = output.split('\n\n').find((text) => text.startsWith(`  ${title}`)) ?? '';
  return [...block.matchAll(/^ +(\d+) ms {2}[ +\d]+(?:ms| {2}) {2}(\S+) +(\S+) +(.+)$/gm)].map((match) => {
    const [, totalMs = '', what = '', who = '', detail = ''] = match;
    return { totalMs: Number(totalMs), what, who, detail };
  });
}

/** What stands behind a name under "Open". */
function shown(name: string): string {
  return new RegExp(`^ {4}${name} +(\\S+)`, 'm').exec(output)?.[1] ?? `no ${name}`;
}

async function ready(): Promise<void> {
  await eventually(() => {
    if (demo.exitCode !== null) return;
    expect(output).toContain('Ctrl-C ends everything');
  }, 60_000);
  expect(demo.exitCode, output).toBeNull();
}

describe('the demo', { timeout: 90_000 }, () => {
  it('shows a message’s way, then further ones, on pages and with a key that work, and leaves nothing', async () => {
    begin();
    await ready();
    const rows = rowsUnder('ann → bob@postern.test');
    const way = rows.filter(({ who, what }) => who === 'bob' || ['POST', '202', 'SMTP'].includes(what));
    expect(way).toMatchObject([
      { what: 'POST', who: 'ann', totalMs: 0, detail: expect.stringContaining('Idempotency-Key') as string },
      { what: '202', who: 'ann', detail: expect.stringMatching(/^sub_/) as string },
      {
        what: 'SMTP',
        who: 'ann',
        detail: expect.stringMatching(/^250 for bob@postern.test, \d+ octets$/) as string,
      },
      { what: 'IDLE', who: 'bob', detail: '* 1 EXISTS' },
      { what: 'journal', who: 'bob', detail: 'message.received in INBOX' },
      { what: 'webhook', who: 'bob', detail: 'message.received, signature valid' },
      { what: 'GraphQL', who: 'bob', detail: expect.stringContaining('“Hello, Bob”') as string },
    ]);
    const totals = rows.map(({ totalMs }) => totalMs);
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    expect(output).not.toContain('\u001b');

    const authorization = `Bearer ${shown('key')}`;
    for (const page of ['playground', 'docs', 'arrivals']) {
      const { status, headers } = await fetch(shown(page));
      expect([page, status, headers.get('content-type')]).toEqual([page, 200, 'text/html; charset=utf-8']);
    }
    const accounts = await fetch(`${shown('API')}/accounts`, { headers: { authorization } });
    expect(accounts.status).toBe(200);
    expect(await accounts.json()).toMatchObject({ data: [{ state: 'connected' }, { state: 'connected' }] });
    expect((await fetch(`${shown('API')}/accounts`)).status).toBe(401);

    const answer = { to: [{ address: 'ann@postern.test' }], subject: 'An answer', text: 'Hello back.' };
    await fetch(`${shown('API')}/accounts/bob/submissions`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(answer),
    });
    await eventually(() => {
      const told = rowsUnder('bob → ann@postern.test: An answer').map(({ what, who }) => `${what} ${who}`);
      expect(told).toEqual(expect.arrayContaining(['202 bob', 'SMTP bob', 'IDLE ann', 'GraphQL ann']));
    }, 10_000);

    const children = descendants(demo.pid ?? 0);
    expect(children.length).toBeGreaterThan(0);
    demo.kill('SIGINT');
    demo.kill('SIGINT');
    expect(await ended, output).toBe(0);
    await eventually(() => expect(children.filter(isRunning)).toEqual([]));
    expect(await readdir(folder)).toEqual([]);
  });

  it('ends in order also while it is starting', async () => {
    begin();
    await eventually(() => expect(output).toContain('the sandbox'), 20_000);
    const children = descendants(demo.pid ?? 0);
    demo.kill('SIGINT');
    expect(await ended, output).toBe(0);
    await eventually(() => expect(children.filter(isRunning)).toEqual([]));
    expect(await readdir(folder)).toEqual([]);
  });

  it('listens on the port that it was given, and leaves the configured data folder alone', async () => {
    const [port = 0] = await freePorts(1);
    begin({ POSTERN_PORT: String(port), POSTERN_DATA_DIR: join(folder, 'mine') });
    await ready();
    expect(shown('API')).toBe(`http://127.0.0.1:${port}/v1`);
    demo.kill('SIGINT');
    expect(await ended, output).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says so when the port that it was given is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    begin({ POSTERN_PORT: String(port) });
    expect(await ended).toBe(1);
    expect(output).toContain('choose another port by POSTERN_PORT');
    taken.close();
  });
});
