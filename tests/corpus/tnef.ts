/** What Outlook wraps up in a winmail.dat (MS-OXTNEF): files, bodies, messages in messages; and what nobody sends in peace. */
import { base64, mail, multipart, part, parts, plain, specimens, type Specimen } from './mime.ts';
import {
  attribute,
  binary,
  codepage,
  compressedRtf,
  data,
  fileProperties,
  messageProperties,
  named,
  number,
  numbers,
  object,
  plainRtf,
  rendering,
  string8,
  subject,
  textBody,
  title,
  tnef,
  transportName,
  u32,
  unicode,
  version,
} from './tnef-writer.ts';

/** What is to be read of one: a file's name, type and octets, or the bodies. */
export interface TnefSample {
  readonly octets: Buffer;
  readonly files?: readonly (readonly [filename: string | null, content: string, contentType?: string])[];
  readonly text?: string;
  readonly html?: string;
  /** False where it is cut off or broken. */
  readonly whole?: boolean;
}

const ids = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  display: 0x3001,
  data: 0x3701,
  name: 0x3704,
  longName: 0x3707,
};
const [mimeTag, contentId, internetCodepage] = [0x370e, 0x3712, 0x3fde];
const file = (name: string, content: string): readonly Buffer[] => [rendering, title(name), data(content)];
const usual = [version, codepage(1252)];
const sjis = Buffer.from('93fa967b2e747874', 'hex');
const cyrillic = Buffer.from('efeeebe5f22e747874', 'hex');
const html = '<html><body><p>Grüße</p></body></html>';
const encapsulated = String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf \par \htmlrtf0 Gr\'fc\u223?e{\*\htmltag72 </p>}}`;

const within = (name: string, ...attributes: readonly Buffer[]): readonly Buffer[] => [
  rendering,
  fileProperties(
    unicode(ids.display, name),
    number(0x3705, 5),
    object(ids.data, 'message', tnef(...attributes)),
  ),
];

