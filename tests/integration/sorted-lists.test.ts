/** Lists in an order of keys: by the server's SORT and by the gateway's own work, which come to the same. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImapFlow } from 'imapflow';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import {
  completeOrder,
  lastReceivedFirst,
  placeComparator,
  sortKeys,
  type MessageOrder,
} from '../../src/domain/message-order.ts';
import type { Direction } from '../../src/domain/page.ts';
import { fetchRows } from '../../src/imap-pool/fetch-rows.ts';
import { mostSortedHere } from '../../src/imap-pool/ordering.ts';
import { sortUids } from '../../src/imap-pool/sort.ts';
import { keysOf, withKeyItems } from '../../src/imap-pool/sort-keys.ts';
import { createMergedMessages } from '../../src/use-cases/merged-messages.ts';
import type { MessageAnchor, MessageQuery, MessageSlice } from '../../src/use-cases/ports/mail.ts';
import { freshAccounts } from '../support/fresh-accounts.ts';
import {
  directClient,
  never,
  plainMessage,
  testAccount,
  testPool,
  type TestPool,
} from '../support/imap-account.ts';
import { MissingCyrus, startCyrus } from '../support/cyrus.ts';
import { startPersona } from '../support/persona.ts';

let account: Account;
let client: ImapFlow;
let inbox: Mailbox;

const world = freshAccounts(
  (fresh) => {
    ({ account, client, inbox } = fresh);
  },
  { connections: 1 },
);

const orders: readonly MessageOrder[] = sortKeys.flatMap((by) =>
  [false, true].map((desc) => completeOrder([{ by, desc }])),
);

const subjects = [
  'banana',
  'Re: Apple',
  'apple',
  'APPLE pie',
  '[list] cherry (fwd)',
  'Fwd: Re: cherry',
  '[alone]',
  '=?utf-8?q?=C3=84rger?=',
  '=?utf-8?q?=C3=A4rger_wieder?=',
  '=?iso-8859-1?q?Ar=E9na?=',
  'Arena',
  '=?utf-8?b?4pyTIGRvbmU=?=',
  're: re: re:',
  '[fwd: zebra]',
  'spaced out',
  '=?utf-8?b?8J+YgA==?= smile',
  '=?utf-8?b?77yh?=',
  'Stra=?utf-8?q?=C3=9F?=e',
  '_under',
  '~tilde',
];
const dates = [
  'Mon, 23 Nov 2026 10:00:00 +0000',
  'Mon, 23 Nov 2026 09:30:00 -0500',
  'Mon, 23 Nov 2026 10:00:00 +0100',
  '1 Jan 2020 00:00:00 GMT',
  'Fri, 31 Dec 1999 23:59:59 -0000',
  'Tue, 24 Nov 2026 01:00:00 +1200',
];
const people = [
  'Zoe <anna@postern.test>',
  'anna@elsewhere.example',
  'Ärger <bob@postern.test>',
  '"B, C" <BOB@postern.test>',
  'team: carl@postern.test, dora@postern.test;',
  'nobody: ;',
];

async function seed(into: ImapFlow): Promise<void> {
  for (const [index, subject] of subjects.entries()) {
    const at = (list: readonly string[]): string => list[index % list.length] ?? '';
    const fields = { From: at(people.slice(0, 4)), To: at([...people].reverse()), Date: at(dates) };
    const received = new Date(Date.UTC(2026, 10, 1 + ((index * 7) % 11), 12, index % 3));
    await into.append('INBOX', plainMessage(subject, fields, 'x'.repeat((index * 13) % 50)), [], received);
  }
  await into.append('INBOX', 'X-Empty: yes\r\n\r\nnothing here\r\n', [], new Date(Date.UTC(2026, 10, 5)));
  await into.append(
    'INBOX',
    'Subject: no date\r\nDate: some day\r\n\r\nx\r\n',
    [],
    new Date(Date.UTC(2026, 10, 6)),
  );
}

const slice = (
  query: Partial<MessageQuery>,
  of = account,
  mailbox = inbox,
  through: Pick<TestPool, 'imap'> = world,
): Promise<MessageSlice> =>
  through.imap.reader.slice(
    of,
    mailbox,
    { filter: null, anchor: null, limit: 50, fields: ['subject'], bodyMaxBytes: 0, ...query },
    never,
  );
const uidsOf = ({ messages }: MessageSlice): readonly number[] => messages.map(({ uid }) => uid);

async function walk(query: Partial<MessageQuery>, direction: Direction): Promise<readonly number[]> {
  const uids: number[] = [];
  for (let anchor: MessageAnchor | null = null; ;) {
    const page: MessageSlice = await slice({ ...query, direction, anchor });
    if (direction === 'next') uids.push(...uidsOf(page));
    else uids.unshift(...uidsOf(page));
    anchor = direction === 'next' ? page.next : page.previous;
    if (anchor === null) return uids;
  }
}

/** By the server and by what is done here. */
async function ordersOf(
  order: MessageOrder,
  of: Account,
  { id: mailboxId }: Mailbox,
  { pool, imap }: TestPool,
): Promise<readonly [readonly number[], readonly number[]]> {
  await slice({ limit: 1 }, of, await imap.mailboxes.resolve(of, { by: 'id', id: mailboxId }, never), {
    imap,
  });
  return await pool.lease(of, { mailbox: 'INBOX' }, never, async (session) => {
    const rows = await fetchRows(session, 'uid', '1:*', withKeyItems(order));
    const places = rows.map((row) => ({ mailboxId, uid: row.uid, keys: keysOf(row, order) }));
    places.sort(placeComparator(order));
    return [(await sortUids(session, order, null)) ?? [], places.map(({ uid }) => uid)];
  });
}

