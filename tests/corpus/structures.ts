/** Multiparts and messages within messages (RFC 2046), with boundaries that are missing, alike, nested and wrong. */
import {
  base64,
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

const html = (text: string): Buffer => part(['Content-Type: text/html; charset=utf-8'], text);
const image = (name: string, ...more: readonly string[]): Buffer =>
  part(
    [`Content-Type: image/png; name=${name}`, 'Content-Transfer-Encoding: base64', ...more],
    base64(`octets of ${name}`),
  );

/** A part that is a multipart with its own boundary. */
const inner = (subtype: string, boundary: string, ...each: readonly Octets[]): Buffer =>
  part([`Content-Type: multipart/${subtype}; boundary="${boundary}"`], parts(boundary, ...each));

const bounded = (contentType: string, ...body: readonly Octets[]): Buffer =>
  mail(['MIME-Version: 1.0', `Content-Type: ${contentType}`], ...body);

const nested = header(
  'From: Inner <inner@example.org>',
  'Subject: inner',
  'Date: Sun, 01 Mar 2026 10:00:00 +0000',
);
const forwarded = (...fields: readonly string[]): Buffer =>
  part(['Content-Type: message/rfc822', ...fields], nested.subarray(0, -2));

/** Multiparts in one another, so many deep. */
function deep(levels: number): Buffer {
  let whole: Buffer = plain('at the bottom');
  for (let level = 0; level < levels; level += 1) whole = inner('mixed', `b${level}`, whole);
  return Buffer.concat([mail(['MIME-Version: 1.0']).subarray(0, -2), whole, Buffer.from('\r\n')]);
}

export const structures: readonly Specimen[] = [
  ...specimens('multipart', {
    alternative: multipart('alternative', plain('plain'), html('<p>html</p>')),
    'alternative in the wrong order': multipart('alternative', html('<p>html</p>'), plain('plain')),
    'alternative with a calendar': multipart(
      'alternative',
      plain('plain'),
      html('<p>html</p>'),
      part(
        ['Content-Type: text/calendar; method=REQUEST; charset=utf-8'],
        'BEGIN:VCALENDAR',
        'END:VCALENDAR',
      ),
    ),
    'mixed with a file': multipart('mixed', plain('see'), image('a.png', 'Content-Disposition: attachment')),
    'mixed of two texts': multipart('mixed', plain('first'), plain('second')),
    'mixed of text, file, text': multipart('mixed', plain('first'), image('a.png'), plain('last')),
    'mixed of two HTML parts': multipart('mixed', html('<p>one</p>'), html('<p>two</p>')),
    'mixed of files alone': multipart('mixed', image('a.png'), image('b.png')),
    'related with a picture': multipart(
      'related',
      html('<img src="cid:i@x">'),
      image('a.png', 'Content-ID: <i@x>', 'Content-Disposition: inline'),
    ),
    'related in alternative in mixed': multipart(
      'mixed',
      inner(
        'alternative',
        'alt',
        plain('plain'),
        inner('related', 'rel', html('<img src="cid:i@x">'), image('i.png', 'Content-ID: <i@x>')),
      ),
      image('file.png', 'Content-Disposition: attachment'),
    ),
    'alternative in related': multipart(
      'related',
      inner('alternative', 'alt', plain('plain'), html('<img src="cid:i@x">')),
      image('i.png', 'Content-ID: <i@x>'),
    ),
    'with a footer of a mailing list': multipart('mixed', multipartText('body'), plain('-- ', 'list footer')),
    signed: multipart(
      'signed; micalg=pgp-sha256; protocol="application/pgp-signature"',
      plain('signed'),
      part(['Content-Type: application/pgp-signature; name=signature.asc'], '-----BEGIN PGP SIGNATURE-----'),
    ),
    'signed by S/MIME': multipart(
      'signed; micalg=sha-256; protocol="application/pkcs7-signature"',
      plain('signed'),
      part(
        [
          'Content-Type: application/pkcs7-signature; name=smime.p7s',
          'Content-Transfer-Encoding: base64',
          'Content-Disposition: attachment; filename=smime.p7s',
        ],
        'MIIB',
      ),
    ),
    encrypted: multipart(
      'encrypted; protocol="application/pgp-encrypted"',
      part(['Content-Type: application/pgp-encrypted'], 'Version: 1'),
      part(['Content-Type: application/octet-stream; name=encrypted.asc'], '-----BEGIN PGP MESSAGE-----'),
    ),
    'a report of a failure': multipart(
      'report; report-type=delivery-status',
      plain('it failed'),
      part(
        ['Content-Type: message/delivery-status'],
        'Reporting-MTA: dns; mx.example.org',
        '',
        'Final-Recipient: rfc822; nobody@example.org',
        'Action: failed',
        'Status: 5.1.1',
      ),
      part(['Content-Type: text/rfc822-headers'], 'Subject: lost'),
    ),
    'a report with the whole message': multipart(
      'report; report-type=delivery-status',
      plain('it failed'),
      part(['Content-Type: message/delivery-status'], 'Reporting-MTA: dns; mx.example.org'),
      forwarded(),
    ),
    'of a disposition notice': multipart(
      'report; report-type=disposition-notification',
      plain('it was read'),
      part(
        ['Content-Type: message/disposition-notification'],
        'Final-Recipient: rfc822; bob@example.net',
        'Disposition: manual-action/MDN-sent-manually; displayed',
      ),
    ),
    'of form data': multipart(
      'form-data',
      part(['Content-Disposition: form-data; name=a'], 'value'),
      part(['Content-Disposition: form-data; name=f; filename=f.txt', 'Content-Type: text/plain'], 'file'),
    ),
    parallel: multipart('parallel', plain('one'), image('a.png')),
    'of a subtype nobody knows': multipart('x-unknown', plain('one'), plain('two')),
    'digest of messages': multipart(
      'digest',
      part([], nested.subarray(0, -2)),
      part(['Content-Type: text/plain'], 'no message'),
    ),
    appledouble: multipart(
      'mixed',
      plain('see'),
      inner(
        'appledouble',
        'ad',
        part(
          ['Content-Type: application/applefile; name=a.png', 'Content-Transfer-Encoding: base64'],
          'AAUWBw==',
        ),
        image('a.png', 'Content-Disposition: inline; filename=a.png'),
      ),
    ),
    'of one part': multipart('mixed', plain('alone')),
    'with parts without a header': multipart(
      'mixed',
      lines('', 'no header').subarray(0, -2),
      plain('second'),
    ),
    'with a part of a header only': multipart('mixed', part(['Content-Type: text/plain']), plain('second')),
    'with an empty part': multipart('mixed', part(['Content-Type: image/png']), plain('text')),
    'with a part of nothing': bounded('multipart/mixed; boundary=b', '--b', '--b', plain('text'), '--b--'),
    'of sixty parts': multipart(
      'mixed',
      plain('see'),
      ...Array.from({ length: 60 }, (_, at) => image(`i${at}.png`)),
    ),
    'thirty deep': deep(30),
  }),
  ...specimens('boundary', {
    'in quotes with odd characters': bounded(
      'multipart/mixed; boundary="=_(b)+c,d./:=?\'"',
      parts("=_(b)+c,d./:=?'", plain('in')),
    ),
    'with blanks within': bounded('multipart/mixed; boundary="a b"', parts('a b', plain('in'))),
    'of seventy characters': bounded(
      `multipart/mixed; boundary=${'b'.repeat(70)}`,
      parts('b'.repeat(70), plain('in')),
    ),
    'with a preamble and an epilogue': bounded(
      'multipart/mixed; boundary=b',
      'preamble',
      parts('b', plain('in')),
      'epilogue',
    ),
    'with blanks behind it': bounded(
      'multipart/mixed; boundary=b',
      '--b  ',
      plain('one'),
      '--b\t',
      plain('two'),
      '--b--  ',
    ),
    'that never ends': bounded('multipart/mixed; boundary=b', '--b', plain('one'), '--b', plain('two')),
    'that never comes': bounded('multipart/mixed; boundary=b', 'there is no part'),
    'that is not declared': bounded('multipart/mixed', '--b', plain('lost'), '--b--'),
    'that is empty': bounded('multipart/mixed; boundary=""', '--', plain('lost'), '----'),
    'declared twice': bounded('multipart/mixed; boundary=b; boundary=c', parts('b', plain('in'))),
    'in capitals as a parameter': bounded('multipart/mixed; BOUNDARY=b', parts('b', plain('in'))),
    'of another case in the body': bounded('multipart/mixed; boundary=Bound', parts('BOUND', plain('lost'))),
    'that another begins with': bounded(
      'multipart/mixed; boundary=out',
      parts('out', inner('alternative', 'out-in', plain('deep'), html('<p>deep</p>')), plain('flat')),
    ),
    'the same within': bounded(
      'multipart/mixed; boundary=b',
      '--b',
      part(['Content-Type: multipart/alternative; boundary=b'], parts('b', plain('which?'))),
      '--b--',
    ),
    'of an inner one left open': bounded(
      'multipart/mixed; boundary=o',
      '--o',
      'Content-Type: multipart/alternative; boundary=i',
      '',
      '--i',
      plain('open'),
      '--o',
      plain('next'),
      '--o--',
    ),
    'with parts behind its end': bounded(
      'multipart/mixed; boundary=b',
      parts('b', plain('in')),
      '--b',
      plain('behind the end'),
      '--b--',
    ),
    'that looks like text': bounded(
      'multipart/mixed; boundary=b',
      parts('b', plain('--bb', '-b', '- -b', 'text')),
    ),
    'at the very beginning of the body': Buffer.concat([
      latin1('From: ann@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'),
      parts('b', plain('in')),
    ]),
    'without any MIME-Version': Buffer.concat([
      mail(['Content-Type: multipart/mixed; boundary=b']),
      parts('b', plain('in')),
    ]),
    'with a comment behind it': bounded(
      'multipart/mixed; boundary=b (the boundary)',
      parts('b', plain('in')),
    ),
  }),
  ...specimens('message in a message', {
    forwarded: multipart('mixed', plain('see below'), forwarded()),
    'with a name': multipart(
      'mixed',
      plain('see below'),
      forwarded('Content-Disposition: attachment; filename="mail.eml"'),
    ),
    alone: Buffer.concat([mail(['MIME-Version: 1.0', 'Content-Type: message/rfc822']), nested]),
    'with parts': multipart(
      'mixed',
      plain('see'),
      part(
        ['Content-Type: message/rfc822'],
        'Subject: tree',
        inner('alternative', 'n', plain('a'), html('b')),
      ),
    ),
    'within a message': multipart(
      'mixed',
      plain('see'),
      part(
        ['Content-Type: message/rfc822'],
        Buffer.concat([mail(['MIME-Version: 1.0', 'Content-Type: message/rfc822']), nested]).subarray(0, -2),
      ),
    ),
    'in base64, against RFC 2046': multipart(
      'mixed',
      plain('see'),
      part(
        [
          'Content-Type: message/rfc822; name=mail.eml',
          'Content-Transfer-Encoding: base64',
          'Content-Disposition: attachment; filename=mail.eml',
        ],
        base64(nested),
      ),
    ),
    empty: multipart('mixed', plain('see'), part(['Content-Type: message/rfc822'])),
    'of an external body': multipart(
      'mixed',
      part(
        ['Content-Type: message/external-body; access-type=URL; URL="https://example.org/a.png"'],
        'Content-Type: image/png',
        '',
        'phantom',
      ),
    ),
    'in part': bounded(
      'message/partial; id="x@example.org"; number=1; total=2',
      'From: a@example.org',
      '',
      'half',
    ),
    'in UTF-8 (RFC 6532)': multipart(
      'mixed',
      plain('see'),
      part(['Content-Type: message/global'], 'Subject: ä', '', 'ö'),
    ),
  }),
  ...specimens('header', {
    'of nothing': latin1('\r\nonly a body\r\n'),
    'without a body': header('From: ann@example.org', 'Subject: s').subarray(0, -6),
    'with a line that is none': latin1(
      'From: ann@example.org\r\nthis is no field\r\nSubject: behind it\r\n\r\nbody\r\n',
    ),
    'with an mbox line in front': latin1(
      'From ann@example.org Mon Mar  2 10:00:00 2026\r\nFrom: ann@example.org\r\nSubject: s\r\n\r\nbody\r\n',
    ),
    'with a folded first line': latin1(' folded\r\nFrom: ann@example.org\r\nSubject: s\r\n\r\nbody\r\n'),
    'with a subject over folds': header('From: a@example.org', 'Subject: one', ' two', '\tthree'),
    'with a fold of only blanks': header('From: a@example.org', 'Subject: one', '   ', ' two'),
    'with a subject that begins on the next line': header('From: a@example.org', 'Subject:', ' late'),
    'with an empty subject': header('From: a@example.org', 'Subject:'),
    'without a subject': header('From: a@example.org'),
    'with two subjects': header('From: a@example.org', 'Subject: first', 'Subject: second'),
    'with blanks around the subject': header('From: a@example.org', 'Subject:    spaced out   '),
    'with tabs in the subject': header('From: a@example.org', 'Subject: one\ttwo'),
    'with quotes in the subject': header('From: a@example.org', 'Subject: say "hi" \\ (there)'),
    'with a subject of a kilobyte': header('From: a@example.org', `Subject: ${'word '.repeat(200)}`),
    'with a message id': header('From: a@example.org', 'Message-ID: <one@example.org>'),
    'with a message id without angles': header('From: a@example.org', 'Message-ID: one@example.org'),
    'with a message id of odd characters': header('From: a@example.org', 'Message-ID: <"a b"@[192.0.2.1]>'),
    'with a message id over a fold': header('From: a@example.org', 'Message-ID:', ' <one@example.org>'),
    'with a message id and a comment': header(
      'From: a@example.org',
      'Message-ID: <one@example.org> (made up)',
    ),
    'with field names in any case': header(
      'fRoM: a@example.org',
      'sUBJECT: s',
      'dAtE: Mon, 02 Mar 2026 10:00:00 +0000',
    ),
    'of three hundred fields': header(
      'From: a@example.org',
      ...Array.from({ length: 300 }, (_, at) => `X-Field-${at}: value ${at}`),
    ),
    'that ends in a blank line of blanks': latin1(
      'From: a@example.org\r\nSubject: s\r\n \r\nbody?\r\n\r\nbody\r\n',
    ),
  }),
];

function multipartText(text: string): Buffer {
  return inner('alternative', 'alt', plain(text), html(`<p>${text}</p>`));
}
