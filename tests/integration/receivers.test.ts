import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webhookSigner } from '../../src/workers/signature.ts';
import { delivering, someEvent, type Delivering } from '../support/delivering.ts';
import { eventually } from '../support/eventually.ts';
import { admin } from '../support/samples.ts';
import { freshPrefix, services } from '../support/services.ts';

const folder = 'examples/receivers';
const built = mkdtempSync(join(tmpdir(), 'receivers-'));

/** What starts it, as soon as it is to run: Go is compiled then. */
const receivers: readonly (readonly [string, string, () => readonly string[]])[] = [
  [
    'TypeScript',
    process.execPath,
    () => [
      process.execPath,
      '--import',
      './tests/support/typescript.mjs',
      `${folder}/typescript/receiver.ts`,
    ],
  ],
  ['Python', 'python3', () => ['python3', `${folder}/python/receiver.py`]],
  [
    'Go',
    'go',
    () => {
      const program = join(built, 'receiver');
      execFileSync('go', ['build', '-o', program, '.'], { cwd: `${folder}/go` });
      return [program];
    },
  ],
];

let stage: Delivering;
const running: ChildProcess[] = [];
beforeAll(() => {
  stage = delivering({ redisUrl: services().redis.url, prefix: freshPrefix() });
  stage.start();
});
afterAll(async () => {
  for (const child of running.filter(({ exitCode }) => exitCode === null)) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(built, { recursive: true });
  await stage.close();
});

async function start([file = '', ...args]: readonly string[], secret: string): Promise<readonly string[]> {
  const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: '0' };
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  await eventually(() => expect(lines[0]).toMatch(/^listening on http/), 10_000);
  return lines;
}

const isAtHand = (program: string): boolean => spawnSync(program, ['version']).error === undefined;

describe.each(receivers.filter(([, program]) => isAtHand(program)))(
  'the example receiver in %s',
  (_language, _program, command) => {
    test('refuses what is not signed now, and acts on every event once, however often it is told', async () => {
      const { webhook, secret } = await stage.webhooks.create(admin, { url: 'http://127.0.0.1:8080/' });
      const lines = await start(command(), secret);
      const url = lines[0]?.replace('listening on ', '') ?? '';

      const body = JSON.stringify({ ...someEvent(), id: 'evt_1' });
      const now = Math.floor(Date.now() / 1000);
      const { secrets: foreign } = webhookSigner.newSecrets({});
      const own = { ...foreign, signing: secret };
      const rotated = { ...foreign, former: [{ ...own, until: '9999-12-31T00:00:00.000Z' }] };
      const signed = (at = now, keys = own) => webhookSigner.sign(keys, 'evt_1', at, body);
      const post = async (headers: Readonly<Record<string, string>>, text = body): Promise<number> =>
        (await fetch(url, { method: 'POST', headers, body: text })).status;
      const refused = [
        await post(signed(now, foreign)),
        await post(signed(), `${body} `),
        await post({ ...signed(), 'webhook-id': 'evt_2' }),
        await post(signed(now - 400)),
        await post(signed(now + 400)),
        await post({ ...signed(), 'webhook-timestamp': 'NaN' }),
        await post({ ...signed(), 'webhook-signature': 'v1, v1a,x v1,=' }),
        await post({}),
      ];
      expect(refused).toEqual(refused.map(() => 401));
      expect(await post(signed(), 'x'.repeat(2 * 1024 * 1024)).catch(() => 413)).toBe(413);
      expect([await post(signed()), await post(signed(now, rotated))]).toEqual([204, 204]);

      await stage.webhooks.update(admin, webhook.id, { url });
      const events = Array.from({ length: 20 }, () => someEvent());
      await stage.journal.append(events);
      const told = ['evt_1', ...events.map(({ id }) => id)].map((id) => `${id} message.received`);
      await eventually(() => expect(lines.slice(1).sort()).toEqual(told.sort()), 10_000);
      await stage.webhooks.rotateSecret(admin, webhook.id, 3_600);
      const { items } = await stage.owned.list(admin, webhook.id, { limit: 1 });
      const again = await stage.owned.redeliver(admin, webhook.id, items[0]?.id ?? '');
      await eventually(async () => expect((await stage.deliveries.get(again.id))?.status).toBe('delivered'));
      expect(lines.slice(1).sort()).toEqual(told);
      await stage.webhooks.remove(admin, webhook.id);
    });
  },
);