export const tnefSamples: Readonly<Record<string, TnefSample>> = {
  'a file': { octets: tnef(...usual, ...file('report.pdf', '%PDF')), files: [['report.pdf', '%PDF']] },
  'two files': {
    octets: tnef(...usual, subject('two'), ...file('a.txt', 'one'), ...file('b.txt', 'two')),
    files: [
      ['a.txt', 'one'],
      ['b.txt', 'two'],
    ],
  },
  'an empty file': { octets: tnef(...usual, ...file('empty.txt', '')), files: [['empty.txt', '']] },
  'a long name beside a short one': {
    octets: tnef(
      ...usual,
      ...file('QUARTE~1.XLS', 'x'),
      fileProperties(unicode(ids.longName, 'Quarter ✓.xlsx')),
    ),
    files: [['Quarter ✓.xlsx', 'x']],
  },
  'a name of the sender’s codepage': {
    octets: tnef(version, codepage(1251), rendering, title(cyrillic), data('x')),
    files: [['полет.txt', 'x']],
  },
  'a name in Shift_JIS': {
    octets: tnef(version, codepage(932), rendering, title(sjis), data('x')),
    files: [['日本.txt', 'x']],
  },
  'a name in a property of the codepage': {
    octets: tnef(
      version,
      codepage(1251),
      rendering,
      data('x'),
      fileProperties(string8(ids.longName, cyrillic)),
    ),
    files: [['полет.txt', 'x']],
  },
  'a name for the way': {
    octets: tnef(...usual, rendering, transportName('way.txt'), data('x')),
    files: [['way.txt', 'x']],
  },
  'a file without a name': { octets: tnef(...usual, rendering, data('x')), files: [[null, 'x']] },
  'a type and a content id': {
    octets: tnef(
      ...usual,
      ...file('i.png', 'x'),
      fileProperties(string8(mimeTag, 'Image/PNG'), unicode(contentId, '<i@x>')),
    ),
    files: [['i.png', 'x', 'image/png']],
  },
  'a file in its property': {
    octets: tnef(
      ...usual,
      rendering,
      fileProperties(unicode(ids.longName, 'p.bin'), binary(ids.data, 'octets')),
    ),
    files: [['p.bin', 'octets']],
  },
  'a file whose name stands behind it': {
    octets: tnef(...usual, rendering, data('x'), title('behind.txt')),
    files: [['behind.txt', 'x']],
  },
  'a file without the mark that begins one': {
    octets: tnef(...usual, title('a.txt'), data('x')),
    files: [['a.txt', 'x']],
  },
  'an OLE object': {
    octets: tnef(
      ...usual,
      rendering,
      fileProperties(unicode(ids.display, 'Chart'), object(ids.data, 'storage', Buffer.from('ole'))),
    ),
    files: [['Chart', 'ole']],
  },
  'a file that is elsewhere': {
    octets: tnef(...usual, rendering, title('link.url'), ...file('here.txt', 'x')),
    files: [['here.txt', 'x']],
  },
  'a message with a file': {
    octets: tnef(...usual, ...within('Lunch?', ...usual, ...file('menu.pdf', 'fish'))),
    files: [
      ['Lunch?', tnef(...usual, ...file('menu.pdf', 'fish')).toString('latin1'), 'application/ms-tnef'],
      ['menu.pdf', 'fish'],
    ],
  },
  'a file behind a message with another codepage': {
    octets: tnef(
      ...usual,
      ...within('m', version, codepage(1251), rendering, title(cyrillic), data('x')),
      ...file('last.txt', 'y'),
    ),
    files: [
      [
        'm',
        tnef(version, codepage(1251), rendering, title(cyrillic), data('x')).toString('latin1'),
        'application/ms-tnef',
      ],
      ['полет.txt', 'x'],
      ['last.txt', 'y'],
    ],
  },
  'properties with names and lists of values': {
    octets: tnef(
      ...usual,
      messageProperties(named(0x8005, 'a'), named('Keywords', 'odd', 'words'), numbers(0x0ff7, 1, 2, 3)),
      rendering,
      fileProperties(named('x', 'y'), unicode(ids.longName, 'n.txt'), binary(ids.data, 'x')),
    ),
    files: [['n.txt', 'x']],
  },
  'a body of text': {
    octets: tnef(version, codepage(1251), textBody(Buffer.from('cff0e8e2e5f20d0a00', 'hex'))),
    text: 'Привет\n',
  },
  'a body of text in Unicode': {
    octets: tnef(...usual, messageProperties(unicode(ids.body, 'Grüße\r\nAda'))),
    text: 'Grüße\nAda',
  },
  'a body of HTML': {
    octets: tnef(...usual, messageProperties(number(internetCodepage, 65001), binary(ids.html, html))),
    html,
  },
  'a body of HTML in its own codepage': {
    octets: tnef(
      ...usual,
      messageProperties(binary(ids.html, Buffer.from(html, 'latin1')), number(internetCodepage, 28591)),
    ),
    html,
  },
  'a body of RTF': {
    octets: tnef(
      ...usual,
      messageProperties(
        binary(
          ids.rtf,
          compressedRtf(String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\b Hello\b0\par W\'f6rld}`),
        ),
      ),
    ),
    text: 'Hello\nWörld',
  },
  'a body of RTF that is not compressed': {
    octets: tnef(
      ...usual,
      messageProperties(binary(ids.rtf, plainRtf(String.raw`{\rtf1\ansi \{braces\} \u8364 ?5}`))),
    ),
    text: '{braces} €5',
  },
  'a body of HTML wrapped in RTF': {
    octets: tnef(...usual, messageProperties(binary(ids.rtf, compressedRtf(encapsulated)))),
    html: '<p>Grüße</p>',
  },
  'a body of text wrapped in RTF': {
    octets: tnef(
      ...usual,
      messageProperties(
        binary(
          ids.rtf,
          compressedRtf(String.raw`{\rtf1\ansi\fromtext \deff0{\*\generator x;}one\line two\tab three}`),
        ),
      ),
    ),
    text: 'one\ntwo\tthree',
  },
  'cut off in a file': {
    octets: tnef(...usual, ...file('a.txt', 'one'), ...file('b.txt', 'never to end')).subarray(0, -8),
    files: [
      ['a.txt', 'one'],
      ['b.txt', 'never '],
    ],
    whole: false,
  },
  'cut off in a name': { octets: tnef(...usual, rendering, title('name.txt')).subarray(0, -6), whole: false },
};

/** Files that are to cost much, or that tell lies of themselves. */
export const hostileTnef: Readonly<Record<string, Buffer>> = {
  'nothing but its beginning': tnef(),
  'half a beginning': tnef().subarray(0, 3),
  'no TNEF': Buffer.from('this is no TNEF at all'),
  'an attribute of four gigabytes': tnef(version, attribute(2, 0x0006800f, Buffer.from('x'), 0xffffffff)),
  'four billion properties': tnef(attribute(1, 0x00069003, u32(0xffffffff))),
  'a property of four gigabytes': tnef(
    attribute(
      1,
      0x00069003,
      Buffer.concat([u32(1), Buffer.from('02011310', 'hex'), u32(1), u32(0xffffffff)]),
    ),
  ),
  'a property of a type nobody knows': tnef(
    messageProperties(Buffer.from('ff0f0010', 'hex')),
    ...file('a', 'x'),
  ),
  'four billion values of a property': tnef(
    attribute(1, 0x00069003, Buffer.concat([u32(1), Buffer.from('03100010', 'hex'), u32(0xffffffff)])),
  ),
  'an object without an interface': tnef(
    rendering,
    fileProperties(Buffer.from('0d0001370100000004000000abcdefab', 'hex')),
  ),
  'a hundred messages in one another': nested(100),
  'five thousand files': tnef(...Array.from({ length: 5_000 }, (_, at) => file(`f${at}`, 'x')).flat()),
  'two hundred thousand attributes': tnef(Buffer.concat(Array.from({ length: 200_000 }, () => subject('')))),
  'a hundred thousand properties': tnef(
    attribute(
      1,
      0x00069003,
      Buffer.concat([u32(100_001), ...Array.from({ length: 100_001 }, () => number(0x0017, 1))]),
    ),
  ),
  'RTF that repeats itself': tnef(
    messageProperties(
      binary(
        ids.rtf,
        Buffer.concat([
          u32(0),
          u32(0xffffffff),
          u32(0x75465a4c),
          u32(0),
          Buffer.alloc(400_000, Buffer.from('ff000f000f000f000f000f000f000f000f', 'hex')),
        ]),
      ),
    ),
  ),
  'a million groups of RTF': tnef(
    messageProperties(binary(ids.rtf, plainRtf(`{\\rtf1${'{'.repeat(1_000_000)}`))),
  ),
  'a name with controls and paths': tnef(rendering, title('../../etc/\u0007pass\u202ewd'), data('x')),
  'a name of a megabyte': tnef(rendering, title('n'.repeat(1024 * 1024)), data('x')),
};

function nested(levels: number): Buffer {
  let whole = tnef(...file('bottom.txt', 'x'));
  for (let level = 0; level < levels; level += 1)
    whole = tnef(...within(`level ${level}`, whole.subarray(6)));
  return whole;
}

export const winmail = (octets: Buffer): Buffer =>
  part(
    [
      'Content-Type: application/ms-tnef; name="winmail.dat"',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="winmail.dat"',
    ],
    base64(octets),
  );

const [aFile] = Object.values(tnefSamples);

/** Each as Outlook sends it, beside a text. */
export const wrappedUp: readonly Specimen[] = [
  ...specimens(
    'winmail.dat',
    Object.fromEntries(
      Object.entries(tnefSamples).map(([name, { octets }]) => [
        `with ${name}`,
        multipart('mixed', plain('see the file'), winmail(octets)),
      ]),
    ),
  ),
  ...specimens('winmail.dat', {
    'of a type that tells nothing': multipart(
      'mixed',
      plain('see'),
      part(
        ['Content-Type: application/octet-stream; name=WINMAIL.DAT', 'Content-Transfer-Encoding: base64'],
        base64(aFile?.octets ?? ''),
      ),
    ),
    'in a forwarded message': multipart(
      'mixed',
      plain('see'),
      part(
        ['Content-Type: message/rfc822'],
        Buffer.concat([
          mail(['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=n']),
          parts('n', plain('inner'), winmail(aFile?.octets ?? Buffer.alloc(0))),
        ]),
      ),
    ),
    'in quoted-printable': mail(
      [
        'MIME-Version: 1.0',
        'Content-Type: application/ms-tnef',
        'Content-Transfer-Encoding: quoted-printable',
      ],
      '=78=9F=3E=22=01=00',
    ),
  }),
];

export const hostileWrapping: readonly Specimen[] = specimens(
  'hostile winmail.dat',
  Object.fromEntries(
    Object.entries(hostileTnef).map(([name, octets]) => [
      name,
      multipart('mixed', plain('see'), winmail(octets)),
    ]),
  ),
);
