/** Messages of every shape whose ENVELOPE and BODYSTRUCTURE the servers are compared over; each has a name of its own. */

export interface Specimen {
  readonly name: string;
  readonly raw: Buffer;
}

const lines = (...text: readonly string[]): string => text.join('\r\n');

const HEAD = [
  'From: Ann <ann@example.org>',
  'To: bob@example.net',
  'Date: Mon, 02 Mar 2026 10:00:00 +0000',
  'Message-ID: <x@example.org>',
];

/** A message of the usual header, these fields and this body. */
const mail = (fields: readonly string[], ...body: readonly string[]): string =>
  lines(...HEAD, ...fields, '', ...body, '');

const field = (...fields: readonly string[]): string =>
  lines(...fields, 'Date: Mon, 02 Mar 2026 10:00:00 +0000', '', 'x', '');

const multipart = (type: string, ...parts: readonly string[]): string =>
  mail(
    ['MIME-Version: 1.0', `Content-Type: ${type}; boundary=b`],
    ...parts.flatMap((part) => ['--b', part]),
    '--b--',
  );

const text = (body: string): string => lines('Content-Type: text/plain; charset=utf-8', '', body);

const inner = lines(
  'From: in@example.org',
  'Subject: inner',
  'Date: Sun, 01 Mar 2026 10:00:00 +0000',
  '',
  'inner text',
);

