/** What a message is beyond its envelope and its bodies, by REST and the same by GraphQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { base64 } from '../corpus/mime.ts';
import {
  binary,
  data,
  fileProperties,
  messageProperties,
  number,
  object,
  rendering,
  title,
  tnef,
  unicode,
} from '../corpus/tnef-writer.ts';
import type { Schemas } from '../support/http-api.ts';
import { ADMIN_KEY } from '../support/service-process.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { asRest, createGraphqlClient, everythingOf } from './graphql-client.ts';

let service: ComposedService;
let account: Schemas['Account'];

beforeAll(async () => {
  service = await startComposedService();
  account = await service.connect();
});
afterAll(async () => {
  await service?.close();
});

/** Puts the message into the inbox, reads it by both surfaces, and shows that they say the same. */
async function message(...lines: readonly string[]): Promise<Schemas['Message']> {
  const { body: appended } = await service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: account.id },
    query: { mailbox: 'inbox' },
    body: lines.join('\r\n'),
    contentType: 'message/rfc822',
  });
  const { data, errors } = await createGraphqlClient(service.url, ADMIN_KEY).ask<{
    account: { message: object };
  }>(`query($a: ID!, $m: ID!) { account(id: $a) { message(id: $m) ${everythingOf('Message')} } }`, {
    a: account.id,
    m: appended.id,
  });
  expect(errors).toEqual([]);
  const told = asRest('Message', data.account.message) as object;
  const { status, body } = await service.rest.call<Schemas['Message']>('getMessage', {
    path: { account: account.id, message: appended.id },
    query: { fields: Object.keys(told).join(',') },
  });
  expect(status).toBe(200);
  expect(told).toEqual(body);
  return body;
}

describe('the header of a message', () => {
  it('tells of its list, its automation and what the own server found of its sender', async () => {
    const domain = account.email.slice(account.email.indexOf('@') + 1);
    const shown = await message(
      `Authentication-Results: mx.${domain}; spf=pass smtp.mailfrom=news@example.org;`,
      '\tdkim=fail (bad; signature) header.d=example.org; dmarc=pass',
      `Authentication-Results: mx.${domain}; dkim=pass`,
      'Auto-Submitted: auto-generated',
      'List-Id: News <news.example.org>',
      'List-Unsubscribe: <https://example.org/leave>,',
      ' <mailto:leave@example.org>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'From: News <news@example.org>',
      '',
      'Read this.',
    );
    expect(shown).toMatchObject({
      authentication: { authservId: `mx.${domain}`, spf: 'pass', dkim: 'fail', dmarc: 'pass' },
      autoSubmitted: 'auto-generated',
      list: {
        id: 'news.example.org',
        unsubscribe: ['https://example.org/leave', 'mailto:leave@example.org'],
        oneClick: true,
      },
      labels: null,
    });
  });

  it('of an ordinary message tells nothing, and a stranger’s word about the sender is not believed', async () => {
    const shown = await message(
      'Authentication-Results: elsewhere.example; spf=pass; dkim=pass; dmarc=pass',
      'From: Grace <grace@example.org>',
      '',
      'Hello.',
    );
    expect(shown).toMatchObject({ authentication: null, autoSubmitted: null, list: null });
  });
});

const mixed = (subtype: string, ...parts: readonly (readonly string[])[]): readonly string[] => [
  'MIME-Version: 1.0',
  `Content-Type: multipart/${subtype}; boundary=b`,
  '',
  ...parts.flatMap((part) => ['--b', ...part]),
  '--b--',
  '',
];
const from = 'From: Grace <grace@example.org>';

describe('a report', () => {
  it('tells which message was not delivered to whom, and why', async () => {
    const shown = await message(
      'From: Mail Delivery System <mailer-daemon@mx.example.org>',
      'Auto-Submitted: auto-replied',
      ...mixed(
        'report; report-type=delivery-status',
        ['Content-Type: text/plain', '', 'It did not arrive.'],
        [
          'Content-Type: message/delivery-status',
          '',
          'Reporting-MTA: dns; mx.example.org',
          '',
          'Final-Recipient: rfc822; ada@example.com',
          'Action: failed',
          'Status: 5.2.2',
          'Diagnostic-Code: smtp; 552 5.2.2 mailbox full',
        ],
        ['Content-Type: message/rfc822', '', 'Message-ID: <sent@example.org>', 'Subject: Sent', '', 'Hello'],
      ),
    );
    expect(shown.report).toEqual({
      kind: 'dsn',
      recipients: [
        {
          address: 'ada@example.com',
          action: 'failed',
          status: '5.2.2',
          diagnostic: '552 5.2.2 mailbox full',
          reason: 'mailbox-full',
        },
      ],
      reportingMta: 'mx.example.org',
      originalMessageId: '<sent@example.org>',
      originalEnvelopeId: null,
      feedbackType: null,
      disposition: null,
    });
    expect(shown.calendar).toEqual([]);
  });

  it('may be in words only, or an automatic reply', async () => {
    const bounce = await message(
      'From: MAILER-DAEMON@mx.example.org',
      'Subject: failure notice',
      '',
      '<ada@example.com>:',
      'Remote host said: 550 5.1.1 User unknown',
    );
    expect(bounce.report).toMatchObject({
      kind: 'dsn',
      recipients: [{ address: 'ada@example.com', reason: 'no-such-mailbox' }],
    });
    const reply = await message(from, 'Auto-Submitted: auto-replied', 'In-Reply-To: <a@b.test>', '', 'Away.');
    expect(reply.report).toMatchObject({
      kind: 'auto-reply',
      originalMessageId: '<a@b.test>',
      recipients: [],
    });
  });
});

