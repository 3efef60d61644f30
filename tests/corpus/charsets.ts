/** Every charset that mail is written in: in the words of a header, in bodies as they stand, and in names of files. */
import iconv from 'iconv-lite';
import {
  hex,
  latin1,
  mail,
  multipart,
  part,
  percent,
  quoted,
  specimens,
  word,
  type Specimen,
} from './mime.ts';

/** Charset → a sentence in it, and its octets where iconv-lite does not write them. */
const written: Readonly<Record<string, readonly [text: string, octets?: Buffer]>> = {
  'utf-8': ['Grüße, 世界 🌍'],
  'iso-8859-1': ['Grüße für Ænæas'],
  'iso-8859-2': ['Zażółć gęślą jaźń'],
  'iso-8859-3': ['Ĉu vi parolas Esperanton, ĵus'],
  'iso-8859-4': ['Āda ķēniņš žņaudz'],
  'iso-8859-5': ['Съешь ещё булок'],
  'iso-8859-6': ['مرحبا بالعالم'],
  'iso-8859-7': ['Καλημέρα κόσμε'],
  'iso-8859-8': ['שלום עולם'],
  'iso-8859-9': ['Iğdır şişe çöp'],
  'iso-8859-10': ['Þórður ęžų Ŋala'],
  'iso-8859-13': ['Ąžuolas šviečia'],
  'iso-8859-14': ['Ŵy a Ŷd'],
  'iso-8859-15': ['Dix € et œuvre'],
  'iso-8859-16': ['Șapte țări și 5 €'],
  'windows-1250': ['Příliš žluťoučký kůň'],
  'windows-1251': ['Широкая электрификация'],
  'windows-1252': ['“Quotes” — and €'],
  'windows-1253': ['Ξεσκεπάζω την ψυχή'],
  'windows-1254': ['Pijamalı hasta yağız şoför'],
  'windows-1255': ['דג סקרן שט בים'],
  'windows-1256': ['نص حكيم له سر'],
  'windows-1257': ['Glāžšķūņa rūķīši'],
  'windows-1258': ['Đường đi'],
  'windows-874': ['สวัสดีชาวโลก'],
  'tis-620': ['เป็นมนุษย์'],
  'koi8-r': ['Привет, мир'],
  'koi8-u': ['Їжак і ґава'],
  ibm866: ['Кодировка ДОС'],
  macintosh: ['Crème brûlée'],
  'iso-2022-jp': ['日本語のメール', hex('1b2442 467c 4b5c 386c 244e 2561 213c 256b 1b2842')],
  shift_jis: ['こんにちは、世界'],
  'euc-jp': ['拝啓、東京より'],
  gb2312: ['你好，世界'],
  gbk: ['朱镕基總理'],
  gb18030: ['你好 🌍 㐀'],
  'hz-gb-2312': ['你好', hex('7e7b 4463 3a43 7e7d')],
  big5: ['你好，世界'],
  'big5-hkscs': ['香港的電郵'],
  'euc-kr': ['안녕하세요'],
  'ks_c_5601-1987': ['대한민국'],
  'iso-2022-kr': ['안녕', hex('1b242943 0d0a 0e 3e48 3367 0f')],
  'utf-7': ['Grüße & +', latin1('Gr+APwA3w-e & +-')],
  'utf-16le': ['Wide – weit'],
  'utf-16be': ['Wide – weit'],
};

/** Not to be had in a header or as they stand in a line: their octets hold line ends, NULs or escapes. */
const onlyEncoded = new Set(['utf-16le', 'utf-16be', 'iso-2022-kr']);

function octetsOf(charset: string): Buffer {
  const [text, octets] = written[charset] ?? [''];
  return octets ?? iconv.encode(text, charset);
}

const mimeBody = (charset: string, encoding: string): readonly string[] => [
  'MIME-Version: 1.0',
  `Content-Type: text/plain; charset=${charset}`,
  `Content-Transfer-Encoding: ${encoding}`,
];

