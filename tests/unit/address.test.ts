import { describe, expect, it } from 'vitest';
import { addressProblem, displayNameProblem, sameAddress } from '../../src/domain/address.ts';

describe('an address', () => {
  it.each([
    'a@b',
    'ann@example.com',
    'first.last+tag@sub.example.co.uk',
    "o'neil@example.com",
    '"quoted local"@example.com',
    '用户@例子.广告',
    'ann@xn--fsqu00a.example',
  ])('%s is sent to', (address) => {
    expect(addressProblem(address)).toBeNull();
  });

  it.each([
    ['', 'nothing'],
    ['ann', 'no @'],
    ['@example.com', 'no local part'],
    ['ann@', 'no domain'],
    ['b@lab.test\r\nBcc: evil@x.test', 'a header behind a line break'],
    ['ann@example.com\0', 'a NUL'],
    ['b c@lab.test', 'a blank'],
    ['group: a@x.test, b@x.test;', 'a group'],
    ['<a@x.test>', 'angle brackets'],
    ['@route.test:a@x.test', 'a source route'],
    ['a@x.test, b@x.test', 'a list'],
    ['a..b@x.test', 'an empty atom'],
    ['a@-x.test', 'a label with a leading hyphen'],
    ['a@x..test', 'an empty label'],
    ['a@[127.0.0.1]', 'an address literal'],
    [`${'a'.repeat(65)}@x.test`, 'a long local part'],
    ['a@x.test\u2028', 'a line separator'],
    ['a\u202eb@x.test', 'a bidi override'],
    ['"a\nb"@x.test', 'a line break in quotes'],
    ['a\ud800@x.test', 'half a character'],
  ])('%j is refused: %s', (address) => {
    expect(addressProblem(address)).toEqual(expect.any(String));
  });

  it('is the same whatever the case of its domain, and only of that', () => {
    expect(sameAddress('Ann@Example.com', 'Ann@EXAMPLE.COM')).toBe(true);
    expect(sameAddress('Ann@example.com', 'ann@example.com')).toBe(false);
  });

  it('has a name without line breaks', () => {
    expect(displayNameProblem('Ann Müller, "the" boss')).toBeNull();
    expect(displayNameProblem('Ann\r\nBcc: x@y')).not.toBeNull();
  });
});
