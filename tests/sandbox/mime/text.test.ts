import { describe, expect, it } from 'vitest';
import { parseSentDate } from '../../../src/sandbox/mime/date.ts';
import { decodedWords } from '../../../src/sandbox/mime/encoded-words.ts';
import { preview } from '../../../src/sandbox/mime/preview.ts';
import { message, octets, type Sample } from './messages.ts';
import { cpuMs } from '../../support/cpu-time.ts';

describe('encoded words', () => {
  it('are decoded in every charset that the platform knows', () => {
    for (const [encoded, text] of [
      ['=?UTF-8?B?SsO8cmdlbg==?= <a@x>', 'Jürgen <a@x>'],
      ['=?iso-8859-1?q?J=FCrgen_M=FCller?=', 'Jürgen Müller'],
      ['=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=', '日本'],
      ['=?koi8-r?B?8NLJ18XU?=', 'Привет'],
      ['=?utf-8*de?q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
    ] as const) {
      expect(decodedWords(encoded)).toBe(text);
    }
  });

  it('join where only white space stands between them, even within a character', () => {
    expect(decodedWords('=?utf-8?q?a=C3?= \t=?utf-8?q?=BCb?= c =?us-ascii?q?d?=')).toBe('aüb c d');
    expect(decodedWords('=?utf-8?q?a?= =?iso-8859-1?q?=FC?=')).toBe('aü');
  });

  it('are left where they are broken, and unknown charsets are read as UTF-8', () => {
    for (const text of ['=?utf-8?x?a?=', '=?utf-8?q?a', '=?', '=??q?a?=', 'a ?= b'])
      expect(decodedWords(text)).toBe(text);
    expect(decodedWords('=?x-none?q?=C3=BC?=')).toBe('ü');
  });

  it('stand beside octets that were never encoded', () => {
    expect(decodedWords('J\xc3\xbcrgen')).toBe('Jürgen');
    expect(decodedWords('J\xfcrgen =?utf-8?q?=C3=BC?=')).toBe('Jürgen ü');
  });

  it('take time that grows with the text only', () => {
    const begun = cpuMs();
    for (const piece of ['=?', '=?a?q?', '?=', '=?a?q?b?= ', '=?a?q?=3D?='])
      decodedWords(piece.repeat(100_000));
    expect(cpuMs() - begun).toBeLessThan(3_000);
  });
});

describe('the day and time of Date', () => {
  const time = (text: string): string => new Date(text).toISOString();
  it('are read in today’s and in obsolete forms', () => {
    for (const [field, day, at] of [
      ['Mon, 1 Jan 2024 23:30:00 -0500', '2024-01-01', '2024-01-02T04:30:00Z'],
      ['1 Feb 97 08:05 EST (Eastern)', '1997-02-01', '1997-02-01T13:05:00Z'],
      ['Sat,  29 February 2020 00:00:60 +0130', '2020-02-29', '2020-02-28T22:31:00Z'],
      ['Tue, 5 Mar 24', '2024-03-05', '2024-03-05T00:00:00Z'],
      ['5 Mar 2024 25:00:00 +0100', '2024-03-05', '2024-03-04T23:00:00Z'],
    ] as const) {
      const sent = parseSentDate(field);
      expect([sent?.day, sent && time(new Date(sent.time).toISOString())], field).toEqual([day, time(at)]);
    }
  });

  it('are none when the day does not exist', () => {
    for (const field of ['', 'yesterday', '31 Feb 2024 00:00:00 +0000', '1 Foo 2024'])
      expect(parseSentDate(field)).toBeNull();
  });
});

describe('a preview', () => {
  const previewOf = ({ raw, root }: Sample): string => preview(raw, root);

  it('is the beginning of the plain text, white space made one', () => {
    const sample = message(
      ...[
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        'Content-Type: text/html',
        '',
        '<p>no</p>',
      ],
      ...['--b', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', ''],
      ...[Buffer.from(`Grüße \r\n\r\n  ${'ü'.repeat(300)}`).toString('base64'), '--b--'],
    );
    expect(previewOf(sample)).toBe(`Grüße ${'ü'.repeat(194)}`);
  });

  it('is of HTML only what a reader would see', () => {
    const html =
      '<html><head><title>T</title><style>p {}</style></head><!-- <b>c</b> --><p>A&nbsp;&amp; B&#228;</p>&lt;<br>C<script>x</script> d';
    expect(previewOf(message('Content-Type: text/html', '', html))).toBe('A & Bä < C d');
  });

  it('leaves attachments out and may be empty', () => {
    expect(previewOf(message('Content-Disposition: attachment', '', 'x'))).toBe('');
    expect(previewOf(message('Content-Type: image/png', '', 'x'))).toBe('');
    expect(previewOf(octets(''))).toBe('');
  });

  it('never ends within a character', () => {
    const emoji = Buffer.from('😀'.repeat(300)).toString('latin1');
    expect(Array.from(previewOf(message('Content-Type: text/plain; charset=utf-8', '', emoji)))).toHaveLength(
      200,
    );
  });
});
