/** One message with its bodies, and attachments of two sizes with what they do to the service's memory. */
import type { ImapFlow, MessageStructureObject } from 'imapflow';
import { bareConnection, LIST_ITEMS } from '../bare.ts';
import { bigInbox } from '../big-inbox.ts';
import type { Bench, Result } from '../case.ts';
import { alternate, times } from '../measure.ts';
import { metered } from '../processor.ts';
import { attachment } from '../seed.ts';
import { residentKiB, type World } from '../world.ts';

const MEBI = 1024 * 1024;

export const readOne: Bench = {
  name: 'read',
  async run(world, effort) {
    const { user, account } = await bigInbox(world);
    const list = (query: string): Promise<Listed> =>
      world.client.json<Listed>('GET', `/v1/accounts/${account}/messages?limit=250&${query}`);
    const bare = await bareConnection(world, user);
    const runs = effort.runs(60);
    const blocks = Math.min(effort.blocks(8), Math.floor((250 * PAGES) / runs) - 1);
    const beside = async (work: string, messages: readonly Named[]): Promise<Result> => {
      const turn = { floor: 0, product: 0 };
      const next = (side: keyof typeof turn): Named => {
        turn[side] += 1;
        return messages[turn[side] % messages.length] ?? { id: '', uid: 0 };
      };
      const sides = metered(
        world.service.pid,
        runs,
        () => times(runs, () => bareRead(bare, next('floor').uid)),
        () =>
          times(runs, () =>
            world.client.json('GET', `/v1/accounts/${account}/messages/${next('product').id}`),
          ),
      );
      return {
        work,
        floor: 'two FETCHes on a bare imapflow connection: the message, then its text and HTML',
        unit: 'ms',
        comparison: await alternate({ blocks, ...sides }),
        target: { goal: '≤ 1.3 ×' },
        notes: [sides.note()],
      };
    };
    const unseen: Named[] = [];
    let cursor = '';
    for (let page = 0; page < 2 * PAGES; page += 1) {
      const { data, page: at } = await list(`fields=id,uid${cursor}`);
      cursor = `&cursor=${encodeURIComponent(at.next ?? '')}`;
      // Those of the other cases are known already.
      if (page >= PAGES) unseen.push(...data);
    }
    const { data: listed } = await list('');
    const known = listed.slice(0, 50);
    const results = [
      await beside('read one message with text and HTML, never seen before', unseen),
      await beside('the same of a message that was listed, or read before', known),
    ];
    await bare.logout();
    return results;
  },
};

/** Of 250 messages. */
const PAGES = 3;

interface Named {
  readonly id: string;
  readonly uid: number;
}

interface Listed {
  readonly data: readonly Named[];
  readonly page: { readonly next: string | null };
}

async function bareRead(bare: ImapFlow, uid: number): Promise<void> {
  const first = await bare.fetchOne(String(uid), { ...LIST_ITEMS, headers: true }, { uid: true });
  if (first === false || first.bodyStructure === undefined) throw new Error('not there');
  await bare.fetchOne(String(uid), { bodyParts: textParts(first.bodyStructure) }, { uid: true });
}

function textParts(node: MessageStructureObject): string[] {
  const own = node.type.startsWith('text/') && node.disposition !== 'attachment' ? [node.part ?? '1'] : [];
  return [...own, ...(node.childNodes ?? []).flatMap(textParts)];
}

export const readAttachment: Bench = {
  name: 'attachment',
  async run(world, effort) {
    const user = 'parts@bench.test';
    const sizes = [MEBI, 20 * MEBI];
    for (const size of sizes)
      await world.lmtp.deliver(withAttachment(size), { from: 'a@bench.test', to: [user] });
    const account = await world.connectAccount(user);
    const { data } = await world.client.json<{
      data: readonly { id: string; uid: number; attachments: readonly { id: string }[] }[];
    }>('GET', `/v1/accounts/${account}/messages?fields=id,uid,attachments`);
    const results: Result[] = [];
    for (const [index, size] of sizes.entries()) {
      const message = data.find(({ uid }) => uid === index + 1);
      const path = `/v1/accounts/${account}/messages/${message?.id ?? ''}/attachments/${message?.attachments[0]?.id ?? ''}`;
      results.push(
        await oneSize(world, { user, uid: index + 1, size, path }, effort.blocks(6), index === 0 ? 8 : 2),
      );
    }
    return results;
  },
};

async function oneSize(
  world: World,
  { user, uid, size, path }: { user: string; uid: number; size: number; path: string },
  blocks: number,
  runs: number,
): Promise<Result> {
  const bare = await bareConnection(world, user);
  const whole = (length: number): void => {
    if (length !== size) throw new Error(`${length} octets came of ${size}`);
  };
  const before = residentKiB(world.service.pid);
  let most = before;
  const watch = setInterval(() => void (most = Math.max(most, residentKiB(world.service.pid))), 10);
  const comparison = await alternate({
    blocks,
    floor: () =>
      times(runs, async () => {
        const { content = [] } = await bare.download(String(uid), '2', { uid: true, chunkSize: MEBI });
        let length = 0;
        for await (const chunk of content) length += (chunk as Buffer).length;
        whole(length);
      }),
    product: () => times(runs, async () => whole(await world.client.drain(path))),
  });
  clearInterval(watch);
  await bare.logout();
  const throughput = (size / MEBI / comparison.product.p50) * 1_000;
  return {
    work: `one attachment of ${size / MEBI} MiB`,
    floor: 'download() of a bare imapflow connection, 1 MiB a FETCH',
    unit: 'ms',
    comparison,
    target: { goal: '≤ 1.3 ×, memory flat' },
    notes: [
      `${throughput.toFixed(0)} MiB/s; the service grew by at most ${((most - before) / 1024).toFixed(0)} MiB meanwhile`,
    ],
  };
}

function withAttachment(size: number): string {
  const octets = Buffer.alloc(size);
  for (let index = 0; index < size; index += 1) octets[index] = (index * 2_654_435_761) >>> 24;
  return [
    'From: a@bench.test',
    'To: parts@bench.test',
    'Subject: Parts',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=outer',
    '',
    '--outer\r\nContent-Type: text/plain\r\n\r\nSee below.',
    '--outer',
    attachment('parts.bin', octets),
    '--outer--',
    '',
  ].join('\r\n');
}