describe('an order', () => {
  it('is the same by SORT and by the keys that are read here', async () => {
    await seed(client);
    await slice({ limit: 1 });
    for (const order of orders.filter(([first]) => first?.by !== 'uid')) {
      const [server, own] = await ordersOf(order, account, inbox, world);
      expect(own, JSON.stringify(order)).toEqual(server);
    }
  });

  it('is walked through without gap or repeat, forwards and backwards', async () => {
    await seed(client);
    for (const order of orders) {
      const whole = uidsOf(await slice({ order }));
      expect(whole).toHaveLength(subjects.length + 2);
      expect(await walk({ order, limit: 5 }, 'next'), JSON.stringify(order)).toEqual(whole);
      expect(await walk({ order, limit: 5 }, 'previous'), JSON.stringify(order)).toEqual(whole);
    }
  });

  it('of what matches a filter is the same as that of all', async () => {
    await seed(client);
    const filter = { not: { subject: 'apple' } };
    for (const order of orders) {
      const matching = new Set(uidsOf(await slice({ filter })));
      const expected = uidsOf(await slice({ order })).filter((uid) => matching.has(uid));
      expect(await walk({ order, filter, limit: 4 }, 'next')).toEqual(expected);
    }
  });

  it('keeps its place when the message at the edge of a page is gone', async () => {
    await seed(client);
    for (const order of orders) {
      const whole = uidsOf(await slice({ order }));
      const first = await slice({ order, limit: 3 });
      await client.mailboxOpen('INBOX');
      await client.messageDelete(String(whole[2]), { uid: true });
      await world.pool.lease(account, {}, never, (session) => session.command('NOOP'));
      const second = await slice({ order, limit: 3, anchor: first.next });
      expect(uidsOf(second), JSON.stringify(order)).toEqual(whole.slice(3, 6));
      expect(uidsOf(await slice({ order, limit: 3, anchor: second.previous }))).toEqual(whole.slice(0, 2));
      if (whole.length < 10) break;
    }
  });

  it('is made here where the server does not sort', async () => {
    await seed(client);
    const order = completeOrder([{ by: 'subject', desc: false }]);
    const expected = (await slice({ order })).messages.map(({ subject }) => subject);
    const persona = await startPersona('gmail');
    const own = testPool();
    try {
      const other = await directClient(account);
      for await (const { source, internalDate } of (await other.mailboxOpen('INBOX'),
      other.fetch('1:*', { source: true, internalDate: true }))) {
        persona
          .mailbox('INBOX')
          .append([{ raw: source ?? Buffer.alloc(0), internalDate: new Date(internalDate ?? 0) }]);
      }
      await other.logout();
      const name = { by: 'special-use', use: 'inbox' } as const;
      const mailbox = await own.imap.mailboxes.resolve(persona.account, name, never);
      const page = await slice({ order }, persona.account, mailbox, own);
      expect(page.messages.map(({ subject }) => subject)).toEqual(expected);
      const second = await slice({ order, limit: 5, anchor: page.next }, persona.account, mailbox, own);
      expect(second.messages).toHaveLength(5);
    } finally {
      await own.pool.close(1_000);
      await persona.sandbox.stop();
    }
  });
});

