/** What is composed says to every reader what its author gave: held against Python's email package and against Dovecot. */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { readAttachmentId } from '../../src/domain/ids.ts';
import type { Address } from '../../src/domain/address.ts';
import type { MessageField, MessageView } from '../../src/domain/message.ts';
import { createComposeMessage, octetsOf } from '../../src/use-cases/compose-message.ts';
import { createOpenAttachments } from '../../src/use-cases/open-attachments.ts';
import { sideBySide } from '../../src/use-cases/side-by-side.ts';
import { createComposer } from '../../src/workers/composer.ts';
import { generatedLetters, type GeneratedLetter } from '../corpus/generated.ts';
import { askOracle } from '../corpus/oracle.ts';
import { compare, type ComparedAddress, type Values } from '../corpus/values.ts';
import { never, testAccount, testPool } from '../support/imap-account.ts';
import { owner } from '../support/sending-rig.ts';
import { services } from '../support/services.ts';
import { connectWire } from '../support/wire-client.ts';

const count = 200;
const seed = Number(process.env['SEED'] ?? 20_261_123);

const world = testPool();
const absent = (): Promise<never> => Promise.reject(new Error('nothing is referred to'));
const compose = createComposeMessage({
  composer: createComposer(),
  openAttachments: createOpenAttachments({
    readMessage: { attachment: absent },
    blobs: {
      find: absent,
      read: () => {
        throw new Error('there are no blobs');
      },
    },
  }),
  clock: { now: () => Date.now() },
});

let account: Account;
let letters: readonly GeneratedLetter[];
let composed: readonly Buffer[];
let views: readonly MessageView[];
let stored: readonly Values[];
let oracle: ReadonlyMap<string, Values>;

const fields: readonly MessageField[] = [
  'subject',
  'messageId',
  'inReplyTo',
  'references',
  'date',
  'from',
  'replyTo',
  'to',
  'cc',
  'bcc',
  'text',
  'html',
  'headers',
  'attachments',
];

beforeAll(async () => {
  account = testAccount();
  letters = generatedLetters(account.email, count, seed);
  const author = { principal: owner, account, signal: never };
  composed = await Promise.all(
    letters.map(async ({ input }) => octetsOf(await compose(author, input, { as: 'draft' }))),
  );
  const asked = askOracle(composed.map((raw, index) => ({ name: String(index), raw })));
  views = await inDovecot();
  stored = await sideBySide(views, 4, never, valuesOf);
  oracle = await asked;
}, 60_000);
afterAll(() => world.pool.close(1_000));

/** Appended by one command, and read back as a list. */
async function inDovecot(): Promise<readonly MessageView[]> {
  const { host, imapPort, password } = services().dovecot;
  const wire = await connectWire(imapPort, host);
  await wire.run(`LOGIN ${account.imap.auth.username} ${password}`);
  const literals = composed.map((raw) => ` {${raw.length}+}\r\n${raw.toString('latin1')}`);
  expect((await wire.run(`APPEND INBOX${literals.join('')}`)).status).toBe('OK');
  wire.close();
  const { mailboxes, reader } = world.imap;
  const inbox = await mailboxes.resolve(account, { by: 'path', path: 'INBOX' }, never);
  const query = { filter: null, anchor: null, limit: count, fields, bodyMaxBytes: 1_000_000 };
  return [...(await reader.slice(account, inbox, query, never)).messages].reverse();
}

async function valuesOf(view: MessageView): Promise<Values> {
  const attachments: Values['attachments'][number][] = [];
  for (const { id, filename, contentType, contentId, disposition } of view.attachments ?? []) {
    const part = readAttachmentId(account, id);
    if (part === null) throw new Error(`${id} is no attachment`);
    const { stream } = await world.imap.reader.part(account, part.message, part.section, 'all', never);
    const sha256 = createHash('sha256')
      .update(await buffer(stream))
      .digest('hex');
    attachments.push({ filename, contentType, contentId, disposition, sha256 });
  }
  const people = (given: readonly Address[] = []): readonly ComparedAddress[] =>
    given.map(({ name, address }) => ({ name, address }));
  return {
    subject: view.subject ?? null,
    messageId: view.messageId ?? null,
    inReplyTo: view.inReplyTo ?? [],
    references: view.references ?? [],
    date: view.date ?? null,
    from: people(view.from),
    replyTo: people(view.replyTo),
    to: people(view.to),
    cc: people(view.cc),
    bcc: people(view.bcc),
    text: view.text ?? null,
    html: view.html ?? null,
    attachments,
  };
}

