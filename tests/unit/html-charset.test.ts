import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../src/content/decode-body.ts';

const russian = Buffer.from('f0d2c9d7c5d4', 'hex');
const page = (head: string): Buffer => Buffer.concat([Buffer.from(`<html>${head}<p>`), russian]);
const read = (octets: Buffer, charset: string | null, type = 'text/html'): string =>
  decodeBody(octets, { type, charset, encoding: '8bit', flowed: false, delSp: false, cutOff: false }, 10_000)
    .text;

describe('the charset of HTML', () => {
  it('is what its meta elements say, where its part says nothing', () => {
    const http = '<meta content="text/html; charset = koi8-r" http-equiv="Content-Type">';
    for (const head of [
      '<meta charset="koi8-r">',
      "<META CHARSET='KOI8-R'/>",
      '<meta charset=koi8-r>',
      http,
    ]) {
      expect(read(page(head), null), head).toContain('Привет');
      expect(read(page(head), 'us-ascii'), head).toContain('Привет');
    }
  });

  it('is what its part says, whatever it says itself', () => {
    expect(read(page('<meta charset="koi8-r">'), 'windows-1251')).toContain('рТЙЧЕФ');
  });

  it('is not looked for in a text, behind its beginning, or where it cannot be true', () => {
    expect(read(page('<meta charset="koi8-r">'), null, 'text/plain')).not.toContain('Привет');
    expect(read(page(`${'x'.repeat(5_000)}<meta charset="koi8-r">`), null)).not.toContain('Привет');
    expect(read(Buffer.from('<meta charset="utf-16">Grüße'), null)).toContain('Grüße');
  });

  it('is found soon in what is written to hide it', () => {
    const began = performance.now();
    read(Buffer.from('<meta '.repeat(100_000)), null);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
