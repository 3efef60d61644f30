/**
 * Which messages a search finds: our own evaluation against the SEARCH of Dovecot, servers that do less than they say,
 * and the bounds of what is looked through here.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { MessageView } from '../../src/domain/message.ts';
import type { Filter } from '../../src/domain/search.ts';
import { localSearchBounds } from '../../src/imap-pool/local-search.ts';
import { mannersOf } from '../../src/imap-pool/search-manners.ts';
import { countMatches, searchUids } from '../../src/imap-pool/search.ts';
import type { Session } from '../../src/imap-pool/session.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { MissingCyrus, startCyrus } from '../support/cyrus.ts';
import { directClient, never, testAccount, testPool, type TestPool } from '../support/imap-account.ts';
import { startPersona } from '../support/persona.ts';
import { freshUser, services } from '../support/services.ts';
import { letter } from '../support/watching.ts';
import { ANN, startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function withInbox<T>(
  pool: TestPool['pool'],
  account: Account,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return pool.lease(account, { mailbox: 'INBOX', repeatable: false }, never, async (session) => {
    await session.select('INBOX');
    return await work(session);
  });
}

interface Judge {
  readonly name: string;
  /** A string is the sentence that says why it is missing. */
  start(): Promise<{ readonly host: string; readonly imapPort: number; readonly password: string } | string>;
  readonly user: () => string;
  readonly words: readonly string[];
  /** Of which all agree where they stand: servers differ about the headers of messages within messages. */
  readonly bodies: readonly string[];
  readonly runs: number;
}

const ascii = ['the', 'ann', 'postern.test', 're:', 'meeting', 'zzz', '@'];
const judges: readonly Judge[] = [
  {
    name: 'Dovecot',
    start: () => Promise.resolve(services().dovecot),
    user: freshUser,
    words: [...ascii, 'e', 'ü', 'über', '会'],
    bodies: ['the', 'Über', 'ü', '会議', 'http', 'quince', 'Regards'],
    runs: 120,
  },
  {
    // To which letters with and without marks are the same, and blanks nothing.
    name: 'Cyrus',
    start: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'pc-'));
      last.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
      try {
        const cyrus = await startCyrus({ folder });
        last.push(() => cyrus.stop());
        return cyrus;
      } catch (error) {
        if (error instanceof MissingCyrus) return error.message;
        throw error;
      }
    },
    user: () => `u${randomBytes(6).toString('hex')}`,
    words: ascii,
    bodies: ['the', 'http', 'quince'],
    runs: 30,
  },
];
const last: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of last.splice(0).reverse()) await end();
});

