import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';
import type { Account } from '../../src/domain/account.ts';
import { refsOf } from '../../src/domain/bulk.ts';
import { readMessageId, type MessageRef } from '../../src/domain/ids.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import type { MessageView } from '../../src/domain/message.ts';
import {
  directClient,
  fill,
  never,
  plainMessage,
  testAccount,
  testPool,
  type TestPool,
} from '../support/imap-account.ts';
import { seedMailbox } from '../support/seed-mailbox.ts';

let world: TestPool;
let account: Account;
let inbox: Mailbox;
let archive: Mailbox;

const mailbox = (path: string): Promise<Mailbox> =>
  world.imap.mailboxes.resolve(account, { by: 'path', path }, never);
const list = async (where: Mailbox = inbox): Promise<readonly MessageView[]> => {
  const query = {
    filter: null,
    anchor: null,
    limit: 50,
    fields: ['subject', 'flags', 'modseq'],
    bodyMaxBytes: 0,
  } as const;
  return (await world.imap.reader.slice(account, where, query, never)).messages;
};
const refOf = ({ id }: { readonly id: string }): MessageRef => {
  const ref = readMessageId(account, id);
  if (ref === null) throw new Error('not an id of this account');
  return ref;
};
const refs = async (where: Mailbox = inbox): Promise<MessageRef[]> => (await list(where)).map(refOf);
const subjects = async (where: Mailbox = inbox): Promise<readonly (string | null | undefined)[]> =>
  (await list(where)).map(({ subject }) => subject);
const missing = (ref: MessageRef): MessageRef => ({ ...ref, uid: 4_000 });