/** `alike`: what of a name is compared. Message-ID and Date are the gateway's own. */
function differences(
  read: (index: number) => Values | undefined,
  alike: (name: string | null) => string | null = (name) => name,
): readonly object[] {
  return letters.flatMap(({ expected }, index) => {
    const found = read(index);
    if (found === undefined) return [{ letter: index, at: 'nowhere' }];
    const { messageId, date } = found;
    expect(messageId).toMatch(/^<[A-Za-z0-9]{24}@postern\.test>$/);
    expect(date).toMatch(/^\d{4}-/);
    const wanted = named({ ...expected, messageId, date }, alike);
    return compare(named(found, alike), wanted).differences.map((each) => ({ letter: index, ...each }));
  });
}

function named(values: Values, alike: (name: string | null) => string | null): Values {
  const people = (given: readonly ComparedAddress[]): readonly ComparedAddress[] =>
    given.map(({ name, address }) => ({ name: alike(name), address }));
  const { from, replyTo, to, cc, bcc } = values;
  return {
    ...values,
    from: people(from),
    replyTo: replyTo === null ? null : people(replyTo),
    to: people(to),
    cc: people(cc),
    bcc: people(bcc),
  };
}

describe(`${count} letters made by chance (SEED=${seed})`, () => {
  it('say what was given, to an independent reader', () => {
    // Before 3.13 Python keeps the blank between two encoded words of a phrase (RFC 2047 §6.2).
    const alike = (name: string | null): string | null => name?.replaceAll(' ', '') ?? null;
    expect(differences((index) => oracle.get(String(index)), alike)).toEqual([]);
  });

  it('say what was given, by Dovecot', () => {
    expect(differences((index) => stored[index])).toEqual([]);
  });

  it('keep the header fields that were named', () => {
    for (const [index, letter] of letters.entries()) {
      const found = new Map(views[index]?.headers?.map(({ name, value }) => [name.toLowerCase(), value]));
      for (const [name, value] of letter.fields)
        expect(found.get(name), `letter ${index}: ${name}`).toBe(value);
    }
  });

  it('have lines that every server takes, broken where they can be', () => {
    for (const [index, raw] of composed.entries()) {
      const octets = raw.toString('latin1').split('\r\n');
      expect(
        octets.filter((line) => line.length > 998 || /[\r\n]/.test(line)),
        `letter ${index}`,
      ).toEqual([]);
      // Characters, where addresses are not of ASCII (RFC 6532 §3.4).
      const header = raw.toString('utf8').split('\r\n\r\n', 1)[0]?.split('\r\n') ?? [];
      const long = header.filter((line) => line.length > 78 && /^(?:[!-9;-~]+: ?| )\S+ +\S/.test(line));
      expect(long, `letter ${index}`).toEqual([]);
      expect(
        header.filter((line) => line.trim() === ''),
        `letter ${index}`,
      ).toEqual([]);
    }
  });

  it('hold nothing beyond ASCII but addresses and messages that do', () => {
    for (const [index, { expected }] of letters.entries()) {
      const raw = composed[index]?.toString('latin1') ?? '';
      const end = raw.indexOf('\r\n\r\n');
      const [header, body] = [raw.slice(0, end), raw.slice(end)];
      const { to, cc, bcc, replyTo } = expected;
      const isUtf8 = [...to, ...cc, ...bcc, ...(replyTo ?? [])].some(({ address }) => beyond(address));
      expect(beyond(header), `letter ${index}`).toBe(isUtf8);
      const holds = body.includes('Gr\xc3\xbc\xc3\x9fe.');
      expect(beyond(body), `letter ${index}`).toBe(holds);
      expect(/^Content-Transfer-Encoding: 8bit\r?$/m.test(header), `letter ${index}`).toBe(holds);
    }
  });
});

function beyond(text: string): boolean {
  return /[^\0-\x7f]/.test(text);
}
