/** What is remembered of messages never shows: lists and messages are as they would be without it, only cheaper. */
import type { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { readMessageId } from '../../src/domain/ids.ts';
import {
  bodyFields,
  describedFields,
  machineFields,
  summaryFields,
  type HtmlForm,
  type MessageField,
  type MessageView,
} from '../../src/domain/message.ts';
import type { PersonaName } from '../../src/sandbox/personas/personas.ts';
import type { MessageSlice } from '../../src/use-cases/ports/mail.ts';
import { chance } from '../support/chance.ts';
import {
  directClient,
  fill,
  never,
  plainMessage,
  testAccount,
  testPool,
  type TestPool,
} from '../support/imap-account.ts';
import { startPersona } from '../support/persona.ts';

let world: TestPool;
/** Without memory. */
let plain: TestPool;
let account: Account;
let client: ImapFlow;

beforeAll(() => {
  world = testPool();
  plain = testPool({}, undefined, 0);
});
afterAll(() => Promise.all([world.pool.close(1_000), plain.pool.close(1_000)]));
beforeEach(async () => {
  account = testAccount({ connections: 2 });
  client = await directClient(account);
});
afterEach(() => client.logout());

interface Asked {
  readonly limit?: number;
  readonly anchor?: MessageSlice['next'];
  readonly mailbox?: string;
  readonly html?: HtmlForm;
}

async function slice(
  { imap }: TestPool,
  of: Account,
  fields: readonly MessageField[],
  { limit = 5, anchor = null, mailbox: path = 'INBOX', html = { as: 'raw', images: 'block' } }: Asked = {},
): Promise<MessageSlice> {
  const mailbox = await imap.mailboxes.resolve(of, { by: 'path', path }, never);
  // A view of before may lack what others removed a moment ago.
  if (imap === plain.imap) await imap.reader.version(of, mailbox, never);
  return await imap.reader.slice(
    of,
    mailbox,
    { filter: null, anchor, limit, fields, bodyMaxBytes: 10_000, html },
    never,
  );
}

async function get(
  { imap }: TestPool,
  { id }: Pick<MessageView, 'id'>,
  fields: readonly MessageField[] = wholeMessage,
): Promise<MessageView | null> {
  const ref = readMessageId(account, id);
  if (ref === null) throw new Error('no id');
  const [message = null] = await imap.reader.read(account, [ref], { fields, bodyMaxBytes: 10_000 }, never);
  return message;
}

const wholeMessage = [...summaryFields, ...describedFields, ...machineFields, ...bodyFields];

/** Octets that the server sends on the account's connections while `work` runs, and commands that it answers. */
async function costOf(work: () => Promise<unknown>): Promise<{ commands: number; received: number }> {
  let commands = 0;
  const used = await world.pool.lease(account, { mailbox: 'INBOX' }, never, (session) =>
    Promise.resolve(session.client),
  );
  const onResponse = (): void => void (commands += 1);
  used.on('response', onResponse);
  const before = used.stats().received;
  await work();
  used.off('response', onResponse);
  return { commands, received: used.stats().received - before };
}

describe('what is remembered of messages', () => {
  it.each<[string, PersonaName | null]>([
    ['Dovecot', null],
    ['Gmail', 'gmail'],
    ['Yahoo', 'yahoo'],
    ['a server without CONDSTORE', 'minimal'],
  ])('never shows, whatever happens to the mailbox on %s', async (_, persona) => {
    const server = persona === null ? null : await startPersona(persona);
    const own: Account = server === null ? account : { ...server.account, limits: account.limits };
    const { between, seed } = chance();
    const inbox = await world.imap.mailboxes.resolve(own, { by: 'special-use', use: 'inbox' }, never);
    const append = (subject: string): Promise<unknown> =>
      plain.imap.writer.append(own, inbox, { content: Buffer.from(plainMessage(subject)), flags: [] }, never);
    for (let number = 1; number <= 12; number += 1) await append(`message ${number}`);
    const projections: readonly (readonly MessageField[])[] = [
      summaryFields,
      ['subject', 'flags'],
      ['id', 'size', 'text'],
      wholeMessage,
    ];
    for (let step = 1; step <= 25; step += 1) {
      const all = await slice(plain, own, ['id'], { limit: 50 });
      const refs = all.messages.flatMap(({ id }) => readMessageId(own, id) ?? []);
      const some = refs[between(0, refs.length)];
      const chosen = some === undefined ? [] : [some];
      switch (between(0, 5)) {
        case 0:
          await append(`arrival ${step}`);
          break;
        case 1:
          await world.imap.writer.expunge(own, chosen, never);
          break;
        case 2: {
          const flags = { add: [`k${step}`], remove: ['\\Seen'] };
          await plain.imap.writer.flag(own, chosen, flags, null, never);
          break;
        }
        default:
      }
      const fields = projections[between(0, projections.length)] ?? summaryFields;
      const limit = between(1, 8);
      let anchor: MessageSlice['next'] = null;
      let other: MessageSlice['next'] = null;
      for (let page = 1; page <= 3; page += 1) {
        const seen = await slice(world, own, fields, { limit, anchor });
        const expected = await slice(plain, own, fields, { limit, anchor: other });
        expect(seen.messages, `SEED=${seed}, step ${step}`).toEqual(expected.messages);
        expect(seen.next?.uid).toBe(expected.next?.uid);
        anchor = seen.next;
        other = expected.next;
        if (anchor === null) break;
      }
    }
    await server?.sandbox.stop();
  });

  it('lets a list that was asked for before cost its flags and no more', async () => {
    await fill(client, 'INBOX', 5);
    const first = await costOf(() => slice(world, account, summaryFields));
    const again = await costOf(() => slice(world, account, summaryFields));
    expect(again.commands).toBe(1);
    expect(again.received).toBeLessThan(first.received / 4);
  });

  it('shows at once what other clients flagged, removed and brought, in one command or two', async () => {
    await fill(client, 'INBOX', 5);
    await slice(world, account, summaryFields);
    await client.mailboxOpen('INBOX');
    await client.messageFlagsAdd('2', ['\\Flagged']);
    const flagged = await slice(world, account, ['subject', 'flags']);
    expect(flagged.messages[3]).toMatchObject({ subject: 'message 2', flags: ['\\Flagged'] });
    await client.messageDelete('3');
    const subjects = async (): Promise<readonly unknown[]> =>
      (await slice(world, account, ['subject'])).messages.map(({ subject }) => subject);
    expect(await subjects()).toEqual(['message 5', 'message 4', 'message 2', 'message 1']);
    await fill(client, 'INBOX', 1, 'new');
    expect((await costOf(async () => expect((await subjects())[0]).toBe('new 1'))).commands).toBeLessThan(3);
  });

  it('lets one message cost one command once it was listed, and no body a second time', async () => {
    await client.append('INBOX', plainMessage('long', {}, 'word '.repeat(1_000)));
    const [listed = { id: '' }] = (await slice(world, account, summaryFields)).messages;
    let [first, second]: (MessageView | null)[] = [null, null];
    expect((await costOf(async () => (first = await get(world, listed)))).commands).toBe(1);
    const again = await costOf(async () => (second = await get(world, listed)));
    expect(again.commands).toBe(1);
    expect(again.received).toBeLessThan(200);
    expect(second).toEqual(first);
    expect(first).toEqual(await get(plain, listed));
  });

  it('is nothing of a mailbox that was made anew under the same name', async () => {
    await client.mailboxCreate('again');
    await fill(client, 'again', 2, 'old');
    const own = { ...account, limits: { ...account.limits, connections: 1 } };
    const subjects = async (): Promise<readonly unknown[]> =>
      (await slice(world, own, ['subject'], { mailbox: 'again' })).messages.map(({ subject }) => subject);
    expect(await subjects()).toEqual(['old 2', 'old 1']);
    await slice(world, own, ['subject']);
    await client.mailboxDelete('again');
    await client.mailboxCreate('again');
    await fill(client, 'again', 2, 'new');
    expect(await subjects()).toEqual(['new 2', 'new 1']);
  });

  it('is nothing that a full page had no room for', async () => {
    const persona = await startPersona('yahoo');
    const status = `Reporting-MTA: dns; a.example\r\nX-Filler: ${'x'.repeat(250_000)}\r\n\r\nFinal-Recipient: rfc822; b@c.example\r\nAction: failed\r\nStatus: 5.1.1\r\n`;
    const report = plainMessage(
      'bounce',
      { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' },
      `--b\r\n\r\nIt failed.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${status}\r\n--b--`,
    );
    const long = plainMessage('header', { 'X-Filler': Array(3_000).fill('y'.repeat(60)).join('\r\n ') });
    const raws = [long, ...Array<string>(70).fill(report)].map((raw) => ({ raw: Buffer.from(raw) }));
    persona.mailbox('INBOX').append(raws);
    const { account: own } = persona;
    const fields: readonly MessageField[] = ['report', 'headers', 'truncated', 'parseError'];
    const page = await slice(world, own, fields, { limit: 250 });
    const one = async (pool: TestPool, { id }: MessageView): Promise<MessageView | null> => {
      const ref = readMessageId(own, id);
      const wanted = { fields, bodyMaxBytes: 10_000 };
      const found = await pool.imap.reader.read(own, ref === null ? [] : [ref], wanted, never);
      return found[0] ?? null;
    };
    for (const cut of [page.messages[0], page.messages.at(-1)]) {
      if (cut === undefined) throw new Error('nothing is listed');
      const whole = await one(plain, cut);
      expect(whole).not.toEqual(cut);
      expect(await one(world, cut)).toEqual(whole);
      expect(await one(world, cut)).toEqual(whole);
    }
    await persona.sandbox.stop();
  }, 60_000);

  it('holds no HTML with links that expire', async () => {
    const html = plainMessage('page', { 'Content-Type': 'text/html' }, `<p>hello <b>${'you '.repeat(100)}`);
    await client.append('INBOX', html);
    const as = (form: HtmlForm): Promise<MessageSlice> => slice(world, account, ['html'], { html: form });
    const safe = { as: 'safe', images: 'block' } as const;
    await as(safe);
    const again = await costOf(() => as(safe));
    expect(again.received).toBeGreaterThan(400);
    expect((await as({ as: 'raw', images: 'block' })).messages[0]?.html).toContain('<p>hello');
    expect((await as(safe)).messages[0]?.html).toContain('</b>');
  });
});