describe('changes on a server with UIDPLUS, MOVE and CONDSTORE', () => {
  let client: ImapFlow;

  beforeAll(() => {
    world = testPool();
  });
  afterAll(() => world.pool.close(1_000));
  beforeEach(async () => {
    account = testAccount();
    client = await directClient(account);
    await client.mailboxCreate('Archive/2026');
    await fill(client, 'INBOX', 3);
    inbox = await mailbox('INBOX');
    archive = await mailbox('Archive/2026');
  });
  afterEach(async () => {
    await client.logout();
  });

  it('are seen also where as many messages have come as have gone', async () => {
    account = { ...account, limits: { ...account.limits, connections: 1 } };
    const [, , oldest] = await refs();
    if (oldest === undefined) throw new Error('not three');
    await client.mailboxOpen('INBOX');
    await client.messageDelete('1', { uid: false });
    await fill(client, 'INBOX', 1, 'new');
    const latest = { ...oldest, uid: 4 };
    const wanted = { fields: ['subject'], bodyMaxBytes: 0 } as const;
    const [gone, come] = await world.imap.reader.read(account, [oldest, latest], wanted, never);
    expect([gone, come?.subject]).toEqual([null, 'new 1']);
  });

  it('of flags are made for all that are there', async () => {
    const [third, second, first] = await refs();
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three were made');
    const add = { add: ['\\seen', 'Work'], remove: [] };
    const added = await world.imap.writer.flag(account, [missing(first), first, third], add, null, never);
    expect(added.map(({ outcome }) => outcome)).toEqual(['absent', 'done', 'done']);
    await world.imap.writer.flag(account, [first], { add: ['\\Flagged'], remove: ['Work'] }, null, never);
    await world.imap.writer.flag(account, [second], { set: ['\\Answered'] }, null, never);
    const flags = (await list()).map((message) => [...(message.flags ?? [])].sort());
    expect(flags).toEqual([['Work', '\\Seen'], ['\\Answered'], ['\\Flagged', '\\Seen']]);
    await world.imap.writer.flag(account, [first, second, third], { set: [] }, null, never);
    expect((await list()).flatMap((message) => message.flags)).toEqual([]);
  });

  it('of a keyword that spells NIL are read back, searched for and undone like any other', async () => {
    const [last] = await refs();
    if (last === undefined) throw new Error('three were made');
    await world.imap.writer.flag(account, [last], { add: ['NIL', 'Work'], remove: [] }, null, never);
    expect((await list()).map(({ flags }) => [...(flags ?? [])].sort())).toEqual([['NIL', 'Work'], [], []]);
    const filter = { flags: { has: ['nil'], lacks: [] } };
    const query = { filter, anchor: null, limit: 50, fields: ['subject'], bodyMaxBytes: 0 } as const;
    const found = await world.imap.reader.slice(account, inbox, query, never);
    expect(found.messages.map(({ id }) => readMessageId(account, id))).toEqual([last]);
    await world.imap.writer.flag(account, [last], { add: [], remove: ['NIL'] }, null, never);
    expect((await list())[0]?.flags).toEqual(['Work']);
  });

  it('leave alone what has changed since', async () => {
    const messages = await list();
    const [newest, , oldest] = messages;
    if (newest === undefined || oldest === undefined) throw new Error('three were made');
    const since = newest.modseq ?? '';
    await client.mailboxOpen('INBOX');
    await client.messageFlagsAdd(String(oldest.uid), ['\\Flagged'], { uid: true });
    const results = await world.imap.writer.flag(
      account,
      messages.map(refOf),
      { add: ['\\Seen'], remove: ['Old'] },
      since,
      never,
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'modified']);
  });

  it('move to another mailbox under the new id, and at once', async () => {
    const [third, , first] = await refs();
    if (first === undefined || third === undefined) throw new Error('three were made');
    const results = await world.imap.writer.move(account, [first, missing(first), third], archive, never);
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'absent', 'done']);
    expect(await subjects()).toEqual(['message 2']);
    const targets = results.map((result) => (result.outcome === 'done' ? result.target : null));
    const read = await world.imap.reader.read(
      account,
      targets.filter((target) => target !== null),
      { fields: ['subject', 'mailboxPath'], bodyMaxBytes: 0 },
      never,
    );
    expect(read.map((message) => message?.subject)).toEqual(['message 1', 'message 3']);
  });

  it('copy and leave the original', async () => {
    const [third] = await refs();
    if (third === undefined) throw new Error('three were made');
    const [result] = await world.imap.writer.copy(account, [third], archive, never);
    expect(result).toMatchObject({ outcome: 'done', target: { mailboxId: archive.id } });
    expect(await subjects(archive)).toEqual(['message 3']);
    expect(await subjects()).toHaveLength(3);
  });

  it('remove for good only what was named', async () => {
    await client.mailboxOpen('INBOX');
    await client.messageFlagsAdd('1', ['\\Deleted'], { uid: true });
    const [third] = await refs();
    if (third === undefined) throw new Error('three were made');
    const results = await world.imap.writer.expunge(account, [third, missing(third)], never);
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'absent']);
    expect(await subjects()).toEqual(['message 2', 'message 1']);
  });

  it('move each message once, also when it is moved twice at the same time', async () => {
    await seedMailbox(account.email, 'INBOX', 200);
    const { uidValidity, uids } = await world.imap.reader.match(account, inbox, null, never);
    const wanted = { fields: ['subject'], bodyMaxBytes: 0 } as const;
    const all = [...refsOf([{ mailboxId: inbox.id, uidValidity, uids }])];
    // Two connections, so that neither waits for the other.
    const both = Promise.all([1, 2].map(() => world.imap.reader.read(account, all, wanted, never)));
    expect((await both).flat()).toHaveLength(2 * all.length);
    const moves = await Promise.all(
      [all, all.toReversed()].map((each) => world.imap.writer.move(account, each, archive, never)),
    );
    expect(await world.imap.reader.count(account, archive, null, never)).toBe(all.length);
    const done = moves.flat().filter(({ outcome }) => outcome === 'done');
    expect(done).toHaveLength(all.length);
  });

  it('are seen at once on every connection of the account', async () => {
    await Promise.all(Array.from({ length: 4 }, () => list()));
    const [third] = await refs();
    if (third === undefined) throw new Error('three were made');
    await world.imap.writer.expunge(account, [third], never);
    const views = await Promise.all(Array.from({ length: 8 }, () => subjects()));
    for (const view of views) expect(view).toEqual(['message 2', 'message 1']);
  });

  it('append a message with its flags and find it by Message-ID', async () => {
    const content = Buffer.from(plainMessage('draft', { 'Message-ID': '<draft-1@postern.test>' }));
    const ref = await world.imap.writer.append(
      account,
      archive,
      { content, flags: ['\\Draft', '\\Seen'] },
      never,
    );
    expect(ref).toMatchObject({ mailboxId: archive.id });
    expect(await list(archive)).toMatchObject([{ subject: 'draft', flags: ['\\Seen', '\\Draft'] }]);
    expect(await world.imap.writer.find(account, archive, '<draft-1@postern.test>', never)).toEqual([ref]);
    expect(await world.imap.writer.find(account, archive, '<draft-2@postern.test>', never)).toEqual([]);
  });

  it('to a mailbox that has gone say that its id is stale', async () => {
    await client.mailboxDelete('Archive/2026');
    const [third] = await refs();
    if (third === undefined) throw new Error('three were made');
    await expect(world.imap.writer.copy(account, [third], archive, never)).rejects.toMatchObject({
      code: 'stale-reference',
    });
  });
});

