/** Browsing, reading and changing as callers meet them: scopes, names of mailboxes, cursors, Trash. */
import { randomBytes } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { MessageView } from '../../src/domain/message.ts';
import type { PageRequest } from '../../src/domain/page.ts';
import type { Principal, Scope } from '../../src/domain/principal.ts';
import type { Filter } from '../../src/domain/search.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { createBrowseMail, type BrowseMail } from '../../src/use-cases/browse-mail.ts';
import { createCarryOut } from '../../src/use-cases/carry-out.ts';
import { createChangeMessages, type ChangeMessages } from '../../src/use-cases/change-messages.ts';
import { createOpenAccount } from '../../src/use-cases/open-account.ts';
import { createMessageReferences } from '../../src/use-cases/message-reference.ts';
import { createReadMessage, type ReadMessage } from '../../src/use-cases/read-message.ts';
import { freshAccounts } from '../support/fresh-accounts.ts';
import { fill, never, plainMessage, testAccount } from '../support/imap-account.ts';

let account: Account;
let other: Account;
let client: ImapFlow;
let browse: BrowseMail;
let read: ReadMessage;
let change: ChangeMessages;

const principal = (...scopes: readonly Scope[]): Principal => ({ id: 'key_1', scopes, accounts: 'all' });
const reader = principal('messages:read', 'bodies:read');
const writer = principal('messages:read', 'bodies:read', 'messages:write');

const world = freshAccounts((fresh) => {
  ({ account, client } = fresh);
});
beforeEach(async () => {
  other = testAccount();
  const accounts = new Map([account, other].map((each) => [each.id, each]));
  const openAccount = createOpenAccount({
    accounts: { get: (id) => Promise.resolve(accounts.get(id) ?? null) },
  });
  const cursors = createCursorSeal([{ id: 'k1', key: randomBytes(32) }]);
  const { mailboxes, reader: messages, writer: changes } = world.imap;
  browse = createBrowseMail({ openAccount, mailboxes, messages, cursors });
  const references = createMessageReferences({ mailboxes, messages });
  read = createReadMessage({ openAccount, messages, references });
  const carryOut = createCarryOut({ reader: messages, writer: changes });
  change = createChangeMessages({
    openAccount,
    mailboxes,
    reader: messages,
    writer: changes,
    carryOut,
    references,
  });
  await fill(client, 'INBOX', 5);
});

const wanted = { fields: ['subject', 'mailboxPath'], bodyMaxBytes: 0 } as const;
const list = (page: Partial<PageRequest> = {}, filter: Filter | null = null, mailbox = 'inbox') =>
  browse.listMessages(reader, account.id, { mailbox, filter, ...wanted }, { limit: 2, ...page }, never);
const subjects = ({ items }: { readonly items: readonly MessageView[] }) =>
  items.map(({ subject }) => subject);
const ids = async (mailbox = 'inbox'): Promise<readonly string[]> =>
  (await list({ limit: 50 }, null, mailbox)).items.map(({ id }) => id);
const fails = async (work: Promise<unknown>): Promise<unknown> =>
  await work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

