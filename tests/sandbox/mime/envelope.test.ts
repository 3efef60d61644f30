import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/sandbox/imap/wire/value.ts';
import { parseAddressList } from '../../../src/sandbox/mime/address-list.ts';
import { envelope } from '../../../src/sandbox/mime/envelope.ts';
import { message } from './messages.ts';
import { cpuMs } from '../../support/cpu-time.ts';

function envelopeOf(...lines: readonly string[]): readonly Value[] {
  const { raw, root } = message(...lines, '', 'body');
  return envelope(raw, root) as readonly Value[];
}

/** The addresses of one To field. */
function addresses(field: string): Value {
  return envelopeOf(`To: ${field}`)[5] ?? null;
}

const groupEnd = [null, null, null, null];
const group = (name: string): Value => [null, null, name, null];
const address = (name: string | null, local: string, domain: string): Value => [name, null, local, domain];

describe('ENVELOPE', () => {
  it('has date, subject, addresses and message ids in their order', () => {
    expect(
      envelopeOf(
        ...['Date: Mon, 1 Jan 2024 00:00:00 +0000', 'Subject: hi', 'From: A <a@x.test>', 'Sender: s@x.test'],
        ...[
          'Reply-To: r@x.test',
          'To: t@x.test',
          'Cc: c@x.test',
          'Bcc: b@x.test',
          'In-Reply-To: <0@x>',
          'Message-ID: <1@x>',
        ],
      ),
    ).toEqual([
      ...['Mon, 1 Jan 2024 00:00:00 +0000', 'hi', [address('A', 'a', 'x.test')]],
      ...['s', 'r', 't', 'c', 'b'].map((local) => [address(null, local, 'x.test')]),
      ...['<0@x>', '<1@x>'],
    ]);
  });

  it('says NIL for what is missing and the empty string for what is empty', () => {
    expect(envelopeOf('X: y')).toEqual([null, null, null, null, null, null, null, null, null, null]);
    expect(envelopeOf('Date:', 'Subject: ', 'In-Reply-To:', 'Message-ID:', 'To:')).toEqual([
      '',
      '',
      null,
      null,
      null,
      null,
      null,
      null,
      '',
      '',
    ]);
  });

  it('takes From for a Sender and Reply-To that hold no address', () => {
    const [, , from, sender, replyTo] = envelopeOf('From: a@x.test', 'Sender: (nobody)', 'Reply-To:');
    expect([sender, replyTo]).toEqual([from, from]);
  });

  it('leaves encoded words and octets beyond ASCII as they are, folding undone', () => {
    const [, subject, from] = envelopeOf(
      'Subject: =?utf-8?q?a?=',
      ' \xc3\xbc "q" \\',
      'From: =?x?b?YQ==?= <a@x.test>',
    );
    expect(subject).toBe('=?utf-8?q?a?= \xc3\xbc "q" \\');
    expect(from).toEqual([address('=?x?b?YQ==?=', 'a', 'x.test')]);
  });

  it('puts the addresses of repeated fields together and takes the first of all others', () => {
    const fields = envelopeOf('To: a@x', 'Subject: one', 'To: b@x', 'Subject: two');
    expect(fields[1]).toBe('one');
    expect(fields[5]).toEqual([address(null, 'a', 'x'), address(null, 'b', 'x')]);
  });

  it('holds no NUL', () => {
    expect(envelopeOf('Subject: a\0b')[1]).toBe('a\x80b');
  });
});

describe('an address list', () => {
  it('marks groups at both ends', () => {
    expect(addresses('undisclosed-recipients:;')).toEqual([group('undisclosed-recipients'), groupEnd]);
    expect(addresses('a@x, "My" Team: b@x, "C, D" <c@y>;, z@q (Zed)')).toEqual([
      ...[address(null, 'a', 'x'), group('My Team'), address(null, 'b', 'x'), address('C, D', 'c', 'y')],
      ...[groupEnd, address('Zed', 'z', 'q')],
    ]);
    expect(addresses('open: a@x')).toEqual([group('open'), address(null, 'a', 'x'), groupEnd]);
  });

  it('is read around comments, quotes, white space and dots', () => {
    expect(addresses('Pete(A nice \\) (inner) chap) <pete(his account)@silly.test(his host)>')).toEqual([
      address('Pete', 'pete', 'silly.test'),
    ]);
    expect(addresses('"Joe \\"Q\\" P" <john.q@x>, jdoe@test . example, "quoted local"@x, a.b. c@x')).toEqual([
      ...[address('Joe "Q" P', 'john.q', 'x'), address(null, 'jdoe', 'test.example')],
      ...[address(null, 'quoted local', 'x'), address(null, 'a.b.c', 'x')],
    ]);
    expect(addresses('John D. Doe <j@[127.0.0.1]>, j@[IPv6:::1]')).toEqual([
      address('John D. Doe', 'j', '[127.0.0.1]'),
      address(null, 'j', '[IPv6:::1]'),
    ]);
  });

  it('keeps a source route', () => {
    expect(addresses('Mary <@a.test,@b.test:mary@x>')).toEqual([['Mary', '@a.test,@b.test', 'mary', 'x']]);
  });

  it('loses no address because of a broken one', () => {
    expect(addresses('John <john@x, "" <b@c>, @z, <>, foo bar, plain, a@b c@d, e@f junk; g@h')).toEqual([
      ...[address('John', 'john', 'x'), address(null, 'b', 'c'), address(null, 'MISSING_MAILBOX', 'z')],
      ...[
        address(null, 'MISSING_MAILBOX', 'MISSING_DOMAIN'),
        address('foo bar', 'MISSING_MAILBOX', 'MISSING_DOMAIN'),
      ],
      ...[address(null, 'plain', 'MISSING_DOMAIN'), address(null, 'a', 'b'), address(null, 'e', 'f')],
      address(null, 'g', 'h'),
    ]);
  });

  it('may be anything, and takes time that grows with its length only', () => {
    const begun = cpuMs();
    for (const piece of [
      '(',
      ')',
      '"',
      '<',
      '>',
      '<@',
      ',',
      ':',
      ';',
      '@',
      '[',
      '.',
      ' .',
      '\\',
      'a ',
      '((a)',
      '"a" ',
      '<a@[',
    ]) {
      expect(parseAddressList(piece.repeat(100_000)).length).toBeLessThan(200_002);
    }
    expect(cpuMs() - begun).toBeLessThan(4_000);
  });
});
