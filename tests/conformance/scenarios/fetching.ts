/** FETCH: every item, of messages whose answer is known to the octet. */
import { area, type Scenario } from '../scenario.ts';
import { file, fill, letter } from '../letters.ts';
import { dataOf, fetched, flags, items, numbers } from '../reading.ts';
import type { Subject } from '../subject.ts';
import type { WireValue } from '../../support/wire-response.ts';

const INNER = ['From: inner@example.org', 'Subject: inside', '', 'inner text', ''].join('\r\n');

const PARTS = [
  'From: "Ann Example" <ann@example.org>, bare@example.com',
  'Sender: secretary@example.org',
  'Reply-To: Team: one@example.org, two@example.org;',
  'To: undisclosed-recipients:;',
  'Cc: =?utf-8?q?J=C3=BCrgen?= <juergen@example.net>',
  'Subject: =?utf-8?b?w5xiZXI=?= folded',
  ' subject',
  'Date: Sun, 1 Mar 2026 09:08:07 +0100',
  'Message-ID: <parts@example.org>',
  'In-Reply-To: <before@example.org>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="outer"',
  '',
  'preamble',
  '--outer',
  'Content-Type: multipart/alternative; boundary=inner',
  '',
  '--inner',
  'Content-Type: text/plain; charset="UTF-8"; format=flowed',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Gr=C3=BC=C3=9Fe',
  '--inner',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>hello</p>',
  '--inner--',
  '--outer',
  'Content-Type: application/pdf; name="a b.pdf"',
  'Content-Disposition: attachment; filename="a b.pdf"; size=3',
  'Content-Transfer-Encoding: base64',
  'Content-ID: <pdf@example.org>',
  'Content-Description: a paper',
  '',
  'QUJD',
  '--outer',
  'Content-Type: message/rfc822',
  '',
  INNER,
  '--outer--',
  'epilogue',
  '',
].join('\r\n');

/** What a FETCH of one item of `raw` brings. */
async function one(at: Subject, raw: string, item: string, name = item): Promise<WireValue | undefined> {
  const wire = await at.wire();
  await file(wire, 'INBOX', raw);
  await wire.run('EXAMINE INBOX');
  return items((await wire.run(`FETCH 1 ${item}`)).untagged, name.toUpperCase())[0];
}

const section = (
  title: string,
  item: string,
  answer: WireValue,
  name = item.replace('.PEEK', ''),
): Scenario => ({
  title,
  rfc: 'RFC 3501 §6.4.5',
  run: (at) => one(at, PARTS, item, name),
  answer,
});