describe('lists of messages', () => {
  it('go on by cursor in both directions, and from any item', async () => {
    const first = await list();
    expect(subjects(first)).toEqual(['message 5', 'message 4']);
    expect(first.previous).toBeNull();
    const second = await list({ cursor: first.next ?? '' });
    expect(subjects(second)).toEqual(['message 3', 'message 2']);
    expect(subjects(await list({ cursor: second.previous ?? '' }))).toEqual(['message 5', 'message 4']);
    const item = second.cursorAt(1);
    expect(subjects(await list({ cursor: item }))).toEqual(['message 1']);
    expect(subjects(await list({ cursor: item, direction: 'previous' }))).toEqual(['message 4', 'message 3']);
  });

  it('begin at the oldest where the last ones are asked for', async () => {
    const last = await list({ direction: 'previous' });
    expect(subjects(last)).toEqual(['message 2', 'message 1']);
    expect(last.next).toBeNull();
    expect(subjects(await list({ cursor: last.previous ?? '' }))).toEqual(['message 4', 'message 3']);
    const filter = { subject: 'message' };
    expect(subjects(await list({ direction: 'previous' }, filter))).toEqual(['message 2', 'message 1']);
  });

  it('refuse the cursor of another list, account or service', async () => {
    const { next } = await list();
    const cursor = next ?? '';
    expect(await fails(list({ cursor }, { subject: 'message' }))).toBe('invalid-cursor');
    expect(await fails(list({ cursor }, null, 'sent'))).toBe('invalid-cursor');
    const elsewhere = browse.listMessages(
      reader,
      other.id,
      { mailbox: 'inbox', filter: null, ...wanted },
      { limit: 2, cursor },
      never,
    );
    expect(await fails(elsewhere)).toBe('invalid-cursor');
    expect(await fails(list({ cursor: 'x'.repeat(60) }))).toBe('invalid-cursor');
  });

  it('take a filter in any order of its keys for the same', async () => {
    const one = await list({ limit: 1 }, { header: { name: 'From', value: 'alice' } });
    const same = { header: { value: 'alice', name: 'From' } };
    expect(subjects(await list({ limit: 1, cursor: one.next ?? '' }, same))).toEqual(['message 4']);
  });

  it('need the scopes of what they tell', async () => {
    const small = principal('messages:read');
    const listing = { mailbox: 'inbox', filter: null, ...wanted };
    const ask = (more: object, who = small): Promise<unknown> =>
      browse.listMessages(who, account.id, { ...listing, ...more }, { limit: 1 }, never);
    expect(await fails(ask({}))).toBe('nothing was refused');
    expect(await fails(ask({ fields: ['text'] }))).toBe('forbidden');
    expect(await fails(ask({ filter: { not: { body: 'x' } } }))).toBe('forbidden');
    expect(await fails(ask({}, principal('accounts:read')))).toBe('forbidden');
    expect(await fails(ask({}, { ...small, accounts: [other.id] }))).toBe('not-found');
    const huge: Filter = { any: Array.from({ length: 300 }, () => ({ subject: 'x' })) };
    expect(await fails(ask({ filter: huge }))).toBe('query-too-expensive');
  });

  it('find mailboxes by id, word and path, and say which are not there', async () => {
    const { items } = await browse.listMailboxes(reader, account.id, { limit: 50 }, never);
    const inbox = items.find(({ specialUse }) => specialUse === 'inbox');
    expect(inbox?.counts?.total).toBe(5);
    expect(subjects(await list({}, null, inbox?.id ?? ''))).toEqual(subjects(await list({}, null, 'INBOX')));
    expect(await fails(list({}, null, 'Nowhere'))).toBe('not-found');
    expect(await fails(list({}, null, 'flagged'))).toBe('no-such-special-use');
    expect(await fails(list({}, null, 'a\r\nb'))).toBe('invalid-request');
    expect(
      await browse.countMessages(reader, account.id, { mailbox: 'inbox', filter: { subject: '3' } }, never),
    ).toBe(1);
  });
});

describe('single messages', () => {
  it('are read by id, and all that is not theirs is absent alike', async () => {
    const [first = ''] = await ids();
    const forged = `${first.slice(0, -3)}AAA`;
    const many = await read.read(reader, account.id, [forged, first, 'msg_x'], wanted, never);
    expect(many.map((each) => each?.subject ?? null)).toEqual([null, 'message 5', null]);
    expect(await fails(read.get(reader, account.id, forged, wanted, never))).toBe('not-found');
    expect(await fails(read.get(reader, other.id, first, wanted, never))).toBe('not-found');
  });

  it('give an attachment only under their own id', async () => {
    const parts = [
      '--b',
      'Content-Type: text/plain',
      '',
      'hi',
      '--b',
      'Content-Disposition: attachment; filename=a.txt',
      '',
      'content',
      '--b--',
    ];
    const type = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' };
    await client.append('INBOX', plainMessage('with', type, parts.join('\r\n')));
    const [withIt = '', without = ''] = await ids();
    const message = await read.get(
      reader,
      account.id,
      withIt,
      { fields: ['attachments'], bodyMaxBytes: 0 },
      never,
    );
    const attachment = message.attachments?.[0]?.id ?? '';
    const part = await read.attachment(reader, account.id, withIt, attachment, 'all', never);
    expect(part).toMatchObject({ filename: 'a.txt', size: 7 });
    part.stream.destroy();
    expect(await fails(read.attachment(reader, account.id, without, attachment, 'all', never))).toBe(
      'not-found',
    );
    const source = await read.raw(reader, account.id, withIt, 'all', never);
    source.stream.destroy();
    expect(await fails(read.raw(principal('messages:read'), account.id, withIt, 'all', never))).toBe(
      'forbidden',
    );
  });

  it('of a mailbox that was made anew are stale alone, and absent among others', async () => {
    await client.mailboxCreate('Brief');
    await client.append('Brief', plainMessage('old'));
    const [old = ''] = await ids('Brief');
    const [fresh = ''] = await ids();
    await client.mailboxDelete('Brief');
    const both = await read.read(reader, account.id, [old, fresh], wanted, never);
    expect(both.map((each) => each?.subject ?? null)).toEqual([null, 'message 5']);
    expect(await fails(read.get(reader, account.id, old, wanted, never))).toBe('stale-reference');
  });
});

