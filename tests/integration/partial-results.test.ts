/** Pages of long results: only a part of what a server finds or sorts goes over the wire, where it can tell a part. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { completeOrder, type MessageOrder } from '../../src/domain/message-order.ts';
import type { MessageAnchor, MessageSlice } from '../../src/use-cases/ports/mail.ts';
import {
  directClient,
  never,
  plainMessage,
  testAccount,
  testPool,
  type TestPool,
} from '../support/imap-account.ts';
import { ANN, startMailSandbox } from '../support/mail-sandbox.ts';
import { seedMailbox } from '../support/seed-mailbox.ts';

const count = 2_000;
const filter = { from: 'grace' };
const endings: (() => unknown)[] = [];
let dovecot: TestPool;
let account: Account;

beforeAll(async () => {
  dovecot = testPool();
  account = testAccount({ connections: 1 });
  await seedMailbox(account.email, 'INBOX', count);
});
afterAll(() => dovecot.pool.close(1_000));
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Page extends MessageSlice {
  /** Octets that came from the server. */
  readonly received: number;
}

async function page(
  { pool, imap }: TestPool,
  of: Account,
  query: {
    readonly order: MessageOrder;
    readonly filter?: object;
    readonly after?: MessageSlice;
    readonly anchor?: MessageAnchor | null;
  },
  limit = 3,
): Promise<Page> {
  const inbox = await imap.mailboxes.resolve(of, { by: 'special-use', use: 'inbox' }, never);
  const asked = {
    order: query.order,
    filter: (query.filter as typeof filter | undefined) ?? null,
    anchor: query.anchor ?? query.after?.next ?? null,
    limit,
    fields: ['subject'] as const,
    bodyMaxBytes: 0,
  };
  const client = await pool.lease(of, {}, never, (session) => Promise.resolve(session.client));
  const before = client.stats().received;
  const slice = await imap.reader.slice(of, inbox, asked, never);
  return { ...slice, received: client.stats().received - before };
}

const numbers = ({ messages }: MessageSlice): readonly number[] =>
  messages.map(({ subject }) => Number(subject?.replace(/\D+/g, '')));

/** Their numbers as texts, which is how subjects are sorted. */
const bySubject = Array.from({ length: count }, (_, index) => index + 1).sort((a, b) =>
  String(a) < String(b) ? -1 : 1,
);

