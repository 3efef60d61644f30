/** Any name that a server takes for a mailbox comes back as it was given, whatever is done under it. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import { mailboxPathProblem, type Mailbox } from '../../src/domain/mailbox.ts';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { never, plainMessage, testAccount, testPool, type TestPool } from '../support/imap-account.ts';
import { ANN, startMailSandbox } from '../support/mail-sandbox.ts';
import { startMailServer, type MailServerName } from '../support/mail-servers.ts';

const endings: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface World {
  readonly imap: TestPool['imap'];
  readonly account: Account;
  /** As the server has it, where its store can be looked into. */
  readonly holds?: (path: string) => boolean;
}

function world(account: Account, password: string, holds?: World['holds']): World {
  const { imap, pool } = testPool({}, () => password);
  endings.push(() => pool.close(1_000));
  return { imap, account, ...(holds === undefined ? {} : { holds }) };
}

async function sandboxed(options: SandboxOptions = {}): Promise<World> {
  const running = await startMailSandbox(options);
  endings.push(() => running.stop());
  const holds = (path: string): boolean => running.store.user(ANN)?.mailbox(path)?.name === path;
  const account = testAccount({ user: ANN, port: running.imap.port });
  return world(account, 'pass', options.as === undefined ? holds : undefined);
}

async function kind(name: MailServerName): Promise<World | string> {
  const server = await startMailServer(name);
  if (typeof server === 'string') return server;
  endings.push(() => server.stop());
  return world(testAccount({ user: server.user, port: server.imapPort }), server.password);
}

const utf8 = ['IMAP4rev1', 'ENABLE', 'UTF8=ACCEPT', 'UIDPLUS', 'LIST-EXTENDED', 'LIST-STATUS'];

const servers: readonly {
  readonly name: string;
  readonly delimiter?: '.';
  readonly prefix?: string;
  /** A string is the sentence that says why it is missing. */
  readonly start: () => Promise<World | string>;
}[] = [
  { name: 'Dovecot', start: () => kind('Dovecot') },
  { name: 'Cyrus', start: () => kind('Cyrus') },
  { name: 'the sandbox', start: () => sandboxed() },
  {
    name: 'the sandbox, which speaks UTF-8',
    start: () => sandboxed({ imap: { capabilities: { beforeLogin: utf8, afterLogin: utf8 } } }),
  },
  {
    name: 'Courier, where all are below INBOX',
    delimiter: '.',
    prefix: 'INBOX.',
    start: () => sandboxed({ as: 'courier' }),
  },
];

/** What has gone wrong somewhere: quoting, patterns, the shift of UTF-7, forms of one letter, ends, other planes. */
const pieces = [
  ...Array.from('"\\%*&()[]{}~#,.;:\'`^$|<>?!+-_=@/ \t\u0001\u007f'),
  '&-',
  '&AOQ-',
  ' ',
  'ä',
  'a\u0308',
  'ﬁ',
  'ß',
  'İ',
  'ı',
  'ё',
  '日本語',
  '한글',
  'עברית',
  '🗂',
  '👩‍👩‍👧',
  '\u00a0',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\ufffd',
  '𝒜',
  'NIL',
  '\\Seen',
  '{3}',
  '{3+}',
  'trash',
  'mbx_AAAA',
  '..',
  '-',
  '0',
];

const part = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme' })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((each) => each.join(''));

/** Distinct from what the account has, and from one another, by their ends or their beginnings. */
const name = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 1e9 }), fc.boolean())
  .map(([parts, number, atEnd]) =>
    parts.map((each, index) => (index > 0 ? each : atEnd ? `${each}${number}` : `${number}${each}`)),
  );

describe.each(servers)('names of mailboxes on $name', ({ delimiter = '/', prefix = '', start }) => {
  const pathOf = (parts: readonly string[]): string =>
    prefix + parts.map((each) => each.replaceAll(delimiter, '') || '_').join(delimiter);

  it('come back as they were given, by whatever is done', async ({ skip }) => {
    const started = await start();
    if (typeof started === 'string') return skip(started);
    const { imap, account, holds } = started;
    const { mailboxes, mailboxWriter, reader, writer } = imap;
    const listed = async (path: string): Promise<readonly Mailbox[]> =>
      (await mailboxes.list(account, { counts: true }, never)).filter((mailbox) => mailbox.path === path);
    let taken = 0;
    /** null where the server does not take the name. */
    const unlessRefused = async (work: Promise<Mailbox>): Promise<Mailbox | null> => {
      try {
        const mailbox = await work;
        taken += 1;
        return mailbox;
      } catch (error) {
        if (!(error instanceof GatewayError) || error.code !== 'refused-by-server') throw error;
        return null;
      }
    };

    const holdsGood = async (mailbox: Mailbox, path: string, subject: string): Promise<void> => {
      expect(mailbox.path).toBe(path);
      if (holds !== undefined) expect(holds(path)).toBe(true);
      const found = await listed(path);
      expect(found.map(({ id }) => id)).toEqual([mailbox.id]);
      expect(found[0]?.counts?.total).toBe(1);
      const named = await mailboxes.get(account, { by: 'path', path }, never);
      expect(named).toMatchObject({ id: mailbox.id, counts: { total: 1 } });
      const query = { filter: null, anchor: null, limit: 5, fields: ['subject'], bodyMaxBytes: 0 } as const;
      const { messages } = await reader.slice(account, mailbox, query, never);
      expect(messages.map((message) => message.subject)).toEqual([subject]);
    };

    const property = fc.asyncProperty(name, name, async (parts, others) => {
      const [path, other] = [pathOf(parts), pathOf(others)];
      fc.pre([path, other].every((each) => mailboxPathProblem(each) === null) && path !== other);
      // Left by a run that failed, whose parts are tried in smaller ones.
      for (const left of [...(await listed(path)), ...(await listed(other))])
        await mailboxWriter.remove(account, left, { force: true }, never);
      const wanted = { path, subscribed: true, specialUse: null };
      const made = await unlessRefused(mailboxWriter.create(account, wanted, never));
      if (made === null) return;
      const subject = `s${taken}`;
      await writer.append(account, made, { content: Buffer.from(plainMessage(subject)), flags: [] }, never);
      await holdsGood(made, path, subject);
      const renamed = await unlessRefused(mailboxWriter.rename(account, made, other, never));
      if (renamed !== null) await holdsGood(renamed, other, subject);
      await mailboxWriter.remove(account, renamed ?? made, { force: true }, never);
      expect(await listed(path)).toEqual([]);
      expect((await listed(other)).filter(({ selectable }) => selectable)).toEqual([]);
    });
    const [one, longest]: [string[], string[]] = [['é'.repeat(490)], ['x'.repeat(990 - prefix.length)]];
    const examples: [string[], string[]][] = [
      [['Pläne'], ['R&D']],
      [one, longest],
      [longest, one],
      [['\\Seen'], ['NIL']],
      [['&AOQ-'], ['\ufeff']],
      [[' ends '], ['"']],
    ];
    await fc.assert(property, { examples, numRuns: 20 });
    expect(taken).toBeGreaterThan(1);
  });
});
