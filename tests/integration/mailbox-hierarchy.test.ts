/** Mailboxes that change under the service: renamed, made anew under an old name, or gone, by itself and by others. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { GatewayError } from '../../src/domain/errors.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import type { MailUser } from '../../src/sandbox/store/model.ts';
import { never, plainMessage, testAccount, testPool, type TestPool } from '../support/imap-account.ts';
import { ANN, startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';

let sandbox: MailSandbox;
let world: TestPool;
let imap: TestPool['imap'];
let account: Account;
/** The account as another client sees it. */
let other: MailUser;

beforeEach(async () => {
  sandbox = await startMailSandbox();
  world = testPool({}, () => 'pass');
  ({ imap } = world);
  account = testAccount({ user: ANN, port: sandbox.imap.port, connections: 2 });
  const user = sandbox.store.user(ANN);
  if (user === null) throw new Error('The sandbox has no user.');
  other = user;
});
afterEach(async () => {
  await world.pool.close(1_000);
  await sandbox.stop();
});

const wanted = (path: string): Parameters<typeof imap.mailboxWriter.create>[1] => ({
  path,
  subscribed: true,
  specialUse: null,
});

async function made(path: string, ...subjects: readonly string[]): Promise<Mailbox> {
  const mailbox = await imap.mailboxWriter.create(account, wanted(path), never);
  for (const subject of subjects) deliver(path, subject);
  return mailbox;
}

function deliver(path: string, subject: string): void {
  other.mailbox(path)?.append([{ raw: Buffer.from(plainMessage(subject)) }]);
}

async function subjects(mailbox: Mailbox): Promise<readonly (string | null | undefined)[]> {
  const query = { filter: null, anchor: null, limit: 9, fields: ['subject'], bodyMaxBytes: 0 } as const;
  const { messages } = await imap.reader.slice(account, mailbox, query, never);
  return messages.map(({ subject }) => subject);
}

const named = (path: string): Promise<Mailbox> =>
  imap.mailboxes.resolve(account, { by: 'path', path }, never);

const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as GatewayError).code,
  );

describe('a mailbox that another client renames', () => {
  it('is read on by its id, and another one under its old name is not taken for it', async () => {
    const first = await made('Plans', 'old');
    other.rename('Plans', 'Done');
    other.create('Plans');
    deliver('Plans', 'new');
    expect(await subjects(first)).toEqual(['old']);
    expect(await subjects(await named('Plans'))).toEqual(['new']);
    expect(await subjects(await named('Done'))).toEqual(['old']);
  });

  it('is not shown as another one under its old name, though a connection has it selected so', async () => {
    const first = await made('Plans', 'old');
    expect(await subjects(first)).toEqual(['old']);
    other.rename('Plans', 'Done');
    other.create('Plans');
    await imap.mailboxes.list(account, { counts: false }, never);
    expect(await subjects(await named('Plans'))).toEqual([]);
    expect(await subjects(first)).toEqual(['old']);
  });

  it('is found under its new name by who counts it by its id', async () => {
    const { id } = await made('Plans', 'one');
    other.rename('Plans', 'Done');
    const by = { by: 'id', id } as const;
    expect(await imap.mailboxes.get(account, by, never)).toMatchObject({
      path: 'Done',
      counts: { total: 1 },
    });
    expect(await code(imap.mailboxes.get(account, { by: 'path', path: 'Plans' }, never))).toBe('not-found');
  });
});

describe('a mailbox that another client deletes', () => {
  it('is told as gone, whatever is asked of it first', async () => {
    const content = Buffer.from(plainMessage('late'));
    const asks: readonly ((mailbox: Mailbox) => Promise<unknown>)[] = [
      (mailbox) => subjects(mailbox),
      ({ id }) => imap.mailboxes.get(account, { by: 'id', id }, never),
      (mailbox) => imap.writer.append(account, mailbox, { content, flags: [] }, never),
      (mailbox) => imap.mailboxWriter.rename(account, mailbox, 'Elsewhere', never),
      (mailbox) => imap.mailboxWriter.remove(account, mailbox, { force: true }, never),
    ];
    for (const [index, ask] of asks.entries()) {
      const mailbox = await made(`Gone ${index}`);
      other.delete(mailbox.path);
      expect(await code(ask(mailbox))).toBe('stale-reference');
      expect(await code(named(mailbox.path))).toBe('not-found');
    }
  });
});

