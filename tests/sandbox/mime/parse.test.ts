import { describe, expect, it } from 'vitest';
import { bodyStructure } from '../../../src/sandbox/mime/body-structure.ts';
import { binaryOf } from '../../../src/sandbox/mime/content.ts';
import { envelope } from '../../../src/sandbox/mime/envelope.ts';
import { headerField } from '../../../src/sandbox/mime/header.ts';
import { parseMime } from '../../../src/sandbox/mime/parse.ts';
import type { MimePart } from '../../../src/sandbox/mime/part.ts';
import { preview } from '../../../src/sandbox/mime/preview.ts';
import { bodies, message, octets, outline, type Sample } from './messages.ts';
import { cpuMs } from '../../support/cpu-time.ts';

function multipart(boundary: string, ...lines: readonly string[]): Sample {
  return message(`Content-Type: multipart/mixed; boundary="${boundary}"`, '', ...lines);
}

describe('the parts of a message', () => {
  it('are one text where no type is given, or one that cannot be read', () => {
    for (const field of [
      'X: y',
      'Content-Type:',
      'Content-Type: text',
      'Content-Type: a b; c=d',
      'Content-Type: /x',
    ]) {
      expect(outline(message(field, '', 'body').root), field).toBe('text/plain');
    }
    expect(outline(message('Content-Type: TEXT / HTML (c); charset=utf-8', '', 'x').root)).toBe('text/html');
  });

  it('end before the line end that belongs to the next boundary', () => {
    const sample = multipart(
      'b',
      'preamble',
      '--b',
      '',
      'one',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      'two',
      '--b--',
      'end',
    );
    expect(outline(sample.root)).toBe('multipart/mixed(text/plain, text/html)');
    expect(bodies(sample)).toEqual(['one\r\n', 'two']);
    expect(sample.root.bodyEnd).toBe(sample.raw.length);
  });

  it('may be empty, cut short in the header, or without a header', () => {
    const sample = multipart('b', '--b', '--b', '', '--b', 'Content-Type: text/html', '--b', '', '', '--b--');
    expect(bodies(sample)).toEqual(['', '', '', '']);
    expect(outline(sample.root)).toBe('multipart/mixed(text/plain, text/plain, text/html, text/plain)');
  });

  it('tell boundaries apart that begin alike', () => {
    const nested = (outer: string, inner: string): Sample =>
      multipart(
        outer,
        ...[`--${outer}`, `Content-Type: multipart/mixed; boundary="${inner}"`, ''],
        ...[`--${inner}`, '', 'one', `--${inner}`, '', 'two', `--${inner}--`],
        ...[`--${outer}`, '', 'three', `--${outer}--`],
      );
    for (const [outer, inner] of [
      ['foo', 'foobar'],
      ['foobar', 'foo'],
      ['a', 'a--'],
      ['same', 'same'],
    ] as const) {
      const sample = nested(outer, inner);
      expect(bodies(sample), `${outer} around ${inner}`).toEqual(['one', 'two', 'three']);
      expect(outline(sample.root)).toBe(
        'multipart/mixed(multipart/mixed(text/plain, text/plain), text/plain)',
      );
    }
  });

  it('go to the end of what encloses them when the closing boundary is missing', () => {
    expect(bodies(multipart('a', '--a', '', 'one', '--a', '', 'two'))).toEqual(['one', 'two\r\n']);
    const inner = [
      '--o',
      'Content-Type: multipart/mixed; boundary=i',
      '',
      '--i',
      '',
      'one',
      '--o',
      '',
      'two',
      '--o--',
    ];
    expect(bodies(multipart('o', ...inner))).toEqual(['one', 'two']);
  });

  it('end at a boundary with white space or text behind it, and not at what only looks like one', () => {
    const sample = multipart(
      'a',
      '--a \t',
      '',
      'one',
      '--ax',
      '',
      '-- a',
      ' --a',
      'x--a',
      '--a-- ',
      '--a',
      '',
      'late',
    );
    expect(bodies(sample)).toEqual(['one', '-- a\r\n --a\r\nx--a']);
  });

  it('take a boundary from folded, quoted, commented and continued parameters', () => {
    for (const parameter of [
      '\r\n\tboundary="x y"',
      'boundary="x y" (c)',
      'boundary*0=x; boundary*1=" y"',
      'BOUNDARY="x y  "',
    ]) {
      const sample = message(
        `Content-Type: multipart/mixed; ${parameter}`,
        '',
        '--x y',
        '',
        'one',
        '--x y--',
      );
      expect(bodies(sample), parameter).toEqual(['one']);
    }
    expect(
      bodies(message('Content-Type: multipart/mixed; boundary=----=_P.1', '', '------=_P.1', '', 'one')),
    ).toEqual(['one\r\n']);
  });

  it('are none where a multipart names no boundary or never uses it', () => {
    expect(multipart('a', 'nothing', '--a--').root.parts).toEqual([]);
    expect(message('Content-Type: multipart/mixed', '', '--a', '', 'one').root.parts).toEqual([]);
  });

  it('are messages in a digest unless they say otherwise', () => {
    const sample = message(
      'Content-Type: multipart/digest; boundary=d',
      '',
      '--d',
      '',
      'Subject: one',
      '',
      'x',
      '--d',
      'Content-Type: text/plain',
      '',
      'y',
      '--d--',
    );
    expect(outline(sample.root)).toBe('multipart/digest(message/rfc822(text/plain), text/plain)');
    const inner = sample.root.parts[0]?.message;
    expect(inner && headerField(sample.raw, inner, 'SUBJECT')).toBe('one');
  });

  it('are found in lines that end with LF alone', () => {
    const sample = octets('Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n--a\n\ntwo\r\n--a--\n');
    expect(bodies(sample)).toEqual(['one', 'two']);
  });
});