describe.each(judges)('our own look at messages', ({ name, start, user, words, bodies, runs }) => {
  let world: TestPool | null = null;
  let account: Account;
  let missing = '';

  beforeAll(async () => {
    const server = await start();
    if (typeof server === 'string') {
      missing = server;
      return;
    }
    world = testPool({}, () => server.password);
    account = testAccount({ user: user(), port: server.imapPort });
    const mail = await startSandbox({
      users: [{ name: ANN }],
      seed: 11,
      messages: 80,
      now: () => new Date('2026-11-20T12:00:00Z'),
    });
    const client = await directClient(account, server);
    for (const mailbox of mail.store.user(ANN)?.mailboxes() ?? []) {
      for (const { raw, flags, internalDate } of mailbox.messages)
        await client.append(
          'INBOX',
          raw,
          [...flags].filter((flag) => flag !== '\\Recent'),
          internalDate,
        );
    }
    await client.logout();
    await mail.stop();
  }, 60_000);
  afterAll(async () => await world?.pool.close(1_000));

  const word = fc.constantFrom(...words);
  const day = fc
    .integer({ min: 0, max: 400 })
    .map((back) => new Date(Date.UTC(2026, 10, 21 - back)).toISOString().slice(0, 10));
  const size = fc.integer({ min: 0, max: 8_000 });
  const flags = fc.subarray(['\\Seen', '\\Flagged', '\\Answered', '$Forwarded'], { minLength: 1 });
  const leaf: fc.Arbitrary<Filter> = fc.oneof(
    word.map((from) => ({ from })),
    word.map((to) => ({ to })),
    word.map((subject) => ({ subject })),
    word.map((value) => ({ header: { name: 'Subject', value } })),
    fc.constantFrom('List-Id', 'References', 'X-None').map((name) => ({ header: { name, value: '' } })),
    flags.map((has) => ({ flags: { has } })),
    flags.map((lacks) => ({ flags: { lacks } })),
    size.map((larger) => ({ larger })),
    size.map((smaller) => ({ smaller })),
    day.map((sentBefore) => ({ sentBefore })),
    day.map((sentSince) => ({ sentSince })),
    day.map((receivedBefore) => ({ receivedBefore })),
    day.map((receivedSince) => ({ receivedSince })),
    fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }).map((uid) => ({ uid })),
  );
  const filters = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('filter').map((not) => ({ not })),
    ),
  })).filter;

  it(`finds what ${name} finds`, async ({ skip }) => {
    if (world === null) return skip(missing);
    await withInbox(world.pool, account, async (session) => {
      const manners = mannersOf(session);
      await fc.assert(
        fc.asyncProperty(filters, async (wanted) => {
          manners.honest = true;
          const theirs = await searchUids(session, wanted);
          manners.honest = false;
          expect(await searchUids(session, wanted)).toEqual(theirs);
        }),
        { numRuns: runs },
      );
    });
  });

  it(`finds what ${name} finds between sizes and days, however they are negated`, async ({ skip }) => {
    if (world === null) return skip(missing);
    const negated: Filter[] = [
      { not: { all: [{ smaller: 900 }, { smaller: 5_000 }] } },
      { not: { any: [{ larger: 900 }, { larger: 5_000 }] } },
      { all: [{ not: { receivedBefore: '2026-11-01' } }, { not: { receivedBefore: '2026-11-15' } }] },
      { any: [{ not: { sentSince: '2026-11-15' } }, { not: { sentSince: '2026-11-01' } }] },
      {
        all: [{ not: { receivedBefore: '2026-11-01T12:00:00Z' } }, { not: { receivedBefore: '2026-11-15' } }],
      },
    ];
    await withInbox(world.pool, account, async (session) => {
      const manners = mannersOf(session);
      for (const wanted of negated) {
        manners.honest = false;
        const ours = await searchUids(session, wanted);
        manners.honest = true;
        expect(await searchUids(session, wanted), JSON.stringify(wanted)).toEqual(ours);
      }
    });
  });

  it(`finds what ${name} finds in bodies`, async ({ skip }) => {
    if (world === null) return skip(missing);
    await withInbox(world.pool, account, async (session) => {
      const manners = mannersOf(session);
      for (const text of bodies) {
        for (const wanted of [
          { body: text },
          { text },
          { all: [{ body: text }, { not: { subject: 're' } }] },
        ]) {
          manners.honest = true;
          const theirs = await searchUids(session, wanted);
          manners.honest = false;
          expect(await searchUids(session, wanted), JSON.stringify(wanted)).toEqual(theirs);
        }
      }
    });
  });
});

