import { buffer } from 'node:stream/consumers';
import { randomBytes } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { readAttachmentId, readMessageId, type MessageRef } from '../../src/domain/ids.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import {
  messageFields,
  summaryFields,
  type MessageField,
  type MessageView,
} from '../../src/domain/message.ts';
import type { Filter } from '../../src/domain/search.ts';
import type { MessageAnchor, MessageSlice } from '../../src/use-cases/ports/mail.ts';
import { eventually } from '../support/eventually.ts';
import { freshAccounts } from '../support/fresh-accounts.ts';
import { fill, never, plainMessage } from '../support/imap-account.ts';

let account: Account;
let client: ImapFlow;
let inbox: Mailbox;

const world = freshAccounts((fresh) => {
  ({ account, client, inbox } = fresh);
});

const slice = (
  limit: number,
  anchor: MessageAnchor | null = null,
  filter: Filter | null = null,
  fields: readonly MessageField[] = ['subject'],
): Promise<MessageSlice> =>
  world.imap.reader.slice(account, inbox, { filter, anchor, limit, fields, bodyMaxBytes: 10_000 }, never);
const subjects = ({
  messages,
}: {
  readonly messages: readonly MessageView[];
}): readonly (string | null | undefined)[] => messages.map(({ subject }) => subject);
const refOf = ({ id }: { readonly id: string }): MessageRef => {
  const ref = readMessageId(account, id);
  if (ref === null) throw new Error('not an id of this account');
  return ref;
};
const one = async (
  fields: readonly MessageField[] = messageFields,
  bodyMaxBytes = 100_000,
): Promise<MessageView> => {
  const { messages } = await world.imap.reader.slice(
    account,
    inbox,
    { filter: null, anchor: null, limit: 1, fields, bodyMaxBytes },
    never,
  );
  const [message] = messages;
  if (message === undefined) throw new Error('the mailbox is empty');
  return message;
};

