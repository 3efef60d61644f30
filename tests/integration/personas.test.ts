/** What the service does with each provider and server that the sandbox can be: it reads, watches and sends, or says why not. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { WatchMode } from '../../src/domain/diagnostics.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import type { MessageView } from '../../src/domain/message.ts';
import { createImapProbe } from '../../src/imap-pool/imap-probe.ts';
import { mailboxId } from '../../src/domain/ids.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import type { Filter } from '../../src/domain/search.ts';
import type { MessageAnchor } from '../../src/use-cases/ports/mail.ts';
import { createFileSentCopy } from '../../src/use-cases/file-sent-copy.ts';
import type { PersonaName } from '../../src/sandbox/personas/personas.ts';
import { eventually } from '../support/eventually.ts';
import { filingHabits } from '../support/filing-habits.ts';
import { never, testPool, type TestPool } from '../support/imap-account.ts';
import { startPersona, type PersonaServer } from '../support/persona.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { openSendingRig, silent } from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';
import { letter, watching, type Watching } from '../support/watching.ts';

const redis = redisClient();
const blocking = redisClient();
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Known {
  /** Paths by special use, of those that the service finds. */
  readonly uses: Readonly<Record<string, string>>;
  /** The mailbox for sent mail, by its name in the store. */
  readonly sent: string | null;
  /** Whether the server has identifiers for messages and threads. */
  readonly identifies: boolean;
  readonly mode: WatchMode;
}

const personas: Readonly<Record<Exclude<PersonaName, 'outlook'>, Known>> = {
  gmail: {
    uses: {
      all: '[Gmail]/All Mail',
      drafts: '[Gmail]/Drafts',
      flagged: '[Gmail]/Starred',
      important: '[Gmail]/Important',
      junk: '[Gmail]/Spam',
      sent: '[Gmail]/Sent Mail',
      trash: '[Gmail]/Trash',
    },
    sent: '[Gmail]/Sent Mail',
    identifies: true,
    mode: 'idle',
  },
  yahoo: {
    uses: { archive: 'Archive', drafts: 'Draft', junk: 'Bulk', sent: 'Sent', trash: 'Trash' },
    sent: 'Sent',
    identifies: true,
    mode: 'poll',
  },
  icloud: {
    uses: {
      archive: 'Archive',
      drafts: 'Drafts',
      junk: 'Junk',
      sent: 'Sent Messages',
      trash: 'Deleted Messages',
    },
    sent: 'Sent Messages',
    identifies: false,
    mode: 'idle',
  },
  strato: {
    uses: { drafts: 'Drafts', junk: 'Spam', sent: 'Sent Items', trash: 'Trash' },
    sent: 'Sent Items',
    identifies: false,
    mode: 'idle',
  },
  cyrus: {
    uses: { archive: 'Archive', drafts: 'Drafts', junk: 'Junk', sent: 'Sent', trash: 'Trash' },
    sent: 'Sent',
    identifies: true,
    mode: 'idle',
  },
  courier: {
    uses: { drafts: 'INBOX.Drafts', sent: 'INBOX.Sent', trash: 'INBOX.Trash' },
    sent: 'Sent',
    identifies: false,
    mode: 'idle',
  },
  minimal: { uses: {}, sent: null, identifies: false, mode: 'poll' },
};

async function start(as: PersonaName): Promise<PersonaServer> {
  const server = await startPersona(as);
  endings.push(() => server.sandbox.stop());
  return server;
}

function pool(): TestPool['imap'] {
  const world = testPool();
  endings.push(() => world.pool.close(1_000));
  return world.imap;
}

async function inboxOf(imap: TestPool['imap'], account: Account): Promise<Mailbox> {
  return await imap.mailboxes.resolve(account, { by: 'path', path: 'INBOX' }, never);
}

async function projectsOf(imap: TestPool['imap'], account: Account): Promise<Mailbox> {
  const listed = await imap.mailboxes.list(account, { counts: false }, never);
  const projects = listed.find(({ path }) => path.endsWith('Projects'));
  if (projects === undefined) throw new Error('The mailbox is not listed.');
  return projects;
}