describe('a server', () => {
  async function open(
    quirks: object,
  ): Promise<{ sandbox: MailSandbox; run<T>(work: (session: Session) => Promise<T>): Promise<T> }> {
    const sandbox = await startMailSandbox({ imap: { quirks } });
    endings.push(() => sandbox.stop());
    const { pool } = testPool({}, () => 'pass');
    endings.push(() => pool.close(1_000));
    const account = { ...testAccount(), imap: sandbox.settings };
    const raw = (subject: string, body: string): Buffer =>
      Buffer.from(`From: Bob <bob@postern.test>\r\nSubject: ${subject}\r\n\r\n${body}\r\n`);
    sandbox.inbox.append([
      { raw: raw('one', 'ripe quinces') },
      { raw: raw('=?utf-8?q?Gr=C3=BC=C3=9Fe?=', 'pears'), flags: ['\\Seen'] },
      { raw: raw('three', 'Grüße') },
    ]);
    return { sandbox, run: (work) => withInbox(pool, account, work) };
  }

  it.each(['always', 'extended'] as const)(
    'whose SEARCH finds nothing (%s) is found out and not believed',
    async (emptySearch) => {
      const { run } = await open({ emptySearch });
      await run(async (session) => {
        expect(await searchUids(session, { subject: 'GRÜ' })).toEqual([2]);
        expect(await searchUids(session, { body: 'quinces' })).toEqual([1]);
        expect(await searchUids(session, { text: 'grüße' })).toEqual([2, 3]);
        expect(await searchUids(session, { flags: { lacks: ['\\Seen'] } }, '2:*')).toEqual([3]);
        expect(await countMatches(session, { from: 'bob' })).toBe(3);
        expect(await countMatches(session, null, '1:2')).toBe(2);
        expect(await searchUids(session, null)).toEqual([1, 2, 3]);
        expect(await searchUids(session, { receivedSince: '2026-01-01T00:00:00Z' })).toEqual([1, 2, 3]);
        expect(await searchUids(session, { subject: 'nothing of it' })).toEqual([]);
      });
    },
  );

  it('that takes no UTF-8 is asked for what is ASCII, and the rest is looked for here', async () => {
    const { run } = await open({ asciiSearch: true });
    await run(async (session) => {
      expect(await searchUids(session, { subject: 'grüße' })).toEqual([2]);
      expect(await searchUids(session, { any: [{ body: 'Grüße' }, { subject: 'one' }] })).toEqual([1, 3]);
      expect(await countMatches(session, { not: { text: 'grüße' } })).toBe(1);
      expect(await searchUids(session, { subject: 'three' })).toEqual([3]);
    });
  });

  it('that is honest is tried once at most', async () => {
    const { sandbox, run } = await open({});
    const commands: string[] = [];
    await run(async (session) => {
      const command = session.command.bind(session);
      session.command = (name, ...more) => {
        commands.push(name);
        return command(name, ...more);
      };
      expect(await searchUids(session, { subject: 'nothing' })).toEqual([]);
      expect(await searchUids(session, { subject: 'nothing' })).toEqual([]);
      sandbox.inbox.expunge([1, 2, 3]);
      expect(await searchUids(session, { subject: 'one' })).toEqual([]);
    });
    expect(commands).toEqual(['UID SEARCH', 'UID SEARCH', 'UID SEARCH', 'UID SEARCH']);
  });

  it('is not looked through beyond what is bearable', async () => {
    const { sandbox, run } = await open({ emptySearch: 'always' });
    const raw = Buffer.from('Subject: more\r\n\r\nmore\r\n');
    sandbox.inbox.append(Array.from({ length: localSearchBounds.bodies }, () => ({ raw })));
    await run(async (session) => {
      expect(await searchUids(session, { all: [{ subject: 'one' }, { body: 'quinces' }] })).toEqual([1]);
      await expect(searchUids(session, { body: 'quinces' })).rejects.toMatchObject({
        code: 'search-too-broad',
      });
    });
    sandbox.inbox.append(Array.from({ length: localSearchBounds.messages }, () => ({ raw })));
    await run(async (session) => {
      await session.command('NOOP');
      await expect(searchUids(session, { subject: 'one' })).rejects.toMatchObject({
        code: 'search-too-broad',
        message: expect.stringMatching(/10503 messages.*at most 10000/) as string,
      });
      const enough = { count: 3, from: 'newest' } as const;
      expect((await searchUids(session, { subject: 'more' }, null, enough)).slice(-3)).toEqual([
        10501, 10502, 10503,
      ]);
      const [first] = await searchUids(session, { subject: 'one' }, null, { count: 1, from: 'oldest' });
      expect(first).toBe(1);
      await expect(searchUids(session, { subject: 'one' }, null, enough)).rejects.toMatchObject({
        code: 'search-too-broad',
      });
    });
  });
});

