/** Conversations where nothing but the messages tells them: what is followed, at what price, and where it ends. */
import type { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { threadId } from '../../src/domain/ids.ts';
import { createThreads, threadBounds, type Thread, type Threads } from '../../src/use-cases/threads.ts';
import { letterOf, messageIdOf, minute, type ConversationLetter } from '../support/conversation.ts';
import { directClient, never, testAccount, testPool, type TestPool } from '../support/imap-account.ts';
import { admin } from '../support/samples.ts';

let world: TestPool;
let threads: Threads;
let account: Account;
let client: ImapFlow;

beforeAll(() => {
  world = testPool();
  threads = createThreads({
    openAccount: () => Promise.resolve(account),
    mailboxes: world.imap.mailboxes,
    messages: world.imap.reader,
  });
});
afterAll(() => world.pool.close(1_000));
beforeEach(async () => {
  account = testAccount({ connections: 3 });
  client = await directClient(account);
});
afterEach(() => client.logout());

/** One minute after the other. */
async function file(letters: readonly (ConversationLetter & { readonly in?: string })[]): Promise<void> {
  for (const [index, letter] of letters.entries())
    await client.append(letter.in ?? 'INBOX', letterOf(letter), [], minute(index));
}

const rooted = (name: string): string => threadId(account, { source: 'root', value: messageIdOf(name) });
const get = (id: string): Promise<Thread> =>
  threads.get(admin, account.id, id, { fields: ['subject', 'mailboxPath'], bodyMaxBytes: 0 }, never);
const subjects = ({ messages }: Thread): readonly unknown[] => messages.map(({ subject }) => subject);
/** How many are sent over one connection. */
async function commandsOf(work: () => Promise<unknown>): Promise<number> {
  account = { ...account, limits: { ...account.limits, connections: 1 } };
  let commands = 0;
  await world.pool.lease(account, {}, never, (session) => {
    session.client.on('response', () => void (commands += 1));
    return Promise.resolve();
  });
  await work();
  return commands;
}
/** So many letters, each an answer to the one before; by turns in the mailboxes. */
const chain = (count: number, ...paths: string[]): Parameters<typeof file>[0] =>
  Array.from({ length: count }, (_, index) => ({
    name: `letter ${index}`,
    ...(index === 0 ? {} : { inReplyTo: `letter ${index - 1}` }),
    in: paths[index % paths.length] ?? 'INBOX',
  }));

describe('a conversation', () => {
  it('is followed through mailers that name only what they answer', async () => {
    await file(chain(12, 'INBOX'));
    for (const name of ['letter 0', 'letter 7', 'letter 11']) {
      const thread = await get(rooted(name));
      expect(subjects(thread)).toEqual(chain(12).map((letter) => letter.name));
      expect(thread.truncated).toBe(false);
    }
  });

  it('is found in few commands in however many steps it goes on, where the server threads', async () => {
    await file(chain(8, 'INBOX'));
    expect(await commandsOf(() => get(rooted('letter 0')))).toBeLessThanOrEqual(1 + 5 + 2);
  });

  it('is whole without a message in its middle that was deleted', async () => {
    await file([
      { name: 'first', references: [] },
      { name: 'third', inReplyTo: 'second', references: ['first', 'second'] },
      { name: 'fourth', inReplyTo: 'second' },
    ]);
    expect(subjects(await get(rooted('first')))).toEqual(['first', 'third', 'fourth']);
    expect(subjects(await get(rooted('second')))).toEqual(['first', 'third', 'fourth']);
  });

  it('is not joined by equal subjects, nor by a Message-ID that holds another', async () => {
    await file([{ name: 'lunch' }, { name: 'x', subject: 'Re: lunch' }]);
    await client.append('INBOX', 'Message-ID: lunch@talk.postern.test\r\nSubject: without brackets\r\n\r\n');
    await client.append('INBOX', 'References: <brunch@talk.postern.test>\r\nSubject: brunch\r\n\r\n');
    expect(subjects(await get(rooted('lunch')))).toEqual(['lunch']);
    const bare = threadId(account, { source: 'root', value: 'lunch@talk.postern.test' });
    expect(subjects(await get(bare))).toEqual(['without brackets']);
  });

  it('says that it may go on where it is followed no further', async () => {
    await client.mailboxCreate('Other');
    await file(chain(30, 'INBOX', 'Other'));
    const thread = await get(rooted('letter 0'));
    expect(thread.truncated).toBe(true);
    expect(thread.messages.length).toBeGreaterThan(threadBounds.rounds);
    expect(subjects(thread)).toEqual(chain(thread.messages.length).map(({ name }) => name));
  });

  it('shows the first of more messages than it shows', async () => {
    await file([{ name: 'root' }, { name: 'reply', references: ['root'] }]);
    await client.mailboxOpen('INBOX');
    // This server does not tell that they are copies.
    for (let count = 2; count <= threadBounds.messages; count *= 2) await client.messageCopy('1:*', 'INBOX');
    const thread = await get(rooted('root'));
    expect(thread.truncated).toBe(true);
    expect(thread.messages).toHaveLength(threadBounds.messages);
    expect(new Set(subjects(thread).slice(0, 100))).toEqual(new Set(['root']));
  });

  it('of forged names without end is refused nothing and costs no more than its bound', async () => {
    const references = Array.from({ length: 900 }, (_, index) => `forged ${index}`);
    await file([{ name: 'innocent' }, { name: 'forger', references: ['innocent', ...references] }]);
    expect(subjects(await get(rooted('innocent')))).toEqual(['innocent', 'forger']);
  });

  it('without messages, of another account or forged is not there', async () => {
    const other = threadId(testAccount(), { source: 'root', value: '<a@b>' });
    for (const id of [rooted('nobody'), other, 'thr_AAAA', rooted('nobody').replace('thr_', 'msg_')])
      await expect(get(id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('that another kind of server told is stale', async () => {
    await file([{ name: 'any' }]);
    for (const source of ['thread', 'gmail'] as const)
      await expect(get(threadId(account, { source, value: '17' }))).rejects.toMatchObject({
        code: 'stale-reference',
      });
  });

  it('costs four commands in each mailbox that has nothing of it', async () => {
    for (const path of ['Sent', 'Projects', 'Empty']) await client.mailboxCreate(path);
    await file([
      { name: 'question' },
      { name: 'answer', references: ['question'], in: 'Sent' },
      { name: 'noise', in: 'Projects' },
    ]);
    const commands = await commandsOf(async () => {
      expect(subjects(await get(rooted('question')))).toEqual(['question', 'answer']);
    });
    // LIST; SELECT and SEARCH of three mailboxes, FETCH where there is some and a look at what that names; the others are
    // asked for the answer too; SELECT and FETCH of two.
    expect(commands).toBeLessThanOrEqual(1 + 3 * 2 + 3 + 2 * 2 + 2 * 2 + 1);
  });
});
