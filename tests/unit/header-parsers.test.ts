import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountSettings } from '../../src/domain/account.ts';
import { readAuthentication, type Authentication } from '../../src/domain/authentication.ts';
import { trustedAuthserv } from '../../src/domain/authserv.ts';
import { readAutoSubmitted } from '../../src/domain/auto-submitted.ts';
import { withoutComments, type Header } from '../../src/domain/header.ts';
import { readMailingList } from '../../src/domain/mailing-list.ts';

const field = (name: string, value: string): Header => ({ name, value });

describe('comments of a header field', () => {
  it.each([
    ['a (b (c)) d', 'a   d'],
    ['"(kept)" (gone)', '"(kept)"  '],
    ['(a \\) b) c', '  c'],
    ['<a(b)c> (x', '<a(b)c>  '],
    ['no) comment', 'no) comment'],
  ])('of %j leave %j', (value, left) => {
    expect(withoutComments(value)).toBe(left);
  });
});

const account = (host: string, email = 'ada@example.com'): Pick<AccountSettings, 'email' | 'imap'> => ({
  email,
  imap: { host, port: 993, security: 'tls', auth: { type: 'password', username: email } },
});

describe('Authentication-Results', () => {
  const results = (...values: string[]): readonly Header[] =>
    values.map((value) => field('authentication-results', value));
  const read = (headers: readonly Header[], host = 'imap.example.com'): Authentication | null =>
    readAuthentication(headers, trustedAuthserv(account(host), []));

  it.each<[string, string, Omit<Authentication, 'authservId'>]>([
    [
      'all three methods',
      'mx.example.com; spf=pass smtp.mailfrom=a@b.test; dkim=pass header.d=b.test; dmarc=pass',
      { spf: 'pass', dkim: 'pass', dmarc: 'pass' },
    ],
    ['a version', 'mx.example.com 1; SPF = SoftFail', { spf: 'softfail', dkim: null, dmarc: null }],
    ['no result', 'mx.example.com; none', { spf: null, dkim: null, dmarc: null }],
    [
      'comments with semicolons',
      'mx.example.com (x; dkim=pass); spf=fail (says; "so"); dkim/1=none',
      { spf: 'fail', dkim: 'none', dmarc: null },
    ],
    [
      'quoted reasons with semicolons',
      'mx.example.com; spf=fail reason="a; dkim=pass \\" b"; dmarc=fail',
      { spf: 'fail', dkim: null, dmarc: 'fail' },
    ],
    [
      'several signatures, one of which passed',
      'mx.example.com; dkim=fail header.d=a.test; dkim=pass header.d=b.test; dkim=none',
      { spf: null, dkim: 'pass', dmarc: null },
    ],
  ])('are read with %s', (_, value, expected) => {
    expect(read(results(value))).toEqual({ authservId: 'mx.example.com', ...expected });
  });

  it('count only at the top: what stands below may be forged', () => {
    expect(read(results('mx.example.com; spf=fail', 'mx.example.com; spf=pass; dmarc=pass'))).toEqual({
      authservId: 'mx.example.com',
      spf: 'fail',
      dkim: null,
      dmarc: null,
    });
  });

  it.each([
    ['of a stranger', ['elsewhere.test; spf=pass']],
    ['of a stranger above those of the own server', ['elsewhere.test; spf=pass', 'mx.example.com; spf=pass']],
    ['of a name that only ends alike', ['evilexample.com; spf=pass']],
    ['that are not there', []],
    ['without a name', ['spf=pass; dkim=pass']],
  ])('%s are not believed', (_, values) => {
    expect(read(results(...values))).toBeNull();
  });

  it.each([
    ['firm.co.uk', 'evil.co.uk'],
    ['imap.co.uk', 'evil.co.uk'],
    ['shop.hosting.test', 'evil.hosting.test'],
    ['localhost', 'evil.localhost'],
  ])('of an account at %s are not believed to its neighbour %s', (host, id) => {
    const trust = trustedAuthserv(account(host, 'ada@company.test'), []);
    expect(readAuthentication(results(`${id}; spf=pass`), trust)).toBeNull();
  });

  it.each([
    ['imap.gmail.com', 'mx.google.com', 'ada@company.test'],
    ['outlook.office365.com', '', 'ada@company.test'],
    ['imap.mail.yahoo.com', 'atlas214.free.mail.bf1.yahoo.com', 'ada@yahoo.com'],
    ['imap.fastmail.com', 'mx5.messagingengine.com', 'ada@fastmail.test'],
    ['imap.strato.de', 'strato.de', 'ada@company.test'],
    ['10.0.0.7', 'mail.company.test', 'ada@company.test'],
    ['mail.other.test', 'listed.test', 'ada@company.test'],
  ])('of an account at %s are believed to %j', (host, id, email) => {
    const trust = trustedAuthserv(account(host, email), ['Listed.test']);
    expect(readAuthentication(results(`${id}; spf=pass`.replace(/^; /, '')), trust)).toMatchObject({
      authservId: id,
      spf: 'pass',
    });
  });

  it('of a server that writes a field for each check are put together, each check once', () => {
    const values = [
      'bimi.icloud.com; bimi=none',
      'dmarc.icloud.com; dmarc=fail',
      'spf.icloud.com; spf=fail',
      'spf.icloud.com; spf=pass',
      'elsewhere.test; dkim=pass',
      'dkim-verifier.icloud.com; dkim=pass',
    ];
    expect(read(results(...values), 'imap.mail.me.com')).toEqual({
      authservId: 'bimi.icloud.com',
      spf: 'fail',
      dkim: null,
      dmarc: 'fail',
    });
  });
});