async function subjects(
  imap: TestPool['imap'],
  account: Account,
  mailbox: Mailbox,
  filter: Filter | null,
  limit = 50,
): Promise<readonly (string | null | undefined)[]> {
  const query = { filter, anchor: null, limit, fields: ['subject'], bodyMaxBytes: 0 } as const;
  const { messages } = await imap.reader.slice(account, mailbox, query, never);
  return messages.map(({ subject }) => subject);
}

async function watch(
  { account }: PersonaServer,
  mailboxes: Account['watch']['mailboxes'] = ['inbox'],
): Promise<Watching> {
  const { host, port } = account.imap;
  const watched = watching({
    user: account.imap.auth.username,
    redis,
    blocking,
    keys: freshKeys(),
    server: { host, port },
    watch: mailboxes,
    settings: { pollMs: 100, sweepMs: 300 },
  });
  endings.push(() => watched.leases.close());
  endings.push(await watched.start());
  return watched;
}

describe.each(Object.entries(personas) as [keyof typeof personas, Known][])('%s', (name, known) => {
  it('is listed, with the uses of its mailboxes', async () => {
    const { account } = await start(name);
    const listed = await pool().mailboxes.list(account, { counts: true }, never);
    const uses = listed.flatMap(({ specialUse, path }) => (specialUse === null ? [] : [[specialUse, path]]));
    expect(Object.fromEntries(uses)).toEqual({ inbox: 'INBOX', ...known.uses });
    expect(listed.find(({ path }) => path === 'INBOX')?.counts).toMatchObject({ total: 0, unseen: 0 });
  });

  it('is read: a list, one message whole, its octets, a search and a count', async () => {
    const server = await start(name);
    const { account } = server;
    server.fill(12);
    server.deliver(letter('Grüße an alle', 'With a word: quince.'));
    const imap = pool();
    const inbox = await inboxOf(imap, account);
    expect((await subjects(imap, account, inbox, null)).slice(0, 2)).toEqual(['Grüße an alle', 'message 12']);
    expect(await subjects(imap, account, inbox, { subject: 'message 1' })).toEqual([
      'message 12',
      'message 11',
      'message 10',
      'message 1',
    ]);
    expect(await subjects(imap, account, inbox, { body: 'quince' })).toEqual(['Grüße an alle']);
    expect(await subjects(imap, account, inbox, { subject: 'nothing of it' })).toEqual([]);
    expect(await imap.reader.count(account, inbox, { subject: 'message' }, never)).toBe(12);
    const fields = ['subject', 'text', 'threadId', 'emailId', 'modseq', 'flags'] as const;
    const query = { filter: null, anchor: null, limit: 1, fields, bodyMaxBytes: 10_000 };
    const [message] = (await imap.reader.slice(account, inbox, query, never)).messages;
    expect(message).toMatchObject({ subject: 'Grüße an alle', flags: [] });
    expect(message?.text?.trim()).toBe('With a word: quince.');
    expect(message?.threadId).toEqual(expect.any(String));
    expect(message?.emailId !== null).toBe(known.identifies);
    const ref = {
      mailboxId: inbox.id,
      uidValidity: server.mailbox('INBOX').uidValidity,
      uid: message?.uid ?? 0,
    };
    const { stream } = await imap.reader.raw(account, ref, 'all', never);
    const octets: Buffer[] = [];
    for await (const chunk of stream) octets.push(chunk as Buffer);
    expect(Buffer.concat(octets)).toEqual(server.mailbox('INBOX').messages.at(-1)?.raw);
  });

  it('is changed: flags, a move to another mailbox and back, removal', async () => {
    const server = await start(name);
    const { account, user } = server;
    if (user.mailbox('Projects') === null) user.create('Projects');
    server.fill(3);
    const imap = pool();
    const inbox = await inboxOf(imap, account);
    const projects = await projectsOf(imap, account);
    const uidValidity = server.mailbox('INBOX').uidValidity;
    const refs = server
      .mailbox('INBOX')
      .messages.map(({ uid }) => ({ mailboxId: inbox.id, uidValidity, uid }));
    await imap.writer.flag(account, refs, { add: ['\\Seen', 'work'], remove: [] }, null, never);
    for (const { flags } of server.mailbox('INBOX').messages)
      expect([...flags].sort()).toEqual(['\\Seen', 'work']);
    const [first, second] = refs;
    if (first === undefined || second === undefined) throw new Error('There are too few.');
    const [moved] = await imap.writer.move(account, [first], projects, never);
    const [copied] = await imap.writer.copy(account, [second], projects, never);
    for (const result of [moved, copied]) {
      expect(result).toMatchObject({ outcome: 'done', target: { mailboxId: projects.id } });
    }
    expect(server.mailbox('INBOX').messages).toHaveLength(2);
    expect(server.mailbox('Projects').messages).toHaveLength(2);
    await imap.writer.expunge(account, [second], never);
    expect(server.mailbox('INBOX').messages).toHaveLength(1);
  });

  it('is watched: what comes, is flagged and goes is told once each', async () => {
    const server = await start(name);
    const inbox = server.mailbox('INBOX');
    server.fill(3);
    if (server.user.mailbox('Projects') === null) server.user.create('Projects');
    const projects = await projectsOf(pool(), server.account);
    const watched = await watch(server, ['inbox', projects.path]);
    server.deliver(letter('first news'));
    await eventually(async () => expect(await watched.told()).toEqual(['received 4']));
    inbox.changeFlags([2], { add: ['\\Flagged'] });
    await eventually(async () => expect(await watched.told()).toEqual(['received 4', 'updated 2']));
    inbox.expunge([1, 4]);
    const gone = ['received 4', 'updated 2', 'deleted 1', 'deleted 4'];
    await eventually(async () => expect(await watched.told()).toEqual(gone));
    server.deliver(letter('last news'));
    await eventually(async () => expect(await watched.told()).toEqual([...gone, 'received 5']));

    server.user.move(inbox, [2], server.mailbox('Projects'));
    await eventually(async () => expect(await watched.told()).toHaveLength(gone.length + 3));
    const away = (await watched.events('message.deleted')).at(-1)?.data;
    const come = (await watched.events('message.received')).at(-1)?.data;
    expect(away?.['movedTo']).toMatchObject({ mailboxPath: projects.path });
    expect(come?.['message']).toMatchObject(away?.['movedTo'] as object);
    expect(away?.['message']).toMatchObject(come?.['movedFrom'] as object);

    server.user.rename('Projects', 'Done');
    await eventually(async () => expect(await watched.events('mailbox.renamed')).toHaveLength(1));
    const [renamed] = await watched.events('mailbox.renamed');
    const { mailbox, previous } = renamed?.data as Record<
      'mailbox' | 'previous',
      { id: string; path: string }
    >;
    expect(previous).toMatchObject({ id: mailboxId(watched.account, projects.key), path: projects.path });
    expect(mailbox.path).toBe(projects.path.replace(/Projects$/, 'Done'));
    // MAILBOXID (RFC 8474) outlives the name.
    expect(mailbox.id === previous.id).toBe(projects.key !== projects.path);
    server.mailbox('Done').expunge(server.mailbox('Done').messages.map(({ uid }) => uid));
    await eventually(async () => expect(await watched.told()).toHaveLength(gone.length + 4));
  });

  it('is watched whole: mail in a mailbox that came later, heard of in the best way there is', async () => {
    const server = await start(name);
    const watched = await watch(server, 'all');
    server.user.create('Projects');
    const raw = Buffer.from(letter('news of the project'));
    server.mailbox('Projects').append([{ raw }]);
    await eventually(async () => {
      const told = (await watched.events('message.received')).map(
        ({ data }) => data['message'] as MessageView,
      );
      expect(told.map(({ mailboxPath }) => mailboxPath?.split(/[./]/).at(-1))).toContain('Projects');
    });
    await eventually(async () => expect((await watched.report())?.mode).toBe(known.mode));
  });

  it('is found out: what it offers, how it searches and counts', async () => {
    const server = await start(name);
    server.fill(3);
    const world = testPool();
    endings.push(() => world.pool.close(1_000));
    const found = await createImapProbe(world.pool).probe(server.account, never);
    expect(found).toMatchObject({ selfTest: { searchFinds: true }, quirks: [] });
    // iCloud switches it on without saying so: nobody can rely on that.
    const kept = found.capabilities.includes('CONDSTORE') ? name !== 'icloud' : null;
    expect(found.selfTest.condstoreKept).toBe(kept);
  });

  it('is sent through, with one copy where sent mail is kept', async () => {
    const server = await start(name);
    const { account, sandbox } = server;
    const { password } = services().dovecot;
    const rig = await openSendingRig({
      redisUrl: services().redis.url,
      prefix: freshPrefix(),
      smtp: { host: '127.0.0.1', port: sandbox.smtp.port, password },
      accounts: [account],
    });
    endings.push(() => rig.close());
    const { id } = await rig.send({ text: 'A copy of this.' });
    const view = await rig.awaitFinal(id, 10_000, never);
    expect(view?.status).toBe('sent');
    expect(sandbox.arrivals().map(({ recipients }) => recipients.map(({ address }) => address))).toEqual([
      ['grace@example.org'],
    ]);
    const imap = pool();
    const habits = filingHabits();
    const file = createFileSentCopy({
      submissions: rig.store,
      accounts: { get: () => Promise.resolve(account) },
      mailboxes: imap.mailboxes,
      messages: imap.writer,
      habits,
      clock: { now: () => Date.now() },
      log: silent,
    });
    // Two of them file by themselves, which is learnt of one look.
    const files = name === 'gmail' || name === 'yahoo';
    if (!files && known.sent !== null) expect(await file(id, 1, never)).toHaveProperty('again');
    expect(await file(id, 2, never)).toBe('done');
    expect((await habits.get(account))?.files ?? null).toBe(files ? true : null);
    if (known.sent !== null) expect(server.mailbox(known.sent).messages).toHaveLength(1);
    else expect(server.user.mailboxes()).toHaveLength(1);
  });
});

