import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/sandbox/imap/wire/value.ts';
import { bodyStructure } from '../../../src/sandbox/mime/body-structure.ts';
import { envelope } from '../../../src/sandbox/mime/envelope.ts';
import { message, octets, type Sample } from './messages.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const extended = ({ raw, root }: Sample): Value => bodyStructure(raw, root, true);
const basic = ({ raw, root }: Sample): Value => bodyStructure(raw, root, false);

const charset = ['charset', 'us-ascii'];
const text = (size: number, lines: number): readonly Value[] => [
  ...['text', 'plain', charset, null, null, '7bit', size, lines],
];
const none = [null, null, null, null];

describe('BODYSTRUCTURE', () => {
  it('tells a plain message by its octets and line ends', () => {
    expect(basic(message('From: a@x', '', 'hello', 'world'))).toEqual(text(14, 2));
    expect(extended(octets('From: a@x\r\n\r\nhello\r\nworld'))).toEqual([...text(12, 1), ...none]);
    expect(basic(octets(''))).toEqual(text(0, 0));
  });

  it('tells parameters raw and in their order, and all extension data', () => {
    const sample = message(
      ...['Content-Type: application/pdf; name*0*=utf-8\'\'a%20b; name*1="c d"; x=y/z', 'Content-ID: <c@x>'],
      ...[
        'Content-Description: A',
        '  description',
        'Content-Transfer-Encoding: BASE64 (c)',
        'Content-MD5: Q2hl',
      ],
      ...['Content-Disposition: attachment; filename="a \\"b\\""; size=3', 'Content-Language: en, (c) de'],
      ...['Content-Location: http://x/y z', '', 'AAA'],
    );
    const parameters = ['name*', "utf-8''a%20bc%20d", 'x', 'y/z'];
    const fields = ['application', 'pdf', parameters, '<c@x>', 'A  description', 'BASE64', 5];
    expect(basic(sample)).toEqual(fields);
    expect(extended(sample)).toEqual([
      ...[
        ...fields,
        'Q2hl',
        ['attachment', ['filename', 'a "b"', 'size', '3']],
        ['en', 'de'],
        'http://x/y z',
      ],
    ]);
  });

  it('tells a multipart by its parts, its subtype and its own extension data', () => {
    const sample = message(
      ...[
        'Content-Type: multipart/alternative; boundary=b',
        'Content-Language: en',
        'Content-Disposition: inline',
        '',
      ],
      ...['--b', '', 'one', 'two', '', '--b', 'Content-Type: text/html; charset=utf-8', '', '<p>', '--b--'],
    );
    const html = ['text', 'html', ['charset', 'utf-8'], null, null, '7bit', 3, 0];
    expect(basic(sample)).toEqual([text(10, 2), html, 'alternative']);
    expect(extended(sample)).toEqual([
      ...[
        [...text(10, 2), ...none],
        [...html, ...none],
        'alternative',
        ['boundary', 'b'],
        ['inline', null],
        ['en'],
        null,
      ],
    ]);
  });

  it('gives a multipart in which nothing was found the one part that the grammar asks for', () => {
    expect(basic(message('Content-Type: multipart/mixed', '', 'x'))).toEqual([text(0, 0), 'mixed']);
  });

  it('tells a message within by its envelope, its structure and its lines', () => {
    const sample = message(
      ...['Content-Type: multipart/mixed; boundary=o', '', '--o', 'Content-Type: message/rfc822', ''],
      ...['From: in@y', 'Subject: inner', '', 'body', 'line', '--o--'],
    );
    const inner = sample.root.parts[0]?.message;
    expect(inner).toBeTruthy();
    const innerEnvelope = inner ? envelope(sample.raw, inner) : null;
    expect(basic(sample)).toEqual([
      ['message', 'rfc822', null, null, null, '7bit', 40, innerEnvelope, text(10, 1), 4],
      'mixed',
    ]);
  });

  it('is written in time that grows with the message only, however deep it is nested', () => {
    const head = 'Content-Type: message/rfc822\r\n\r\n'.repeat(99);
    const sample = octets(`${head}${'\r\n'.repeat(4_000_000)}`);
    const begun = cpuMs();
    extended(sample);
    expect(cpuMs() - begun).toBeLessThan(2_000);
  });
});
