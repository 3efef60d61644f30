/** Lists over all mailboxes: merged in one order, each message once where servers tell copies, at a bounded price. */
import type { ImapFlow } from 'imapflow';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { completeOrder, lastReceivedFirst, type MessageOrder } from '../../src/domain/message-order.ts';
import type { MessageView } from '../../src/domain/message.ts';
import type { Direction } from '../../src/domain/page.ts';
import { createCountEverywhere } from '../../src/use-cases/merged-count.ts';
import { createMergedMessages } from '../../src/use-cases/merged-messages.ts';
import type { MessageAnchor, MessageQuery, MessageSlice } from '../../src/use-cases/ports/mail.ts';
import { freshAccounts } from '../support/fresh-accounts.ts';
import { never, plainMessage } from '../support/imap-account.ts';
import { startPersona } from '../support/persona.ts';

let account: Account;
let client: ImapFlow;

const world = freshAccounts(
  (fresh) => {
    ({ account, client } = fresh);
  },
  { connections: 3 },
);
const ports = { mailboxes: world.imap.mailboxes, messages: world.imap.reader };
const merged = createMergedMessages(ports);
const count = createCountEverywhere(ports);

const slice = (query: Partial<MessageQuery>, of = account): Promise<MessageSlice> =>
  merged.slice(
    of,
    {
      filter: null,
      order: lastReceivedFirst,
      anchor: null,
      limit: 50,
      fields: ['subject', 'mailboxPath'],
      bodyMaxBytes: 0,
      ...query,
    },
    never,
  );
const subjects = ({ messages }: { readonly messages: readonly MessageView[] }): readonly unknown[] =>
  messages.map(({ subject }) => subject);

async function walk(
  query: Partial<MessageQuery>,
  direction: Direction,
  of = account,
): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (let anchor: MessageAnchor | null = null; ;) {
    const page: MessageSlice = await slice({ ...query, direction, anchor }, of);
    if (direction === 'next') found.push(...subjects(page));
    else found.unshift(...subjects(page));
    anchor = direction === 'next' ? page.next : page.previous;
    if (anchor === null) return found;
  }
}

const paths = ['INBOX', 'Archive/2025', 'Archive/2026', 'Sent', 'Projects'];
const total = 23;

/** Message n was received n minutes after the first, in a mailbox by turns; every fifth minute two came. */
async function seed(): Promise<void> {
  for (const path of paths) if (path !== 'INBOX') await client.mailboxCreate(path).catch(() => undefined);
  await client.mailboxCreate('Empty');
  for (let number = 1; number <= total; number += 1) {
    const minute = number % 5 === 0 ? number - 1 : number;
    const path = paths[(number * 3) % paths.length] ?? 'INBOX';
    const raw = plainMessage(
      `message ${String(number).padStart(2, '0')}`,
      {},
      'x'.repeat((number * 37) % 100),
    );
    await client.append(path, raw, [], new Date(Date.UTC(2026, 10, 20, 10, minute)));
  }
}