describe('a header', () => {
  it('is everything when no empty line comes', () => {
    for (const text of ['', 'Subject: x', 'Subject: x\r\n']) {
      const { root, raw } = octets(text);
      expect([root.bodyStart, root.bodyEnd]).toEqual([raw.length, raw.length]);
    }
    expect(octets('\r\nbody').root.bodyStart).toBe(2);
  });

  it('gives fields by name in any case, unfolded, with the octets as they are', () => {
    const { raw, root } = message(
      'no field at all',
      'SubjecT \t:  a',
      '  b\xc3\xa0',
      'Subject: second',
      ' ',
      'Lone: a\rb',
      '',
      'To: x',
    );
    expect(headerField(raw, root, 'subject')).toBe('a  b\xc3\xa0');
    expect(headerField(raw, root, 'lone')).toBe('a b');
    expect(headerField(raw, root, 'to')).toBeNull();
    expect(headerField(raw, root, 'sub')).toBeNull();
  });
});

describe('a hostile message', () => {
  it('is read whatever it is made of, and its parts lie in their order', () => {
    const pieces = [
      ...[
        '\r\n',
        '\n',
        '\r',
        '\0',
        '--a',
        '--b',
        '--',
        ':',
        ' ',
        '\xfc',
        'text',
        '(',
        '"',
        '=?utf-8?q?=FC?=',
      ],
      ...[
        '\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n',
        'Content-Type: multipart/digest; boundary=b\r\n\r\n',
      ],
      ...[
        '\r\nContent-Type: message/rfc822\r\n\r\n',
        '\r\n--a\r\n',
        '\r\n--b\r\n',
        '\r\n--a--\r\n',
        '\r\nTo: g: <@b,c@d',
      ],
      ...[
        '\r\nContent-Disposition: ; x*0*=%',
        '\r\nContent-Transfer-Encoding: base64\r\n',
        '\r\nContent-Language: ,(',
      ],
    ];
    let seed = 1;
    const chance = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % below;
    };
    const check = (part: MimePart, after: number, raw: Buffer): void => {
      const { headerStart, bodyStart, bodyEnd, parts } = part;
      const offsets = [after, headerStart, bodyStart, bodyEnd, raw.length];
      expect(offsets).toEqual(offsets.toSorted((one, other) => one - other));
      let end = bodyStart;
      for (const each of part.message === null ? parts : [part.message]) {
        check(each, end, raw);
        end = each.bodyEnd;
      }
    };
    for (let round = 0; round < 3_000; round += 1) {
      const { raw, root } = octets(
        Array.from({ length: chance(30) }, () => pieces[chance(pieces.length)] ?? '').join(''),
      );
      check(root, 0, raw);
      envelope(raw, root);
      bodyStructure(raw, root, true);
      preview(raw, root);
      for (const path of [[1], [1, 1], [2], [2, 1, 1]]) binaryOf(raw, root, path);
    }
  });

  const megabytes = (line: string): Buffer =>
    Buffer.from(line.repeat(Math.ceil(4_000_000 / line.length)), 'latin1');
  const depth = (part: ReturnType<typeof parseMime>): number =>
    1 + Math.max(0, ...[...part.parts, ...(part.message === null ? [] : [part.message])].map(depth));

  it('is nested a hundred deep at most', () => {
    expect(depth(parseMime(megabytes('Content-Type: message/rfc822\r\n\r\n')))).toBe(101);
    let text = '';
    for (let level = 0; level < 20_000; level += 1) {
      text += `Content-Type: multipart/mixed; boundary=b${level}x\r\n\r\n--b${level}x\r\n`;
    }
    expect(depth(parseMime(Buffer.from(text)))).toBe(101);
  });

  it('has a thousand parts at most', () => {
    const head = Buffer.from('Content-Type: multipart/mixed; boundary=b\r\n\r\n');
    expect(parseMime(Buffer.concat([head, megabytes('--b\r\n')])).parts).toHaveLength(999);
  });

  it('is read in time that grows with its octets only', () => {
    const head = Buffer.from(`Content-Type: multipart/mixed; boundary=${'-'.repeat(70)}\r\n\r\n`);
    const lines = [
      '\r\n--',
      '\r\n',
      '\r',
      '--',
      ' \r\n ',
      'a\r\n',
      ':',
      '(',
      '"',
      '\0',
      '\r\nContent-Type: ((((',
      '\r\n--\r\n',
    ];
    const begun = cpuMs();
    for (const line of lines) parseMime(Buffer.concat([head, megabytes(line)]));
    for (const line of lines) parseMime(megabytes(line));
    expect(cpuMs() - begun).toBeLessThan(4_000);
  });
});
