/** What is told of large contents before they are read: by servers that can tell, cannot, only say that they can, or lie. */
import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { OctetRange } from '../../src/domain/octet-range.ts';
import type { PersonaName } from '../../src/sandbox/personas/personas.ts';
import type { PartStream } from '../../src/use-cases/ports/mail.ts';
import { only } from '../surfaces/only.ts';
import { eventually } from '../support/eventually.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { never, testAccount, testPool } from '../support/imap-account.ts';
import { deliver } from '../support/lmtp.ts';
import { startPersona } from '../support/persona.ts';
import { services } from '../support/services.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const content = randomBytes(1_700_003);
const lines = content.toString('base64').replace(/.{76}/g, '$&\r\n');

async function reading(as: PersonaName, encoded: string) {
  const server = await startPersona(as);
  endings.push(() => server.sandbox.stop());
  const world = testPool();
  endings.push(() => world.pool.close(1_000));
  server.deliver(
    `Subject: large\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n`,
  );
  const { account } = server;
  const { mailboxes, reader } = world.imap;
  const inbox = await mailboxes.resolve(account, { by: 'path', path: 'INBOX' }, never);
  const { uidValidity, messages } = server.mailbox('INBOX');
  const ref = { mailboxId: inbox.id, uidValidity, uid: messages.at(-1)?.uid ?? 0 };
  return (wanted: 'all' | 'none' | OctetRange): Promise<PartStream> =>
    reader.part(account, ref, '1', wanted, never);
}

describe.each<readonly [PersonaName, boolean]>([
  ['cyrus', true],
  ['icloud', false],
  ['gmail', false],
  ['minimal', false],
])('of %s', (name, tells) => {
  it('the size is told beforehand only if the server knows it, and ranges are exact', async () => {
    const part = await reading(name, lines);
    expect((await part('none')).size).toBe(tells ? content.length : null);
    const whole = await part('all');
    expect(whole.size).toBe(tells ? content.length : null);
    expect((await buffer(whole.stream)).equals(content)).toBe(true);
    expect((await part('none')).size).toBe(content.length);
    for (const [first, last] of [
      [5, 9],
      [1_500_000, 1_700_002],
    ] as const) {
      const { stream, size, span } = await part({ first, last });
      expect([size, span]).toEqual([content.length, { first, last }]);
      expect((await buffer(stream)).equals(content.subarray(first, last + 1))).toBe(true);
    }
  });
});

it.each<PersonaName>(['cyrus', 'gmail'])(
  'of %s a range of what nobody has read yet is found',
  async (name) => {
    const part = await reading(name, lines.replace(/\r\n/g, '\r\n \r\n'));
    const { stream, size, span } = await part({ suffix: 10 });
    expect([size, span]).toEqual([content.length, { first: content.length - 10, last: content.length - 1 }]);
    expect((await buffer(stream)).equals(content.subarray(-10))).toBe(true);
  },
);

it('of Dovecot, which counts a part wrong that another encoded one follows, no false size is told', async () => {
  const world = testPool();
  endings.push(() => world.pool.close(1_000));
  const account = testAccount();
  const part = `Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}\r\n`;
  const kind = 'Content-Type: multipart/mixed; boundary=b';
  await deliver(account.email, `${kind}\r\n\r\n--b\r\n${part}--b\r\n${part}--b--\r\n`);
  const { mailboxes, reader } = world.imap;
  const inbox = await mailboxes.resolve(account, { by: 'path', path: 'INBOX' }, never);
  const query = { filter: null, anchor: null, limit: 1, fields: ['id'], bodyMaxBytes: 0 } as const;
  const { places } = await reader.slice(account, inbox, query, never);
  const read = (section: string): Promise<PartStream> =>
    reader.part(account, only(places), section, 'all', never);
  const [first, second] = [await read('1'), await read('2')];
  expect([first.size, second.size]).toEqual([null, content.length]);
  for (const { stream } of [first, second]) expect((await buffer(stream)).equals(content)).toBe(true);
});

it('a server that announces a false size is caught, and believed no more', async () => {
  const { dovecot } = services();
  const proxy = await startFaultProxy({ host: dovecot.host, port: dovecot.imapPort });
  endings.push(() => proxy.stop());
  const world = testPool();
  endings.push(() => world.pool.close(1_000));
  const account = testAccount({ port: proxy.port });
  const source = Buffer.from(`Subject: large\r\n\r\n${lines}\r\n`);
  await deliver(account.email, source);
  const { mailboxes, reader } = world.imap;
  const inbox = await mailboxes.resolve(account, { by: 'path', path: 'INBOX' }, never);
  const query = { filter: null, anchor: null, limit: 1, fields: ['id'], bodyMaxBytes: 0 } as const;
  const ref = await eventually(async () => {
    const { places } = await reader.slice(account, inbox, query, never);
    return only(places);
  });
  const lie = { match: /RFC822\.SIZE \d+/, action: { replaceBy: 'RFC822.SIZE 2000000' } } as const;
  proxy.atLine('to-client', lie, 1_000);

  expect((await reader.raw(account, ref, 'none', never)).size).toBeNull();
  const ranged = await reader.raw(account, ref, { first: 0, last: 9 }, never);
  expect([ranged.size, ranged.span]).toEqual([null, null]);
  expect((await buffer(ranged.stream)).includes(lines)).toBe(true);

  const first = await reader.raw(account, ref, 'all', never);
  expect(first.size).toBe(2_000_000);
  await expect(buffer(first.stream)).rejects.toMatchObject({ code: 'upstream-protocol-error' });
  const second = await reader.raw(account, ref, 'all', never);
  expect(second.size).toBeNull();
  expect((await buffer(second.stream)).includes(lines)).toBe(true);
});
