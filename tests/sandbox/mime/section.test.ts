import { describe, expect, it } from 'vitest';
import { binaryOf } from '../../../src/sandbox/mime/content.ts';
import { sectionOf, type Section } from '../../../src/sandbox/mime/section.ts';
import { message, octets, type Sample } from './messages.ts';

function section(
  sample: Sample,
  path: string,
  text: Section['text'] = null,
  fields: readonly string[] = [],
): string | null {
  const numbers = path === '' ? [] : path.split('.').map(Number);
  return sectionOf(sample.raw, sample.root, { path: numbers, text, fields })?.toString('latin1') ?? null;
}

const inner = [
  'From: in@y',
  'Content-Type: multipart/mixed; boundary=i',
  '',
  '--i',
  '',
  'deep',
  '--i--',
  'epilogue',
];
const nested = message(
  ...['Subject: outer', 'To: t@x', 'Content-Type: multipart/mixed; boundary=o', '', '--o', 'X: 1', '', 'one'],
  ...['--o', 'Content-Type: message/rfc822', '', ...inner, '--o', 'Content-Type: message/rfc822', ''],
  ...['Subject: plain', '', 'text', '--o--'],
);

describe('a section', () => {
  it('of a multipart without parts is the empty text that its structure tells of', () => {
    const sample = message('Content-Type: multipart/mixed; boundary=x', '', 'no part');
    expect(section(sample, '1')).toBe('');
    expect(section(sample, '1', 'MIME')).toBe('');
    expect(section(sample, '2')).toBeNull();
    expect(section(sample, '1.1')).toBeNull();
    expect(binaryOf(sample.raw, sample.root, [1])).toEqual(Buffer.alloc(0));
  });

  it('of no part is the whole message, its header or its text', () => {
    const sample = message('Subject: x', '', 'body');
    expect(section(sample, '')).toBe('Subject: x\r\n\r\nbody\r\n');
    expect(section(sample, '', 'HEADER')).toBe('Subject: x\r\n\r\n');
    expect(section(sample, '', 'TEXT')).toBe('body\r\n');
    expect(section(sample, '', 'MIME')).toBeNull();
  });

  it('numbered 1 is the body of what is no multipart, and nothing else is there', () => {
    const sample = message('Subject: x', '', 'body');
    expect(section(sample, '1')).toBe('body\r\n');
    expect(section(sample, '1', 'MIME')).toBe('Subject: x\r\n\r\n');
    for (const path of ['2', '1.1', '0']) expect(section(sample, path)).toBeNull();
    expect(section(sample, '1', 'HEADER')).toBeNull();
    expect(section(sample, '1', 'TEXT')).toBeNull();
  });

  it('counts through multiparts and the messages within', () => {
    expect(section(nested, '1')).toBe('one');
    expect(section(nested, '1', 'MIME')).toBe('X: 1\r\n\r\n');
    expect(section(nested, '2')).toBe(inner.join('\r\n'));
    expect(section(nested, '2', 'MIME')).toBe('Content-Type: message/rfc822\r\n\r\n');
    expect(section(nested, '2', 'HEADER')).toBe(`${inner.slice(0, 3).join('\r\n')}\r\n`);
    expect(section(nested, '2', 'TEXT')).toBe(inner.slice(3).join('\r\n'));
    expect(section(nested, '2.1')).toBe('deep');
    expect(section(nested, '2.1', 'MIME')).toBe('\r\n');
    expect(section(nested, '3.1')).toBe('text');
    for (const path of ['4', '1.1', '2.2', '2.1.1', '3.2']) expect(section(nested, path)).toBeNull();
  });

  it('of chosen fields keeps them as they stand, with the empty line', () => {
    const sample = message('Subject: a', ' folded', 'To: x', 'SUBJECT: again', 'junk', '', 'body');
    expect(section(sample, '', 'HEADER.FIELDS', ['SUBJECT', 'None'])).toBe(
      'Subject: a\r\n folded\r\nSUBJECT: again\r\n\r\n',
    );
    expect(section(sample, '', 'HEADER.FIELDS.NOT', ['subject'])).toBe('To: x\r\njunk\r\n\r\n');
    expect(section(sample, '', 'HEADER.FIELDS', ['none'])).toBe('\r\n');
    expect(section(octets('Subject: a\r\nTo: x\r\n'), '', 'HEADER.FIELDS', ['to'])).toBe('To: x\r\n');
    expect(section(nested, '3', 'HEADER.FIELDS', ['subject'])).toBe('Subject: plain\r\n\r\n');
  });
});

describe('a section in binary', () => {
  const decoded = (encoding: string, body: string): string | undefined => {
    const { raw, root } = octets(`Content-Transfer-Encoding: ${encoding}\r\n\r\n${body}`);
    return binaryOf(raw, root, [1])?.toString('latin1');
  };

  it('has its transfer encoding undone', () => {
    expect(decoded('BASE64', 'SsO8\r\ncmdl\r\nbg==\r\n')).toBe('J\xc3\xbcrgen');
    expect(decoded('Quoted-Printable', 'a=3Db=\r\nc  \r\n=C3=bc \r\nd=\r\n')).toBe('a=bc\r\n\xc3\xbc\r\nd');
    expect(decoded('8bit', 'a=3D\r\n')).toBe('a=3D\r\n');
  });

  it('keeps what was wrongly encoded', () => {
    expect(decoded('quoted-printable', '=ZZ =4\r\n= \n=3')).toBe('=ZZ =4\r\n=3');
  });

  it('is none when the encoding is not known', () => {
    expect(decoded('x-unknown', 'a')).toBeUndefined();
  });
});