describe('outlook', () => {
  it('takes no password: reading, watching and sending say so', async () => {
    const server = await start('outlook');
    const { account, sandbox } = server;
    const refusal = await pool()
      .mailboxes.list(account, { counts: false }, never)
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(GatewayError);
    expect(refusal).toMatchObject({ code: 'account-auth-failed' });
    const rig = await openSendingRig({
      redisUrl: services().redis.url,
      prefix: freshPrefix(),
      smtp: { host: '127.0.0.1', port: sandbox.smtp.port, password: services().dovecot.password },
      accounts: [account],
    });
    endings.push(() => rig.close());
    const { id } = await rig.send({});
    await eventually(async () => {
      const submission = await rig.store.get(id);
      expect(submission?.attempts[0]).toMatchObject({
        outcome: 'auth-failed',
        response: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',
      });
    });
    expect(sandbox.arrivals()).toEqual([]);
  });
});

describe('gmail', () => {
  it('has one message in several mailboxes, known by one id and one thread', async () => {
    const server = await start('gmail');
    server.fill(1);
    const imap = pool();
    const ids: unknown[] = [];
    for (const path of ['INBOX', '[Gmail]/All Mail']) {
      const mailbox = await imap.mailboxes.resolve(server.account, { by: 'path', path }, never);
      const query = {
        filter: null,
        anchor: null,
        limit: 1,
        fields: ['emailId', 'threadId'],
        bodyMaxBytes: 0,
      } as const;
      const { messages } = await imap.reader.slice(server.account, mailbox, query, never);
      ids.push(...messages.map(({ emailId, threadId }) => [emailId, threadId]));
    }
    expect(ids).toEqual([ids[0], ids[0]]);
    expect(ids[0]).toEqual([expect.any(String), expect.any(String)]);
  });

  it('tells the labels of a message, but for that of the mailbox', async () => {
    const server = await start('gmail');
    server.fill(1);
    for (const label of ['Täglich & Rechnung', 'R&D-']) {
      server.user.copy(server.mailbox('INBOX'), [1], server.user.create(label));
    }
    server.mailbox('INBOX').changeFlags([1], { add: ['\\Flagged'] });
    const imap = pool();
    const labels = async (path: string): Promise<unknown> => {
      const mailbox = await imap.mailboxes.resolve(server.account, { by: 'path', path }, never);
      const query = { filter: null, anchor: null, limit: 1, fields: ['labels'], bodyMaxBytes: 0 } as const;
      const [message] = (await imap.reader.slice(server.account, mailbox, query, never)).messages;
      return [...(message?.labels ?? [])].sort();
    };
    expect(await labels('INBOX')).toEqual(['R&D-', 'Täglich & Rechnung', '\\Starred']);
    expect(await labels('[Gmail]/All Mail')).toEqual(['R&D-', 'Täglich & Rechnung', '\\Inbox', '\\Starred']);
  });

  it('removes for good what an EXPUNGE alone would keep', async () => {
    const server = await start('gmail');
    server.fill(3);
    const imap = pool();
    const inbox = await inboxOf(imap, server.account);
    const { uidValidity } = server.mailbox('INBOX');
    const refs = [3, 9, 1].map((uid) => ({ mailboxId: inbox.id, uidValidity, uid }));
    const results = await imap.writer.expunge(server.account, refs, never);
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'absent', 'done']);
    const left = server.user.mailboxes().map(({ name, messages }) => [name, messages.length]);
    expect(left.filter(([, count]) => count !== 0)).toEqual([
      ['INBOX', 1],
      ['[Gmail]/All Mail', 1],
    ]);
  });
});