describe('a mailbox that the service itself renames or deletes', () => {
  it('leaves no connection behind that has it selected', async () => {
    const first = await made('Plans', 'old');
    const below = await made('Plans/Below', 'below');
    await Promise.all([subjects(first), subjects(below)]);
    const renamed = await imap.mailboxWriter.rename(account, first, 'Done', never);
    await made('Plans', 'new');
    await made('Plans/Below');
    expect(await subjects(await named('Plans'))).toEqual(['new']);
    expect(await subjects(await named('Plans/Below'))).toEqual([]);
    expect(await subjects(await named('Done/Below'))).toEqual(['below']);
    expect(await subjects(renamed)).toEqual(['old']);
    await imap.mailboxWriter.remove(account, renamed, { force: true }, never);
    expect(await code(named('Done'))).toBe('done');
    expect((await named('Done')).selectable).toBe(false);
    expect(await subjects(await made('Done'))).toEqual([]);
  });

  it('is not in a listing that was asked for before and came after', async () => {
    const mailbox = await made('Plans');
    const lists = Array.from({ length: 5 }, () => imap.mailboxes.list(account, { counts: true }, never));
    await imap.mailboxWriter.remove(account, mailbox, { force: false }, never);
    await Promise.all(lists);
    expect(await code(named('Plans'))).toBe('not-found');
  });

  it('keeps its messages flagged as deleted, though it was selected', async () => {
    const mailbox = await made('Plans', 'kept');
    expect(await subjects(mailbox)).toEqual(['kept']);
    other.mailbox('Plans')?.changeFlags([1], { add: ['\\Deleted'] });
    await imap.mailboxWriter.rename(account, mailbox, 'Done', never);
    expect(other.mailbox('Done')?.messages).toHaveLength(1);
  });
});

describe('a change whose connection breaks', () => {
  it('is not made twice, and what it left is seen', async () => {
    await made('Other');
    sandbox.arm({ kind: 'drop', at: 'reply', command: 'CREATE' });
    expect(await code(imap.mailboxWriter.create(account, wanted('Plans'), never))).toBe(
      'account-unreachable',
    );
    expect((await named('Plans')).path).toBe('Plans');
  });
});

describe('a listing', () => {
  const say = (...lines: readonly string[]): void => {
    for (const line of lines) sandbox.arm({ kind: 'garbage', at: 'reply', command: 'LIST', line }, 1);
  };
  const pathsListed = async (): Promise<readonly Pick<Mailbox, 'path' | 'name' | 'delimiter'>[]> =>
    (await imap.mailboxes.list(account, { counts: true }, never)).map(({ path, name, delimiter }) => ({
      path,
      name,
      delimiter,
    }));

  it('shows names as they stand that no server may list', async () => {
    say(
      '* LIST () "/" "R&D"',
      '* LIST () "/" "&AGE-"',
      '* LIST () "/" "/front"',
      '* LIST () "/" {3}\r\na"b',
      '* LIST () NIL "flat.a/b"',
    );
    expect(await pathsListed()).toEqual(
      expect.arrayContaining([
        { path: 'R&D', name: 'R&D', delimiter: '/' },
        { path: '&AGE-', name: '&AGE-', delimiter: '/' },
        { path: '/front', name: 'front', delimiter: '/' },
        { path: 'a"b', name: 'a"b', delimiter: '/' },
        { path: 'flat.a/b', name: 'flat.a/b', delimiter: null },
      ]),
    );
  });
});

describe('a quota', () => {
  it('of several is the one that is nearest to its limit, each in its own unit', async () => {
    other.setQuota({ storageKiB: 1_000, messages: 50 });
    deliver('INBOX', 'one');
    sandbox.arm({
      kind: 'garbage',
      at: 'reply',
      command: 'GETQUOTAROOT',
      line: '* QUOTA "shared" (STORAGE 90 100 MESSAGE 1 1000 X-NUM-FOLDERS 3 4)',
    });
    expect(await imap.mailboxes.quota(account, await named('INBOX'), never)).toEqual({
      storage: { used: 90 * 1_024, limit: 100 * 1_024 },
      messages: { used: 1, limit: 50 },
    });
  });

  it('that the server does not tell is none', async () => {
    const reply = { condition: 'NO', code: 'NOPERM', text: 'Not yours.' } as const;
    sandbox.arm({ kind: 'refuse', at: 'command', command: 'GETQUOTAROOT', reply });
    expect(await imap.mailboxes.quota(account, await named('INBOX'), never)).toBe(null);
  });
});

describe('a refusal', () => {
  it('is told in the words of the server, also where it says that something is not there', async () => {
    const reply = { condition: 'NO', code: 'TRYCREATE', text: 'There is nothing above it.' } as const;
    for (const command of ['CREATE', 'RENAME'])
      sandbox.arm({ kind: 'refuse', at: 'command', command, reply }, 1);
    const create = imap.mailboxWriter.create(account, wanted('Above/Plans'), never);
    await expect(create).rejects.toMatchObject({
      code: 'refused-by-server',
      upstream: { response: 'There is nothing above it.', serverCode: 'TRYCREATE' },
    });
    const mailbox = await made('Plans');
    const rename = imap.mailboxWriter.rename(account, mailbox, 'Above/Plans', never);
    await expect(rename).rejects.toMatchObject({ code: 'refused-by-server' });
  });

  it('of an ended subscription keeps no mailbox', async () => {
    const mailbox = await made('Plans');
    const reply = { condition: 'NO', text: 'Never.' } as const;
    sandbox.arm({ kind: 'refuse', at: 'command', command: 'UNSUBSCRIBE', reply });
    await imap.mailboxWriter.remove(account, mailbox, { force: false }, never);
    expect(await code(named('Plans'))).toBe('not-found');
  });
});