describe('an automatic message', () => {
  it.each<[string, readonly Header[], string | null]>([
    ['by RFC 3834', [field('Auto-Submitted', 'auto-replied')], 'auto-replied'],
    [
      'with parameters and comments',
      [field('Auto-submitted', ' Auto-Generated (cron); x=y')],
      'auto-generated',
    ],
    ['that a person sent', [field('Auto-Submitted', 'no'), field('X-Autoreply', 'yes')], 'no'],
    ['of an old autoresponder', [field('X-Autoreply', 'yes')], 'auto-replied'],
    ['by its precedence', [field('Precedence', 'auto_reply')], 'auto-replied'],
    ['of bulk mail', [field('Precedence', 'bulk')], null],
    ['with nonsense', [field('Auto-Submitted', '=?!')], null],
    ['that does not tell', [], null],
  ])('is known %s', (_, headers, expected) => {
    expect(readAutoSubmitted(headers)).toBe(expected);
  });
});

describe('a mailing list', () => {
  it('is known by its id and the ways out of it', () => {
    const headers = [
      field('List-Id', '"News <of> Example" <news.example.org>'),
      field(
        'List-Unsubscribe',
        '<mailto:leave@example.org?subject=out> (by mail),\t<https://example.org/u?a=1,2>',
      ),
      field('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'),
    ];
    expect(readMailingList(headers)).toEqual({
      id: 'news.example.org',
      unsubscribe: ['mailto:leave@example.org?subject=out', 'https://example.org/u?a=1,2'],
      oneClick: true,
    });
  });

  it.each([
    ['nothing else than https and mailto', '<javascript:alert(1)>, <ftp://x.test/>, <data:text/html,x>', []],
    ['a URI that was folded', '<https://example.org/a \t b>', ['https://example.org/ab']],
    ['no empty ones', '<>, < >', []],
  ])('offers %s', (_, value, unsubscribe) => {
    const list = readMailingList([field('List-Id', 'a.example'), field('List-Unsubscribe', value)]);
    expect(list).toEqual({ id: 'a.example', unsubscribe, oneClick: false });
  });

  it('has no one-click without an https address', () => {
    const headers = [
      field('List-Unsubscribe', '<http://example.org/u>'),
      field('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'),
    ];
    expect(readMailingList(headers)?.oneClick).toBe(false);
    expect(readMailingList([field('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click')])).toBeNull();
  });
});

describe('any header', () => {
  const value = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc
      .array(fc.constantFrom('(', ')', '"', '\\', '<', '>', ';', '=', 'spf', 'pass', ' ', 'https://a', ','))
      .map((pieces) => pieces.join('')),
  );

  it('is read without a throw', () => {
    const trust = trustedAuthserv(account('imap.example.com'), []);
    fc.assert(
      fc.property(value, (text) => {
        const names = ['Authentication-Results', 'Auto-Submitted', 'List-Id', 'List-Unsubscribe'];
        const headers = names.map((name) => field(name, text));
        readAuthentication(headers, trust);
        readAutoSubmitted(headers);
        readMailingList(headers);
      }),
    );
  });

  it('of a megabyte takes no time', () => {
    const started = performance.now();
    for (const piece of ['(', '<', '"', ';', '\\', '<https://a', '((']) {
      const text = piece.repeat(200_000);
      readAuthentication([field('Authentication-Results', text)], trustedAuthserv(account('a.b.c'), []));
      readMailingList([field('List-Id', text), field('List-Unsubscribe', text)]);
      readAutoSubmitted([field('Auto-Submitted', text)]);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
