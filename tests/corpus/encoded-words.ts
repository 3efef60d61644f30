/** Encoded words (RFC 2047) and raw octets beyond ASCII in subjects and names of addresses. */
import { header, latin1, specimens, type Octets, type Specimen } from './mime.ts';

const subject = (...value: readonly Octets[]): Buffer =>
  header(
    'From: Ann <ann@example.org>',
    'Date: Mon, 02 Mar 2026 10:00:00 +0000',
    Buffer.concat(['Subject: ', ...value].map((each) => Buffer.from(each))),
  );
const from = (...value: readonly Octets[]): Buffer =>
  header('Subject: s', Buffer.concat(['From: ', ...value].map((each) => Buffer.from(each))));

export const encodedWords: readonly Specimen[] = [
  ...specimens('encoded word', {
    'in Q with an underscore for a blank': subject('=?utf-8?Q?two_words?='),
    'in lower-case q with lower-case digits': subject('=?utf-8?q?caf=c3=a9?='),
    'in B without padding': subject('=?utf-8?B?w6Q?='),
    'in B with too much padding': subject('=?utf-8?B?w6Q====?='),
    'in B with blanks within': subject('=?utf-8?B?w6 Q=?='),
    'in B of several padded pieces': subject('=?utf-8?B?YQ==Yg==?='),
    'between plain words': subject('before =?utf-8?Q?=C3=A4?= after'),
    'after another: the blank between them goes': subject('=?utf-8?Q?a?= =?utf-8?Q?b?='),
    'after another over a fold': subject('=?utf-8?Q?a?=\r\n =?utf-8?Q?b?='),
    'after another of another charset': subject('=?iso-8859-1?Q?=E4?= =?utf-8?Q?=C3=B6?='),
    'after another of another encoding': subject('=?utf-8?Q?=C3=A4?= =?utf-8?B?w7Y=?='),
    'that splits a character in B': subject('=?utf-8?B?4oI=?= =?utf-8?B?rA==?='),
    'that splits a character in Q': subject('=?utf-8?Q?=E2=82?= =?utf-8?Q?=AC?='),
    'that splits a character over two encodings': subject('=?utf-8?Q?=E2=82?= =?utf-8?B?rA==?='),
    'in iso-2022-jp over two words': subject(
      '=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=\r\n =?ISO-2022-JP?B?GyRCOGwbKEI=?=',
    ),
    'with a language': subject('=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?='),
    'with a charset nobody knows': subject('=?x-unknown?Q?abc?='),
    'with a charset nobody knows over UTF-8': subject('=?x-unknown?Q?=C3=A4?='),
    'with an encoding nobody knows': subject('=?utf-8?X?abc?='),
    'without an end': subject('=?utf-8?Q?abc'),
    'without a text': subject('=?utf-8?Q??='),
    'without a charset': subject('=??Q?abc?='),
    'with a question mark within': subject('=?utf-8?Q?who?me?='),
    'with blanks within in Q': subject('=?utf-8?Q?two words?='),
    'with a bad escape': subject('=?utf-8?Q?a=ZZb?='),
    'with half an escape at its end': subject('=?utf-8?Q?a=C3=?='),
    'glued to the word before': subject('word=?utf-8?Q?=C3=A4?='),
    'glued to the word behind': subject('=?utf-8?Q?=C3=A4?=word'),
    'glued to another': subject('=?utf-8?Q?=C3=A4?==?utf-8?Q?=C3=B6?='),
    'longer than 75 characters': subject(`=?utf-8?Q?${'=C3=A4'.repeat(60)}?=`),
    'with a line break and a NUL within': subject('=?utf-8?Q?a=0D=0AEvil:_b=00c?='),
    'whose text looks like one': subject('=?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?='),
    'of a zero-width joiner and an emoji': subject('=?utf-8?B?8J+RqOKAjfCfkanigI3wn5Gn?='),
    'in a quoted name': from('"=?utf-8?Q?J=C3=BCrgen?=" <j@example.org>'),
    'in a name beside plain ones': from('Dr. =?utf-8?Q?J=C3=BCrgen?= Example <j@example.org>'),
    'in a name that hides a comma': from('=?utf-8?Q?Example=2C_J=C3=BCrgen?= <j@example.org>'),
    'in a name that hides an address': from('=?utf-8?Q?ann=40example.org?= <evil@example.net>'),
    'in a comment': from('j@example.org (=?utf-8?Q?J=C3=BCrgen?=)'),
    'in an address': from('=?utf-8?Q?J=C3=BCrgen?=@example.org'),
    'around a whole address': from('=?utf-8?Q?Ann_=3Cann=40example.org=3E?='),
    'in the name of a group': header(
      'From: a@example.org',
      'To: =?utf-8?Q?Fr=C3=BCnde?=: b@example.org, =?utf-8?Q?=C3=A4?= <c@example.org>;',
    ),
  }),
  ...specimens('raw octets', {
    'UTF-8 in a subject': subject('Grüße aus Köln'),
    'Latin-1 in a subject': subject(latin1('Gr\xfc\xdfe')),
    'UTF-8 in a name': from('Jürgen <j@example.org>'),
    'UTF-8 in a quoted name': from('"Jürgen, K." <j@example.org>'),
    'Latin-1 in a name': from(latin1('J\xfcrgen <j@example.org>')),
    'UTF-8 in a local part': from('Jürgen <jürgen@example.org>'),
    'UTF-8 in a domain': from('Ann <ann@bücher.example>'),
    'UTF-8 beside an encoded word': subject('ä =?utf-8?Q?=C3=B6?= ü'),
    'UTF-8 in the name of a file': header(
      'From: a@example.org',
      'MIME-Version: 1.0',
      'Content-Type: application/pdf; name="Grüße.pdf"',
      'Content-Disposition: attachment; filename="Grüße.pdf"',
    ),
    'Latin-1 in the name of a file': header(
      'From: a@example.org',
      'MIME-Version: 1.0',
      'Content-Type: application/pdf',
      latin1('Content-Disposition: attachment; filename="Gr\xfc\xdfe.pdf"'),
    ),
  }),
];
