/** Messages that want to be expensive: deep, wide, long and endless. Each must be answered soon, cut where that is needed. */
import {
  header,
  latin1,
  lines,
  mail,
  multipart,
  part,
  parts,
  plain,
  specimens,
  type Octets,
  type Specimen,
} from './mime.ts';
import { nuls } from './suites.ts';
import { hostileWrapping } from './tnef.ts';

const many = (count: number, each: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => each(index));

const field = (name: string, value: string): Buffer => header('From: ann@example.org', `${name}: ${value}`);

const html = (body: Octets): Buffer =>
  mail(['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8'], body);

const nestedMultiparts = (levels: number): Buffer =>
  mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b0'],
    ...many(levels, (level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n`),
    `--b${levels}`,
    plain('at the bottom'),
  );

const nestedMessages = (levels: number): Buffer =>
  Buffer.concat([
    ...many(levels, (level) => `Subject: level ${level}\r\nContent-Type: message/rfc822\r\n\r\n`).map(latin1),
    header('Subject: at the bottom'),
  ]);

/** Values that are spread over lines, as a header of a megabyte must be. */
const folded = (words: readonly string[]): string => words.join('\r\n ');

const unwrapped = specimens('hostile', {
  'two thousand parts': multipart(
    'mixed',
    ...many(2_000, (at) => `Content-Type: image/png; name=i${at}.png\r\n\r\nx`),
  ),
  'two hundred multiparts in one another': nestedMultiparts(200),
  'five thousand multiparts in one another': nestedMultiparts(5_000),
  'a hundred messages in one another': nestedMessages(100),
  'two thousand empty parts': mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    ...many(2_000, () => '--b'),
    '--b--',
  ),
  'a subject of a megabyte': field('Subject', folded(many(16_000, (at) => `word${at} ${'x'.repeat(50)}`))),
  'a subject of a megabyte in one line': field('Subject', 'x'.repeat(1024 * 1024)),
  'a subject of twenty thousand encoded words': field(
    'Subject',
    folded(many(20_000, (at) => `=?utf-8?Q?w=C3=A4${at}?=`)),
  ),
  'encoded words that never end': field('Subject', folded(many(20_000, () => '=?utf-8?q?=?utf-8?b?'))),
  'ten thousand addresses': field('To', folded(many(10_000, (at) => `Person ${at} <p${at}@example.org>,`))),
  'twenty thousand groups': field('To', folded(many(20_000, (at) => `g${at}: a${at}@example.org;,`))),
  'groups in groups': field('To', folded(many(5_000, (at) => `g${at}:`))),
  'comments in comments': field('From', `${'('.repeat(50_000)}ann@example.org`),
  'comments in a date': field('Date', `${'('.repeat(50_000)}Mon, 02 Mar 2026 10:00:00 +0000`),
  'five thousand fields': header(
    ...many(5_000, (at) => `X-Field-${at}: ${'y'.repeat(60)}`),
    'From: a@example.org',
  ),
  'twenty thousand references': field('References', folded(many(20_000, (at) => `<r${at}@example.org>`))),
  'a message id of a hundred kilobytes': field('Message-ID', `<${'x'.repeat(100_000)}@example.org>`),
  'a file name in five thousand pieces': multipart(
    'mixed',
    plain('see'),
    part(
      [`Content-Disposition: attachment; ${folded(many(5_000, (at) => `filename*${at}="piece";`))} x=y`],
      'x',
    ),
  ),
  'a file name of a megabyte': multipart(
    'mixed',
    plain('see'),
    part([`Content-Disposition: attachment; filename="${'n'.repeat(1024 * 1024)}.txt"`], 'x'),
  ),
  'a boundary of a hundred kilobytes': Buffer.concat([
    mail(['MIME-Version: 1.0', `Content-Type: multipart/mixed; boundary=${'b'.repeat(100_000)}`]),
    parts('b'.repeat(100_000), plain('in')),
  ]),
  'a million short lines': mail([], 'a\r\n'.repeat(1_000_000)),
  'a million short lines that flow': mail(
    ['MIME-Version: 1.0', 'Content-Type: text/plain; format=flowed'],
    '> a \r\n'.repeat(500_000),
  ),
  'a line of five megabytes': mail([], 'x'.repeat(5 * 1024 * 1024)),
  'escapes of five megabytes': mail(
    [
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
    ],
    '=C3=A4'.repeat(800_000),
  ),
  'soft breaks without end': mail(
    ['MIME-Version: 1.0', 'Content-Transfer-Encoding: quoted-printable'],
    '=  \t'.repeat(500_000),
  ),
  'tags that never end': html('<div><b><i>'.repeat(200_000)),
  'tables in tables': html('<table><tr><td>'.repeat(50_000)),
  'twenty thousand references to one picture': multipart(
    'related',
    part(['Content-Type: text/html'], '<img src="cid:i@x">\r\n'.repeat(20_000)),
    part(['Content-Type: image/png', 'Content-ID: <i@x>'], 'x'),
  ),
  'angle brackets': html('<'.repeat(1_000_000)),
  'comments that never end': html('<!--'.repeat(300_000)),
  entities: html('&amp;&#x41;&lt'.repeat(150_000)),
  'quotes of ten thousand levels': mail([], ...many(200, () => '>'.repeat(10_000))),
  'a charset of a hundred kilobytes': mail(
    ['MIME-Version: 1.0', `Content-Type: text/plain; charset=${'c'.repeat(100_000)}`],
    'ä',
  ),
  'a name of __proto__': multipart(
    'mixed',
    part(['Content-Type: text/plain; __proto__=x; constructor=y', '__proto__: z'], 'text'),
    part(['Content-Type: __proto__/constructor; name=__proto__', 'Content-ID: <__proto__>'], 'x'),
  ),
  'nothing but line ends': latin1('\r\n'.repeat(1_000)),
  'nothing but one octet': latin1('x'),
  'nothing but octets beyond ASCII': latin1('\xff'.repeat(1_000)),
  'a header that never ends': lines(...many(2_000, (at) => `X-${at}: y`)).subarray(0, -2),
});

export const hostile: readonly Specimen[] = [...unwrapped, ...hostileWrapping, ...nuls];