describe('as Gmail', () => {
  it('a server is asked by labels, in its own language, for attachments and by its ids', async () => {
    const server = await startPersona('gmail');
    endings.push(() => server.sandbox.stop());
    const { pool, imap } = testPool();
    endings.push(() => pool.close(1_000));
    const { account } = server;
    server.deliver(letter('plain', 'With a word: quince.'));
    server.deliver(withAttachment);
    const inbox = await imap.mailboxes.resolve(account, { by: 'path', path: 'INBOX' }, never);
    const find = async (filter: Filter): Promise<readonly unknown[]> => {
      const query = { filter, anchor: null, limit: 10, fields: ['subject'], bodyMaxBytes: 0 } as const;
      return (await imap.reader.slice(account, inbox, query, never)).messages.map(({ subject }) => subject);
    };
    expect(await find({ gmailRaw: 'subject:plain quince' })).toEqual(['plain']);
    expect(await find({ hasAttachments: true })).toEqual(['attached']);
    expect(await find({ not: { hasAttachments: true } })).toEqual(['plain']);
    expect(await find({ label: 'Übung' })).toEqual([]);
    const all = { filter: null, anchor: null, limit: 10, bodyMaxBytes: 0 } as const;
    const { messages } = await imap.reader.slice(
      account,
      inbox,
      { ...all, fields: ['emailId', 'threadId'] },
      never,
    );
    const [newest] = messages;
    expect(await find({ emailId: newest?.emailId ?? '' })).toEqual(['attached']);
    expect(await find({ threadId: newest?.threadId ?? '' })).toEqual(['attached']);
  });
});

describe.each(['yahoo', 'icloud', 'strato', 'minimal'] as const)('as %s', (name) => {
  it('a server that cannot search for attachments, threads or labels gets no wrong answer', async () => {
    const server = await startPersona(name);
    endings.push(() => server.sandbox.stop());
    const { pool, imap } = testPool();
    endings.push(() => pool.close(1_000));
    const { account } = server;
    server.fill(20);
    server.deliver(letter('Grüße', 'With a word: quince.'));
    server.deliver(withAttachment);
    const inbox = await imap.mailboxes.resolve(account, { by: 'path', path: 'INBOX' }, never);
    const read = async (filter: Filter | null, limit = 10): Promise<readonly MessageView[]> => {
      const fields = ['subject', 'threadId'] as const;
      return (
        await imap.reader.slice(
          account,
          inbox,
          { filter, anchor: null, limit, fields, bodyMaxBytes: 0 },
          never,
        )
      ).messages;
    };
    const find = async (filter: Filter): Promise<readonly unknown[]> =>
      (await read(filter)).map(({ subject }) => subject);
    expect(await find({ hasAttachments: true })).toEqual(['attached']);
    expect(await find({ all: [{ subject: 'e' }, { hasAttachments: true }] })).toEqual(['attached']);
    expect(await find({ any: [{ body: 'quince' }, { hasAttachments: true }] })).toEqual([
      'attached',
      'Grüße',
    ]);
    expect(await imap.reader.count(account, inbox, { hasAttachments: false }, never)).toBe(21);
    expect(await find({ subject: 'grüße' })).toEqual(['Grüße']);
    const [newest] = await read(null, 1);
    expect(await find({ threadId: newest?.threadId ?? '' })).toEqual(['attached']);
    await expect(find({ label: 'Work' })).rejects.toMatchObject({ code: 'unsupported-by-server' });
    await expect(find({ gmailRaw: 'x' })).rejects.toMatchObject({ code: 'unsupported-by-server' });
  });
});

const withAttachment = [
  'From: Bob <bob@elsewhere.example>',
  'Message-ID: <attached@elsewhere.example>',
  'Subject: attached',
  'Content-Type: multipart/mixed; boundary=x',
  '',
  '--x',
  '',
  'See the file.',
  '--x',
  'Content-Type: application/pdf; name=contract.pdf',
  'Content-Disposition: attachment; filename=contract.pdf',
  '',
  'file',
  '--x--',
  '',
].join('\r\n');
