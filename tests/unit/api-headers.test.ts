import { describe, expect, it } from 'vitest';
import { contentDisposition, downloadType } from '../../src/api/content-disposition.ts';
import { entityTag, noneMatches } from '../../src/api/entity-tag.ts';
import { isAcceptable, readContentType } from '../../src/api/media-type.ts';
import { preferredWait } from '../../src/api/preference.ts';
import { linkHeader } from '../../src/api/sending.ts';
import { readTraceparent } from '../../src/api/trace-context.ts';

describe('Content-Disposition', () => {
  it.each([
    [null, 'attachment'],
    ['', 'attachment'],
    ['minutes.txt', 'attachment; filename="minutes.txt"'],
    ['Übersicht.pdf', `attachment; filename="_bersicht.pdf"; filename*=UTF-8''%C3%9Cbersicht.pdf`],
    ['100% "sure".txt', `attachment; filename="100_ _sure_.txt"; filename*=UTF-8''100%25%20%22sure%22.txt`],
    ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"`],
    ['../../etc/passwd', 'attachment; filename="_.._etc_passwd"'],
    ['a\r\nSet-Cookie: x=1\0.txt', 'attachment; filename="aSet-Cookie: x=1.txt"'],
    ['txt.\u202Eexe', 'attachment; filename="txt.exe"'],
    ['\ud800x', 'attachment; filename="x"'],
  ])('of %j is safe and tells the name', (filename, header) => {
    expect(contentDisposition('attachment', filename)).toBe(header);
  });

  it('is bounded', () => {
    expect(contentDisposition('attachment', '💌'.repeat(5000)).length).toBeLessThan(4000);
  });
});

describe('the type of a download', () => {
  it.each([
    ['text/plain', 'text/plain'],
    ['IMAGE/PNG', 'image/png'],
    ['text/html', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['application/xhtml+xml', 'application/octet-stream'],
    ['application/xml', 'application/octet-stream'],
    ['text/javascript', 'application/octet-stream'],
    ['text/plain\r\nx: y', 'application/octet-stream'],
    ['text', 'application/octet-stream'],
  ])('%j is served as %s', (type, served) => {
    expect(downloadType(type)).toBe(served);
  });
});

describe('Content-Type', () => {
  it.each([
    ['application/json', 'application/json'],
    ['Application/JSON; charset=UTF-8', 'application/json'],
    [undefined, null],
    ['application/json;charset=utf-8;x=1', null],
    ['application/json ,text/plain', null],
    ['application /json', null],
  ])('%j is read as %s', (header, type) => {
    expect(readContentType(header)).toBe(type);
  });
});

describe('Accept', () => {
  it.each([
    [undefined, true],
    ['*/*', true],
    ['text/html, application/json;q=0.5', true],
    ['application/*', true],
    ['text/html', false],
    ['application/json;q=0, */*', false],
    ['*/*;q=0', false],
    [';;;', true],
    ['json', true],
    ['json, text/html', false],
  ])('%j is met: %s', (header, met) => {
    expect(isAcceptable(header, ['application/json'])).toBe(met);
  });
});

describe('Prefer', () => {
  it.each([
    ['wait=10', 10],
    ['respond-async, wait=5', 5],
    ['wait=3600', 60],
    ['wait=soon', null],
    ['handling=lenient', null],
    [undefined, null],
  ])('%j waits %s seconds', (header, seconds) => {
    expect(preferredWait(header)).toBe(seconds);
  });
});

describe('traceparent', () => {
  const good = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  it.each([
    [good, good],
    [good.toUpperCase(), null],
    ['ff' + good.slice(2), null],
    ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', null],
    [`${good}-extra`, null],
    [[good, good], null],
  ])('%j is taken as %s', (header, taken) => {
    expect(readTraceparent(header)).toBe(taken);
  });
});

describe('entity tags', () => {
  it('are the same for the same content and tell others apart', () => {
    expect(entityTag('a', 'b')).toBe(entityTag('a', 'b'));
    expect(entityTag('a', 'b')).not.toBe(entityTag('ab', ''));
  });

  it.each([
    [undefined, false],
    ['*', true],
    ['"x"', true],
    ['W/"x", "y"', true],
    ['"y"', false],
  ])('If-None-Match %j matches: %s', (header, matches) => {
    expect(noneMatches(header, '"x"')).toBe(matches);
  });
});

describe('Link', () => {
  it('keeps the query and names both neighbours under the public URL', () => {
    const links = { parameter: 'cursor', next: 'n+1', previous: 'p' };
    expect(linkHeader('https://mail.example.com/base', '/v1/keys?limit=2&cursor=old', links)).toBe(
      '<https://mail.example.com/base/v1/keys?limit=2&cursor=n%2B1>; rel="next", ' +
        '<https://mail.example.com/base/v1/keys?limit=2&cursor=p>; rel="prev"',
    );
  });

  it('is empty for a list of one page', () => {
    expect(linkHeader('', '/v1/keys', { parameter: 'cursor', next: null, previous: null })).toBe('');
  });
});