describe('changes on a server without UIDPLUS and MOVE', () => {
  let dovecot: Dovecot;
  let folder: string;
  let client: ImapFlow;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pt-'));
    dovecot = await startDovecot({ folder, capability: 'IMAP4rev1 LITERAL+ IDLE NAMESPACE' });
    world = testPool({}, () => dovecot.password);
  });
  afterAll(async () => {
    await world.pool.close(1_000);
    await dovecot.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    account = testAccount({ port: dovecot.imapPort });
    client = await directClient(account, dovecot);
    await client.mailboxCreate('Archive');
    await fill(client, 'INBOX', 3);
    inbox = await mailbox('INBOX');
    archive = await mailbox('Archive');
  });
  afterEach(async () => {
    await client.logout();
  });

  it('look up the new ids by Message-ID', async () => {
    const [third, second] = await refs();
    if (second === undefined || third === undefined) throw new Error('three were made');
    const results = await world.imap.writer.move(account, [second, third], archive, never);
    expect(await subjects(archive)).toEqual(['message 3', 'message 2']);
    expect(await subjects()).toEqual(['message 1']);
    const [inArchive3, inArchive2] = await refs(archive);
    expect(results).toEqual([
      { outcome: 'done', target: inArchive2 },
      { outcome: 'done', target: inArchive3 },
    ]);
    const content = Buffer.from(plainMessage('new'));
    const ref = await world.imap.writer.append(account, archive, { content, flags: [] }, never);
    expect([ref]).toEqual((await refs(archive)).slice(0, 1));
  });

  it('are refused where they would remove the messages of others', async () => {
    await client.mailboxOpen('INBOX');
    await client.messageFlagsAdd('1', ['\\Deleted'], { uid: true });
    const [third] = await refs();
    if (third === undefined) throw new Error('three were made');
    const unsupported = { code: 'unsupported-by-server' };
    await expect(world.imap.writer.expunge(account, [third], never)).rejects.toMatchObject(unsupported);
    await expect(world.imap.writer.move(account, [third], archive, never)).rejects.toMatchObject(unsupported);
    expect(await subjects()).toHaveLength(3);
    expect(await subjects(archive)).toEqual([]);
    await client.messageFlagsRemove('1', ['\\Deleted'], { uid: true });
    await world.imap.writer.expunge(account, [third], never);
    expect(await subjects()).toEqual(['message 2', 'message 1']);
  });

  it('have no precondition to offer without CONDSTORE, and pages and searches work all the same', async () => {
    const [third] = await refs();
    if (third === undefined) throw new Error('three were made');
    const flag = { add: ['\\Seen'], remove: [] };
    await expect(world.imap.writer.flag(account, [third], flag, '1', never)).rejects.toMatchObject({
      code: 'precondition-unsupported',
      status: 412,
    });
    const filter = { any: [{ subject: 'message 1' }, { subject: 'message 3' }] };
    expect(await world.imap.reader.count(account, inbox, filter, never)).toBe(2);
    const query = { anchor: null, limit: 1, fields: ['subject'], bodyMaxBytes: 0 } as const;
    const first = await world.imap.reader.slice(account, inbox, { ...query, filter }, never);
    const next = await world.imap.reader.slice(
      account,
      inbox,
      { ...query, filter, anchor: first.next },
      never,
    );
    expect([...first.messages, ...next.messages].map(({ subject }) => subject)).toEqual([
      'message 3',
      'message 1',
    ]);
    const page = await world.imap.reader.slice(account, inbox, { ...query, filter: null }, never);
    const lost = page.next === null ? null : { ...page.next, sequence: null };
    const after = await world.imap.reader.slice(
      account,
      inbox,
      { ...query, filter: null, anchor: lost },
      never,
    );
    expect(after.messages.map(({ subject }) => subject)).toEqual(['message 2']);
  });
});

describe('changes that another client is faster with', () => {
  let sandbox: MailSandbox;
  let mine: TestPool;

  beforeEach(async () => {
    sandbox = await startMailSandbox();
    mine = testPool({}, () => 'pass');
    account = { ...testAccount({ connections: 1 }), imap: sandbox.settings };
    sandbox.inbox.append([1, 2, 3].map((number) => ({ raw: Buffer.from(plainMessage(`${number}`)) })));
  });
  afterEach(async () => {
    await mine.pool.close(1_000);
    await sandbox.stop();
  });

  it.each([
    ['move', []],
    ['move', [1]],
    ['copy', []],
    ['copy', [1]],
  ] as const)('tell the outcome of each message: %s, of which %j are left', async (how, left) => {
    const { mailboxes, reader, writer } = mine.imap;
    const named = (use: 'inbox' | 'sent'): Promise<Mailbox> =>
      mailboxes.resolve(account, { by: 'special-use', use }, never);
    const [from, to] = [await named('inbox'), await named('sent')];
    const { uidValidity } = sandbox.inbox;
    const three = [1, 2, 3].map((uid) => ({ mailboxId: from.id, uidValidity, uid }));
    await reader.read(account, three, { fields: ['subject'], bodyMaxBytes: 0 }, never);
    const used = await mine.pool.lease(account, {}, never, (session) => Promise.resolve(session.client));
    // Between the question who is there and the change.
    used.once('response', () => {
      sandbox.inbox.expunge([1, 2, 3].filter((uid) => !left.some((each) => each === uid)));
    });
    const results = await writer[how](account, three, to, never);
    expect(results.map(({ outcome }) => outcome)).toEqual(
      [1, 2, 3].map((uid) => (left.some((each) => each === uid) ? 'done' : 'absent')),
    );
    expect(await reader.count(account, to, null, never)).toBe(left.length);
  });
});