describe('calendar parts', () => {
  const invitation = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'UID:1@example.org'],
    ...['SUMMARY:Café', 'DTSTART:20261224T180000Z', 'DURATION:PT1H', 'END:VEVENT', 'END:VCALENDAR'],
  ];

  it('are read once, however often they come', async () => {
    const encoded = Buffer.from(invitation.join('\r\n')).toString('base64');
    const shown = await message(
      from,
      ...mixed(
        'mixed',
        ['Content-Type: text/plain', '', 'Come!'],
        ['Content-Type: text/calendar; method=REQUEST; charset=utf-8', '', ...invitation],
        [
          'Content-Type: application/ics; name=invite.ics',
          'Content-Transfer-Encoding: base64',
          'Content-Disposition: attachment; filename=invite.ics',
          '',
          encoded,
        ],
      ),
    );
    expect(shown.calendar).toMatchObject([
      {
        attachmentId: shown.attachments?.[0]?.id,
        kind: 'event',
        method: 'request',
        uid: '1@example.org',
        summary: 'Café',
        start: { local: '2026-12-24T18:00:00', zone: 'UTC', instant: '2026-12-24T18:00:00.000Z' },
        end: { instant: '2026-12-24T19:00:00.000Z' },
      },
    ]);
    expect(shown).toMatchObject({ report: null, security: null, parseError: null });
  });

  it('that cannot be read are told', async () => {
    const shown = await message(from, 'Content-Type: text/calendar', '', 'no calendar');
    expect(shown).toMatchObject({
      calendar: null,
      parseError: 'A calendar of the message could not be read.',
    });
  });
});

describe('signed and encrypted messages', () => {
  it('are named as such, by their structure or by armour in their text', async () => {
    const signed = await message(
      from,
      ...mixed(
        'signed; protocol="application/pgp-signature"; micalg=pgp-sha256',
        ['Content-Type: text/plain', '', 'Signed.'],
        ['Content-Type: application/pgp-signature', '', '-----BEGIN PGP SIGNATURE-----'],
      ),
    );
    expect(signed.security).toEqual({ kind: 'pgp', signed: true, encrypted: false });
    const text = Buffer.from('-----BEGIN PGP MESSAGE-----\r\n\r\nabc').toString('base64');
    const inline = await message(from, 'MIME-Version: 1.0', 'Content-Transfer-Encoding: base64', '', text);
    expect(inline.security).toEqual({ kind: 'pgp-inline', signed: false, encrypted: true });
  });
});

/** What a part of it holds. */
async function octets(of: Schemas['Message'], attachment: string): Promise<string> {
  const path = { account: account.id, message: of.id, attachment };
  const answer = await service.rest.call('getAttachment', { path });
  expect(answer.status).toBe(200);
  return answer.octets.toString('utf8');
}

describe('messages within a message', () => {
  const png = (name: string): readonly string[] => [
    `Content-Type: image/png; name=${name}`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(`octets of ${name}`).toString('base64'),
  ];
  const forwarded = (...body: readonly string[]): readonly string[] => [
    'Content-Type: message/rfc822',
    '',
    'Subject: forwarded',
    ...body,
  ];

  it('have their attachments told and downloaded, in whatever depth', async () => {
    const inner = forwarded(
      ...mixed('mixed', ['Content-Type: text/plain', '', 'see'], png('deep.png')).map((line) =>
        line.replace(/^--b|(?<=boundary=)b/, (b) => b.replace('b', 'n')),
      ),
    );
    const shown = await message(
      from,
      ...mixed('mixed', ['Content-Type: text/plain', '', 'see'], inner, forwarded(...png('alone.png'))),
    );
    const [first, second] = shown.attachments ?? [];
    expect(shown.enclosed).toMatchObject([
      { within: first?.id, filename: 'deep.png', contentType: 'image/png', disposition: null, inline: false },
      { within: second?.id, filename: 'alone.png' },
    ]);
    expect(shown).toMatchObject({ text: 'see', truncated: false, parseError: null });
    const read = (shown.enclosed ?? []).map(({ id }) => octets(shown, id));
    expect(await Promise.all(read)).toEqual(['octets of deep.png', 'octets of alone.png']);
  });
});