describe('yahoo', () => {
  const many = 2_500;

  it('goes over a thousand messages at a time, and is read whole all the same', async () => {
    const server = await start('yahoo');
    server.fill(many);
    const imap = pool();
    const inbox = await inboxOf(imap, server.account);
    expect(await imap.reader.count(server.account, inbox, { subject: 'message' }, never)).toBe(many);
    const query = {
      filter: { subject: 'message' },
      limit: 200,
      fields: ['subject'],
      bodyMaxBytes: 0,
    } as const;
    const seen: (string | null | undefined)[] = [];
    for (let anchor = null as MessageAnchor | null; ;) {
      const page = await imap.reader.slice(server.account, inbox, { ...query, anchor }, never);
      seen.push(...page.messages.map(({ subject }) => subject));
      if (page.next === null) break;
      anchor = page.next;
    }
    expect(seen).toEqual(Array.from({ length: many }, (_, index) => `message ${many - index}`));
  });

  it('is watched without taking what lies beyond the thousand for gone', async () => {
    const server = await start('yahoo');
    server.fill(many);
    const inbox = server.mailbox('INBOX');
    const watched = await watch(server);
    inbox.expunge([7, 1_600]);
    await eventually(async () => expect(await watched.told()).toEqual(['deleted 7', 'deleted 1600']));
    inbox.changeFlags([3, 2_400], { add: ['\\Seen'] });
    server.deliver(letter('news'));
    await eventually(async () =>
      expect([...(await watched.told())].sort()).toEqual(
        ['deleted 7', 'deleted 1600', 'received 2501', 'updated 2400', 'updated 3'].sort(),
      ),
    );
  });

  it('tells of more changes at once than it goes over in one command', async () => {
    const server = await start('yahoo');
    server.fill(many);
    const inbox = server.mailbox('INBOX');
    const watched = await watch(server);
    inbox.changeFlags(
      inbox.messages.map(({ uid }) => uid),
      { add: ['\\Seen'] },
    );
    await eventually(async () => expect(await watched.told()).toHaveLength(many));
  });
});
