import { describe, expect, it } from 'vitest';
import { seedMail } from '../../../src/sandbox/seed/seed-mail.ts';
import { createMailStore } from '../../../src/sandbox/store/mail-store.ts';
import type { MimePart } from '../../../src/sandbox/mime/part.ts';
import type { MailUser, StoredMessage } from '../../../src/sandbox/store/model.ts';

const now = new Date('2026-03-01T10:00:00.123Z');

function seeded(options: { seed?: number; messages?: number } = {}): MailUser {
  const user = createMailStore({ now: () => now }).addUser({ name: 'ann', password: 'secret' });
  seedMail(user, { seed: 7, messages: 500, now, ...options });
  return user;
}

function all(user: MailUser): StoredMessage[] {
  return user.mailboxes().flatMap(({ messages }) => messages);
}

function parts(part: MimePart): MimePart[] {
  return [part, ...part.parts.flatMap(parts), ...(part.message === null ? [] : parts(part.message))];
}

function asList(user: MailUser): unknown[] {
  return user
    .mailboxes()
    .flatMap(({ name, messages }) =>
      messages.map(({ uid, raw, flags, internalDate }) => [
        name,
        uid,
        raw.toString('latin1'),
        [...flags],
        internalDate,
      ]),
    );
}

describe('seeded mail', () => {
  it('is the same for the same seed, and other for another', () => {
    expect(asList(seeded())).toEqual(asList(seeded()));
    expect(asList(seeded({ seed: 8 }))).not.toEqual(asList(seeded()));
  });

  it.each([0, 1, 13, 500])('is as many messages as were asked for: %i', (messages) => {
    expect(all(seeded({ messages }))).toHaveLength(messages);
  });

  it('lies in the mailboxes that people have, older first, none later than now and none older than a year', () => {
    const user = seeded();
    const filled = user.mailboxes().filter(({ messages }) => messages.length >= 10);
    expect(filled.map(({ name }) => name)).toEqual(['INBOX', 'Archive', 'Junk', 'Projects/Apollo', 'Sent']);
    for (const { messages } of filled) {
      const times = messages.map(({ internalDate }) => internalDate.getTime());
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
    const times = all(user).map(({ internalDate }) => internalDate.getTime());
    expect(Math.max(...times)).toBeLessThanOrEqual(now.getTime());
    expect(Math.min(...times)).toBeGreaterThan(now.getTime() - 366 * 86_400_000);
    expect(times.every((time) => time % 1_000 === 0)).toBe(true);
  });

  it('lies where a provider with names of its own keeps such mail', () => {
    const store = createMailStore({ now: () => now });
    const user = store.addUser({ name: 'ann', password: 'secret', mailboxes: 'inbox' });
    user.create('[Gmail]/All Mail', { specialUse: '\\All' });
    user.create('[Gmail]/Sent Mail', { specialUse: '\\Sent' });
    user.create('[Gmail]/Spam', { specialUse: '\\Junk' });
    seedMail(user, { seed: 7, messages: 200, now });
    const filled = user.mailboxes().filter(({ messages }) => messages.length > 0);
    expect(filled.map(({ name }) => name).sort()).toEqual([
      'INBOX',
      'Projects/Apollo',
      '[Gmail]/All Mail',
      '[Gmail]/Sent Mail',
      '[Gmail]/Spam',
    ]);
  });

  it('is written as RFC 5322 wants it: CRLF, header in short lines of ASCII, the fields that must be', () => {
    for (const { raw } of all(seeded())) {
      const content = raw.toString('latin1');
      expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const header = content.slice(0, content.indexOf('\r\n\r\n'));
      for (const line of header.split('\r\n')) {
        expect(line).toMatch(/^(?:[A-Za-z0-9-]+: |[ ])[ -~]*$/);
        expect(line.length).toBeLessThanOrEqual(120);
      }
      for (const field of ['Date', 'From', 'To', 'Subject', 'Message-ID', 'MIME-Version', 'Content-Type']) {
        expect(header.match(new RegExp(`^${field}: `, 'gm')), field).toHaveLength(1);
      }
      for (const line of content.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
    }
  });

  it('goes from and to addresses that nobody can have', () => {
    const hosts = all(seeded()).flatMap(({ raw }) =>
      [...raw.toString('latin1').matchAll(/<[^<>@\s]+@([^<>\s]+)>/g)].map(([, host = '']) => host),
    );
    expect(hosts.length).toBeGreaterThan(1_000);
    expect(hosts.filter((host) => !/(?:\.test|^example\.(?:org|com|net))$/.test(host))).toEqual([]);
  });

  it('has of everything that a mail client must cope with', () => {
    const messages = all(seeded());
    const types = new Set(
      messages.flatMap(({ root }) => parts(root)).map((part) => `${part.type}/${part.subtype}`),
    );
    for (const type of [
      'text/plain',
      'text/html',
      'text/calendar',
      'multipart/alternative',
      'multipart/mixed',
      'multipart/related',
      'multipart/report',
      'message/rfc822',
      'message/delivery-status',
      'application/pdf',
      'image/png',
    ]) {
      expect(types).toContain(type);
    }
    const raws = messages.map(({ raw }) => raw.toString('latin1'));
    for (const mark of [
      /format=flowed/,
      /^List-Unsubscribe: /m,
      /^References: /m,
      /^> /m,
      /filename\*=UTF-8''/,
      /=\?iso-8859-1\?Q\?/,
      /=\?iso-2022-jp\?B\?/,
      /=\?koi8-r\?B\?/,
      /=\?gb18030\?B\?/,
      /=\?utf-8\?B\?/,
    ]) {
      expect(
        raws.some((raw) => mark.test(raw)),
        mark.source,
      ).toBe(true);
    }
    const flags = new Set(messages.flatMap((message) => [...message.flags]));
    for (const flag of ['\\Seen', '\\Answered', '\\Flagged', '$Forwarded', '$Junk', 'Todo']) {
      expect(flags).toContain(flag);
    }
  });

  it('has conversations that are one thread over INBOX and Sent', () => {
    const user = seeded();
    const sent = new Set(user.mailbox('Sent')?.messages.map(({ threadId }) => threadId));
    const replies = all(user).filter(({ raw }) => raw.includes('\r\nIn-Reply-To: '));
    expect(replies.length).toBeGreaterThan(50);
    expect(replies.filter(({ threadId }) => sent.has(threadId)).length).toBeGreaterThan(50);
    const threads = new Set(all(user).map(({ threadId }) => threadId));
    expect(threads.size + replies.length).toBe(500);
  });

  it('can be read in every language by whoever knows the charset', () => {
    const greetings: Record<string, string> = {
      'iso-2022-jp': 'お世話になっております。田中です。',
      'koi8-r': 'Добрый день!',
      gb18030: '您好：',
      'iso-8859-1': 'à cause de la grève',
    };
    const messages = all(seeded());
    for (const [charset, greeting] of Object.entries(greetings)) {
      const found = messages.some(({ raw, root }) => {
        const of = root.parameters.find(([name]) => name === 'charset')?.[1];
        return of === charset && decodedBody(raw, root, charset).includes(greeting);
      });
      expect(found, charset).toBe(true);
    }
  });

  it('of 500 messages is there in less than half a second', () => {
    // The best of three: others use this machine as well.
    const took = [97, 98, 99].map((seed) => {
      const start = performance.now();
      seeded({ seed });
      return performance.now() - start;
    });
    expect(Math.min(...took)).toBeLessThan(500);
  });
});

/** By a reading of its own, which knows no more than the two encodings need. */
function decodedBody(raw: Buffer, part: MimePart, charset: string): string {
  const body = raw.subarray(part.bodyStart, part.bodyEnd);
  const header = raw.toString('latin1', part.headerStart, part.bodyStart);
  const transfer = /^Content-Transfer-Encoding: (.*)$/m.exec(header)?.[1]?.trim();
  const octets =
    transfer === 'base64'
      ? Buffer.from(body.toString('latin1'), 'base64')
      : transfer === 'quoted-printable'
        ? Buffer.from(
            body
              .toString('latin1')
              .replaceAll('=\r\n', '')
              .replaceAll(/=([0-9A-F]{2})/g, (_, digits: string) =>
                String.fromCharCode(parseInt(digits, 16)),
              ),
            'latin1',
          )
        : body;
  return new TextDecoder(charset).decode(octets);
}