describe('more messages than are sorted here for the asking', () => {
  const many = 270;
  /** Twelve sizes and ninety times of arrival, so that many messages are equal. */
  async function fillMailbox(path: string, offset: number, count = many): Promise<void> {
    for (let number = 1; number <= count; number += 1) {
      const received = new Date(Date.UTC(2026, 10, 1, 10, ((number * 37) % 90) + offset));
      const raw = plainMessage(`m${number}`, { 'Message-ID': '<m@x>' }, 'x'.repeat((number * 7) % 12));
      await client.append(path, raw, [], received);
    }
  }

  it('are sorted by the server, at the price of a SORT and a FETCH a page', async () => {
    await fillMailbox('INBOX', 0);
    let commands = 0;
    await world.pool.lease(account, {}, never, (session) => {
      session.client.on('response', () => void (commands += 1));
      return Promise.resolve();
    });
    for (const by of ['received', 'size', 'subject'] as const) {
      const order = completeOrder([{ by, desc: by === 'received' }]);
      const whole = uidsOf(await slice({ order, limit: 250 }));
      const first = await slice({ order, limit: 7 });
      commands = 0;
      const second = await slice({ order, limit: 7, anchor: first.next });
      expect(commands).toBe(2);
      expect([...uidsOf(first), ...uidsOf(second)]).toEqual(whole.slice(0, 14));
      const filtered = await slice({ order, limit: 7, filter: { not: { subject: 'm9' } } });
      expect(uidsOf(filtered)).toHaveLength(7);

      await client.mailboxOpen('INBOX');
      await client.messageDelete(String(whole[6]), { uid: true });
      await world.pool.lease(account, {}, never, (session) => session.command('NOOP'));
      commands = 0;
      const again = await slice({ order, limit: 7, anchor: first.next });
      expect(uidsOf(again), by).toEqual(whole.slice(7, 14));
      expect(uidsOf(await slice({ order, limit: 3, anchor: again.previous }))).toEqual(whole.slice(3, 6));
      // Where the lost message stood takes two looks at a few keys.
      expect(commands).toBeLessThanOrEqual(4 + 2);
    }
  });

  it('of several mailboxes are merged in the order of each', async () => {
    await client.mailboxCreate('Other');
    await fillMailbox('INBOX', 0);
    await fillMailbox('Other', 3, 30);
    const { mailboxes, reader } = world.imap;
    const merged = createMergedMessages({ mailboxes, messages: reader });
    const fields = ['receivedAt', 'uid', 'mailboxPath'] as const;
    const query = { filter: null, order: lastReceivedFirst, fields, bodyMaxBytes: 0, limit: 100 };
    const seen = new Set<string>();
    const times: string[] = [];
    for (let anchor = null as MessageAnchor | null; ;) {
      const page = await merged.slice(account, { ...query, anchor }, never);
      for (const { uid, mailboxPath, receivedAt } of page.messages) {
        seen.add(`${mailboxPath} ${uid}`);
        times.push(receivedAt ?? '');
      }
      anchor = page.next;
      if (anchor === null) break;
    }
    expect(seen.size).toBe(many + 30);
    expect(times).toEqual([...times].sort().reverse());
    expect(times).toHaveLength(many + 30);
  });
});

