/** Names of files in an archive. */
import { describe, expect, it } from 'vitest';
import { archiveNames } from '../../src/domain/archive-names.ts';

const names = (...filenames: readonly (string | null)[]): readonly string[] =>
  archiveNames(filenames.map((filename) => ({ filename, contentType: 'application/pdf' })));

describe('names in an archive', () => {
  it('are each there once, whatever the case of their letters', () => {
    expect(names('a.txt', 'A.txt', 'a.txt', 'a (2).txt')).toEqual([
      'a.txt',
      'A (2).txt',
      'a (3).txt',
      'a (2) (2).txt',
    ]);
  });

  it('are found at once also when a thousand attachments have the same', () => {
    const many = names(...new Array<string>(1_000).fill('same name.pdf'));
    expect(new Set(many).size).toBe(1_000);
    expect(many.at(-1)).toBe('same name (1000).pdf');
  });

  it.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\temp\\x.exe', 'C__temp_x.exe'],
    ['/etc/passwd', '_etc_passwd'],
    ['nul', '_nul'],
    ['LPT1.txt', '_LPT1.txt'],
    ['con .txt', '_con .txt'],
    ['COM².txt', '_COM².txt'],
    ['CONOUT$', '_CONOUT$'],
    ['console.txt', 'console.txt'],
    ['a\u202egpj.exe', 'agpj.exe'],
    ['a\r\nb\0.txt', 'ab.txt'],
    ['what?.txt. ', 'what_.txt'],
    ['..', 'attachment-1.pdf'],
    [null, 'attachment-1.pdf'],
  ])('%j becomes %s', (filename, name) => {
    expect(names(filename)).toEqual([name]);
  });

  it('are cut before their extension, between two characters', () => {
    const [name = '', other = ''] = names(`${'ü'.repeat(255)}.docx`, `${'ü'.repeat(255)}.docx`);
    expect(name).toMatch(/^ü+\.docx$/);
    expect(other).toMatch(/^ü+ \(2\)\.docx$/);
    for (const each of [name, other]) expect(Buffer.byteLength(each)).toBeLessThanOrEqual(200);
  });
});