export const fetching = area('Fetching', [
  {
    title: 'ENVELOPE names sender, recipients, groups and encoded words undecoded',
    rfc: 'RFC 3501 §7.4.2 (ENVELOPE)',
    run: (at) => one(at, PARTS, 'ENVELOPE'),
    answer: [
      'Sun, 1 Mar 2026 09:08:07 +0100',
      '=?utf-8?b?w5xiZXI=?= folded subject',
      [
        ['Ann Example', null, 'ann', 'example.org'],
        [null, null, 'bare', 'example.com'],
      ],
      [[null, null, 'secretary', 'example.org']],
      [
        [null, null, 'Team', null],
        [null, null, 'one', 'example.org'],
        [null, null, 'two', 'example.org'],
        [null, null, null, null],
      ],
      [
        [null, null, 'undisclosed-recipients', null],
        [null, null, null, null],
      ],
      [['=?utf-8?q?J=C3=BCrgen?=', null, 'juergen', 'example.net']],
      null,
      '<before@example.org>',
      '<parts@example.org>',
    ],
  },
  {
    title: 'ENVELOPE fills in Sender and Reply-To from From',
    rfc: 'RFC 3501 §7.4.2 (ENVELOPE)',
    run: async (at) => ((await one(at, letter(), 'ENVELOPE')) as readonly WireValue[]).slice(2, 5),
    answer: [
      [['Ann', null, 'ann', 'example.org']],
      [['Ann', null, 'ann', 'example.org']],
      [['Ann', null, 'ann', 'example.org']],
    ],
  },
  {
    title: 'BODY tells the tree of parts without extension data',
    rfc: 'RFC 3501 §7.4.2 (BODYSTRUCTURE)',
    async run(at) {
      const [alternative, pdf, message, subtype] = (await one(at, PARTS, 'BODY')) as readonly WireValue[];
      const [text, html, alternativeSubtype] = alternative as readonly WireValue[];
      return [
        text,
        html,
        alternativeSubtype,
        pdf,
        (message as readonly WireValue[]).slice(0, 7),
        subtype,
      ].map((each) => lower(each ?? null));
    },
    answer: [
      ['text', 'plain', ['charset', 'utf-8', 'format', 'flowed'], null, null, 'quoted-printable', '15', '0'],
      ['text', 'html', ['charset', 'utf-8'], null, null, '7bit', '12', '0'],
      'alternative',
      ['application', 'pdf', ['name', 'a b.pdf'], '<pdf@example.org>', 'a paper', 'base64', '4'],
      ['message', 'rfc822', null, null, null, '7bit', String(INNER.length)],
      'mixed',
    ],
  },
  {
    title: 'BODYSTRUCTURE adds the disposition with its parameters',
    rfc: 'RFC 3501 §7.4.2 (BODYSTRUCTURE)',
    async run(at) {
      const [, pdf] = (await one(at, PARTS, 'BODYSTRUCTURE')) as readonly WireValue[];
      return lower((pdf as readonly WireValue[])[8] ?? null);
    },
    answer: ['attachment', ['filename', 'a b.pdf', 'size', '3']],
  },
  {
    title: 'BODYSTRUCTURE of a text without MIME is text/plain in us-ascii',
    rfc: 'RFC 3501 §7.4.2, RFC 2045 §5.2',
    run: async (at) => lower(((await one(at, letter(), 'BODY')) as readonly WireValue[]) ?? null),
    answer: ['text', 'plain', ['charset', 'us-ascii'], null, null, '7bit', '25', '2'],
  },
  {
    title: 'imapflow reads the structure and downloads a decoded attachment',
    rfc: 'RFC 3501 §6.4.5',
    async run(at) {
      const client = await at.client();
      await client.append('INBOX', PARTS);
      await client.mailboxOpen('INBOX');
      const { content, meta } = await client.download('1', '2');
      const chunks: Buffer[] = [];
      for await (const chunk of content ?? []) chunks.push(chunk as Buffer);
      return [Buffer.concat(chunks).toString(), meta?.filename, meta?.contentType];
    },
    answer: ['ABC', 'a b.pdf', 'application/pdf'],
  },
  section(
    'BODY[1.1] is the content of the first part of the first part',
    'BODY.PEEK[1.1]',
    'Gr=C3=BC=C3=9Fe',
  ),
  section(
    'BODY[1.2.MIME] is the header of a part',
    'BODY.PEEK[1.2.MIME]',
    'Content-Type: text/html; charset=utf-8\r\n\r\n',
  ),
  section(
    'BODY[3.HEADER] is the header of an enclosed message',
    'BODY.PEEK[3.HEADER]',
    'From: inner@example.org\r\nSubject: inside\r\n\r\n',
  ),
  section('BODY[3.TEXT] is the text of an enclosed message', 'BODY.PEEK[3.TEXT]', 'inner text\r\n'),
  section('BODY[3.1] is the first part of an enclosed message', 'BODY.PEEK[3.1]', 'inner text\r\n'),
  section('BODY[3] is the enclosed message', 'BODY.PEEK[3]', INNER),
  section(
    'BODY[TEXT] is all behind the header',
    'BODY.PEEK[TEXT]',
    PARTS.slice(PARTS.indexOf('\r\n\r\n') + 4),
  ),
  section(
    'BODY[HEADER] is the header with its empty line',
    'BODY.PEEK[HEADER]',
    PARTS.slice(0, PARTS.indexOf('\r\n\r\n') + 4),
  ),
  section(
    'A partial BODY[]<0.10> is the first ten octets',
    'BODY.PEEK[]<0.10>',
    PARTS.slice(0, 10),
    'BODY[]<0>',
  ),
  section(
    'A partial that starts in the middle is cut there',
    'BODY.PEEK[]<100.50>',
    PARTS.slice(100, 150),
    'BODY[]<100>',
  ),
  section('A partial behind the end is empty', 'BODY.PEEK[]<99999.10>', '', 'BODY[]<99999>'),
  section('RFC822.SIZE counts the octets', 'RFC822.SIZE', String(PARTS.length)),
  section('RFC822.HEADER is the header', 'RFC822.HEADER', PARTS.slice(0, PARTS.indexOf('\r\n\r\n') + 4)),
  {
    title: 'A part that is not there is NIL or empty',
    rfc: 'RFC 3501 §6.4.5',
    run: async (at) => (await one(at, PARTS, 'BODY.PEEK[9]', 'BODY[9]')) ?? '',
    answer: '',
  },
  {
    title: 'BODY[1] of a message without parts is its text',
    rfc: 'RFC 3501 §6.4.5',
    run: (at) => one(at, letter({ body: 'plain' }), 'BODY.PEEK[1]', 'BODY[1]'),
    answer: 'plain\r\n',
  },
  {
    title: 'HEADER.FIELDS brings just the fields named, in the order of the message, with the empty line',
    rfc: 'RFC 3501 §6.4.5',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'INBOX', PARTS);
      await wire.run('EXAMINE INBOX');
      const { untagged } = await wire.run('FETCH 1 BODY.PEEK[HEADER.FIELDS (subject MESSAGE-ID X-None)]');
      return Object.entries(fetched(untagged)['1'] ?? {}).flatMap(([name, value]) =>
        name.startsWith('BODY[') ? [value] : [],
      );
    },
    answer: ['Subject: =?utf-8?b?w5xiZXI=?= folded\r\n subject\r\nMessage-ID: <parts@example.org>\r\n\r\n'],
  },
  {
    title: 'HEADER.FIELDS.NOT brings all others',
    rfc: 'RFC 3501 §6.4.5',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'INBOX', letter({ id: '<x@example.org>' }));
      await wire.run('EXAMINE INBOX');
      const { untagged } = await wire.run('FETCH 1 BODY.PEEK[HEADER.FIELDS.NOT (From To Date Subject)]');
      return Object.entries(fetched(untagged)['1'] ?? {}).flatMap(([name, value]) =>
        name.startsWith('BODY[') ? [value] : [],
      );
    },
    answer: ['Message-ID: <x@example.org>\r\n\r\n'],
  },
  {
    title: 'BODY[] sets \\Seen and tells it, BODY.PEEK[] does not',
    rfc: 'RFC 3501 §6.4.5',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one', 'two']);
      await wire.run('FETCH 1 BODY.PEEK[]');
      const told = await wire.run('FETCH 2 BODY[]');
      const after = await wire.run('FETCH 1:2 FLAGS');
      return [flags(items(told.untagged, 'FLAGS')[0]), items(after.untagged, 'FLAGS').map(flags)];
    },
    answer: [['\\seen'], [[], ['\\seen']]],
  },
  {
    title: 'FAST, ALL and FULL stand for their items',
    rfc: 'RFC 3501 §6.4.5',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one']);
      const items3 = [];
      for (const macro of ['FAST', 'ALL', 'FULL']) {
        items3.push(Object.keys(fetched((await wire.run(`FETCH 1 ${macro}`)).untagged)['1'] ?? {}).sort());
      }
      return items3;
    },
    answer: [
      ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
      ['ENVELOPE', 'FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
      ['BODY', 'ENVELOPE', 'FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
    ],
  },
  {
    title: 'UID FETCH tells the UID though it was not asked for',
    rfc: 'RFC 3501 §6.4.8',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one', 'two']);
      return items((await wire.run('UID FETCH 2 FLAGS')).untagged, 'UID');
    },
    answer: ['2'],
  },
  {
    title: 'UID FETCH of a UID that is not there is OK and brings nothing',
    rfc: 'RFC 3501 §6.4.8',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one']);
      const { status, untagged } = await wire.run('UID FETCH 99 FLAGS');
      return [status, dataOf(untagged, 'FETCH')];
    },
    answer: ['OK', []],
  },
  {
    title: 'UID FETCH 99:* brings the last message',
    rfc: 'RFC 3501 §9 (seq-range)',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one', 'two']);
      return items((await wire.run('UID FETCH 99:* UID')).untagged, 'UID');
    },
    answer: ['2'],
  },
  {
    title: 'A sequence number beyond the last message is BAD',
    rfc: 'RFC 3501 §9 (seq-number)',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one']);
      return (await wire.run('FETCH 5 FLAGS')).status;
    },
    answer: 'BAD',
    differs: {
      cyrus: {
        answers: 'NO',
        word: 'Tolerable. RFC 3501 §9 (seq-number): the server should respond with BAD.',
      },
    },
  },
  {
    title: 'A set may overlap and run backwards; each message comes once',
    rfc: 'RFC 3501 §9 (sequence-set)',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one', 'two', 'three']);
      const { untagged } = await wire.run('FETCH 3:2,2,*:1 UID');
      return [...new Set(numbers(untagged, 'FETCH').filter((number) => !Number.isNaN(number)))].sort();
    },
    answer: [1, 2, 3],
  },
  {
    title: 'MODSEQ is told of every message',
    rfc: 'RFC 7162 §3.1.4.2',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one']);
      const [value] = items((await wire.run('FETCH 1 MODSEQ')).untagged, 'MODSEQ');
      return Array.isArray(value) && Number(value[0]) > 0;
    },
    answer: true,
  },
  {
    title: 'CHANGEDSINCE brings only messages changed since',
    rfc: 'RFC 7162 §3.1.4.1',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one', 'two', 'three']);
      const [value] = items((await wire.run('FETCH 3 MODSEQ')).untagged, 'MODSEQ');
      await wire.run('STORE 2 +FLAGS (\\Flagged)');
      const { untagged } = await wire.run(
        `FETCH 1:* FLAGS (CHANGEDSINCE ${String((value as readonly WireValue[])[0])})`,
      );
      return Object.keys(fetched(untagged));
    },
    answer: ['2'],
  },
  {
    title: 'PREVIEW is the beginning of the text, decoded',
    rfc: 'RFC 8970 §3',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'INBOX', PARTS);
      await wire.run('EXAMINE INBOX');
      const [value] = items((await wire.run('FETCH 1 PREVIEW')).untagged, 'PREVIEW');
      return Buffer.from(String(value), 'latin1').toString();
    },
    answer: 'Grüße',
    differs: {
      cyrus: { answers: 'null', word: 'Allowed. RFC 8970 §4.1: NIL where the server has no preview.' },
    },
  },
  {
    title: 'EMAILID stays with a copy of the message',
    rfc: 'RFC 8474 §5.1',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one']);
      await wire.run('COPY 1 Archive');
      const before = items((await wire.run('FETCH 1 EMAILID')).untagged, 'EMAILID')[0];
      await wire.run('SELECT Archive');
      const after = items((await wire.run('FETCH 1 EMAILID')).untagged, 'EMAILID')[0];
      return Array.isArray(before) && String(before) === String(after);
    },
    answer: true,
    absent: { capability: 'OBJECTID', at: ['dovecot'] },
  },
  {
    title: 'BINARY brings a part without its transfer encoding',
    rfc: 'RFC 3516 §4.2',
    run: (at) => one(at, PARTS, 'BINARY.PEEK[2]', 'BINARY[2]'),
    answer: 'ABC',
  },
]);

function lower(value: WireValue): WireValue {
  if (typeof value === 'string') return value.toLowerCase();
  return value === null ? null : value.map(lower);
}