describe('a list over all mailboxes', () => {
  it('is one list by arrival, whichever mailbox a message is in', async () => {
    await seed();
    const { messages, next, previous } = await slice({});
    expect(messages).toHaveLength(total);
    expect([next, previous]).toEqual([null, null]);
    const received = (await slice({ fields: ['receivedAt'] })).messages.map(({ receivedAt }) => receivedAt);
    expect(received).toEqual([...received].sort().reverse());
    expect(new Set(messages.map(({ mailboxPath }) => mailboxPath))).toEqual(new Set(paths));
  });

  it('is walked through without gap or repeat, forwards and backwards, in every order', async () => {
    await seed();
    const orders: readonly MessageOrder[] = [
      lastReceivedFirst,
      completeOrder([{ by: 'received', desc: false }]),
      completeOrder([{ by: 'size', desc: true }]),
      completeOrder([
        { by: 'from', desc: false },
        { by: 'subject', desc: true },
      ]),
    ];
    for (const order of orders) {
      const whole = subjects(await slice({ order }));
      expect(new Set(whole).size).toBe(total);
      expect(await walk({ order, limit: 4 }, 'next')).toEqual(whole);
      expect(await walk({ order, limit: 4 }, 'previous')).toEqual(whole);
    }
    const filter = { any: [{ subject: 'message 1' }, { subject: 'message 2' }] };
    expect(await walk({ filter, limit: 4 }, 'next')).toHaveLength(14);
    expect(await count(account, null, never)).toBe(total);
    expect(await count(account, filter, never)).toBe(14);
  });

  it('keeps its place while messages come, go and change their mailbox', async () => {
    await seed();
    const whole = subjects(await slice({}));
    const first = await slice({ limit: 5 });
    await client.append('Sent', plainMessage('late'), [], new Date(Date.UTC(2026, 10, 25)));
    await client.mailboxOpen('INBOX');
    await client.messageDelete('1:*', { uid: true });
    const gone = new Set((await slice({})).messages.map(({ subject }) => subject));
    const rest = await walkFrom(first.next);
    expect(rest).toEqual(whole.slice(5).filter((subject) => gone.has(subject as string)));
    expect(rest.length).toBeLessThan(whole.length - 5);
  });

  async function walkFrom(start: MessageAnchor | null): Promise<readonly unknown[]> {
    const found: unknown[] = [];
    for (let anchor = start; anchor !== null;) {
      const page = await slice({ anchor, limit: 3 });
      found.push(...subjects(page));
      anchor = page.next;
    }
    return found;
  }

  it('leaves a connection to others', async () => {
    await seed();
    await slice({});
    expect(world.leases.filter(({ accountId, fresh }) => accountId === account.id && fresh)).toHaveLength(2);
  });

  it('asks each mailbox with messages once, and those on the page once more', async () => {
    await seed();
    const single = { ...account, limits: { ...account.limits, connections: 1 } };
    let commands = 0;
    await world.pool.lease(single, {}, never, (session) => {
      session.client.on('response', () => void (commands += 1));
      return Promise.resolve();
    });
    await slice({ limit: 1 }, single);
    // LIST with STATUS, SELECT and FETCH of five mailboxes, SELECT and FETCH of one.
    expect(commands).toBeLessThanOrEqual(1 + 2 * paths.length + 2);
  });
});

describe('with servers that identify messages', () => {
  it('copies of one message are shown once, on whichever page they fall', async () => {
    const persona = await startPersona('yahoo');
    try {
      persona.fill(9);
      const inbox = persona.mailbox('INBOX');
      const uids = inbox.messages.map(({ uid }) => uid);
      persona.user.copy(inbox, uids, persona.mailbox('Archive'));
      persona.user.copy(inbox, uids.slice(2, 6), persona.mailbox('Sent'));
      const whole = subjects(await slice({}, persona.account));
      expect([...whole].sort()).toEqual(Array.from({ length: 9 }, (_, index) => `message ${index + 1}`));
      for (const limit of [1, 2, 4]) {
        expect(await walk({ limit }, 'next', persona.account)).toEqual(whole);
        expect(await walk({ limit }, 'previous', persona.account)).toEqual(whole);
      }
      expect(await count(persona.account, null, never)).toBe(9);
      expect(await count(persona.account, { subject: 'message' }, never)).toBe(9);
    } finally {
      await persona.sandbox.stop();
    }
  });

  it('that are Gmail, all mail, trash and junk are looked into', async () => {
    const persona = await startPersona('gmail');
    try {
      persona.fill(3);
      const found = await slice({}, persona.account);
      expect([...subjects(found)].sort()).toEqual(['message 1', 'message 2', 'message 3']);
      const all = await world.imap.mailboxes.everywhere(persona.account, never);
      expect(all.map(({ specialUse }) => specialUse).sort()).toEqual(['all', 'junk', 'trash']);
    } finally {
      await persona.sandbox.stop();
    }
  });
});
