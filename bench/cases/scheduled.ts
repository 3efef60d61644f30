/** Very many messages for later: how fast they are accepted, and how late each goes when its time has come. */
import { createTransport } from 'nodemailer';
import type { Bench } from '../case.ts';
import { compare, rate, spread } from '../measure.ts';
import { residentKiB, watchResident } from '../world.ts';

const POSTERS = 16;
/** From the first POST until the first is due, and between two that are due, for each message. */
const LEAD_MS = 9;
const SPACING_MS = 6;
const TEXT = 'The figures of the week are as expected.\n'.repeat(20);

export const scheduled: Bench = {
  name: 'scheduled',
  async run(world, effort) {
    const account = await world.connectAccount('later@bench.test', { sends: true });
    const count = effort.runs(10_000);
    const now = (): number => performance.timeOrigin + performance.now();

    const transport = createTransport({
      host: '127.0.0.1',
      port: world.sink.port,
      ignoreTLS: true,
      auth: { user: 'later@bench.test', pass: 'pass' },
      pool: true,
      maxConnections: 1,
      maxMessages: Infinity,
    });
    const mail = { from: 'later@bench.test', to: 'reader@example.org', subject: 'floor', text: TEXT };
    const floor = await rate(count / 10, count, () => transport.sendMail(mail));
    transport.close();

    await world.sink.forget();
    const { pid } = world.service;
    const before = residentKiB(pid);
    const highest = watchResident(pid);
    const first = Date.now() + count * LEAD_MS;
    const due = new Map<string, number>();
    const accepted = await rate(count, POSTERS, async (number) => {
      const subject = `later ${number}`;
      const at = first + number * SPACING_MS;
      await world.client.json('POST', `/v1/accounts/${account}/submissions`, {
        to: [{ address: 'reader@example.org' }],
        subject,
        text: TEXT,
        sendAt: new Date(at).toISOString(),
      });
      // On a machine that is slower than thought it was due before it was there.
      due.set(subject, Math.max(at, now()));
    });
    const sent = await world.sink.accepted(count);
    const grownMiB = (highest() - before) / 1_024;
    const late = spread([...sent].map(([subject, at]) => at - (due.get(subject) ?? NaN)));
    return [
      {
        work: 'submissions for later, accepted',
        floor: 'nodemailer, one pooled connection, sent at once',
        unit: '/s',
        comparison: compare([[floor]], [[accepted]]),
        target: {
          goal: '10,000 in a minute',
          expected: { text: '≥ 167/s', holds: ({ product }) => product.p50 >= 167 },
        },
        notes: [
          `${count} of one account, ${POSTERS} POSTs at once`,
          `one due every ${SPACING_MS} ms: SMTP acceptance ${late.p50.toFixed(0)} ms later at p50, ${late.p99.toFixed(0)} at p99, ${late.max.toFixed(0)} at most`,
          `the service grew by at most ${grownMiB.toFixed(0)} MiB meanwhile`,
        ],
      },
    ];
  },
};
