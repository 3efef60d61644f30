/** Classes that the test suites of well-known parsers have beyond those of the other files; CLASSES.md tells which have what. */
import {
  CRLF,
  encoded,
  header,
  hex,
  latin1,
  lines,
  mail,
  multipart,
  part,
  parts,
  plain,
  specimens,
  word,
  type Octets,
  type Specimen,
} from './mime.ts';

const page = (head: string, body: Octets): Buffer =>
  mail(
    ['MIME-Version: 1.0', 'Content-Type: text/html', 'Content-Transfer-Encoding: 8bit'],
    Buffer.concat(
      [`<html><head>${head}</head><body><p>`, body, '</p></body></html>'].map((each) => Buffer.from(each)),
    ),
  );
const text = (charset: string, octets: Buffer): Buffer =>
  mail(
    ['MIME-Version: 1.0', `Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit'],
    octets,
  );
const bounded = (contentType: string, ...body: readonly Octets[]): Buffer =>
  mail(['MIME-Version: 1.0', `Content-Type: ${contentType}`], ...body);
const file = (...fields: readonly Octets[]): Buffer => multipart('mixed', plain('see'), part(fields, 'x'));
const image = (...fields: readonly string[]): Buffer => part(['Content-Type: image/png', ...fields], 'x');
const fields = (...each: readonly Octets[]): Buffer => header('From: ann@example.org', ...each);
const html = part(['Content-Type: text/html; charset=utf-8'], '<p>html</p>');

/** Charsets by names that are not theirs in the registry, or no longer. */
const aliases: Readonly<Record<string, readonly [octets: string]>> = {
  l1: ['e4'],
  'iso_8859-1': ['e4'],
  'iso8859-1': ['e4'],
  cp819: ['e4'],
  latin2: ['bf f3 b3 e6'],
  'iso8859-2': ['bf f3 b3 e6'],
  cyrillic: ['bf e0 d8'],
  greek: ['ea fc f3 ec e5'],
  hebrew: ['f9 ec e5 ed'],
  latin5: ['fe'],
  'latin-9': ['a4'],
  cp1250: ['f8 9e'],
  cp1252: ['93 80 94'],
  cskoi8r: ['f0 d2 c9'],
  sjis: ['93 fa 96 7b'],
  ms_kanji: ['93 fa 96 7b'],
  euc_kr: ['be c8 b3 e7'],
  ksc5601: ['be c8 b3 e7'],
  cp949: ['be c8 b3 e7'],
  cp936: ['c4 e3 ba c3'],
  'euc-cn': ['c4 e3 ba c3'],
  'big5-tw': ['a7 41 a6 6e'],
  cp950: ['a7 41 a6 6e'],
  u8: ['c3 a4'],
};

const hebrew = hex('f9 ec e5 ed');
const japanese = hex('93 fa 96 7b 8c ea');
const russian = hex('f0 d2 c9 d7 c5 d4');

export const suites: readonly Specimen[] = [
  ...specimens(
    'charset alias',
    Object.fromEntries(Object.entries(aliases).map(([name, [octets]]) => [name, text(name, hex(octets))])),
  ),
  ...specimens('charset label', {
    'iso-8859-8-i': text('iso-8859-8-i', hebrew),
    'iso-8859-8-e': text('iso-8859-8-e', hebrew),
    'cp932 in a body and a subject': Buffer.concat([
      mail(
        [
          `Subject: ${word('cp932', 'B', japanese)}`,
          'MIME-Version: 1.0',
          'Content-Type: text/plain; charset=cp932',
        ],
        japanese,
      ),
    ]),
    'eucjp without its hyphen': text('eucjp', hex('c6 fc cb dc b8 ec')),
    'in a meta element of HTML': page('<meta charset="koi8-r">', russian),
    'in a meta element that speaks for HTTP': page(
      '<META content="text/html; charset=koi8-r" HTTP-EQUIV=Content-Type>',
      russian,
    ),
    'in a meta element, and another in the part': mail(
      ['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
      '<meta charset="koi8-r"><p>Grüße</p>',
    ),
    'in a meta element that nobody knows': page('<meta charset="x-none">', 'Grüße'),
  }),
  ...specimens('boundary', {
    'in the middle of a line': bounded(
      'multipart/mixed; boundary=BND',
      parts('BND', plain('visit --BND for more', 'and --BND-- too')),
    ),
    'without its hyphens': bounded(
      'multipart/mixed; boundary=BND',
      'BND',
      'no part',
      parts('BND', plain('a part')),
    ),
    'with two hyphens too many': bounded(
      'multipart/mixed; boundary=BND',
      parts('BND', plain('text', '----BND', 'more')),
    ),
    'that only ends': bounded('multipart/mixed; boundary=BND', 'a preamble', '--BND--'),
    'that only ends, in a message in a message': multipart(
      'mixed',
      plain('see'),
      part(
        ['Content-Type: message/rfc822'],
        'From: x@example.org',
        'Content-Type: multipart/mixed; boundary=BBB',
        '',
        '--BBB--',
      ),
    ),
    'that is repeated in HTML': bounded(
      'multipart/alternative; boundary=BND',
      parts(
        'BND',
        plain('plain'),
        part(['Content-Type: text/html; charset=utf-8'], '<p>x --BND</p>', '<!-- --BND -->'),
      ),
    ),
    'in UTF-8': bounded('multipart/mixed; boundary="Grüße"', parts('Grüße', plain('in'))),
    'not in quotes, with characters that need them': bounded(
      'multipart/mixed; boundary=b=1?2',
      parts('b=1?2', plain('in')),
    ),
  }),
  ...specimens('multipart', {
    'with a picture first': multipart('mixed', image(), plain('text')),
    'alternative with a picture of its own': multipart(
      'alternative',
      plain('text'),
      html,
      image('Content-Disposition: inline'),
    ),
    'alternative in alternative': multipart(
      'alternative',
      part(['Content-Type: multipart/alternative; boundary=n'], parts('n', plain('inner'), html)),
      html,
    ),
    'related by Content-Location': multipart(
      'related; type="text/html"',
      part(
        ['Content-Type: text/html', 'Content-Location: http://example.org/a.html'],
        '<img src="http://example.org/a.png">',
      ),
      image('Content-Location: http://example.org/a.png'),
    ),
    'related in related': multipart(
      'related',
      part(['Content-Type: multipart/related; boundary=n'], parts('n', html, image('Content-ID: <a@x>'))),
      image('Content-ID: <b@x>'),
    ),
    'a complaint': multipart(
      'report; report-type=feedback-report',
      plain('somebody complained'),
      part(
        ['Content-Type: message/feedback-report'],
        'Feedback-Type: abuse',
        'User-Agent: Complaints/1.0',
        'Version: 1',
      ),
      part(['Content-Type: message/rfc822'], 'Subject: unwanted', '', 'buy'),
    ),
    'a report with too many blank lines': multipart(
      'report; report-type=delivery-status',
      plain('it failed'),
      part(
        ['Content-Type: message/delivery-status'],
        'Reporting-MTA: dns; mx.example.org',
        '',
        '',
        '',
        'Final-Recipient: rfc822; a@example.org',
        'Action: failed',
        'Status: 5.0.0',
        '',
      ),
    ),
    'a report without a blank line': multipart(
      'report; report-type=delivery-status',
      plain('it failed'),
      part(
        ['Content-Type: message/delivery-status'],
        'Reporting-MTA: dns; mx.example.org',
        'Final-Recipient: rfc822; a@example.org',
        'Action: failed',
        'Status: 5.0.0',
      ),
    ),
  }),
  ...specimens('identity', {
    '8bits': encoded('8bits', 'as it stands'),
    '7-bit': encoded('7-bit', 'as it stands'),
    'a type for an encoding': encoded('text/html', 'as it stands'),
    'quoted-printable with a blank in it': encoded('quoted printable', 'as=20it stands'),
  }),
  ...specimens('header', {
    'with a field without a name': fields(': no name', 'Subject: behind it'),
    'with fields without values': fields('Cc:', 'Reply-To:', 'In-Reply-To:', 'References:', 'Subject: s'),
    'with references of which one is broken': fields(
      'References: <a@example.org> <broken <b@example.org>',
      'Subject: s',
    ),
    'with named fields of objects': fields(
      'List-__proto__: <mailto:a@example.org>',
      'List-Constructor: x',
      'Subject: s',
    ),
    'with a blank line of one blank in a type': mail(
      ['MIME-Version: 1.0', 'Content-Type: text/plain;\r\n charset=utf-8\r\n '],
      'body',
    ),
  }),
  ...specimens('disposition', {
    twice: file(
      'Content-Type: image/png',
      'Content-Disposition: inline',
      'Content-Disposition: attachment; filename=a.png',
    ),
    'of a file by its place': file('Content-Type: image/png', 'Content-Location: photo.png'),
  }),
  ...specimens('file name', {
    'without its closing quote': file('Content-Type: application/pdf; name="open.pdf'),
    'in EUC-KR as it stands': file(
      Buffer.concat([latin1('Content-Type: application/pdf; name="'), hex('c7d1b1b9'), latin1('.pdf"')]),
    ),
    'with an at sign and no quotes': file('Content-Type: application/pdf; name=a@b.pdf'),
  }),
  ...specimens('type', {
    'without a main type': mail(['MIME-Version: 1.0', 'Content-Type: /html; charset=utf-8'], 'which?'),
    'of an encrypted message alone': mail(
      [
        'MIME-Version: 1.0',
        'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
        'Content-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename=smime.p7m',
      ],
      'MIIB',
    ),
    'of a calendar alone': mail(
      ['MIME-Version: 1.0', 'Content-Type: text/calendar; method=REQUEST; charset=utf-8'],
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
    ),
  }),
  ...specimens('content id', {
    'without angles': file('Content-Type: image/png', 'Content-ID: a@example.org'),
    'with blanks around': file('Content-Type: image/png', 'Content-ID:   <a@example.org>  '),
    'without an at sign': file('Content-Type: image/png', 'Content-ID: <image001>'),
    'of nothing': file('Content-Type: image/png', 'Content-ID: <>'),
  }),
  ...specimens('group', {
    'beside another': fields('To: one: a@example.org;, two: b@example.org, c@example.org;'),
    'before and behind addresses': fields('To: x@example.org, one: a@example.org;, y@example.org'),
    'of a word that is no address': fields('To: one: some text;, y@example.org'),
  }),
  ...specimens('signed text', {
    'by PGP in its text': mail(
      [],
      '-----BEGIN PGP SIGNED MESSAGE-----',
      'Hash: SHA256',
      '',
      'signed',
      '-----BEGIN PGP SIGNATURE-----',
      '',
      'abc',
      '-----END PGP SIGNATURE-----',
    ),
  }),
];

/** What a server stores in the place of a NUL, or whether it takes it, is its own affair. */
export const nuls: readonly Specimen[] = [
  ...specimens('NUL', {
    'in a body': mail([], 'a\0b'),
    'in a subject': fields('Subject: a\0b'),
    'in a name': header('From: "A\0nn" <ann@example.org>', 'Subject: s'),
    'in an address': header('From: <a\0nn@example.org>', 'Subject: s'),
    'in the name of a file': file('Content-Type: application/pdf; name="a\0b.pdf"'),
    'in a boundary': bounded('multipart/mixed; boundary="b\0b"', parts('b\0b', plain('in'))),
    'in quoted-printable': encoded('quoted-printable', 'a=00b'),
    'in base64': encoded('base64', Buffer.from('a\0b').toString('base64')),
    'at the end of it all': Buffer.concat([mail([], 'text'), Buffer.alloc(3)]),
    'before it all': Buffer.concat([
      Buffer.alloc(1),
      lines('From: ann@example.org', 'Subject: s', '', 'text'),
      CRLF,
    ]),
  }),
];
