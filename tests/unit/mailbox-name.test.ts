import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailboxPathProblem } from '../../src/domain/mailbox.ts';
import { textOf } from '../../src/imap-pool/exchange.ts';
import { listedPath, mailboxNameOf, wireName } from '../../src/imap-pool/mailbox-name.ts';
import { encodeMailboxName } from '../../src/sandbox/imap/wire/modified-utf7.ts';

const speaking = (...extensions: readonly string[]): Parameters<typeof wireName>[0] => ({
  client: { enabled: new Set(extensions) },
});
const plain = speaking('CONDSTORE');
const onWire = (path: string, session = plain): string | null => textOf(wireName(session, path));

describe('the name of a mailbox on the wire', () => {
  it.each([
    ['INBOX', 'INBOX'],
    ['R&D', 'R&-D'],
    ['&-', '&--'],
    ['Entwürfe', 'Entw&APw-rfe'],
    ['~peter/mail/台北/日本語', '~peter/mail/&U,BTFw-/&ZeVnLIqe-'],
    ['&ä&', '&-&AOQ-&-'],
    ['🗂', '&2D3dwg-'],
    ['\ufeffx', '&,v8-x'],
    ['a\tb', 'a&AAk-b'],
    ['\u007f', '&AH8-'],
    ['"\\%*', '"\\%*'],
  ])('of %j is %s, and back', (path, wire) => {
    expect(onWire(path)).toBe(wire);
    expect(listedPath(plain, wire)).toBe(path);
  });

  it('is that of another implementation, and has one path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (path) => {
        fc.pre(mailboxPathProblem(path) === null && !/^inbox$/i.test(path));
        const wire = onWire(path) ?? '';
        expect(wire).toBe(encodeMailboxName(path));
        expect(wire).toMatch(/^[ -~]*$/);
        expect(listedPath(plain, wire)).toBe(path);
      }),
    );
  });

  it('is the path itself where UTF-8 is spoken', () => {
    for (const extension of ['UTF8=ACCEPT', 'IMAP4REV2']) {
      const session = speaking(extension);
      for (const path of ['Entwürfe & Pläne', '&AOQ-', 'R&D']) {
        expect(onWire(path, session)).toBe(path);
        expect(listedPath(session, path)).toBe(path);
      }
    }
  });

  it('stays as it stands where it is not well-formed, or not the one for its path', () => {
    for (const name of ['R&D', '&', '&AGE-', '&AOQ', '&A-', '&AOQ-&APY-', 'ä', '&2D0-x&', '&====-']) {
      expect(listedPath(plain, name)).toBe(name);
    }
    expect(mailboxNameOf('&AGE-')).toBe('a');
  });

  it('is INBOX in any case', () => {
    expect(listedPath(plain, 'inBox')).toBe('INBOX');
    expect(listedPath(plain, 'inbox/x')).toBe('inbox/x');
  });
});

describe('a path that no mailbox can have', () => {
  it.each(['', 'a\0', 'a\nb', 'a\rb', '\ud800x', 'x\udc00', 'ä'.repeat(501)])('is %j', (path) => {
    expect(mailboxPathProblem(path)).toEqual(expect.any(String));
  });

  it('is not one of 1,000 octets with whatever else', () => {
    expect(mailboxPathProblem('ä'.repeat(500))).toBe(null);
    expect(mailboxPathProblem('🗂\t\u0001 "\\%*&\u202e\ufeff')).toBe(null);
  });
});
