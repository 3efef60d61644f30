import { describe, expect, it } from 'vitest';
import { parseAddressList } from '../../src/domain/address-list.ts';

describe('the addresses of a header field', () => {
  it.each([
    ['', []],
    ['a@x.test', ['a@x.test']],
    ['a@x.test, b@y.test', ['a@x.test', 'b@y.test']],
    ['a@x.test,, b@y.test ,', ['a@x.test', 'b@y.test']],
    ['Ada <a@x.test>', ['a@x.test']],
    ['"Lovelace, Ada" <a@x.test>, b@y.test', ['a@x.test', 'b@y.test']],
    ['"a \\" <evil@x.test>" <a@x.test>', ['a@x.test']],
    ['"quoted local"@x.test', ['"quoted local"@x.test']],
    ['<a@x.test>', ['a@x.test']],
    ['Ada (the (first)) <a@x.test> (evil@x.test)', ['a@x.test']],
    ['Ada\r\n <a@x.test>,\r\n\tb@y.test', ['a@x.test', 'b@y.test']],
    ['team: a@x.test, B <b@y.test>;', ['a@x.test', 'b@y.test']],
    ['undisclosed-recipients:;', []],
    ['team: a@x.test;, c@z.test', ['a@x.test', 'c@z.test']],
    ['=?utf-8?q?J=C3=BCrgen?= <j@x.test>', ['j@x.test']],
  ])('%j are read out of it', (value, addresses) => {
    expect(parseAddressList(value)).toEqual(addresses);
  });

  it.each([
    'a b@x.test',
    'no-at-sign',
    '<a@x.test> b@y.test',
    '<a@x.test><b@y.test>',
    '<@relay.test:a@x.test>',
    '<a@x.test',
    '"open <a@x.test>',
    'a@x.test (open',
    'a@x.test)',
    'team: a@x.test',
    'a: b: c@x.test;;',
    'a@x.test;',
    'a@x.test\r\nBcc: evil@x.test',
    '<>',
  ])('%j gives nobody instead of a guess', (value) => {
    expect(parseAddressList(value)).toBeNull();
  });
});