describe('a winmail.dat', () => {
  const html = '<p>Grüße</p>';
  const wrapped = (octets: Buffer): readonly string[] => [
    'Content-Type: application/ms-tnef; name=winmail.dat',
    'Content-Transfer-Encoding: base64',
    '',
    base64(octets),
  ];
  const file = (name: string, content: string): readonly Buffer[] => [rendering, title(name), data(content)];
  const sent = tnef(
    messageProperties(number(0x3fde, 65001), binary(0x1013, html)),
    ...file('a.txt', 'first file'),
    rendering,
    fileProperties(unicode(0x3001, 'Lunch?'), object(0x3701, 'message', tnef(...file('menu.txt', 'fish')))),
  );

  it('has its files told and downloaded, whole and in part', async () => {
    const shown = await message(
      from,
      ...mixed('mixed', ['Content-Type: text/plain', '', 'see it'], wrapped(sent)),
    );
    const [holder] = shown.attachments ?? [];
    const [first, lunch, menu] = shown.enclosed ?? [];
    expect(shown).toMatchObject({
      text: 'see it',
      html: null,
      truncated: false,
      parseError: null,
      enclosed: [
        { within: holder?.id, filename: 'a.txt', contentType: 'application/octet-stream', size: 10 },
        { within: holder?.id, filename: 'Lunch?', contentType: 'application/ms-tnef' },
        { within: lunch?.id, filename: 'menu.txt', size: 4 },
      ],
    });
    expect(await octets(shown, first?.id ?? '')).toBe('first file');
    expect(await octets(shown, menu?.id ?? '')).toBe('fish');
    const path = { account: account.id, message: shown.id, attachment: first?.id ?? '' };
    const piece = await service.rest.call('getAttachment', { path, headers: { range: 'bytes=6-' } });
    expect(piece.status).toBe(206);
    expect(piece.headers.get('content-range')).toBe('bytes 6-9/10');
    expect(piece.octets.toString()).toBe('file');
    const behind = await service.rest.call('getAttachment', { path, headers: { range: 'bytes=10-' } });
    expect(behind.status).toBe(416);
  });

  it('gives a message without words of its own its body', async () => {
    const shown = await message(from, 'MIME-Version: 1.0', ...wrapped(sent));
    expect(shown).toMatchObject({ text: null, html, markdown: 'Grüße' });
  });

  it('that is broken is told', async () => {
    const shown = await message(from, 'MIME-Version: 1.0', ...wrapped(Buffer.from('no TNEF')));
    expect(shown).toMatchObject({ enclosed: [], truncated: true });
    expect(shown.parseError).toMatch(/winmail.dat of the message could not be read/);
  });
});

describe('a message that is not as it says', () => {
  it('shows what stands in a multipart in which no delimiter comes', async () => {
    const shown = await message(
      from,
      'Content-Type: multipart/mixed; boundary=never',
      '',
      'What I wrote',
      '',
    );
    expect(shown).toMatchObject({ text: 'What I wrote\n', attachments: [], truncated: false });
    expect(shown.markdown).toBe('What I wrote');
    const empty = await message(from, ...mixed('mixed', ['Content-Type: text/plain', '']));
    expect(empty.text?.trim()).toBe('');
  });

  it('says that there are more parts than are read', async () => {
    const parts = Array.from({ length: 1_200 }, () => ['Content-Type: image/png', '', 'x']);
    const shown = await message(from, ...mixed('mixed', ...parts));
    expect(shown.truncated).toBe(true);
    expect(shown.parseError).toMatch(/more than 1000 parts/);
    expect(shown.attachments?.length).toBeGreaterThan(900);
  });
});

it('what parts say is shown to keys that may read bodies only', async () => {
  const { id } = await message(from, '', 'Hello.');
  const path = { account: account.id, message: id };
  const key = await service.keyFor(['messages:read']);
  const shown = await key.call<Schemas['Message']>('getMessage', { path });
  expect(Object.keys(shown.body)).toEqual(expect.arrayContaining(['authentication', 'security']));
  expect(Object.keys(shown.body)).not.toContain('report');
  for (const fields of ['report', 'calendar'])
    expect((await key.call('getMessage', { path, query: { fields } })).status).toBe(403);
});
