/** From the mail server's acceptance to the webhook, beside the notice that the same message makes on a bare connection. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from '../case.ts';
import { compare } from '../measure.ts';
import { noticesOf, receiveWebhooks } from '../notices.ts';

const ACCOUNTS = 20;
const PER_SECOND = 20;
const MARGIN_MS = 40;

export const news: Bench = {
  name: 'news',
  async run(world, effort) {
    // Two users for each place: Dovecot tells two connections of one mailbox later than it tells one.
    const bare = usersOf('bare');
    const watched = usersOf('watched');
    const notices = await Promise.all(bare.map((user) => noticesOf(world, user)));
    for (const user of watched) await world.connectAccount(user);
    const webhooks = await receiveWebhooks(world);

    const floor: number[][] = [];
    const product: number[][] = [];
    const count = effort.runs(200);
    for (let block = 0; block < effort.blocks(3); block += 1) {
      const acceptedAt: number[] = [];
      const subject = (number: number): string => `news ${block} ${number}`;
      const since = performance.now();
      await Promise.all(
        Array.from({ length: count }, async (_, number) => {
          await delay((number * 1_000) / PER_SECOND);
          const to = [bare[number % ACCOUNTS] ?? '', watched[number % ACCOUNTS] ?? ''];
          // Who comes first in the transaction has a little more time until its end.
          if (Math.floor(number / ACCOUNTS) % 2 === 1) to.reverse();
          const letter = `From: a@bench.test\r\nSubject: ${subject(number)}\r\n\r\nHello.\r\n`;
          await world.lmtp.deliver(letter, { from: 'a@bench.test', to });
          acceptedAt[number] = performance.now();
        }),
      );
      while (webhooks.at.size < count * (block + 1)) {
        if (performance.now() - since > 60_000)
          throw new Error(`${webhooks.at.size} webhooks of ${count * (block + 1)}`);
        await delay(20);
      }
      product.push(acceptedAt.map((at, number) => (webhooks.at.get(subject(number)) ?? NaN) - at));
      floor.push(
        acceptedAt.map((at, number) => {
          const place = Math.floor((block * count) / ACCOUNTS) + Math.floor(number / ACCOUNTS);
          return (notices[number % ACCOUNTS]?.at[place] ?? NaN) - at;
        }),
      );
    }
    for (const notice of notices) notice.stop();
    await webhooks.stop();

    const comparison = compare(floor, product);
    const over = (level: 'p50' | 'p99'): string =>
      (comparison.product[level] - comparison.floor[level]).toFixed(1);
    return [
      {
        work: `LMTP accept → webhook, ${PER_SECOND} messages/s over ${ACCOUNTS} accounts`,
        floor: '→ EXISTS on a bare connection in IDLE, the same messages',
        unit: 'ms',
        comparison,
        target: {
          goal: 'p50 ≤ floor + 15 ms, p99 ≤ floor + 100 ms',
          expected: {
            text: `p50 ≤ floor + ${MARGIN_MS} ms`,
            holds: ({ floor, product }) => product.p50 <= floor.p50 + MARGIN_MS,
          },
        },
        notes: [`floor + ${over('p50')} ms at p50, + ${over('p99')} ms at p99`],
      },
    ];
  },
};

function usersOf(kind: string): readonly string[] {
  return Array.from({ length: ACCOUNTS }, (_, index) => `${kind}${index}@bench.test`);
}
