/** APPEND: what is kept of a message that a client files. */
import { area } from '../scenario.ts';
import { file, letter } from '../letters.ts';
import { flags, items, told, verdict } from '../reading.ts';

export const appending = area('Appending', [
  {
    title: 'APPEND tells the UIDVALIDITY and the UID',
    rfc: 'RFC 4315 §3',
    async run(at) {
      const wire = await at.wire();
      const { code } = await file(wire, 'INBOX', letter());
      const { untagged } = await wire.run('SELECT INBOX');
      const validity = untagged.find((each) => each.code.startsWith('UIDVALIDITY '))?.code.split(' ')[1];
      return code === `APPENDUID ${String(validity)} 1`;
    },
    answer: true,
  },
  {
    title: 'APPEND keeps every octet',
    rfc: 'RFC 3501 §6.3.11',
    async run(at) {
      const raw = letter({
        subject: 'octets',
        more: ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
        body: ' leading blank\r\n.\r\nüñí\t \r\n\r\nFrom here\r\n>From there\r\nno end',
      });
      const client = await at.client();
      await client.append('INBOX', Buffer.from(raw));
      await client.mailboxOpen('INBOX');
      const message = await client.fetchOne('1', { source: true });
      return message !== false && message.source?.equals(Buffer.from(raw));
    },
    answer: true,
  },
  {
    title: 'APPEND keeps flags, keywords and the internal date',
    rfc: 'RFC 3501 §6.3.11',
    async run(at) {
      const client = await at.client();
      await client.append(
        'INBOX',
        letter(),
        ['\\Seen', '\\Flagged', 'Project'],
        new Date('2020-02-29T12:34:56Z'),
      );
      await client.mailboxOpen('INBOX');
      const message = await client.fetchOne('1', { flags: true, internalDate: true });
      if (message === false) return null;
      return [[...(message.flags ?? [])].filter((flag) => flag !== '\\Recent').sort(), message.internalDate];
    },
    answer: [['Project', '\\Flagged', '\\Seen'], new Date('2020-02-29T12:34:56Z')],
  },
  {
    title: 'APPEND takes a date in another zone as the same moment',
    rfc: 'RFC 3501 §2.3.3',
    async run(at) {
      const client = await at.client();
      const wire = await at.wire();
      await file(wire, 'INBOX', letter(), { date: ' 1-Mar-2026 01:30:00 +0530' });
      await client.mailboxOpen('INBOX');
      const message = await client.fetchOne('1', { internalDate: true });
      return message === false ? null : message.internalDate;
    },
    answer: new Date('2026-02-28T20:00:00Z'),
  },
  {
    title: 'APPEND to a mailbox that is not there is NO TRYCREATE',
    rfc: 'RFC 3501 §6.3.11',
    async run(at) {
      const wire = await at.wire();
      return verdict(await wire.run('APPEND Nowhere ', { literal: letter() }));
    },
    answer: 'NO TRYCREATE',
  },
  {
    title: 'APPEND with a date that is none is BAD',
    rfc: 'RFC 3501 §9 (date-time)',
    async run(at) {
      const wire = await at.wire();
      return (await wire.run('APPEND INBOX "yesterday" ', { literal: letter() })).status;
    },
    answer: 'BAD',
  },
  {
    title: 'APPEND to the selected mailbox tells EXISTS before its OK',
    rfc: 'RFC 3501 §6.3.11',
    async run(at) {
      const wire = await at.wire();
      await wire.run('SELECT INBOX');
      return told((await file(wire, 'INBOX', letter())).untagged, 'EXISTS');
    },
    answer: 1,
  },
  {
    title: 'APPEND takes its message as a non-synchronising literal',
    rfc: 'RFC 7888 §3',
    async run(at) {
      const wire = await at.wire();
      const raw = letter();
      wire.send(`a APPEND INBOX {${raw.length}+}\r\n${raw}\r\n`);
      return (await wire.until(({ tag }) => tag === 'a')).at(-1)?.status;
    },
    answer: 'OK',
  },
  {
    title: 'A refused APPEND leaves the session in step',
    rfc: 'RFC 3501 §4.3',
    async run(at) {
      const wire = await at.wire();
      const raw = letter();
      wire.send(`a APPEND Nowhere {${raw.length}+}\r\n${raw}\r\nb NOOP\r\n`);
      const seen = await wire.until(({ tag }) => tag === 'b');
      return seen.flatMap(({ tag, status }) => (tag === '*' ? [] : [`${tag} ${status}`]));
    },
    answer: ['a NO', 'b OK'],
  },
  {
    title: 'An appended message of 1 MiB comes back whole',
    rfc: 'RFC 3501 §6.3.11',
    async run(at) {
      const raw = letter({ body: 'x'.repeat(70).concat('\r\n').repeat(14_564) });
      const wire = await at.wire();
      await file(wire, 'INBOX', raw);
      await wire.run('SELECT INBOX');
      const { untagged } = await wire.run('FETCH 1 (RFC822.SIZE BODY.PEEK[])');
      return [items(untagged, 'RFC822.SIZE')[0] === String(raw.length), items(untagged, 'BODY[]')[0] === raw];
    },
    answer: [true, true],
  },
  {
    title: 'A flag keeps its letters; the same in other case is the same flag',
    rfc: 'RFC 3501 §9 (flag-keyword)',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'INBOX', letter(), { flags: 'MixedCase' });
      await wire.run('SELECT INBOX');
      await wire.run('STORE 1 +FLAGS (mixedcase)');
      return flags(items((await wire.run('FETCH 1 FLAGS')).untagged, 'FLAGS')[0]);
    },
    answer: ['mixedcase'],
  },
]);
