import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport, type ReportSource } from '../../src/content/read-report.ts';
import { bounceReason } from '../../src/domain/bounce-reason.ts';
import type { Header } from '../../src/domain/header.ts';

const none: ReportSource = { header: [], status: null, original: '', text: '' };
const status = (type: string, ...lines: string[]): ReportSource['status'] => ({
  type: `message/${type}`,
  text: lines.join('\n'),
});
const header = (fields: Readonly<Record<string, string>>): readonly Header[] =>
  Object.entries(fields).map(([name, value]) => ({ name, value }));

describe('a delivery status notification', () => {
  it('names each recipient, what happened, and the message that it is about', () => {
    const report = readReport({
      ...none,
      status: status(
        'delivery-status',
        'Reporting-MTA: dns; mx.example.org',
        'Original-Envelope-Id: QQ+2B314159',
        'Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0000',
        '',
        'Original-Recipient: rfc822;Ada+2Bwork@example.com',
        'Final-Recipient: RFC822; <ada@backend.example.com>',
        'Action: failed (permanently)',
        'Status: 5.1.1 (unknown user)',
        'Diagnostic-Code: smtp; 550 5.1.1 <ada@backend.example.com>:',
        '    User unknown',
        'Remote-MTA: dns; backend.example.com',
        '',
        'Final-Recipient: rfc822; grace@example.com',
        'Action: Delayed',
        'Status: 4.2.2',
        '',
        'Final-Recipient: rfc822; joan@example.com',
        'Action: delivered',
        'Status: 2.0.0',
        '',
      ),
      original: 'Received: from a\nSubject: Hello\nMessage-ID:\n <1@example.com>\n\nBody\n',
    });
    expect(report).toEqual({
      kind: 'dsn',
      recipients: [
        {
          address: 'Ada+work@example.com',
          action: 'failed',
          status: '5.1.1',
          diagnostic: '550 5.1.1 <ada@backend.example.com>: User unknown',
          reason: 'no-such-mailbox',
        },
        {
          address: 'grace@example.com',
          action: 'delayed',
          status: '4.2.2',
          diagnostic: null,
          reason: 'mailbox-full',
        },
        { address: 'joan@example.com', action: 'delivered', status: '2.0.0', diagnostic: null, reason: null },
      ],
      reportingMta: 'mx.example.org',
      originalMessageId: '<1@example.com>',
      originalEnvelopeId: 'QQ+314159',
      feedbackType: null,
      disposition: null,
    });
  });

  it('that is broken tells what is left of it', () => {
    const broken = status(
      'delivery-status',
      'no field',
      'Final-Recipient: rfc822; a@b.test',
      'Action: exploded',
    );
    expect(readReport({ ...none, status: broken })).toMatchObject({
      kind: 'dsn',
      recipients: [{ address: 'a@b.test', action: null, status: null, reason: null }],
    });
    expect(readReport({ ...none, status: status('delivery-status') })).toMatchObject({ recipients: [] });
  });
});

describe('other reports', () => {
  it('are complaints', () => {
    const complaint = status(
      'feedback-report',
      'Feedback-Type: Abuse',
      'User-Agent: SomeGenerator/1.0',
      'Original-Mail-From: <news@example.com>',
      'Original-Rcpt-To: <user@example.org>',
      'Reporting-MTA: dns; mail.example.org',
    );
    expect(readReport({ ...none, status: complaint, original: 'message-id: <2@example.com>' })).toMatchObject(
      {
        kind: 'arf',
        feedbackType: 'abuse',
        recipients: [{ address: 'user@example.org', action: null, reason: null }],
        reportingMta: 'mail.example.org',
        originalMessageId: '<2@example.com>',
      },
    );
  });

  it('are disposition notifications', () => {
    const receipt = status(
      'disposition-notification',
      'Reporting-UA: joes-pc.example.com; Foomail 97.1',
      'Final-Recipient: rfc822;joe@example.com',
      'Original-Message-ID: <3@example.com>',
      'Disposition: manual-action/MDN-sent-manually; Displayed',
    );
    expect(readReport({ ...none, status: receipt })).toMatchObject({
      kind: 'mdn',
      disposition: 'displayed',
      recipients: [{ address: 'joe@example.com' }],
      originalMessageId: '<3@example.com>',
    });
  });

  it.each([
    [{ 'Auto-Submitted': 'auto-replied', 'In-Reply-To': '<4@example.com>' }, '<4@example.com>'],
    [{ Precedence: 'auto_reply' }, null],
    [
      {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'DR, OOF',
        'In-Reply-To': '<5@x.test>',
      },
      '<5@x.test>',
    ],
  ])('are automatic replies, as by %j', (fields, originalMessageId) => {
    expect(readReport({ ...none, header: header(fields) })).toMatchObject({
      kind: 'auto-reply',
      originalMessageId,
      recipients: [],
    });
  });

  it.each([
    [{ 'Auto-Submitted': 'auto-generated' }],
    [{ From: 'Ada <ada@example.com>', Subject: 'Delivery failed' }],
    [{}],
  ])('are none, as by %j', (fields) => {
    const text = '<grace@example.com>: 550 no such user';
    expect(readReport({ ...none, header: header(fields), text })).toBeNull();
  });
});

