/**
 * A thousand messages into one mailbox as fast as the mail server takes them: when the last one is told, whether each was
 * told once, and whether an API that reads another mailbox of the account without pause is in the way.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench, Effort, Result } from '../case.ts';
import { compare, median, rate } from '../measure.ts';
import { noticesOf, receiveWebhooks } from '../notices.ts';
import { seedInbox } from '../seed.ts';
import type { World } from '../world.ts';

const MESSAGES = 1_000;
/** Transactions at once: as many as the client has connections. */
const AT_ONCE = 5;
const MOST_MS = 5_000;
const LOST_AFTER_MS = 60_000;
/** In which a second request for a message would come. */
const AGAIN_MS = 1_000;

export const burst: Bench = {
  name: 'burst',
  async run(world, effort) {
    const quiet = await told(world, effort, 'burst', null);
    const reader = { reads: 0 };
    const busy = await told(world, effort, 'busy', reader);
    return [
      quiet,
      {
        ...busy,
        work: `${busy.work}, while the API lists another mailbox of the account without pause`,
        notes: [...busy.notes, `${reader.reads} lists meanwhile`],
      },
    ];
  },
};

async function told(
  world: World,
  effort: Effort,
  kind: string,
  reader: { reads: number } | null,
): Promise<Result> {
  const messages = effort.runs(MESSAGES);
  const floor: number[][] = [];
  const product: number[][] = [];
  /** From the last acceptance to the last webhook. */
  const behind: number[] = [];
  const webhooks = await receiveWebhooks(world);
  for (let block = 0; block < effort.blocks(3); block += 1) {
    // Two users: Dovecot tells two connections of one mailbox later than it tells one.
    const [bare = '', watched = ''] = ['bare', 'watched'].map((side) => `${kind}-${side}${block}@bench.test`);
    seedInbox(world.mailFolder, watched, 200, 'Other');
    const notices = await noticesOf(world, bare);
    const account = await world.connectAccount(watched);
    const done = new AbortController();
    const reading = reader === null ? null : read(world, account, reader, done.signal);

    const subject = (number: number): string => `${kind} ${block} ${number}`;
    const since = performance.now();
    await rate(messages, AT_ONCE, async (index) => {
      const letter = `From: a@bench.test\r\nSubject: ${subject(index)}\r\n\r\nHello.\r\n`;
      await world.lmtp.deliver(letter, { from: 'a@bench.test', to: [bare, watched] });
    });
    const deliveredAt = performance.now();
    const expected = messages * (block + 1);
    while (webhooks.at.size < expected || notices.at.length < messages) {
      if (performance.now() - deliveredAt > LOST_AFTER_MS)
        throw new Error(`${webhooks.at.size} of ${expected} messages were told by webhook`);
      await delay(10);
    }
    done.abort();
    await reading;
    notices.stop();
    await world.client.json('DELETE', `/v1/accounts/${account}`);
    const lastAt = Math.max(...webhooks.at.values());
    floor.push([(notices.at.at(-1) ?? NaN) - since]);
    product.push([lastAt - since]);
    behind.push(lastAt - deliveredAt);
  }
  await delay(AGAIN_MS);
  const { again } = webhooks;
  await webhooks.stop();
  return {
    work: `${messages} messages into one mailbox at once: first LMTP transaction → last webhook`,
    floor: '→ the last EXISTS on a bare connection in IDLE, the same messages',
    unit: 'ms',
    comparison: compare(floor, product),
    target: {
      goal: `all ≤ ${MOST_MS} ms behind the last acceptance, none missed, none twice`,
      expected: {
        text: `≤ ${MOST_MS} ms, none twice`,
        holds: () => Math.max(...behind) <= MOST_MS && again === 0,
      },
    },
    notes: [
      `the last one ${median(behind).toFixed(0)} ms behind the last acceptance, ${Math.max(...behind).toFixed(0)} at most`,
      again === 0 ? 'none missed, none twice' : `${again} requests for messages that had been told`,
    ],
  };
}

async function read(
  world: World,
  account: string,
  reader: { reads: number },
  signal: AbortSignal,
): Promise<void> {
  const path = `/v1/accounts/${account}/messages?mailbox=Other&limit=50`;
  while (!signal.aborted) {
    await world.client.json('GET', path);
    reader.reads += 1;
  }
}
