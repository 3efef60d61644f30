import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unflow } from '../../src/content/flowed.ts';

describe('format=flowed', () => {
  it.each([
    ['joins what flows', 'one \ntwo\nthree\n', 'one two\nthree\n'],
    ['takes the stuffed blank away', ' From\n  two\n', 'From\n two\n'],
    ['joins only quotes of one depth', '> a \n> b \n>> c\n>\n', '> a b \n>> c\n>\n'],
    ['keeps a signature apart', 'bye \n-- \nAnn\n', 'bye \n-- \nAnn\n'],
    ['keeps a text without its last line end', 'one \ntwo', 'one two'],
  ])('%s', (_, flowed, expected) => {
    expect(unflow(flowed, false)).toBe(expected);
  });

  it('with delsp joins without a blank', () => {
    expect(unflow('to \ngether\n', true)).toBe('together\n');
  });

  it('loses no character but blanks and quote marks', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '>', '-') });
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), (lines, delSp) => {
        const letters = (text: string): string => text.replace(/[ >\n]/g, '');
        expect(letters(unflow(lines.join('\n'), delSp))).toBe(letters(lines.join('\n')));
      }),
    );
  });
});