describe('a bounce in words', () => {
  const bounce = (text: string, more: Readonly<Record<string, string>> = {}): unknown =>
    readReport({
      ...none,
      header: header({ From: 'MAILER-DAEMON@mx.example.org', Subject: 'failure notice', ...more }),
      text,
    });

  it('of qmail is understood', () => {
    expect(
      bounce(
        [
          'Hi. This is the qmail-send program at mx.example.org.',
          "I'm afraid I wasn't able to deliver your message to the following addresses.",
          '',
          '<ada@example.com>:',
          '192.0.2.1 does not like recipient.',
          'Remote host said: 550 5.1.1 User unknown',
          'Giving up on 192.0.2.1.',
          '',
          '--- Below this line is a copy of the message.',
          '',
          'Return-Path: <me@example.org>',
          'Message-ID: <6@example.org>',
          'To: other@example.com',
        ].join('\n'),
      ),
    ).toMatchObject({
      kind: 'dsn',
      originalMessageId: '<6@example.org>',
      recipients: [
        {
          address: 'ada@example.com',
          action: 'failed',
          status: '5.1.1',
          reason: 'no-such-mailbox',
          diagnostic: expect.stringContaining('does not like recipient') as string,
        },
      ],
    });
  });

  it('of Exim is understood, with the recipients of its header', () => {
    const text = [
      'This message was created automatically by mail delivery software.',
      '',
      'A message that you sent could not be delivered to one or more of its',
      'recipients. The following address(es) failed:',
      '',
      '  ada@example.com',
      '    host mx.example.com [192.0.2.1]',
      '    SMTP error from remote mail server after RCPT TO:<ada@example.com>:',
      '    552 5.2.2 over quota',
      '',
      '------ This is a copy of the message, including all the headers. ------',
      '',
      'Message-ID: <7@example.org>',
    ].join('\n');
    expect(bounce(text, { 'X-Failed-Recipients': 'ada@example.com, grace@example.com' })).toMatchObject({
      originalMessageId: '<7@example.org>',
      recipients: [
        { address: 'ada@example.com', status: '5.2.2', reason: 'mailbox-full' },
        { address: 'grace@example.com', status: null, diagnostic: null, reason: null },
      ],
    });
  });

  it('without a recipient is none', () => {
    expect(bounce('Something went wrong.')).toBeNull();
    expect(bounce('Write to\nsupport@example.com\nfor help and cookies')).toBeNull();
  });

  it('may be a delay', () => {
    const text = '<ada@example.com>: connection timed out, will retry';
    expect(bounce(text, { Subject: 'Warning: message delayed' })).toMatchObject({
      recipients: [{ action: 'delayed', reason: 'unreachable' }],
    });
  });
});

describe('the reason of a refusal', () => {
  it.each([
    ['5.1.2', null, 'no-such-domain'],
    ['5.2.1', 'x', 'mailbox-disabled'],
    ['5.3.4', null, 'too-large'],
    ['5.7.26', null, 'authentication'],
    ['5.7.1', 'Client host blocked using Spamhaus', 'spam'],
    ['5.7.1', 'Unauthenticated email is not accepted due to DMARC policy', 'authentication'],
    ['5.7.1', 'Relaying denied', 'relay-denied'],
    ['5.7.1', null, 'policy'],
    ['4.4.1', null, 'unreachable'],
    [null, '550 No such user here', 'no-such-mailbox'],
    [null, 'Host or domain name not found', 'no-such-domain'],
    [null, '421 too many connections', 'rate-limited'],
    ['5.1.8', 'Sender address rejected: Domain not found', 'policy'],
    [null, '550 <me@example.org>: Sender address rejected: User unknown', 'policy'],
    ['5.1.10', null, 'no-such-domain'],
    ['5.0.0', 'Alas.', 'other'],
    [null, null, null],
  ] as const)('%s with %j is %s', (code, words, reason) => {
    expect(bounceReason(code, words)).toBe(reason);
  });
});

describe('any part of a report', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom(
      '\n',
      ' ',
      '<a@b.test>:',
      'Final-Recipient: rfc822;',
      'Action: failed',
      '--',
      '\u2028',
      '550',
    ),
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  it('is read without a throw', () => {
    fc.assert(
      fc.property(text, (words) => {
        for (const type of ['delivery-status', 'feedback-report', 'disposition-notification'])
          readReport({ ...none, status: status(type, words), original: words });
        readReport({
          ...none,
          header: header({ From: 'mailer-daemon@x', 'Return-Path': '<>' }),
          text: words,
        });
      }),
    );
  });

  it('of a quarter of a megabyte takes no time', () => {
    const started = process.cpuUsage();
    for (const each of [
      '-',
      ' ',
      ' \u2028',
      'a@b.test:\n550\n',
      '<',
      'x: y\n',
      ' y\n',
      '(',
      'Message-ID:\n ',
      'a@',
    ]) {
      const words = each.repeat(Math.floor(262_144 / each.length));
      readReport({ ...none, status: status('delivery-status', words), original: words });
      readReport({ ...none, header: header({ From: 'mailer-daemon@x', 'Return-Path': '<>' }), text: words });
    }
    const { user } = process.cpuUsage(started);
    expect(user / 1_000).toBeLessThan(2_000);
  });
});
