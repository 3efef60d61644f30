/** Content-Transfer-Encodings (RFC 2045 §6) as they should be, as they are, and format=flowed (RFC 3676). */
import {
  encoded,
  base64,
  CR,
  CRLF,
  latin1,
  LF,
  lines,
  mail,
  multipart,
  part,
  plain,
  quoted,
  specimens,
  type Octets,
  type Specimen,
} from './mime.ts';

/** A message with an attachment whose octets are so encoded. */
const file = (encoding: string, body: Octets): Buffer =>
  multipart(
    'mixed',
    plain('see the file'),
    part(
      [
        'Content-Type: application/octet-stream; name=a.bin',
        'Content-Disposition: attachment; filename=a.bin',
        `Content-Transfer-Encoding: ${encoding}`,
      ],
      body,
    ),
  );

const everyOctet = Buffer.from(Array.from({ length: 256 }, (_, octet) => octet));
const binary = Buffer.concat(Array.from({ length: 40 }, () => everyOctet));

const flowed = (parameters: string, ...body: readonly string[]): Buffer =>
  mail(['MIME-Version: 1.0', `Content-Type: text/plain; charset=utf-8; format=flowed${parameters}`], ...body);

export const encodings: readonly Specimen[] = [
  ...specimens('base64', {
    'of a text': encoded('base64', base64('Grüße und mehr\r\n')),
    'in capitals': encoded('BASE64', base64('Grüße')),
    'with a comment': encoded('base64 (encoded)', base64('Grüße')),
    'of every octet': file('base64', base64(binary)),
    'in one long line': file('base64', binary.toString('base64')),
    'in lines of 60': file('base64', binary.toString('base64').replace(/.{60}/g, '$&\r\n')),
    'in lines of uneven lengths': file(
      'base64',
      [7, 13, 1, 40, 22].reduce(
        (rest, at) => `${rest.slice(0, -at)}\r\n${rest.slice(-at)}`,
        binary.toString('base64'),
      ),
    ),
    'without padding': file('base64', 'YWJjZA'),
    'with too much padding': file('base64', 'YWJjZA======'),
    'with junk between': file('base64', 'YW!Jj\tZGVm-- Zw=='),
    'with text behind its padding': file('base64', 'YWJjZA==\r\nThis list is read by nobody.'),
    'in two padded pieces': file('base64', 'YQ==\r\nYg=='),
    'with one character left over': file('base64', 'YWJjZ'),
    'in the alphabet of URLs': file('base64', '-_-_'),
    empty: file('base64', ''),
    'of only line ends': file('base64', '\r\n\r\n'),
    'with blanks at line ends': file('base64', 'YWJj  \r\nZGVm\t\r\n'),
    'that is none': encoded('base64', 'This is no base64 at all.'),
  }),
  ...specimens('quoted-printable', {
    'of a text': encoded('quoted-printable', 'Gr=C3=BC=C3=9Fe'),
    'with soft line breaks': encoded('quoted-printable', 'one =', 'two=', ' three'),
    'with blanks behind the soft break': encoded('quoted-printable', 'one =  ', 'two'),
    'with blanks at a line end': encoded('quoted-printable', 'padded   ', 'kept=20', 'tab\t'),
    'with lower-case digits': encoded('quoted-printable', 'Gr=c3=bc'),
    'with bad escapes': encoded('quoted-printable', 'a=ZZ b=4 c=', 'd= e=='),
    'that ends in an equals sign': encoded('quoted-printable', 'end='),
    'with raw octets': encoded('quoted-printable', 'Grüße =3D'),
    'with a character split over lines': encoded('quoted-printable', 'Gr=C3=', '=BC'),
    'with escaped line ends': encoded('quoted-printable', 'one=0D=0Atwo=0Athree'),
    'of every octet': file('quoted-printable', quoted(binary)),
    'with a line of five hundred characters': encoded('quoted-printable', 'x'.repeat(500)),
    'with a bare LF': encoded('quoted-printable', Buffer.concat([latin1('one='), LF, latin1('two')])),
    empty: encoded('quoted-printable'),
  }),
  ...specimens('identity', {
    '7bit with eight': encoded('7bit', 'Grüße'),
    '8bit of a file': file('8bit', latin1('caf\xe9\r\n\xff\xfe')),
    'binary with a bare CR': file('binary', Buffer.concat([latin1('a'), CR, latin1('b')])),
    'an encoding nobody knows': encoded('x-secret', 'as it stands'),
    'an empty encoding': encoded('', 'as it stands'),
    'an encoding with a semicolon': encoded('8bit;', 'Grüße'),
    'an encoding twice': mail(
      ['MIME-Version: 1.0', 'Content-Transfer-Encoding: 7bit', 'Content-Transfer-Encoding: base64'],
      'YWJj',
    ),
    'lines of two thousand characters': encoded('8bit', 'ä'.repeat(1_000)),
    'uuencode by its encoding': file('x-uuencode', lines('begin 644 a.txt', '#86)C', '`', 'end')),
    'uuencode in a text': mail([], 'see', 'begin 644 a.txt', '#86)C', '`', 'end', 'done'),
    'yEnc in a text': mail([], '=ybegin line=128 size=3 name=a.txt', '\x8b\x8c\x8d', '=yend size=3'),
    'an encoding on a multipart': Buffer.concat([
      mail([
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=b',
        'Content-Transfer-Encoding: base64',
      ]),
      lines('--b', 'Content-Type: text/plain', '', 'not encoded', '--b--'),
    ]),
  }),
  ...specimens('flowed', {
    'a paragraph': flowed('', 'one ', 'two ', 'three', 'four'),
    'with delsp': flowed('; delsp=yes', 'to ', 'gether', 'done'),
    'with quotes': flowed('', '> quoted ', '> more', '>> deeper ', '>> still', 'mine ', 'too'),
    'with quotes of changing depth': flowed('', '> one ', '>> two', '> three'),
    'with stuffed lines': flowed('', ' From here', ' > no quote', '  two blanks'),
    'with a signature': flowed('', 'text ', '-- ', 'Ann'),
    'with a line of only a blank': flowed('', 'one ', ' ', 'two'),
    'with a last line that flows': flowed('', 'one ', 'two '),
    'in quoted-printable': mail(
      [
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8; format="flowed"; delsp="no"',
        'Content-Transfer-Encoding: quoted-printable',
      ],
      'sch=C3=B6n =20',
      'und =',
      'weit =20',
      'gut',
    ),
    'in capitals': mail(['MIME-Version: 1.0', 'Content-Type: text/plain; FORMAT=Flowed'], 'one ', 'two'),
    fixed: mail(['MIME-Version: 1.0', 'Content-Type: text/plain; format=fixed'], 'one ', 'two'),
  }),
  ...specimens('line ends', {
    'only LF': Buffer.from('From: ann@example.org\nSubject: unix\n\none\ntwo\n'),
    'bare CR in a body': mail([], Buffer.concat([latin1('one'), CR, latin1('two')])),
    'CR CR LF in a body': mail([], Buffer.concat([latin1('one'), CR])),
    'none at the end': latin1('From: ann@example.org\r\nSubject: s\r\n\r\nno end'),
    'none behind the header': latin1('From: ann@example.org\r\nSubject: s'),
    'many at the end': mail([], 'text', '', '', '', ''),
    'a form feed and a vertical tab': mail([], 'one\ftwo\vthree'),
    'U+2028 and NEL in a body': encoded('8bit', 'one\u2028two\u0085three'),
    'dots alone on lines': mail([], '.', '..', 'text'),
    'From at the beginning of lines': mail([], 'From here on', '>From there'),
    'a body of only line ends': Buffer.concat([mail([]), CRLF, CRLF]),
  }),
];
