/** Lists of 50 messages out of 50,000: page after page, the first page again, and 16 requests at once. */
import { bareConnection, bareList } from '../bare.ts';
import { BIG, bigInbox, WARM } from '../big-inbox.ts';
import { ratioAtLeast, ratioAtMost, type Bench } from '../case.ts';
import { alternate, rate, times } from '../measure.ts';
import { metered } from '../processor.ts';

const PAGE = 50;
const FIRST = `${BIG - PAGE + 1}:${BIG}`;
const CALLERS = 16;
const CONNECTIONS = 4;

interface List {
  readonly page: { readonly next: string | null };
}

export const list: Bench = {
  name: 'list',
  async run(world, effort) {
    const { user, account } = await bigInbox(world);
    const path = `/v1/accounts/${account}/messages?limit=${PAGE}`;
    const get = (query = ''): Promise<List> => world.client.json<List>('GET', path + query);
    const bare = await bareConnection(world, user);
    const runs = effort.runs(40);
    const blocks = Math.min(effort.blocks(8), Math.floor(WARM / PAGE / runs) - 2);

    let last = BIG;
    let cursor = (await get()).page.next;
    const walkSides = metered(
      world.service.pid,
      runs,
      () =>
        times(runs, async () => {
          last -= PAGE;
          await bareList(bare, `${last - PAGE + 1}:${last}`);
        }),
      () =>
        times(runs, async () => {
          cursor = (await get(`&cursor=${encodeURIComponent(cursor ?? '')}`)).page.next;
        }),
    );
    const walk = await alternate({ blocks, ...walkSides });
    const againSides = metered(
      world.service.pid,
      runs,
      () => times(runs, () => bareList(bare, FIRST)),
      () => times(runs, () => get()),
    );
    const again = await alternate({ blocks, ...againSides });
    await bare.logout();
    const floor = 'the same FETCH on a bare imapflow connection';
    return [
      {
        work: `list ${PAGE} of ${BIG.toLocaleString('en')}, page after page`,
        floor,
        unit: 'ms',
        comparison: walk,
        target: { goal: '≤ 1.3 ×', expected: ratioAtMost(1.5) },
        notes: [walkSides.note()],
      },
      {
        work: 'the first page again, nothing changed',
        floor,
        unit: 'ms',
        comparison: again,
        target: { goal: '≤ 0.5 ×', expected: ratioAtMost(0.5) },
        notes: [againSides.note()],
      },
    ];
  },
};

export const atOnce: Bench = {
  name: 'at-once',
  async run(world, effort) {
    const { user, account } = await bigInbox(world);
    const path = `/v1/accounts/${account}/messages?limit=${PAGE}`;
    const bare = await Promise.all(Array.from({ length: CONNECTIONS }, () => bareConnection(world, user)));
    const runs = effort.runs(240);
    const comparison = await alternate({
      blocks: effort.blocks(6),
      floor: async () => [
        await rate(runs, CONNECTIONS, async (_index, worker) => {
          const connection = bare[worker];
          if (connection !== undefined) await bareList(connection, FIRST);
        }),
      ],
      product: async () => [await rate(runs, CALLERS, () => world.client.json('GET', path))],
    });
    await Promise.all(bare.map((connection) => connection.logout()));
    return [
      {
        work: `list ${PAGE}, ${CALLERS} requests at once on one account`,
        floor: `${CONNECTIONS} bare connections`,
        unit: '/s',
        comparison,
        target: { goal: '≥ 0.8 ×', expected: ratioAtLeast(0.8) },
        notes: [],
      },
    ];
  },
};
