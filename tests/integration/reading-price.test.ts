/** What reading costs in commands: the promise behind `fields` and selection sets. */
import type { ImapFlow } from 'imapflow';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { readMessageId } from '../../src/domain/ids.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import { summaryFields, type MessageField } from '../../src/domain/message.ts';
import type { Filter } from '../../src/domain/search.ts';
import type { MessageSlice } from '../../src/use-cases/ports/mail.ts';
import { freshAccounts } from '../support/fresh-accounts.ts';
import { fill, never, plainMessage } from '../support/imap-account.ts';

let account: Account;
let client: ImapFlow;
let inbox: Mailbox;

const world = freshAccounts(
  (fresh) => {
    ({ account, client, inbox } = fresh);
  },
  { connections: 1 },
);

/** Round trips that `work` takes on the account's one connection. */
const commandsOf = async (work: () => Promise<unknown>): Promise<number> => {
  let count = 0;
  const onResponse = (): void => void (count += 1);
  const used = await world.pool.lease(account, {}, never, (session) => Promise.resolve(session.client));
  used.on('response', onResponse);
  await work();
  used.off('response', onResponse);
  return count;
};
const firstPage = { filter: null, anchor: null, limit: 50, bodyMaxBytes: 10_000 } as const;
const slice = (
  fields: readonly MessageField[],
  limit = 50,
  anchor: MessageSlice['next'] = null,
): Promise<MessageSlice> =>
  world.imap.reader.slice(account, inbox, { ...firstPage, anchor, limit, fields }, never);

describe('the price of reading', () => {
  it('is one SELECT and one FETCH for a first page, and one FETCH for each further one', async () => {
    await fill(client, 'INBOX', 10);
    let page: MessageSlice | undefined;
    expect(await commandsOf(async () => (page = await slice(summaryFields, 3)))).toBe(2);
    expect(await commandsOf(async () => (page = await slice(summaryFields, 3, page?.next)))).toBe(1);
    expect(await commandsOf(() => slice(summaryFields, 3, page?.next))).toBe(1);
    expect(await commandsOf(() => slice(['subject'], 3))).toBe(1);
  });

  it('is two FETCHes for the texts of fifty messages of different shape', async () => {
    for (let number = 1; number <= 25; number += 1) {
      await client.append('INBOX', plainMessage(`plain ${number}`, {}, `text ${number}`));
      const parts = [
        '--b',
        'Content-Type: text/plain',
        '',
        `text ${number}`,
        '--b',
        'Content-Type: text/html',
        '',
        '<p>',
        '--b--',
      ];
      const type = 'multipart/alternative; boundary=b';
      await client.append(
        'INBOX',
        plainMessage(`both ${number}`, { 'MIME-Version': '1.0', 'Content-Type': type }, parts.join('\r\n')),
      );
    }
    await slice(['subject'], 1);
    let page: MessageSlice | undefined;
    expect(await commandsOf(async () => (page = await slice(['text'])))).toBe(2);
    expect(page?.messages).toHaveLength(50);
    for (const { text } of page?.messages ?? []) expect(text).toMatch(/^text \d+\n?$/);
  });

  it('is one SEARCH more for what matches, with its snippets too, and one FETCH more for what no server searches for', async () => {
    await fill(client, 'INBOX', 5);
    await slice(['subject'], 1);
    const find = (filter: Filter, fields: readonly MessageField[]): Promise<MessageSlice> =>
      world.imap.reader.slice(account, inbox, { ...firstPage, filter, fields }, never);
    expect(await commandsOf(() => find({ text: 'message' }, ['subject']))).toBe(2);
    expect(await commandsOf(() => find({ text: 'message' }, ['subject', 'snippets']))).toBe(3);
    expect(await commandsOf(() => find({ hasAttachments: false }, ['subject']))).toBe(3);
  });

  it('is one FETCH for many messages by their ids, and for a count one STATUS behind a NOOP', async () => {
    await fill(client, 'INBOX', 5);
    const { messages } = await slice(['subject']);
    const refs = messages.flatMap(({ id }) => readMessageId(account, id) ?? []);
    const wanted = { fields: summaryFields, bodyMaxBytes: 0 };
    expect(await commandsOf(() => world.imap.reader.read(account, refs, wanted, never))).toBe(1);
    // Of the selected mailbox Dovecot would count only what it has told.
    expect(await commandsOf(() => world.imap.reader.count(account, inbox, null, never))).toBe(2);
    expect(
      await commandsOf(() => world.imap.reader.count(account, inbox, { subject: 'message' }, never)),
    ).toBe(1);
  });

  it('is one SELECT for whether a list is still the same, and for that nothing has changed since a state', async () => {
    await fill(client, 'INBOX', 2);
    const known = (await slice(['subject'])).version;
    let version: string | null = null;
    expect(
      await commandsOf(async () => (version = await world.imap.reader.version(account, inbox, never))),
    ).toBe(1);
    expect(version).toBe(known);
    const { uidValidity, to } = await world.imap.changeReader.look(account, inbox, null, never);
    const span = { uidValidity, from: to, to: null, after: 0, remembered: false, limit: 10, present: null };
    const look = (): Promise<unknown> => world.imap.changeReader.look(account, inbox, span, never);
    expect(await commandsOf(look)).toBe(1);
    await fill(client, 'INBOX', 1);
    expect(await commandsOf(look)).toBe(2);
    await client.mailboxOpen('INBOX');
    await client.messageDelete('1');
    expect(await commandsOf(look)).toBe(3);
    // The list that follows is of that moment, and needs no more than it did.
    expect(await commandsOf(() => slice(['subject']))).toBe(1);
  });

  it('asks the server for nothing that no field needs', async () => {
    await fill(client, 'INBOX', 1);
    await slice(['uid'], 1);
    const received = async (fields: readonly MessageField[]): Promise<number> => {
      const used = await world.pool.lease(account, {}, never, (session) => Promise.resolve(session.client));
      const before = used.stats().received;
      await slice(fields, 1);
      return used.stats().received - before;
    };
    const [flags, subject, summary] = [
      await received(['flags']),
      await received(['subject']),
      await received(summaryFields),
    ];
    expect(flags).toBeLessThan(subject / 2);
    expect(subject).toBeLessThan(summary);
  });
});