function inOneCharset(charset: string): readonly Specimen[] {
  const octets = octetsOf(charset);
  const base64 = octets.toString('base64');
  const inHeader = {
    [`${charset} in words of a header`]: mail(
      [
        `Subject: ${word(charset, 'B', octets)}`,
        `Reply-To: ${word(charset.toUpperCase(), 'Q', octets)} <reply@example.org>`,
      ],
      'only the header speaks it',
    ),
  };
  const inBody = onlyEncoded.has(charset)
    ? mail(mimeBody(charset, 'base64'), base64)
    : mail(mimeBody(charset, '8bit'), octets, octets);
  const inParts = multipart(
    'mixed',
    part([`Content-Type: text/plain; charset="${charset}"`, 'Content-Transfer-Encoding: base64'], base64),
    part(
      [
        `Content-Type: text/html; charset=${charset.toUpperCase()}`,
        'Content-Transfer-Encoding: quoted-printable',
      ],
      quoted(octets),
    ),
    part(
      [
        'Content-Type: application/octet-stream',
        `Content-Disposition: attachment; filename*=${charset}''${percent(octets)}`,
      ],
      'x',
    ),
  );
  return specimens('charset', {
    ...(onlyEncoded.has(charset) ? {} : inHeader),
    [`${charset} in a body`]: inBody,
    [`${charset} in parts and a file name`]: inParts,
  });
}

const plainBody = (charset: string, octets: Buffer): Buffer => mail(mimeBody(charset, '8bit'), octets);

/** Labels that are wrong, unknown or missing. */
const mislabelled = specimens('charset label', {
  'an unknown name over UTF-8': plainBody('x-no-such-charset', Buffer.from('Grüße')),
  'unknown-8bit over UTF-8': plainBody('unknown-8bit', Buffer.from('Grüße')),
  'us-ascii over UTF-8': plainBody('us-ascii', Buffer.from('Grüße')),
  'us-ascii over Latin-1': plainBody('us-ascii', latin1('Gr\xfc\xdfe')),
  'utf-8 over Latin-1': plainBody('utf-8', latin1('Gr\xfc\xdfe')),
  'iso-8859-1 over the quotes of windows-1252': plainBody('iso-8859-1', hex('93 68 69 94')),
  'gb2312 over a character that only GBK has': plainBody('gb2312', iconv.encode('朱镕基', 'gbk')),
  'in quotes and blanks': mail(
    ['MIME-Version: 1.0', 'Content-Type: text/plain; charset = " koi8-r "'],
    octetsOf('koi8-r'),
  ),
  'utf8 without its hyphen': plainBody('utf8', Buffer.from('Grüße')),
  'latin1 by its short name': plainBody('latin1', latin1('Gr\xfc\xdfe')),
  'cp1251 by its old name': plainBody('cp1251', octetsOf('windows-1251')),
  'a byte order mark in front': plainBody('utf-8', Buffer.from('\ufeffmarked')),
  'utf-16 with a byte order mark': mail(
    mimeBody('utf-16', 'base64'),
    Buffer.concat([hex('fffe'), octetsOf('utf-16le')]).toString('base64'),
  ),
  'none over UTF-8': mail(['MIME-Version: 1.0', 'Content-Transfer-Encoding: 8bit'], 'Grüße'),
  'none over Latin-1': mail(['MIME-Version: 1.0', 'Content-Transfer-Encoding: 8bit'], latin1('Gr\xfc\xdfe')),
  'empty over ASCII': mail(['MIME-Version: 1.0', 'Content-Type: text/plain; charset=""'], 'plain'),
  'none and no MIME at all over UTF-8': mail([], 'Grüße'),
  'octets that no UTF-8 has, in utf-8': plainBody('utf-8', hex('61 c3 28 62 ff 63')),
});

export const charsets: readonly Specimen[] = [
  ...Object.keys(written).flatMap((charset) => inOneCharset(charset)),
  ...mislabelled,
];
