/** Searching: a subject in 50,000 messages, and in twenty mailboxes at once. */
import type { ImapFlow } from 'imapflow';
import { bareConnection, LIST_ITEMS } from '../bare.ts';
import { BIG, bigInbox } from '../big-inbox.ts';
import type { Bench } from '../case.ts';
import { alternate, times } from '../measure.ts';
import { metered } from '../processor.ts';
import { seedInbox } from '../seed.ts';

const PAGE = 50;
const MAILBOXES = 20;
const MESSAGES = 200;
/** What the product leaves of its four connections for one list over all mailboxes. */
const CONNECTIONS = 3;
/** About one message in ten. */
const WORDS = 'number 12';

interface Found {
  readonly data: readonly unknown[];
}

export const search: Bench = {
  name: 'search',
  async run(world, effort) {
    const { user, account } = await bigInbox(world);
    const bare = await bareConnection(world, user);
    const path = `/v1/accounts/${account}/messages?limit=${PAGE}&q=${encodeURIComponent(`subject:"${WORDS}"`)}`;
    const runs = effort.runs(10);
    const sides = metered(
      world.service.pid,
      runs,
      () => times(runs, () => bareFind(bare)),
      () =>
        times(runs, async () => {
          const { data } = await world.client.json<Found>('GET', path);
          if (data.length !== PAGE) throw new Error(`${data.length} messages were found`);
        }),
    );
    const comparison = await alternate({ blocks: effort.blocks(4), ...sides });
    await bare.logout();
    return [
      {
        work: `search a subject in ${BIG.toLocaleString('en')}, the newest ${PAGE}`,
        floor: 'SEARCH, and FETCH of the newest 50, on a bare imapflow connection',
        unit: 'ms',
        comparison,
        target: { goal: '–' },
        notes: [sides.note()],
      },
    ];
  },
};

export const everywhere: Bench = {
  name: 'everywhere',
  async run(world, effort) {
    const user = 'many@bench.test';
    const names = ['INBOX', ...Array.from({ length: MAILBOXES - 1 }, (_, index) => `box${index + 1}`)];
    for (const name of names) seedInbox(world.mailFolder, user, MESSAGES, name === 'INBOX' ? null : name);
    const account = await world.connectAccount(user);
    const bare = await Promise.all(Array.from({ length: CONNECTIONS }, () => bareConnection(world, user)));
    const path = `/v1/accounts/${account}/messages?mailbox=*&limit=${PAGE}&q=${encodeURIComponent(`subject:"${WORDS}"`)}`;
    const runs = effort.runs(10);
    const sides = metered(
      world.service.pid,
      runs,
      () =>
        times(runs, async () => {
          const left = [...names];
          await Promise.all(
            bare.map(async (client) => {
              for (let name = left.pop(); name !== undefined; name = left.pop()) {
                await client.mailboxOpen(name);
                await bareFind(client);
              }
            }),
          );
        }),
      () =>
        times(runs, async () => {
          const { data } = await world.client.json<Found>('GET', path);
          if (data.length !== PAGE) throw new Error(`${data.length} messages were found`);
        }),
    );
    const comparison = await alternate({ blocks: effort.blocks(4), ...sides });
    await Promise.all(bare.map((client) => client.logout()));
    return [
      {
        work: `search a subject in ${MAILBOXES} mailboxes of ${MESSAGES} at once, the newest ${PAGE} of all`,
        floor: `SELECT, SEARCH and FETCH of the newest ${PAGE} in each, on ${CONNECTIONS} bare connections`,
        unit: 'ms',
        comparison,
        target: { goal: '–' },
        notes: [sides.note()],
      },
    ];
  },
};

async function bareFind(client: ImapFlow): Promise<void> {
  const found = await client.search({ subject: WORDS }, { uid: true });
  if (found === undefined || found === false || found.length === 0) throw new Error('nothing was found');
  await client.fetchAll(found.slice(-PAGE).join(','), LIST_ITEMS, { uid: true });
}