describe('mailboxes', () => {
  it('are listed with special use, counts and stable ids', async () => {
    await fill(client, 'INBOX', 3);
    await client.mailboxCreate('Projekte/Ärger & Freude');
    const mailboxes = await world.imap.mailboxes.list(account, { counts: true }, never);
    const byPath = new Map(mailboxes.map((each) => [each.path, each]));
    expect(byPath.get('INBOX')).toMatchObject({
      specialUse: 'inbox',
      id: inbox.id,
      counts: { total: 3, unseen: 3 },
    });
    expect(byPath.get('Sent')).toMatchObject({ specialUse: 'sent' });
    expect(byPath.get('Projekte/Ärger & Freude')).toMatchObject({ name: 'Ärger & Freude', delimiter: '/' });
    const got = await world.imap.mailboxes.get(
      account,
      { by: 'path', path: 'Projekte/Ärger & Freude' },
      never,
    );
    expect(got.counts).toMatchObject({ total: 0 });
  });

  it('made by another program are found by name at once', async () => {
    const find = (path: string): Promise<Mailbox> =>
      world.imap.mailboxes.resolve(account, { by: 'path', path }, never);
    await expect(find('Later')).rejects.toMatchObject({ code: 'not-found' });
    await client.mailboxCreate('Later');
    expect(await find('Later')).toMatchObject({ path: 'Later' });
  });

  it('that are gone make their ids stale', async () => {
    await client.mailboxCreate('Brief');
    const brief = (await world.imap.mailboxes.list(account, { counts: false }, never)).find(
      ({ path }) => path === 'Brief',
    );
    await client.mailboxDelete('Brief');
    const name = { by: 'id', id: brief?.id ?? '' } as const;
    await world.imap.mailboxes.list(account, { counts: false }, never);
    await expect(world.imap.mailboxes.resolve(account, name, never)).rejects.toMatchObject({
      code: 'stale-reference',
    });
    const forged = { by: 'id', id: `${inbox.id.slice(0, -2)}AA` } as const;
    await expect(world.imap.mailboxes.resolve(account, forged, never)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('pages of a mailbox', () => {
  it('begin with the newest and run to the oldest, without gap or repeat', async () => {
    await fill(client, 'INBOX', 7);
    const first = await slice(3);
    expect(subjects(first)).toEqual(['message 7', 'message 6', 'message 5']);
    expect(first.previous).toBeNull();
    const second = await slice(3, first.next);
    expect(subjects(second)).toEqual(['message 4', 'message 3', 'message 2']);
    const third = await slice(3, second.next);
    expect(subjects(third)).toEqual(['message 1']);
    expect(third.next).toBeNull();
    expect(subjects(await slice(3, third.previous))).toEqual(['message 4', 'message 3', 'message 2']);
  });

  it('stay in place while messages come and go', async () => {
    await fill(client, 'INBOX', 8);
    const first = await slice(3);
    await fill(client, 'INBOX', 2, 'late');
    await client.mailboxOpen('INBOX');
    await client.messageDelete('1:2,6', { uid: true });
    const second = await slice(3, first.next);
    expect(subjects(second)).toEqual(['message 5', 'message 4', 'message 3']);
    await eventually(async () => expect((await slice(3, first.next)).next).toBeNull());
    expect(subjects(await slice(9, second.previous))).toEqual(['late 2', 'late 1', 'message 8', 'message 7']);
  });

  it('show what was delivered before the request, on a connection that had the mailbox open', async () => {
    await fill(client, 'INBOX', 1);
    await slice(5);
    for (let round = 1; round <= 10; round += 1) {
      await client.append('INBOX', plainMessage(`round ${round}`));
      expect(subjects(await slice(1))).toEqual([`round ${round}`]);
      const count = await world.imap.reader.count(account, inbox, { subject: `round ${round}` }, never);
      expect(count).toBe(1);
    }
  });

  it('of an empty mailbox are empty, also when a message just came', async () => {
    expect(await slice(5)).toMatchObject({ messages: [], next: null, previous: null });
    await client.append('INBOX', plainMessage('first'));
    expect(subjects(await slice(5))).toEqual(['first']);
  });

  it('with an anchor of another UIDVALIDITY have expired', async () => {
    await fill(client, 'INBOX', 2);
    const place = { mailboxId: inbox.id, uid: 2, uidValidity: 1, keys: [] };
    const anchor = { ...place, direction: 'next', sequence: 2 } as const;
    await expect(slice(1, anchor)).rejects.toMatchObject({ code: 'cursor-expired' });
  });
});

describe('a message', () => {
  it('is decoded in all its parts', async () => {
    const html = '<p>Grüße <img src="cid:logo@x"></p>';
    const raw = [
      'From: =?utf-8?q?J=C3=BCrgen?= <juergen@postern.test>',
      'To: team: a@postern.test, "B, C" <b@postern.test>;, c@postern.test',
      'Subject: =?utf-8?b?R3LDvMOfZQ==?= =?utf-8?q?_dich?=',
      'Date: Mon, 23 Nov 2026 11:12:13 +0100',
      'Message-ID: <m1@postern.test>',
      'In-Reply-To: <m0@postern.test>',
      'References: <root@postern.test>',
      ' <m0@postern.test>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=a',
      '',
      '--a',
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: multipart/alternative; boundary=c',
      '',
      '--c',
      'Content-Type: text/plain; charset=iso-8859-1; format=flowed',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=FC=DFe =',
      'aus=20',
      'Bonn',
      '--c',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(html).toString('base64'),
      '--c--',
      '--b',
      'Content-Type: image/png; name=logo.png',
      'Content-ID: <logo@x>',
      'Content-Disposition: inline',
      'Content-Transfer-Encoding: base64',
      '',
      'AAAA',
      '--b--',
      '--a',
      "Content-Type: application/pdf; name*0*=utf-8''%C3%9Cber; name*1=sicht.pdf",
      'Content-Disposition: attachment; filename="../../etc/\u202ex.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('%PDF-1.4').toString('base64'),
      '--a--',
      '',
    ].join('\r\n');
    await client.append('INBOX', Buffer.from(raw), ['\\Flagged', 'Work']);
    const message = await one();
    expect(message).toMatchObject({
      subject: 'Grüße dich',
      from: [{ name: 'Jürgen', address: 'juergen@postern.test' }],
      to: [
        { name: null, address: 'a@postern.test' },
        { name: 'B, C', address: 'b@postern.test' },
        { name: null, address: 'c@postern.test' },
      ],
      cc: [],
      date: '2026-11-23T10:12:13.000Z',
      messageId: '<m1@postern.test>',
      inReplyTo: ['<m0@postern.test>'],
      references: ['<root@postern.test>', '<m0@postern.test>'],
      flags: expect.arrayContaining(['\\Flagged', 'Work']) as unknown,
      unread: true,
      hasAttachments: true,
      text: 'Grüße aus Bonn',
      html,
      truncated: false,
      parseError: null,
      mailboxPath: 'INBOX',
      mailboxId: inbox.id,
    });
    expect(message.attachments).toMatchObject([
      { filename: 'logo.png', contentType: 'image/png', contentId: 'logo@x', inline: true },
      { filename: 'x.pdf', contentType: 'application/pdf', disposition: 'attachment', inline: false },
    ]);
    expect(message.headers).toContainEqual({ name: 'Subject', value: 'Grüße dich' });
    expect(Object.keys(message).sort()).toEqual([...messageFields].sort());

    const attachment = readAttachmentId(account, message.attachments?.[1]?.id ?? '');
    const part = await world.imap.reader.part(
      account,
      refOf(message),
      attachment?.section ?? '',
      'all',
      never,
    );
    expect((await buffer(part.stream)).toString()).toBe('%PDF-1.4');
    expect(part).toMatchObject({ contentType: 'application/pdf', filename: 'x.pdf' });
    const source = await world.imap.reader.raw(account, refOf(message), 'all', never);
    expect(await buffer(source.stream)).toEqual(Buffer.from(raw));
    expect(source.size).toBe(Buffer.byteLength(raw));
  });

  it('that is odd gives what can be read of it', async () => {
    await client.append(
      'INBOX',
      Buffer.from('Subject: caf\xe9\r\nDate: yesterday 1\r\nFrom: broken\r\n\r\n\xe4', 'latin1'),
    );
    expect(await one()).toMatchObject({
      subject: 'café',
      date: null,
      text: 'ä',
      messageId: null,
      threadId: null,
    });
    await client.append('INBOX', 'Content-Type: multipart/mixed\r\n\r\nno boundary');
    expect(await one()).toMatchObject({ parseError: null, attachments: [] });
    await client.append('INBOX', '\r\n');
    expect(await one()).toMatchObject({ subject: null, from: [] });
  });

  it('is never marked as seen by reading', async () => {
    await fill(client, 'INBOX', 1);
    const message = await one();
    await buffer((await world.imap.reader.raw(account, refOf(message), 'all', never)).stream);
    await buffer((await world.imap.reader.part(account, refOf(message), '1', 'all', never)).stream);
    await world.imap.reader.read(
      account,
      [refOf(message)],
      { fields: messageFields, bodyMaxBytes: 100 },
      never,
    );
    expect(await one(['flags', 'unread'])).toMatchObject({ flags: [], unread: true });
  });

  it('with a long text is cut at the bound and says so', async () => {
    await client.append('INBOX', plainMessage('long', {}, 'ä'.repeat(5_000)));
    const cut = await one(['text', 'truncated'], 101);
    expect(cut).toMatchObject({ text: 'ä'.repeat(50), truncated: true });
    expect((await one(['text', 'truncated'], 100_000)).truncated).toBe(false);
  });

  it('is null in the answer when it is not there, and stale when its UIDVALIDITY is gone', async () => {
    await fill(client, 'INBOX', 2);
    const message = await one(summaryFields);
    const ref = refOf(message);
    const wanted = { fields: ['subject'], bodyMaxBytes: 0 } as const;
    const both = await world.imap.reader.read(account, [{ ...ref, uid: 99 }, ref], wanted, never);
    expect(both.map((each) => each?.subject ?? null)).toEqual([null, 'message 2']);
    const stale = { ...ref, uidValidity: ref.uidValidity + 1 };
    await expect(world.imap.reader.read(account, [stale], wanted, never)).rejects.toMatchObject({
      code: 'stale-reference',
    });
    await expect(world.imap.reader.raw(account, { ...ref, uid: 99 }, 'all', never)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(world.imap.reader.part(account, ref, '7', 'all', never)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('that another program removed is not read from an old view', async () => {
    await fill(client, 'INBOX', 3);
    const { messages } = await slice(3);
    await client.mailboxOpen('INBOX');
    await client.messageDelete('2', { uid: true });
    const wanted = { fields: ['subject'], bodyMaxBytes: 0 } as const;
    const read = await world.imap.reader.read(account, messages.map(refOf), wanted, never);
    expect(read.map((each) => each?.subject ?? null)).toEqual(['message 3', null, 'message 1']);
  });
});

describe('streams', () => {
  it('give 20 MB of attachment octet by octet and hold no connection between two pieces', async () => {
    const content = randomBytes(20 * 1024 * 1024);
    const body = content.toString('base64').replace(/.{76}/g, '$&\r\n');
    const headers =
      'Content-Type: application/octet-stream; name=big.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n';
    await client.append('INBOX', Buffer.concat([Buffer.from(headers), Buffer.from(body)]));
    const ref = refOf(await one(['subject']));
    const slow = await Promise.all(
      Array.from({ length: 6 }, () => world.imap.reader.part(account, ref, '1', 'all', never)),
    );
    expect(subjects(await slice(1))).toEqual([null]);
    const [first, ...others] = slow;
    if (first === undefined) throw new Error('no stream');
    expect((await buffer(first.stream)).equals(content)).toBe(true);
    for (const { stream } of others) stream.destroy();
    const source = await world.imap.reader.raw(account, ref, 'all', never);
    expect((await buffer(source.stream)).length).toBe(source.size);
  });

  it('decode quoted-printable across their pieces', async () => {
    const text = Array.from(
      { length: 30_000 },
      (_, line) => `Zeile ${line} mit Grüßen und einem Gleichheitszeichen =`,
    ).join('\r\n');
    const encoded = text.replace(/=/g, '=3D').replace(/ü/g, '=C3=BC').replace(/ß/g, '=C3=9F');
    const headers =
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n';
    await client.append('INBOX', Buffer.from(headers + encoded));
    const ref = refOf(await one(['subject']));
    const { stream } = await world.imap.reader.part(account, ref, '1', 'all', never);
    expect((await buffer(stream)).toString()).toBe(text);
  });
});

describe('searching', () => {
  const find = async (filter: Filter): Promise<readonly (string | null | undefined)[]> => {
    const found = await slice(50, null, filter);
    expect(await world.imap.reader.count(account, inbox, filter, never)).toBe(found.messages.length);
    return subjects(found);
  };
  beforeEach(async () => {
    const add = (raw: string, flags: string[], received: string): Promise<unknown> =>
      client.append('INBOX', raw, flags, new Date(received));
    await add(
      plainMessage('alpha', { From: 'ann@postern.test', Cc: 'carl@postern.test', 'X-Kind': 'one' }, 'needle'),
      ['\\Seen', 'Work'],
      '2026-03-01T10:00:00Z',
    );
    await add(
      plainMessage('=?utf-8?q?beta_=C3=9Cbung?=', {
        To: 'dora@postern.test',
        Bcc: 'eve@postern.test',
        Date: 'Tue, 24 Nov 2026 10:00:00 +0000',
      }),
      ['\\Flagged'],
      '2026-03-02T10:00:00Z',
    );
    await add(plainMessage('gamma', {}, 'x'.repeat(5_000)), [], '2026-03-02T23:30:00Z');
  });

  it.each<[string, Filter, readonly string[]]>([
    ['from', { from: 'ann@' }, ['alpha']],
    ['to', { to: 'dora' }, ['beta Übung']],
    ['cc', { cc: 'carl' }, ['alpha']],
    ['bcc', { bcc: 'eve' }, ['beta Übung']],
    ['subject', { subject: 'gam' }, ['gamma']],
    ['subject in UTF-8', { subject: 'Übung' }, ['beta Übung']],
    ['body', { body: 'needle' }, ['alpha']],
    ['text', { text: 'carl@postern' }, ['alpha']],
    ['header', { header: { name: 'X-Kind', value: 'one' } }, ['alpha']],
    ['flags it has', { flags: { has: ['\\Seen', 'Work'] } }, ['alpha']],
    ['flags it lacks', { flags: { lacks: ['\\seen'] } }, ['gamma', 'beta Übung']],
    ['larger', { larger: 4_000 }, ['gamma']],
    ['smaller', { smaller: 4_000 }, ['beta Übung', 'alpha']],
    ['received on or after a day', { receivedSince: '2026-03-02' }, ['gamma', 'beta Übung']],
    ['received before a day', { receivedBefore: '2026-03-02' }, ['alpha']],
    ['received since a time', { receivedSince: '2026-03-02T10:00:01Z' }, ['gamma']],
    ['received before a time', { receivedBefore: '2026-03-02T10:00:01Z' }, ['beta Übung', 'alpha']],
    ['not before a time', { not: { receivedBefore: '2026-03-02T10:00:00Z' } }, ['gamma', 'beta Übung']],
    ['sent since a day', { sentSince: '2026-11-24' }, ['beta Übung']],
    ['sent before a time', { sentBefore: '2026-11-24T09:59:59Z' }, ['gamma', 'alpha']],
    ['uid', { uid: [3, 1] }, ['gamma', 'alpha']],
    ['no uid at all', { uid: [] }, []],
    ['all', { all: [{ smaller: 4_000 }, { not: { flags: { has: ['\\Flagged'] } } }] }, ['alpha']],
    ['any', { any: [{ from: 'ann@' }, { larger: 4_000 }, { subject: 'nothing' }] }, ['gamma', 'alpha']],
    [
      'any of all',
      { any: [{ all: [{ from: 'ann@' }, { body: 'needle' }] }, { to: 'dora' }] },
      ['beta Übung', 'alpha'],
    ],
    ['all of nothing', { all: [] }, ['gamma', 'beta Übung', 'alpha']],
    ['a text that looks like syntax', { subject: '" OR ALL {3}\r\nx' }, []],
  ])('finds by %s', async (_, filter, expected) => {
    expect(await find(filter)).toEqual(expected);
  });

  it('goes through pages in both directions', async () => {
    const filter = { flags: { lacks: ['Nothing'] } };
    const first = await slice(1, null, filter);
    const second = await slice(1, first.next, filter);
    const third = await slice(1, second.next, filter);
    expect([first, second, third].flatMap(subjects)).toEqual(['gamma', 'beta Übung', 'alpha']);
    expect(third.next).toBeNull();
    expect(subjects(await slice(1, third.previous, filter))).toEqual(['beta Übung']);
  });

  it('refuses what cannot be said in IMAP', async () => {
    await expect(find({ subject: 'a\0b' })).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(find({ header: { name: 'X: Y', value: '' } })).rejects.toMatchObject({
      code: 'invalid-request',
    });
    await expect(find({ flags: { has: ['a b'] } })).rejects.toMatchObject({ code: 'invalid-request' });
  });
});
