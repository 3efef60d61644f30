/** isync's mbsync keeps a Maildir and a seeded sandbox mailbox alike, whichever side changes. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Mailbox } from '../../../src/sandbox/store/model.ts';
import { runProgram } from './programs.ts';

let sandbox: Sandbox;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pm-'));
  sandbox = await startSandbox({ users: [{ name: 'ann' }], seed: 3, messages: 200 });
  await mkdir(join(folder, 'mail'));
  await writeFile(
    join(folder, 'mbsyncrc'),
    `IMAPAccount sandbox
Host ${sandbox.imap.host}
Port ${sandbox.imap.port}
User ann
Pass pass
SSLType None
AuthMechs LOGIN

IMAPStore far
Account sandbox

MaildirStore near
Path ${folder}/mail/
Inbox ${folder}/mail/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Remove Both
Expunge Both
CopyArrivalDate yes
SyncState *
`,
  );
});
afterEach(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

const sync = (): Promise<string> => runProgram('mbsync', ['-c', join(folder, 'mbsyncrc'), 'all']);

function mailbox(name: string): Mailbox {
  const found = sandbox.users[0]?.mailbox(name) ?? null;
  if (found === null) throw new Error(`there is no ${name}`);
  return found;
}

interface Local {
  readonly path: string;
  readonly flags: string;
  readonly digest: string;
}

/** What lies in one Maildir: contents and the flags of Maildir's letters. */
async function maildir(name: string): Promise<readonly Local[]> {
  const files = await Promise.all(
    ['cur', 'new'].map(async (part) =>
      (await readdir(join(folder, 'mail', name, part))).map((file) => join(folder, 'mail', name, part, file)),
    ),
  );
  return Promise.all(
    files.flat().map(async (path) => ({
      path,
      flags: (path.split(':2,')[1] ?? '').replace('T', ''),
      digest: digest(await readFile(path)),
    })),
  );
}

/** Without the line ends' kind and the field that mbsync puts in to know a message again. */
function digest(raw: Buffer): string {
  const text = raw
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replace(/^X-TUID: .*\n/m, '');
  return createHash('sha256').update(text, 'latin1').digest('hex');
}

const LETTERS: readonly (readonly [flag: string, letter: string])[] = [
  ['\\Draft', 'D'],
  ['\\Flagged', 'F'],
  ['$Forwarded', 'P'],
  ['\\Answered', 'R'],
  ['\\Seen', 'S'],
];

/** Contents and flags of both sides, in one order. */
async function bothSides(name: string): Promise<readonly [readonly string[], readonly string[]]> {
  const far = mailbox(name).messages.map(({ raw, flags }) => {
    const letters = LETTERS.flatMap(([flag, letter]) => (flags.has(flag) ? [letter] : []));
    return `${digest(raw)} ${letters.join('')}`;
  });
  const near = (await maildir(name)).map(({ digest: contents, flags }) => `${contents} ${flags}`);
  return [far.sort(), near.sort()];
}

async function expectAlike(name: string): Promise<number> {
  const [far, near] = await bothSides(name);
  expect(near).toEqual(far);
  return far.length;
}

it('brings every mailbox and message of a seeded user, and nothing is left to do then', async () => {
  await sync();
  let total = 0;
  for (const { name } of sandbox.users[0]?.mailboxes() ?? []) total += await expectAlike(name);
  expect(total).toBeGreaterThanOrEqual(200);
  const before = mailbox('INBOX').highestModseq;
  await sync();
  expect(mailbox('INBOX').highestModseq).toBe(before);
}, 30_000);

it('carries new mail, flags and removals of both sides in one go, and loses none', async () => {
  await sync();
  const inbox = mailbox('INBOX');
  const local = await maildir('INBOX');
  const [seenThere, removedThere] = inbox.messages.map(({ uid }) => uid);
  const removedFar = inbox.messages.find(({ uid }) => uid === removedThere);
  const untouched = local.filter(({ digest: contents }) => {
    const far = inbox.messages.find(({ raw }) => digest(raw) === contents);
    return far !== undefined && far.uid !== seenThere && far.uid !== removedThere;
  });
  const [flaggedHere, removedHere] = untouched;
  if (
    seenThere === undefined ||
    removedFar === undefined ||
    flaggedHere === undefined ||
    removedHere === undefined
  ) {
    throw new Error('too little mail was seeded');
  }

  inbox.append([{ raw: Buffer.from('Subject: new there\r\n\r\nfrom the server\r\n') }]);
  inbox.changeFlags([seenThere], { add: ['\\Seen', '\\Answered'] }, {});
  inbox.expunge([removedFar.uid]);
  await writeFile(join(folder, 'mail/INBOX/cur/1.here:2,S'), 'Subject: new here\n\nfrom the Maildir\n');
  const [base = ''] = flaggedHere.path.replace('/new/', '/cur/').split(':2,');
  await rename(flaggedHere.path, `${base}:2,FS`);
  const [gone = ''] = removedHere.path.replace('/new/', '/cur/').split(':2,');
  await rename(removedHere.path, `${gone}:2,ST`);
  const countBefore = inbox.messages.length;

  await sync();
  await expectAlike('INBOX');
  const contents = mailbox('INBOX').messages.map(({ raw }) => digest(raw));
  expect(contents).toHaveLength(countBefore);
  expect(contents).toContain(digest(Buffer.from('Subject: new here\n\nfrom the Maildir\n')));
  expect(contents).not.toContain(removedHere.digest);
  expect((await maildir('INBOX')).map((each) => each.digest)).not.toContain(digest(removedFar.raw));
  const flagged = mailbox('INBOX').messages.find(({ raw }) => digest(raw) === flaggedHere.digest);
  expect([...(flagged?.flags ?? [])].sort()).toEqual(expect.arrayContaining(['\\Flagged', '\\Seen']));
}, 30_000);

it('carries new mailboxes of both sides', async () => {
  await sync();
  sandbox.users[0]?.create('There/Deep').append([{ raw: Buffer.from('Subject: deep\r\n\r\nx\r\n') }]);
  for (const part of ['cur', 'new', 'tmp']) await mkdir(join(folder, 'mail/Here', part), { recursive: true });
  await writeFile(join(folder, 'mail/Here/cur/1.here:2,F'), 'Subject: from here\n\nx\n');
  await sync();
  expect(await expectAlike('There/Deep')).toBe(1);
  expect(await expectAlike('Here')).toBe(1);
}, 30_000);