describe('changes', () => {
  it('need their scope, and flags that exist', async () => {
    const [first = ''] = await ids();
    const flag = (who: Principal, flags: readonly string[]): Promise<unknown> =>
      change.flag(who, account.id, [first], { set: flags }, { unchangedSince: null }, never);
    expect(await fails(flag(reader, ['\\Seen']))).toBe('forbidden');
    expect(await fails(flag(writer, ['\\Odd']))).toBe('invalid-request');
    expect(await fails(flag(writer, ['a b']))).toBe('invalid-request');
    const both = { add: ['Seen', 'Later'], remove: ['later'] };
    const how = { unchangedSince: null };
    expect(await fails(change.flag(writer, account.id, [first], both, how, never))).toBe('invalid-request');
    expect(await flag(writer, ['\\seen'])).toEqual([{ id: first, outcome: 'done', newId: first }]);
  });

  it('put deleted messages into Trash, leave them there, and remove them for good when told', async () => {
    const [first = '', second = ''] = await ids();
    const trashed = await change.remove(
      writer,
      account.id,
      [first, 'msg_x', second],
      { permanent: false },
      never,
    );
    expect(trashed.map(({ outcome }) => outcome)).toEqual(['done', 'absent', 'done']);
    const [inTrash] = trashed.map((each) => (each.outcome === 'done' ? (each.newId ?? '') : ''));
    const message = await read.get(reader, account.id, inTrash ?? '', wanted, never);
    expect(message).toMatchObject({ subject: 'message 5', mailboxPath: 'Trash' });
    const again = await change.remove(writer, account.id, [inTrash ?? ''], { permanent: false }, never);
    expect(again).toEqual([{ id: inTrash, outcome: 'done', newId: inTrash }]);
    const gone = await change.remove(writer, account.id, [inTrash ?? ''], { permanent: true }, never);
    expect(gone).toEqual([{ id: inTrash, outcome: 'done', newId: null }]);
    expect(
      await change.remove(writer, account.id, [inTrash ?? ''], { permanent: false }, never),
    ).toMatchObject([{ outcome: 'absent' }]);
    expect(subjects(await list({ limit: 9 }))).toEqual(['message 3', 'message 2', 'message 1']);
  });

  it('move and copy by the name of a mailbox, and append what is shown at once', async () => {
    await client.mailboxCreate('Box/inner');
    const [first = ''] = await ids();
    const [copied] = await change.copy(writer, account.id, [first], 'sent', never);
    expect(copied).toMatchObject({ id: first, outcome: 'done' });
    const [moved] = await change.move(writer, account.id, [first], 'Drafts', never);
    expect(moved).toMatchObject({ id: first, outcome: 'done' });
    expect(await fails(change.move(writer, account.id, [first], 'Nowhere', never))).toBe('not-found');
    for (const how of ['move', 'copy'] as const) {
      expect(await fails(change[how](writer, account.id, [first], 'Box', never))).toBe('refused-by-server');
    }
    const note = { mailbox: 'Box', flags: [], content: Buffer.from(plainMessage('note')) };
    expect(await fails(change.append(writer, account.id, note, never))).toBe('refused-by-server');
    const content = Buffer.from(plainMessage('draft'));
    const { message } = await change.append(
      writer,
      account.id,
      { mailbox: 'drafts', flags: ['\\Draft'], content },
      never,
    );
    expect(message).toMatchObject({ subject: 'draft', mailboxPath: 'Drafts', flags: ['\\Draft'] });
    expect(subjects(await list({}, null, 'drafts'))).toEqual(['draft', 'message 5']);
  });
});
