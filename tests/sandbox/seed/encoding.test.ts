import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encoded } from '../../../src/sandbox/seed/charset.ts';
import { headerText, quotedPrintable } from '../../../src/sandbox/seed/encoding.ts';
import { png } from '../../../src/sandbox/seed/png.ts';

function unquoted(text: string): string {
  return Buffer.from(
    text
      .replaceAll('=\r\n', '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16))),
    'latin1',
  ).toString();
}

describe('seeded mail on its way', () => {
  it.each([
    'short',
    'ends in a space \r\nand in a tab\t',
    `${'ü'.repeat(60)}\r\n${'='.repeat(100)}\r\n${'a'.repeat(76)}\r\n${'b'.repeat(77)}`,
    ...Array.from(
      { length: 8 },
      (_, shift) => `${'x'.repeat(70 + shift)}é and more of it, so that it goes on`,
    ),
  ])('is quoted-printable in lines of at most 76: %j', (text) => {
    const lines = quotedPrintable(Buffer.from(text));
    expect(unquoted(lines)).toBe(text);
    for (const line of lines.split('\r\n'))
      expect(line).toMatch(/^(?:[!-<>-~ \t]|=[0-9A-F]{2}|=$){0,76}(?<![ \t])$/);
    expect(Math.max(...lines.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(76);
  });

  it.each([
    ['iso-2022-jp', '来週の会議 (Friday) について'],
    ['koi8-r', 'Встреча в 10:00'],
    ['gb18030', '关于下个月的订单, 2026'],
    ['iso-8859-1', 'Möte på torsdag'],
    ['utf-8', 'Καλά νέα 🎉'],
  ] as const)('is what the charset says: %s', (charset, text) => {
    expect(new TextDecoder(charset).decode(encoded(text, charset))).toBe(text);
    for (const word of headerText(text.repeat(4), charset).split('\r\n ')) {
      expect(word).toMatch(/^=\?[a-z0-9-]+\?[BQ]\?[A-Za-z0-9+/=_]+\?=$/);
      expect(word.length).toBeLessThanOrEqual(75);
    }
  });

  it('has pictures that can be unpacked', () => {
    const picture = png(8, [10, 20, 30]);
    const data = picture.indexOf('IDAT') + 4;
    expect(inflateSync(picture.subarray(data, data + picture.readUInt32BE(data - 8)))).toHaveLength(
      8 * (8 * 3 + 1),
    );
  });
});