describe('the order of Cyrus', () => {
  it('is another one only for subjects with letters beyond ASCII', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'pc-'));
    const cyrus = await startCyrus({ folder }).catch((error: unknown) => {
      if (error instanceof MissingCyrus) return null;
      throw error;
    });
    if (cyrus === null) return context.skip('Cyrus is not unpacked here');
    const own = testPool({}, () => cyrus.password);
    try {
      const user = `u${randomBytes(6).toString('hex')}`;
      const other = testAccount({ user, port: cyrus.imapPort, connections: 1 });
      const direct = await directClient(other, cyrus);
      await seed(direct);
      await direct.logout();
      // Ärger, ärger wieder and Ａ: to Cyrus letters with and without marks are the same.
      const foreign = new Set([8, 9, 17]);
      const name = { by: 'special-use', use: 'inbox' } as const;
      const mailbox = await own.imap.mailboxes.resolve(other, name, never);
      for (const order of orders.filter(([first]) => first?.by !== 'uid')) {
        const [server, ours] = await ordersOf(order, other, mailbox, own);
        const known = (uid: number): boolean => order[0]?.by !== 'subject' || !foreign.has(uid);
        expect(ours.filter(known), JSON.stringify(order)).toEqual(server.filter(known));
      }
    } finally {
      await own.pool.close(1_000);
      await cyrus.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
});

describe('more messages than can be sorted here', () => {
  it('are listed by arrival and size as far as a page goes, and refused by name in other orders', async () => {
    const persona = await startPersona('gmail');
    const own = testPool();
    try {
      const count = mostSortedHere + 500;
      const at = (number: number): Date => new Date(Date.UTC(2024, 0, 1, 0, ((number * 7919) % count) * 30));
      persona.mailbox('INBOX').append(
        Array.from({ length: count }, (_, number) => ({
          raw: Buffer.from(`Subject: m\r\n\r\n${'x'.repeat((number * 31) % 5_000)}\r\n`),
          internalDate: at(number),
        })),
      );
      const name = { by: 'special-use', use: 'inbox' } as const;
      const mailbox = await own.imap.mailboxes.resolve(persona.account, name, never);
      const stored = persona.mailbox('INBOX').messages;
      const expected = (by: 'received' | 'size', desc: boolean): readonly number[] => {
        const valueOf = (each: (typeof stored)[number]): number =>
          by === 'size' ? each.raw.length : each.internalDate.getTime();
        const sorted = [...stored].sort((a, b) => valueOf(a) - valueOf(b) || a.uid - b.uid);
        return (desc ? sorted.reverse() : sorted).map(({ uid }) => uid);
      };
      for (const by of ['received', 'size'] as const) {
        for (const desc of [true, false]) {
          const order = completeOrder([{ by, desc }]);
          const query = { order, limit: 20, fields: ['uid'] } as const;
          const whole = expected(by, desc);
          const first = await slice(query, persona.account, mailbox, own);
          const second = await slice({ ...query, anchor: first.next }, persona.account, mailbox, own);
          expect([...uidsOf(first), ...uidsOf(second)], `${by} ${desc}`).toEqual(whole.slice(0, 40));
          const back = await slice({ ...query, anchor: second.previous }, persona.account, mailbox, own);
          expect(uidsOf(back)).toEqual(whole.slice(0, 20));
          const last = await slice({ ...query, direction: 'previous' }, persona.account, mailbox, own);
          expect(uidsOf(last)).toEqual(whole.slice(-20));
        }
      }
      for (const by of ['subject', 'date'] as const) {
        const order = completeOrder([{ by, desc: false }]);
        await expect(slice({ order }, persona.account, mailbox, own)).rejects.toMatchObject({
          code: 'search-too-broad',
          message: expect.stringContaining('sort by received or size') as string,
        });
      }
    } finally {
      await own.pool.close(1_000);
      await persona.sandbox.stop();
    }
  });
});