const SPECIMENS: Readonly<Record<string, string>> = {
  // Addresses (RFC 5322 §3.4)
  'address: bare': field('From: ann@example.org'),
  'address: quoted name': field('From: "Ann, of Example" <ann@example.org>'),
  'address: quoted pair in the name': field('From: "Ann \\"the\\" Example" <ann@example.org>'),
  'address: words': field('From: Ann B. Example <ann@example.org>'),
  'address: comment as name': field('From: ann@example.org (Ann Example)'),
  'address: quoted local part': field('From: "ann example"@example.org'),
  'address: several': field('To: a@example.org, B <b@example.org>,c@example.org', 'From: x@example.org'),
  'address: folded list': field(
    'To: a@example.org,\r\n\tb@example.org,\r\n  "C D" <c@example.org>',
    'From: x@example.org',
  ),
  'address: group': field('To: Friends: a@example.org, B <b@example.org>;', 'From: x@example.org'),
  'address: empty group': field('To: undisclosed-recipients:;', 'From: x@example.org'),
  'address: group between others': field(
    'To: z@example.org, G: a@example.org;, y@example.org',
    'From: x@example.org',
  ),
  'address: domain literal': field('From: ann@[192.0.2.1]'),
  'address: encoded word': field('From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>'),
  'address: two encoded words': field('From: =?utf-8?q?J=C3=BC?= =?utf-8?q?rgen?= <j@example.org>'),
  'address: encoded word in quotes': field('From: "=?utf-8?q?J=C3=BCrgen?=" <j@example.org>'),
  'address: sender and reply-to': field(
    'From: a@example.org',
    'Sender: s@example.org',
    'Reply-To: r@example.org',
  ),
  'address: empty reply-to': field('From: a@example.org', 'Reply-To:'),
  'address: cc and bcc': field('From: a@example.org', 'Cc: c@example.org', 'Bcc: b@example.org'),
  'address: no from': field('To: bob@example.net'),
  'address: two to fields': field('From: a@example.org', 'To: b@example.org', 'To: c@example.org'),
  'address: name in utf-8': field('From: Jürgen <j@example.org>'),
  'address: no domain': field('From: root'),
  'address: angle without name': field('From: <ann@example.org>'),
  'address: upper case domain': field('From: Ann <Ann@EXAMPLE.ORG>'),
  'address: nested comment': field('From: ann@example.org (Ann (the first) Example)'),

  // The other fields of the envelope
  'envelope: no header at all': lines('', 'only text', ''),
  'envelope: no body': lines('From: a@example.org', 'Subject: only a header', ''),
  'envelope: folded subject': mail(['Subject: one', ' two', '\tthree'], 'x'),
  'envelope: encoded subject': mail(['Subject: =?iso-8859-1?q?gr=FC=DFe?= =?utf-8?b?4pi6?='], 'x'),
  'envelope: subject with quotes and backslash': mail(['Subject: say "hi" \\ there'], 'x'),
  'envelope: empty subject': mail(['Subject:'], 'x'),
  'envelope: subject with blanks around': mail(['Subject:   spaced   '], 'x'),
  'envelope: two subjects': mail(['Subject: first', 'Subject: second'], 'x'),
  'envelope: field name in other case': mail(['SUBJECT: loud', 'in-REPLY-to: <y@example.org>'], 'x'),
  'envelope: several in-reply-to': mail(['In-Reply-To: <a@example.org> <b@example.org>'], 'x'),
  'envelope: folded message-id': lines(
    'From: a@example.org',
    'Message-ID:',
    ' <long@example.org>',
    '',
    'x',
    '',
  ),
  'envelope: date with a comment': lines(
    'From: a@example.org',
    'Date: Mon, 02 Mar 2026 10:00:00 +0000 (UTC)',
    '',
    'x',
    '',
  ),
  'envelope: date that is none': lines('From: a@example.org', 'Date: yesterday', '', 'x', ''),
  'envelope: blank before the colon': lines('From : a@example.org', 'Subject : spaced', '', 'x', ''),

  // Single parts
  'body: no mime': mail(['Subject: plain'], 'one', 'two'),
  'body: html': mail(['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8'], '<p>hi</p>'),
  'body: parameters': mail(
    ['MIME-Version: 1.0', 'Content-Type: text/plain; charset="utf-8"; format=flowed; delsp=yes'],
    'x',
  ),
  'body: parameter with a comment': mail(
    ['MIME-Version: 1.0', 'Content-Type: text/plain (really); charset=us-ascii (plain)'],
    'x',
  ),
  'body: folded type': mail(['MIME-Version: 1.0', 'Content-Type: text/plain;', '\tcharset=utf-8'], 'x'),
  'body: type in upper case': mail(['MIME-Version: 1.0', 'CONTENT-TYPE: TEXT/PLAIN; CHARSET=UTF-8'], 'x'),
  'body: empty': mail(['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8']),
  'body: no line end at the end': lines(
    ...HEAD,
    'MIME-Version: 1.0',
    'Content-Type: text/plain',
    '',
    'no end',
  ),
  'body: base64': mail(
    ['MIME-Version: 1.0', 'Content-Type: application/octet-stream', 'Content-Transfer-Encoding: base64'],
    'QUJD',
    'REVG',
  ),
  'body: image with id and description': mail(
    [
      'MIME-Version: 1.0',
      'Content-Type: image/png; name=a.png',
      'Content-ID: <i@x>',
      'Content-Description: a picture',
      'Content-Transfer-Encoding: BASE64',
    ],
    'AAAA',
  ),
  'body: rfc 2231 file name': mail(
    [
      'MIME-Version: 1.0',
      "Content-Type: application/pdf; name*=utf-8''%C3%BCber.pdf",
      "Content-Disposition: attachment; filename*=utf-8''%C3%BCber.pdf",
    ],
    'x',
  ),
  'body: rfc 2231 continuation': mail(
    ['MIME-Version: 1.0', 'Content-Type: application/pdf; name*0=long; name*1=name.pdf'],
    'x',
  ),
  'body: disposition': mail(
    ['MIME-Version: 1.0', 'Content-Type: text/plain', 'Content-Disposition: inline'],
    'x',
  ),
  'body: language, location and md5': mail(
    [
      'MIME-Version: 1.0',
      'Content-Type: text/plain',
      'Content-Language: de',
      'Content-Location: http://example.org/x',
      'Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==',
    ],
    'x',
  ),
  'body: two languages': mail(
    ['MIME-Version: 1.0', 'Content-Type: text/plain', 'Content-Language: de, en'],
    'x',
  ),
  'body: 8bit': mail(
    ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
    'grüße',
  ),
  'body: type without subtype': mail(['MIME-Version: 1.0', 'Content-Type: text'], 'x'),
  'body: empty type': mail(['MIME-Version: 1.0', 'Content-Type:'], 'x'),
  'body: calendar': mail(
    ['MIME-Version: 1.0', 'Content-Type: text/calendar; method=REQUEST; charset=UTF-8'],
    'BEGIN:VCALENDAR',
    'END:VCALENDAR',
  ),
  'body: parameter without value': mail(['MIME-Version: 1.0', 'Content-Type: text/plain; charset'], 'x'),
  'body: trailing semicolon': mail(['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8;'], 'x'),
  'body: no mime-version': mail(['Content-Type: text/html'], '<p>'),

  // Several parts
  'parts: alternative': multipart(
    'multipart/alternative',
    text('plain'),
    lines('Content-Type: text/html', '', '<p>'),
  ),
  'parts: mixed with attachment': multipart(
    'multipart/mixed',
    text('see'),
    lines(
      'Content-Type: application/pdf; name="a b.pdf"',
      'Content-Disposition: attachment; filename="a b.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      'QUJD',
    ),
  ),
  'parts: related with start': multipart(
    'multipart/related; type="text/html"; start="<r@x>"',
    lines('Content-Type: text/html', 'Content-ID: <r@x>', '', '<img src=cid:i@x>'),
    lines('Content-Type: image/gif', 'Content-ID: <i@x>', '', 'GIF'),
  ),
  'parts: without a header': multipart(
    'multipart/mixed',
    lines('', 'no header'),
    lines('', 'none here either'),
  ),
  'parts: only one': multipart('multipart/mixed', text('alone')),
  'parts: none': mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    'there is no boundary',
  ),
  'parts: unclosed': mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    '--b',
    text('open'),
  ),
  'parts: no boundary parameter': mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed'],
    '--b',
    text('lost'),
  ),
  'parts: preamble and epilogue': mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="=_b c"'],
    'preamble',
    '--=_b c',
    text('in'),
    '--=_b c--',
    'epilogue',
  ),
  'parts: blanks behind the boundary': mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    '--b  ',
    text('one'),
    '--b\t',
    text('two'),
    '--b--  ',
  ),
  'parts: boundary like another': mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=outer'],
    '--outer',
    'Content-Type: multipart/mixed; boundary=outer-in',
    '',
    '--outer-in',
    text('deep'),
    '--outer-in--',
    '--outer',
    text('flat'),
    '--outer--',
  ),
  'parts: inner unclosed': mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=o'],
    '--o',
    'Content-Type: multipart/alternative; boundary=i',
    '',
    '--i',
    text('open'),
    '--o',
    text('next'),
    '--o--',
  ),
  'parts: digest': multipart(
    'multipart/digest',
    lines('', inner),
    lines('Content-Type: text/plain', '', 'not a message'),
  ),
  'parts: signed': multipart(
    'multipart/signed; micalg=pgp-sha256; protocol="application/pgp-signature"',
    text('signed'),
    lines(
      'Content-Type: application/pgp-signature; name="signature.asc"',
      '',
      '-----BEGIN PGP SIGNATURE-----',
    ),
  ),
  'parts: report': multipart(
    'multipart/report; report-type=delivery-status',
    text('it failed'),
    lines(
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; example.org',
      '',
      'Final-Recipient: rfc822; x@y',
      'Action: failed',
    ),
    lines('Content-Type: text/rfc822-headers', '', 'Subject: lost'),
  ),
  'parts: with disposition and language': mail(
    [
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      'Content-Disposition: inline',
      'Content-Language: en',
    ],
    '--b',
    text('x'),
    '--b--',
  ),
  'parts: empty lines before the first boundary': mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    '',
    '',
    '--b',
    text('x'),
    '--b--',
  ),
  'parts: an empty part': mail(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    '--b',
    '--b',
    text('x'),
    '--b--',
  ),

  // Messages in messages
  'message: forwarded': multipart(
    'multipart/mixed',
    text('see below'),
    lines('Content-Type: message/rfc822', '', inner),
  ),
  'message: alone': mail(['MIME-Version: 1.0', 'Content-Type: message/rfc822'], inner),
  'message: with parts': multipart(
    'multipart/mixed',
    lines(
      'Content-Type: message/rfc822',
      '',
      'Subject: tree',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=n',
      '',
      '--n',
      text('a'),
      '--n',
      lines('Content-Type: text/html', '', 'b'),
      '--n--',
    ),
  ),
  'message: in a message': multipart(
    'multipart/mixed',
    lines(
      'Content-Type: message/rfc822',
      '',
      'Subject: outer',
      'MIME-Version: 1.0',
      'Content-Type: message/rfc822',
      '',
      inner,
    ),
  ),
  'message: with a description': multipart(
    'multipart/mixed',
    lines(
      'Content-Type: message/rfc822; name="mail.eml"',
      'Content-Description: forwarded',
      'Content-Disposition: attachment; filename="mail.eml"',
      '',
      inner,
    ),
  ),
  'message: external body': multipart(
    'multipart/mixed',
    lines(
      'Content-Type: message/external-body; access-type=anon-ftp; name=x',
      '',
      'Content-Type: image/gif',
      '',
      '',
    ),
  ),
  'message: empty': multipart('multipart/mixed', lines('Content-Type: message/rfc822', '', '')),
};

export const corpus: readonly Specimen[] = [
  ...Object.entries(SPECIMENS).map(([name, raw]) => ({ name, raw: Buffer.from(raw) })),
  { name: 'body: latin-1 octets in the header', raw: Buffer.from(mail(['Subject: caf\xe9'], 'x'), 'latin1') },
];
