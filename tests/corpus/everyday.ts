/** Mail as the programs of today write it: what a gateway reads all day. */
import { base64, latin1, lines, part, parts, specimens, word, type Octets, type Specimen } from './mime.ts';

interface Letter {
  readonly fields: readonly string[];
  readonly type: string;
  readonly body: readonly Octets[];
}

function letter({ fields, type, body }: Letter): Buffer {
  return lines(
    'Return-Path: <grace@example.org>',
    'Received: from mx.example.org (mx.example.org [192.0.2.1])',
    '\tby mail.example.net (Postfix) with ESMTPS id 4Fz1',
    '\tfor <bob@example.net>; Mon,  2 Mar 2026 10:00:05 +0000 (UTC)',
    ...fields,
    'MIME-Version: 1.0',
    `Content-Type: ${type}`,
    '',
    ...body,
  );
}

const from = 'From: Grace Hopper <grace@example.org>';
const to = 'To: "Bob, B." <bob@example.net>';
const date = 'Date: Mon, 2 Mar 2026 11:00:00 +0100';
const id = 'Message-ID: <CAF=x1@mail.example.org>';
const thread = ['In-Reply-To: <b1@example.net>', 'References: <a1@example.org>\r\n <b1@example.net>'];

const text = (...body: readonly string[]): Buffer =>
  part(['Content-Type: text/plain; charset="UTF-8"'], ...body);
const htmlQp = (...body: readonly string[]): Buffer =>
  part(['Content-Type: text/html; charset="UTF-8"', 'Content-Transfer-Encoding: quoted-printable'], ...body);
const file = (type: string, name: string, ...more: readonly string[]): Buffer =>
  part(
    [
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      ...more,
    ],
    base64(`octets of ${name}`),
  );