describe('Dovecot, which counts from the beginning (RFC 5267)', () => {
  it.each([
    ['the first of an order', false, bySubject],
    ['the last', true, [...bySubject].reverse()],
  ] as const)('tells only %s', async (_, desc, whole) => {
    const order = completeOrder([{ by: 'subject', desc }]);
    await page(dovecot, account, { order });
    for (const filtered of [{}, { filter: { uid: Array.from({ length: 1_500 }, (_, at) => at + 1) } }]) {
      const first = await page(dovecot, account, { order, ...filtered });
      const expected = 'filter' in filtered ? whole.filter((number) => number <= 1_500) : whole;
      expect(numbers(first)).toEqual(expected.slice(0, 3));
      expect(first.received).toBeLessThan(3_000);
      const second = await page(dovecot, account, { order, ...filtered, after: first });
      expect(numbers(second)).toEqual(expected.slice(3, 6));
      expect(second.received).toBeLessThan(3_000);
      const third = await page(dovecot, account, { order, ...filtered, anchor: second.next });
      const back = await page(dovecot, account, { order, ...filtered, anchor: third.previous });
      expect([...numbers(back), ...numbers(third)]).toEqual(expected.slice(3, 9));
      expect(back.received).toBeLessThan(3_000);
      expect(
        (await page(dovecot, account, { order, ...filtered, anchor: second.previous })).previous,
      ).toBeNull();
    }
  });

  it('is walked through without gap or repeat, also where something comes or goes before the page', async () => {
    const own = testAccount({ connections: 1 });
    await seedMailbox(own.email, 'INBOX', 1_200);
    const order = completeOrder([{ by: 'subject', desc: false }]);
    const whole = bySubject.filter((number) => number <= 1_200);
    const client = await directClient(own);
    endings.push(() => client.logout());
    await client.mailboxOpen('INBOX');
    const walked: number[] = [];
    const backwards: number[] = [];
    let anchor: MessageAnchor | null = null;
    do {
      const next: Page = await page(dovecot, own, { order, anchor }, 90);
      walked.push(...numbers(next));
      anchor = next.next;
      if (walked.length === 90) await client.append('INBOX', plainMessage('letter 0'));
      if (walked.length === 180) await client.messageDelete('100', { uid: true });
      if (walked.length === 270) await client.messageDelete(String(walked.at(-1)), { uid: true });
      anchor ??= next.previous;
    } while (anchor !== null && anchor.direction === 'next');
    expect(walked).toEqual(whole);
    do {
      const previous: Page = await page(dovecot, own, { order, anchor }, 90);
      backwards.unshift(...numbers(previous));
      anchor = previous.previous;
    } while (anchor !== null);
    const gone = walked[269] ?? 0;
    const left = [0, ...whole].filter((number) => number !== gone && number !== 100);
    expect(backwards).toEqual(left.slice(0, backwards.length));
    expect(left.length - backwards.length).toBeLessThanOrEqual(90);
  });

  it('tells only the oldest of what matches', async () => {
    const order = completeOrder([{ by: 'uid', desc: false }]);
    const sparse = { subject: '7' };
    const first = await page(dovecot, account, { order, filter: sparse });
    expect(numbers(first)).toEqual([7, 17, 27]);
    const second = await page(dovecot, account, { order, filter: sparse, after: first });
    expect(numbers(second)).toEqual([37, 47, 57]);
    expect(second.received).toBeLessThan(1_000);
  });
});

async function sandbox(quirks: {
  readonly esearchCountOnly?: true;
}): Promise<{ readonly world: TestPool; readonly of: Account }> {
  const server = await startMailSandbox(Object.keys(quirks).length === 0 ? {} : { imap: { quirks } });
  endings.push(() => server.stop());
  server.inbox.append(
    Array.from({ length: count }, (_, index) => ({
      raw: Buffer.from(
        `From: ${index % 2 === 0 ? 'grace' : 'bob'}@a.example\r\nSubject: ${index + 1}\r\n\r\n`,
      ),
    })),
  );
  const world = testPool({}, () => 'pass');
  endings.push(() => world.pool.close(1_000));
  return { world, of: testAccount({ user: ANN, connections: 1, imap: server.settings }) };
}

describe('a server that counts from the end too (RFC 9394)', () => {
  const newestFirst = completeOrder([{ by: 'uid', desc: true }]);

  it('tells only the newest of what matches', async () => {
    const { world, of } = await sandbox({});
    await page(world, of, { order: newestFirst });
    const first = await page(world, of, { order: newestFirst, filter });
    expect(numbers(first)).toEqual([1_999, 1_997, 1_995]);
    expect(first.received).toBeLessThan(2_000);
    const second = await page(world, of, { order: newestFirst, filter, after: first });
    expect(numbers(second)).toEqual([1_993, 1_991, 1_989]);
    const none = await page(world, of, { order: newestFirst, filter: { from: 'nobody' } });
    expect([none.messages, none.next]).toEqual([[], null]);
  });

  it('is not believed when it answers with something else', async () => {
    const { world, of } = await sandbox({ esearchCountOnly: true });
    const first = await page(world, of, { order: newestFirst, filter });
    expect(numbers(first)).toEqual([1_999, 1_997, 1_995]);
    const second = await page(world, of, { order: newestFirst, filter, after: first });
    expect(numbers(second)).toEqual([1_993, 1_991, 1_989]);
  });
});
