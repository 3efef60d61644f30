/**
 * Sending, beside nodemailer alone: messages a second out of the durable queue, the same with their acceptance by HTTP,
 * and the time of a single one.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { ratioAtLeast, type Bench } from '../case.ts';
import { alternate, rate, times, type Block, type Comparison } from '../measure.ts';
import type { World } from '../world.ts';

const POSTERS = 16;
const TEXT = 'The figures of the week are as expected.\n'.repeat(20);

const letter = (subject: string): { from: string; to: string; subject: string; text: string } => ({
  from: 'sender@bench.test',
  to: 'reader@example.org',
  subject,
  text: TEXT,
});

function pooled(world: World, maxConnections: number): ReturnType<typeof createTransport> {
  return createTransport({
    host: '127.0.0.1',
    port: world.sink.port,
    ignoreTLS: true,
    auth: { user: 'sender@bench.test', pass: 'pass' },
    pool: true,
    maxConnections,
    maxMessages: Infinity,
  });
}

export const submissions: Bench = {
  name: 'submissions',
  async run(world, effort) {
    const account = await world.connectAccount('sender@bench.test', { sends: true });
    const path = `/v1/accounts/${account}/submissions`;
    const post = (subject: string, options: object = {}): Promise<unknown> => {
      const { to, text } = letter(subject);
      return world.client.json('POST', path, { to: [{ address: to }], subject, text, ...options });
    };
    const count = effort.runs(400);
    const blocks = effort.blocks(4);

    const beside = async (connections: number, product: Block): Promise<Comparison> => {
      const transport = pooled(world, connections);
      const floor: Block = async () => [
        await rate(count, count, (number) => transport.sendMail(letter(`floor ${number}`))),
      ];
      const comparison = await alternate({ blocks, floor, product });
      transport.close();
      return comparison;
    };
    /** All are due at the same moment, when all have been accepted. */
    const backlog: Block = async () => {
      await world.sink.forget();
      const sendAt = new Date(Date.now() + 1_000 + count * 10).toISOString();
      await rate(count, POSTERS, (number) => post(`product ${number}`, { sendAt }));
      const times = [...(await world.sink.accepted(count)).values()];
      await settled(world, path);
      return [((count - 1) / (Math.max(...times) - Math.min(...times))) * 1_000];
    };
    const burst: Block = async () => {
      await world.sink.forget();
      const since = performance.timeOrigin + performance.now();
      await rate(count, POSTERS, (number) => post(`product ${number}`));
      const last = Math.max(...(await world.sink.accepted(count)).values());
      await settled(world, path);
      return [(count / (last - since)) * 1_000];
    };
    const one = await beside(1, backlog);
    const five = await beside(5, backlog);
    const whole = await beside(1, burst);
    const single = await singles(world, post, effort.runs(40), blocks);
    const work = 'submissions out of the queue, from first to last SMTP acceptance';
    return [
      {
        work,
        floor: 'nodemailer, one pooled connection',
        unit: '/s',
        comparison: one,
        target: { goal: '≥ 0.8 ×', expected: ratioAtLeast(0.5) },
        notes: [`${count} messages of one account, due at once`],
      },
      {
        work,
        floor: 'nodemailer, five pooled connections',
        unit: '/s',
        comparison: five,
        target: { goal: '–' },
        notes: [],
      },
      {
        work: 'submissions with their acceptance, from first POST to last SMTP acceptance',
        floor: 'nodemailer, one pooled connection',
        unit: '/s',
        comparison: whole,
        target: { goal: '–' },
        notes: [`${POSTERS} POSTs at once`],
      },
      {
        work: 'one submission, 202 → SMTP 250',
        floor: 'sendMail → SMTP 250 on a pooled connection',
        unit: 'ms',
        comparison: single,
        target: { goal: 'p50 ≤ 15 ms' },
        notes: [],
      },
    ];
  },
};

/** Nobody is in a hurry: the next one is sent when the last one has arrived. */
function singles(
  world: World,
  post: (subject: string) => Promise<unknown>,
  runs: number,
  blocks: number,
): Promise<Comparison> {
  const transport = pooled(world, 1);
  const now = (): number => performance.timeOrigin + performance.now();
  return alternate({
    blocks,
    floor: () => times(runs, (number) => transport.sendMail(letter(`floor ${number}`))),
    product: async () => {
      const measured: number[] = [];
      for (let number = 0; number < runs; number += 1) {
        await world.sink.forget();
        await post(`single ${number}`);
        const since = now();
        const [at = NaN] = (await world.sink.accepted(1)).values();
        measured.push(at - since);
        await delay(5);
      }
      return measured;
    },
  }).finally(() => transport.close());
}

/** Until nothing of a block is left to do. */
async function settled(world: World, path: string): Promise<void> {
  for (const status of ['queued', 'sending']) {
    for (;;) {
      const { data } = await world.client.json<{ data: readonly unknown[] }>(
        'GET',
        `${path}?limit=1&status=${status}`,
      );
      if (data.length === 0) break;
      await delay(20);
    }
  }
}