export const everyday: readonly Specimen[] = specimens('everyday', {
  'a web mailer: text and HTML': letter({
    fields: [date, id, `Subject: ${word('UTF-8', 'Q', 'Grüße aus Köln')}`, from, to],
    type: 'multipart/alternative; boundary="000000000000a1b2"',
    body: [parts('000000000000a1b2', text('Hello *Bob*'), htmlQp('<div dir=3D"ltr">Hello <b>Bob</b></div>'))],
  }),
  'a web mailer: a reply with a quote': letter({
    fields: [
      ...thread,
      from,
      date,
      id,
      'Subject: Re: lunch',
      to,
      'Cc: Carol <carol@example.com>, dave@example.com',
    ],
    type: 'multipart/alternative; boundary="0000a1"',
    body: [
      parts(
        '0000a1',
        text('Yes.', '', 'On Sun, Mar 1, 2026 at 9:00 AM Bob <bob@example.net> wrote:', '', '> Lunch?', '>'),
        htmlQp('<div>Yes.</div><br><div class=3D"gmail_quote">On Sun … wrote:<br></div>'),
      ),
    ],
  }),
  'a desktop program: related within alternative': letter({
    fields: [
      from,
      to,
      'Subject: Logo',
      'Thread-Topic: Logo',
      'Thread-Index: AQHa',
      date,
      id,
      'Accept-Language: en-US',
    ],
    type: 'multipart/alternative;\r\n\tboundary="_000_AB12exampleorg_"',
    body: [
      'This is a multi-part message in MIME format.',
      '',
      parts(
        '_000_AB12exampleorg_',
        text('see the logo'),
        part(
          ['Content-Type: multipart/related; boundary="_002_AB"; type="text/html"'],
          parts(
            '_002_AB',
            htmlQp('<html><body><img src=3D"cid:image001.png@01DA"></body></html>'),
            part(
              [
                'Content-Type: image/png; name="image001.png"',
                'Content-Description: image001.png',
                'Content-Disposition: inline; filename="image001.png"; size=20;',
                '\tcreation-date="Mon, 02 Mar 2026 10:00:00 GMT"',
                'Content-ID: <image001.png@01DA>',
                'Content-Transfer-Encoding: base64',
              ],
              base64('octets of a logo'),
            ),
          ),
        ),
      ),
    ],
  }),
  'a desktop program: winmail.dat': letter({
    fields: [from, to, date, 'Subject: rich', id],
    type: 'multipart/mixed; boundary="----=_NextPart_000_0001"',
    body: [
      parts('----=_NextPart_000_0001', text('rich text below'), file('application/ms-tnef', 'winmail.dat')),
    ],
  }),
  'a phone: flowing text and a picture': letter({
    fields: [
      from,
      'Content-Transfer-Encoding: 7bit',
      date,
      'Subject: Photo',
      id,
      to,
      'X-Mailer: Phone Mail (18F72)',
    ],
    type: 'multipart/mixed; boundary=Mail-88FA',
    body: [
      parts(
        'Mail-88FA',
        part(['Content-Type: text/plain; charset=utf-8; format=flowed'], 'Here it ', 'comes.', '', ''),
        part(
          [
            'Content-Type: image/jpeg; name=IMG_0001.jpeg',
            'Content-Disposition: inline; filename=IMG_0001.jpeg',
            'Content-Transfer-Encoding: base64',
          ],
          base64('octets of a photo'),
        ),
        part(['Content-Type: text/plain; charset=utf-8'], '', 'Sent from my phone'),
      ),
    ],
  }),
  'a terminal: signed': letter({
    fields: [date, from, to, id, 'Subject: signed', 'User-Agent: Terminal/2.2'],
    type: 'multipart/signed; micalg=pgp-sha512;\r\n\tprotocol="application/pgp-signature"; boundary="h31gzZEtNLTqOjlF"',
    body: [
      parts(
        'h31gzZEtNLTqOjlF',
        part(
          [
            'Content-Type: text/plain; charset=us-ascii',
            'Content-Disposition: inline',
            'Content-Transfer-Encoding: quoted-printable',
          ],
          'Signed text, with=20',
          '--=20',
          'Grace',
        ),
        part(
          ['Content-Type: application/pgp-signature; name="signature.asc"'],
          '-----BEGIN PGP SIGNATURE-----',
        ),
      ),
    ],
  }),
  'a newsletter': letter({
    fields: [
      `From: ${word('utf-8', 'B', 'Große Neuigkeiten')} <news@example.com>`,
      'Reply-To: News <reply+abc@example.com>',
      to,
      `Subject: ${word('utf-8', 'B', '🎉 Alles neu im ')} ${word('utf-8', 'B', 'März')}`,
      date,
      'Message-ID: <20260302.1@example.com>',
      'List-Unsubscribe: <https://example.com/u/1>, <mailto:u@example.com>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Precedence: bulk',
    ],
    type: 'multipart/alternative; charset=UTF-8; boundary="_----abc=_"',
    body: [
      parts(
        '_----abc=_',
        text('Alles neu: https://example.com/1'),
        htmlQp('<table><tr><td>Alles=\r\n neu</td></tr></table>'),
      ),
    ],
  }),
  'a mailing list with a footer': letter({
    fields: [
      from,
      'To: Discuss <discuss@lists.example.org>',
      date,
      id,
      ...thread,
      'Subject: [discuss] Re: topic',
      'Sender: discuss-bounces@lists.example.org',
      'List-Id: Discussions <discuss.lists.example.org>',
    ],
    type: 'multipart/mixed; boundary="===============123=="',
    body: [
      parts(
        '===============123==',
        text('I agree.'),
        part(
          ['Content-Type: text/plain; charset="us-ascii"', 'Content-Disposition: inline'],
          '_______________________________________________',
          'discuss mailing list',
        ),
      ),
    ],
  }),
  'an invoice with two files': letter({
    fields: [from, to, date, id, 'Subject: Invoice 1'],
    type: 'multipart/mixed; boundary="inv"',
    body: [
      parts(
        'inv',
        htmlQp('<p>Your invoice is =E2=82=AC 5.</p>'),
        file('application/pdf', 'invoice-1.pdf'),
        file('text/xml', 'invoice-1.xml'),
      ),
    ],
  }),
  'an invitation': letter({
    fields: [from, to, date, id, 'Subject: Invitation: review'],
    type: 'multipart/mixed; boundary="cal"',
    body: [
      parts(
        'cal',
        part(
          ['Content-Type: multipart/alternative; boundary="in"'],
          parts(
            'in',
            text('You are invited.'),
            htmlQp('<p>You are invited.</p>'),
            part(
              ['Content-Type: text/calendar; charset="UTF-8"; method=REQUEST'],
              'BEGIN:VCALENDAR',
              'END:VCALENDAR',
            ),
          ),
        ),
        file('application/ics', 'invite.ics'),
      ),
    ],
  }),
  'a bounce': letter({
    fields: [
      'From: MAILER-DAEMON@example.org (Mail Delivery System)',
      'To: grace@example.org',
      date,
      id,
      'Auto-Submitted: auto-replied',
      'Subject: Undelivered Mail Returned to Sender',
    ],
    type: 'multipart/report; report-type=delivery-status;\r\n\tboundary="4Fz1.17/mx.example.org"',
    body: [
      'This is a MIME-encapsulated message.',
      '',
      parts(
        '4Fz1.17/mx.example.org',
        part(
          ['Content-Description: Notification', 'Content-Type: text/plain; charset=us-ascii'],
          'I am sorry.',
        ),
        part(
          ['Content-Description: Delivery report', 'Content-Type: message/delivery-status'],
          'Reporting-MTA: dns; mx.example.org',
          '',
          'Final-Recipient: rfc822; nobody@example.com',
          'Action: failed',
          'Status: 5.1.1',
        ),
        part(
          ['Content-Description: Undelivered Message', 'Content-Type: message/rfc822'],
          'From: grace@example.org',
          'Subject: lost',
          '',
          'lost text',
        ),
      ),
    ],
  }),
  'a forward as an attachment': letter({
    fields: [from, to, date, id, 'Subject: Fwd: plan'],
    type: 'multipart/mixed; boundary="------------0A"',
    body: [
      'This is a multi-part message in MIME format.',
      parts(
        '------------0A',
        text('see attached'),
        part(
          [
            'Content-Type: message/rfc822; charset=UTF-8; name="plan.eml"',
            'Content-Disposition: attachment; filename="plan.eml"',
            'Content-Transfer-Encoding: 7bit',
          ],
          'From: Carol <carol@example.com>',
          'Subject: plan',
          '',
          'the plan',
        ),
      ),
    ],
  }),
  'a Japanese company': letter({
    fields: [
      `From: ${word('ISO-2022-JP', 'B', latin1('\x1b$B;3ED\x1b(B'))} <yamada@example.jp>`,
      to,
      date,
      id,
      `Subject: ${word('ISO-2022-JP', 'B', latin1('\x1b$BF|K\\8l\x1b(B'))}`,
    ],
    type: 'text/plain; charset=ISO-2022-JP',
    body: [latin1('\x1b$BF|K\\8l\x1b(B'), '-- ', latin1('\x1b$B;3ED\x1b(B')],
  }),
  'a Chinese company': letter({
    fields: [
      `From: "${word('gb2312', 'B', latin1('\xc4\xe3\xba\xc3'))}" <li@example.cn>`,
      to,
      date,
      id,
      `Subject: ${word('gb2312', 'B', latin1('\xc4\xe3\xba\xc3'))}`,
    ],
    type: 'multipart/mixed; boundary="gb"',
    body: [
      parts(
        'gb',
        part(
          ['Content-Type: text/plain; charset="gb2312"', 'Content-Transfer-Encoding: base64'],
          base64(latin1('\xc4\xe3\xba\xc3')),
        ),
        part(
          [
            'Content-Type: application/msword; name="=?gb2312?B?xOO6wy5kb2M=?="',
            'Content-Disposition: attachment; filename="=?gb2312?B?xOO6wy5kb2M=?="',
            'Content-Transfer-Encoding: base64',
          ],
          base64('octets of a document'),
        ),
      ),
    ],
  }),
  'a script: a bare text': lines(
    'From: cron@example.org',
    'To: root@example.org',
    'Subject: Cron <root@host> backup',
    date,
    'Auto-Submitted: auto-generated',
    '',
    'done',
  ),
  'a scanner: only a file': letter({
    fields: ['From: scanner@example.org', to, date, id, 'Subject: Scan'],
    type: 'application/pdf; name="scan.pdf"\r\nContent-Disposition: attachment; filename="scan.pdf"\r\nContent-Transfer-Encoding: base64',
    body: [base64('octets of a scan')],
  }),
  'a shop: only HTML': letter({
    fields: ['From: Shop <no-reply@shop.example>', to, date, id, 'Subject: Your order'],
    type: 'text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit',
    body: [latin1('<html><body><p>Gr\xfc\xdfe</p></body></html>')],
  }),
  'a voice mail': letter({
    fields: ['From: "+49 30 123456" <voice@example.org>', to, date, id, 'Subject: Voice message (0:12)'],
    type: 'multipart/voice-message; version=2.0; boundary="vm"',
    body: [
      parts('vm', text('a message of 12 seconds'), file('audio/wav', 'msg.wav', 'Content-Language: de')),
    ],
  }),
  'a large thread': letter({
    fields: [
      from,
      to,
      date,
      id,
      'Subject: Re: Re: Re: thread',
      'In-Reply-To: <r39@example.org>',
      `References: ${Array.from({ length: 40 }, (_, at) => `<r${at}@example.org>`).join('\r\n ')}`,
    ],
    type: 'text/plain; charset=utf-8',
    body: ['so it goes'],
  }),
  'an internationalised sender': letter({
    fields: ['From: Jörg <jörg@bücher.example>', to, date, id, 'Subject: Grüße'],
    type: 'text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit',
    body: ['Grüße'],
  }),
});
