/** Mail that comes in from another server, and the room that it takes. */
import { area } from '../scenario.ts';
import { letter } from '../letters.ts';
import { dataOf, flags, items, pairs, told } from '../reading.ts';
import type { Subject } from '../subject.ts';

/** A message without one is given one by some servers. */
const ID = '<delivered@example.org>';

/** What lies in INBOX behind the trace fields that the delivering server put before it. */
async function arrived(at: Subject, raw: string): Promise<{ trace: string; exact: boolean }> {
  const wire = await at.wire();
  await wire.run('SELECT INBOX');
  const [kept] = items((await wire.run('FETCH 1 BODY.PEEK[]')).untagged, 'BODY[]');
  const text = String(kept);
  return { trace: text.slice(0, Math.max(0, text.length - raw.length)), exact: text.endsWith(raw) };
}

const byteExact = (title: string, raw: string, rfc: string): Parameters<typeof area>[1][number] => ({
  title,
  rfc,
  async run(at) {
    await at.deliver(Buffer.from(raw, 'latin1'));
    return (await arrived(at, raw)).exact;
  },
  answer: true,
});

export const delivering = area('Delivering', [
  byteExact(
    'A delivered message lies byte-exact behind the trace fields',
    letter({ id: ID }),
    'RFC 5321 §4.4',
  ),
  byteExact(
    'Lines that begin with a dot arrive as they were',
    letter({ id: ID, body: '.\r\n..\r\n.dot\r\nend' }),
    'RFC 5321 §4.5.2',
  ),
  byteExact(
    'Octets beyond ASCII arrive as they were',
    letter({ id: ID, more: ['Content-Transfer-Encoding: 8bit'], body: 'caf\xe9 \xff\xfe \xc3\xbc' }),
    'RFC 6152 §3',
  ),
  byteExact(
    'A long line arrives unbroken',
    letter({ id: ID, body: `${'long '.repeat(190)}end` }),
    'RFC 5321 §4.5.3.1.6',
  ),
  byteExact(
    'Blanks at the end of a line stay',
    letter({ id: ID, body: 'one \t\r\n\r\n\r\n two  ' }),
    'RFC 5321 §4.1.1.4',
  ),
  {
    title: 'Return-Path holds the envelope sender, on top',
    rfc: 'RFC 5321 §4.4',
    async run(at) {
      const raw = letter({ id: ID });
      await at.deliver(raw);
      return /^Return-Path: <sender@example\.org>\r\n/i.test((await arrived(at, raw)).trace);
    },
    answer: true,
  },
  {
    title: 'A Received field tells of the delivery',
    rfc: 'RFC 5321 §4.4',
    async run(at) {
      const raw = letter({ id: ID });
      await at.deliver(raw);
      return /^Received: from /im.test((await arrived(at, raw)).trace);
    },
    answer: true,
  },
  {
    title: 'Delivered mail has no flags and its internal date is now',
    rfc: 'RFC 3501 §2.3.3',
    async run(at) {
      await at.deliver(letter({ id: ID }));
      const client = await at.client();
      await client.mailboxOpen('INBOX');
      const message = await client.fetchOne('1', { flags: true, internalDate: true });
      if (message === false) return null;
      const age = Date.now() - Number(new Date(message.internalDate ?? 0));
      return [flags([...(message.flags ?? [])]), Math.abs(age) < 60_000];
    },
    answer: [[], true],
  },
  {
    title: 'Mail in order of delivery has rising UIDs',
    rfc: 'RFC 3501 §2.3.1.1',
    async run(at) {
      for (const subject of ['one', 'two', 'three']) await at.deliver(letter({ id: ID, subject }));
      const client = await at.client();
      await client.mailboxOpen('INBOX');
      const subjects = [];
      for await (const message of client.fetch('1:*', { envelope: true }))
        subjects.push(message.envelope?.subject);
      return subjects;
    },
    answer: ['one', 'two', 'three'],
  },
  {
    title: 'A message without a header arrives',
    rfc: 'RFC 5321 §4.1.1.4',
    async run(at) {
      await at.deliver('\r\nonly text\r\n');
      const wire = await at.wire();
      return told((await wire.run('SELECT INBOX')).untagged, 'EXISTS');
    },
    answer: 1,
  },
  {
    title: 'A recipient with a detail behind + gets it',
    rfc: 'RFC 5233 §1',
    async run(at) {
      const [local = '', domain] = at.address.split('@');
      await at.deliver(letter({ id: ID }), [
        domain === undefined ? `${local}+news` : `${local}+news@${domain}`,
      ]);
      const wire = await at.wire();
      return told((await wire.run('SELECT INBOX')).untagged, 'EXISTS');
    },
    answer: 1,
  },
  {
    title: 'GETQUOTAROOT names the roots of a mailbox, and their use of storage grows',
    rfc: 'RFC 9208 §4.1.2',
    async run(at) {
      const wire = await at.wire();
      const used = async (): Promise<number> => {
        const { untagged } = await wire.run('GETQUOTAROOT INBOX');
        const [[, resources] = []] = dataOf(untagged, 'QUOTA');
        return Array.isArray(resources) ? Number(resources[resources.indexOf('STORAGE') + 1]) : Number.NaN;
      };
      const before = await used();
      await at.deliver(letter({ id: ID, body: 'x'.repeat(70).concat('\r\n').repeat(100) }));
      const after = await used();
      return after - before >= 6 && after - before <= 8;
    },
    answer: true,
    absent: { capability: 'QUOTA', at: ['dovecot'] },
  },
  {
    title: 'imapflow reads the quota',
    rfc: 'RFC 9208 §4.1.2',
    async run(at) {
      const quota = await (await at.client()).getQuota('INBOX');
      return quota !== false && quota !== undefined && typeof quota.storage?.limit;
    },
    answer: 'number',
    absent: { capability: 'QUOTA', at: ['dovecot'] },
  },
  {
    title: 'GETQUOTA of a root that is not there is NO',
    rfc: 'RFC 9208 §4.1.1',
    run: async (at) => (await (await at.wire()).run('GETQUOTA Nowhere')).status,
    answer: 'NO',
    absent: { capability: 'QUOTA', at: ['dovecot'] },
  },
  {
    title: 'STATUS SIZE is the sum of the sizes',
    rfc: 'RFC 8438 §3',
    async run(at) {
      const raw = letter({ id: ID });
      const wire = await at.wire();
      for (let turn = 0; turn < 3; turn += 1) await wire.run('APPEND INBOX ', { literal: raw });
      const [[, counts] = []] = dataOf((await wire.run('STATUS INBOX (SIZE)')).untagged, 'STATUS');
      return Number(pairs(counts ?? null)['SIZE']) === 3 * raw.length;
    },
    answer: true,
  },
]);
