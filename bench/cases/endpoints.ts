/** Webhooks of endpoints that answer, alone and beside one that never does and one that takes ten seconds. */
import { setTimeout as delay } from 'node:timers/promises';
import { startWebhookReceiver } from '../../tests/support/webhook-receiver.ts';
import type { Bench } from '../case.ts';
import type { Client } from '../http.ts';
import { alternate } from '../measure.ts';

const GOOD = 20;
const PER_SECOND = 5;
const USER = 'endpoints@bench.test';
/** A block waits no longer for what good endpoints are to be told. */
const PATIENCE_MS = 60_000;

export const endpoints: Bench = {
  name: 'endpoints',
  async run(world, effort) {
    const { client } = world;
    const received = new Map<string, number>();
    const [good, bad] = [await startWebhookReceiver(), await startWebhookReceiver()];
    good.answer(({ body, path }) => {
      const { data } = JSON.parse(body.toString()) as { data: { message: { subject: string } } };
      received.set(`${path} ${data.message.subject}`, performance.now());
      return { status: 204 };
    });
    bad.answer(({ path }) => ({ status: 204, delayMs: path === '/slow' ? 10_000 : 600_000 }));
    await world.connectAccount(USER);
    const goodIds = await Promise.all(
      Array.from({ length: GOOD }, (_, index) => addWebhook(client, new URL(`/${index}`, good.url).href)),
    );

    const count = effort.runs(50);
    let block = 0;
    const measure = async (): Promise<readonly number[]> => {
      block += 1;
      const acceptedAt = new Map<string, number>();
      const since = performance.now();
      for (let number = 0; number < count; number += 1) {
        await delay(Math.max(0, (number * 1_000) / PER_SECOND - (performance.now() - since)));
        const subject = `endpoints ${block} ${number}`;
        const letter = `From: a@bench.test\r\nSubject: ${subject}\r\n\r\nHello.\r\n`;
        await world.lmtp.deliver(letter, { from: 'a@bench.test', to: [USER] });
        acceptedAt.set(subject, performance.now());
      }
      while (received.size < count * GOOD) {
        if (performance.now() - since > PATIENCE_MS) throw new Error(`${received.size} of ${count * GOOD}`);
        await delay(20);
      }
      const times = [...received].map(([key, at]) => at - (acceptedAt.get(key.replace(/^\S+ /, '')) ?? NaN));
      received.clear();
      return times;
    };

    const comparison = await alternate({
      blocks: effort.blocks(3),
      floor: measure,
      async product() {
        const added = await Promise.all(
          ['/dead', '/slow'].map((path) => addWebhook(client, new URL(path, bad.url).href)),
        );
        const times = await measure();
        await remove(client, added);
        return times;
      },
    });
    await remove(client, goodIds);
    await Promise.all([good.stop(), bad.stop()]);

    const { floor, product } = comparison;
    const p99 = product.p99 / floor.p99;
    return [
      {
        work: `LMTP accept → ${GOOD} webhooks, ${PER_SECOND} messages/s, beside an endpoint that never answers and one that takes 10 s`,
        floor: 'the same without those two',
        unit: 'ms',
        comparison,
        target: {
          goal: 'p99 ≤ 2 ×',
          expected: {
            text: 'p99 ≤ 2 ×',
            holds: (measured) => measured.product.p99 <= 2 * measured.floor.p99,
          },
        },
        notes: [
          `p99 ${floor.p99.toFixed(0)} ms alone, ${product.p99.toFixed(0)} ms beside them: ${p99.toFixed(2)} ×`,
        ],
      },
    ];
  },
};

async function addWebhook(client: Client, url: string): Promise<string> {
  const { id } = await client.json<{ id: string }>('POST', '/v1/webhooks', {
    url,
    types: ['message.received'],
  });
  return id;
}

async function remove(client: Client, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => client.json('DELETE', `/v1/webhooks/${id}`)));
}
