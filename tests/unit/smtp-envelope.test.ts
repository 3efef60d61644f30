import { describe, expect, it } from 'vitest';
import { commandsFor, type SmtpCommands } from '../../src/workers/smtp-envelope.ts';
import { extensionsIn } from '../../src/workers/smtp-extensions.ts';
import type { OutgoingEnvelope } from '../../src/use-cases/ports/submissions.ts';
import type { WireForm } from '../../src/domain/wire-form.ts';

const envelope: OutgoingEnvelope = {
  id: 'sub_5tY7pd',
  from: 'ada@example.com',
  to: ['grace@example.org'],
  dsn: null,
  requireTls: false,
};
const all = ['PIPELINING', 'SIZE 1000', '8BITMIME', 'SMTPUTF8', 'DSN', 'REQUIRETLS'];

function told(
  offered: readonly string[],
  more: Partial<OutgoingEnvelope> = {},
  {
    size = 100,
    form = '7bit',
    verified = true,
  }: { readonly size?: number; readonly form?: WireForm | null; readonly verified?: boolean } = {},
): SmtpCommands | { readonly refusal: { readonly code: number; readonly enhanced: string | null } } {
  const offers = extensionsIn(['250-example.com', ...offered.map((each) => `250-${each}`)].join('\r\n'));
  return commandsFor({ ...envelope, ...more }, { size, form }, { offers, verified });
}

describe('the envelope on the wire', () => {
  it('says no more than the server knows', () => {
    expect(told([])).toEqual({
      mail: 'MAIL FROM:<ada@example.com>',
      recipients: [{ address: 'grace@example.org', command: 'RCPT TO:<grace@example.org>' }],
      impossible: [],
    });
  });

  it('tells the size, and of a message of 7 bits no more', () => {
    expect(told(['SIZE', '8BITMIME', 'SMTPUTF8'])).toMatchObject({
      mail: 'MAIL FROM:<ada@example.com> SIZE=100',
    });
  });

  it.each([
    ['8bit', ' BODY=8BITMIME'],
    ['utf8-header', ' BODY=8BITMIME SMTPUTF8'],
    [null, ' BODY=8BITMIME'],
  ] as const)('declares octets of the form %s', (form, parameters) => {
    expect(told(['8BITMIME', 'SMTPUTF8'], {}, { form })).toMatchObject({
      mail: `MAIL FROM:<ada@example.com>${parameters}`,
    });
  });

  it.each([
    ['8bit', ['SMTPUTF8'], { code: 554, enhanced: '5.6.3' }],
    ['utf8-header', ['8BITMIME'], { code: 554, enhanced: '5.6.9' }],
  ] as const)('refuses octets of the form %s where the server takes none', (form, offered, refusal) => {
    expect(told(offered, {}, { form })).toMatchObject({ refusal });
  });

  it('refuses what is larger than the server’s limit, and nothing where it tells none', () => {
    expect(told(['SIZE 99'])).toMatchObject({ refusal: { code: 552, enhanced: '5.3.4' } });
    for (const size of ['SIZE 100', 'SIZE 0', 'SIZE'])
      expect(told([size])).toHaveProperty('mail', expect.stringContaining('SIZE=100'));
  });

  it('names the submission and the original recipients wherever reports may come back', () => {
    expect(told(['DSN'], { to: ['a+b=c@example.org', 'grace@example.org'] })).toMatchObject({
      mail: 'MAIL FROM:<ada@example.com> ENVID=sub_5tY7pd',
      recipients: [
        { command: 'RCPT TO:<a+b=c@example.org> ORCPT=rfc822;a+2Bb+3Dc@example.org' },
        { command: 'RCPT TO:<grace@example.org> ORCPT=rfc822;grace@example.org' },
      ],
    });
  });

  it.each([
    [{ notify: ['success', 'delay'], return: 'full' }, ' RET=FULL', ' NOTIFY=SUCCESS,DELAY'],
    [{ notify: ['failure'], return: 'headers' }, ' RET=HDRS', ' NOTIFY=FAILURE'],
    [{ notify: [], return: null }, '', ' NOTIFY=NEVER'],
  ] as const)('asks for the notifications %o', (dsn, ret, notify) => {
    expect(told(['DSN'], { dsn })).toMatchObject({
      mail: `MAIL FROM:<ada@example.com>${ret} ENVID=sub_5tY7pd`,
      recipients: [{ command: `RCPT TO:<grace@example.org>${notify} ORCPT=rfc822;grace@example.org` }],
    });
    expect(told([], { dsn })).toMatchObject({ recipients: [{ command: 'RCPT TO:<grace@example.org>' }] });
  });

  it('promises TLS only where both sides keep it', () => {
    const mail = 'MAIL FROM:<ada@example.com> REQUIRETLS';
    expect(told(['REQUIRETLS'], { requireTls: true })).toMatchObject({ mail });
    const refusal = { code: 550, enhanced: '5.7.30' };
    expect(told([], { requireTls: true })).toMatchObject({ refusal });
    expect(told(all, { requireTls: true }, { verified: false })).toMatchObject({ refusal });
  });

  it('writes an internationalised domain in ASCII, and needs SMTPUTF8 for a local part only', () => {
    expect(told([], { to: ['grace@bücher.example'] })).toMatchObject({
      recipients: [{ address: 'grace@bücher.example', command: 'RCPT TO:<grace@xn--bcher-kva.example>' }],
    });
    expect(told(all, { to: ['grüße@bücher.example'] })).toMatchObject({
      mail: 'MAIL FROM:<ada@example.com> SIZE=100 BODY=8BITMIME SMTPUTF8 ENVID=sub_5tY7pd',
      recipients: [{ command: 'RCPT TO:<grüße@bücher.example>' }],
    });
    expect(told([], { to: ['grüße@example.org', 'grace@example.org'] })).toMatchObject({
      recipients: [{ address: 'grace@example.org' }],
      impossible: ['grüße@example.org'],
    });
    expect(told([], { from: 'grüße@example.org' })).toMatchObject({ refusal: { enhanced: '5.6.7' } });
  });
});

describe('what a server offers', () => {
  it('is read from its reply to EHLO, and not from its name', () => {
    expect(extensionsIn('250-SIZE.example DSN\r\n250-AUTH PLAIN\r\n250 AUTH=LOGIN')).toEqual({
      lines: ['AUTH PLAIN', 'AUTH=LOGIN'],
      pipelining: false,
      size: null,
      eightBitMime: false,
      smtpUtf8: false,
      dsn: false,
      requireTls: false,
      auth: ['PLAIN', 'LOGIN'],
    });
  });
});
