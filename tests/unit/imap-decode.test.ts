import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../src/content/decode-body.ts';
import { headerText, parametersOf } from '../../src/imap-pool/decode.ts';
import { messageIds, readEnvelope, readInternalDate } from '../../src/imap-pool/envelope.ts';
import type { Token } from '../../src/imap-pool/exchange.ts';
import { cleanFilename } from '../../src/imap-pool/filename.ts';
import { readDate } from '../../src/imap-pool/message-date.ts';
import { attachmentsOf, bodiesOf, findPart, readStructure } from '../../src/imap-pool/structure.ts';
import { decodedSize, decodeQuotedPrintable, encodedBound } from '../../src/mime/transfer-encoding.ts';
import { createTransferDecoder } from '../../src/imap-pool/transfer-decoder.ts';

const string = (value: string): Token => ({ type: 'STRING', value });
const literal = (value: Buffer): Token => ({ type: 'LITERAL', value });
const how = { encoding: '7bit', charset: null, flowed: false, delSp: false, cutOff: false };

describe('header words', () => {
  it.each([
    ['=?utf-8?q?J=C3=BCrgen?=', 'Jürgen'],
    ['=?iso-8859-1?Q?a?= =?iso-8859-1?Q?=E4?= b', 'aä b'],
    ['=?utf-8?B?4oKs?= and\r\n more', '€ and more'],
    ['=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=', '日本'],
    ['=?utf-8?Q?=E2=82?= =?utf-8?B?rA==?=', '€'],
    ['=?utf-7?Q?Gr+APwA3w-e?=', 'Grüße'],
    ['=?hz-gb-2312?Q?~{Dc:C~}?=', '你好'],
    ['=?nonsense', '=?nonsense'],
    ['a\u0000b\r\nc', 'a b c'],
  ])('%j read %j', (raw, expected) => {
    expect(headerText(raw)).toBe(expected);
  });

  it('never throw and never hold a control character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (raw) => !/\p{Cc}/u.test(headerText(`=?utf-8?q?${raw}?= ${raw}`)),
      ),
    );
  });
});

describe('parameters of RFC 2231', () => {
  const read = (...pairs: readonly string[]): Record<string, string> =>
    Object.fromEntries(parametersOf(pairs.map(string)));

  it('are joined, decoded and told from plain ones', () => {
    expect(read('charset', 'utf-8', 'Name', '=?utf-8?q?=C3=A4?=')).toEqual({ charset: 'utf-8', name: 'ä' });
    expect(read('filename*', "iso-8859-1'de'%FCber.txt")).toEqual({ filename: 'über.txt' });
    expect(read('filename*1*', '%C3%A4', 'filename*0*', "utf-8''a", 'filename*2', 'b.txt')).toEqual({
      filename: 'aäb.txt',
    });
    expect(read('filename*', "utf-8''=%3Futf-8%3FQ%3F=2Eexe%3F=")).toEqual({
      filename: '=?utf-8?Q?=2Eexe?=',
    });
    expect(read('name', 'first', 'name', 'second')).toEqual({ name: 'first' });
    expect(read('__proto__*0', 'x', 'odd')).toEqual({ ['__proto__']: 'x' });
  });
});

describe('names of attachments', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\a.doc', 'a.doc'],
    ['ev\u202egpj.exe\r\n', 'evgpj.exe'],
    ['..', null],
    ['\u0000', null],
  ])('%j become %j', (name, expected) => {
    expect(cleanFilename(name)).toBe(expected);
  });

  it('are at most 255 characters and keep their extension', () => {
    const name = cleanFilename(`${'long'.repeat(100)}.pdf`);
    expect(name).toHaveLength(255);
    expect(name).toMatch(/\.pdf$/);
  });
});

describe('bodies', () => {
  it('come in their charset, with fallbacks where it is wrong or missing', () => {
    expect(decodeBody(Buffer.from('\xe4', 'latin1'), { ...how, charset: 'iso-8859-1' }, 99).text).toBe('ä');
    expect(decodeBody(Buffer.from('\xe4', 'latin1'), { ...how, charset: 'utf-8' }, 99).text).toBe('ä');
    expect(decodeBody(Buffer.from('ä'), { ...how, charset: 'us-ascii' }, 99).text).toBe('ä');
    expect(decodeBody(Buffer.from('ä'), { ...how, charset: 'no-such-thing' }, 99).text).toBe('ä');
    expect(decodeBody(Buffer.from('äöü\xc3', 'latin1'), { ...how, charset: 'utf-8' }, 99).text).toBe('äöüÃ');
    const broken = Buffer.concat([Buffer.from('Grüße aus Köln '), Buffer.from([0xc3, 0x20])]);
    expect(decodeBody(broken, { ...how, charset: 'utf-8' }, 99).text).toBe('Grüße aus Köln \ufffd ');
    expect(decodeBody(Buffer.from('a\r\nb\rc'), how, 99).text).toBe('a\nb\nc');
  });

  it('are cut at whole characters', () => {
    expect(decodeBody(Buffer.from('aää'), how, 4)).toEqual({ text: 'aä', cut: true });
    expect(decodeBody(Buffer.from('aä').subarray(0, 2), { ...how, cutOff: true }, 99).text).toBe('a');
  });

  it('flow together where format=flowed says so', () => {
    const flowed = { ...how, flowed: true };
    expect(decodeBody(Buffer.from('one \r\ntwo\r\nthree'), flowed, 99).text).toBe('one two\nthree');
  });

  it('are bounded in their encoded form so that the wanted octets are surely there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), (octets) => {
        const base64 = Buffer.from(octets).toString('base64').replace(/.{76}/g, '$&\r\n');
        expect(base64.length).toBeLessThanOrEqual(encodedBound(octets.length, 'base64'));
      }),
    );
    expect(decodedSize(78 * 1_000, 'base64')).toBe(57_000);
    expect(decodedSize(78, '8bit')).toBe(78);
  });

  it('in quoted-printable keep what was meant and lose what was padding', () => {
    const decode = (text: string): string =>
      decodeQuotedPrintable(Buffer.from(text, 'latin1')).toString('latin1');
    expect(decode('a=3Db=\r\nc \t\r\nd=20\r\n=ZZ=')).toBe('a=bc\r\nd \r\n=ZZ');
  });

  it('decode to the same octets however they are cut into pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.integer({ min: 1, max: 40 }), (octets, size) => {
        const encoded = Buffer.from(Buffer.from(octets).toString('base64').replace(/.{20}/g, '$&\r\n'));
        const decoder = createTransferDecoder('base64');
        const pieces: Buffer[] = [];
        for (let at = 0; at < encoded.length; at += size)
          pieces.push(decoder.push(encoded.subarray(at, at + size)));
        pieces.push(decoder.end());
        expect(Buffer.concat(pieces).equals(Buffer.from(octets))).toBe(true);
      }),
    );
  });

  it.each([
    ['base64', ['AAAA', 'QUJD', 'Zm9', 'v', '=', '==', '!', ' ', '\r\n']],
    ['quoted-printable', ['a', '=3D', '=', ' ', '\t', '\r\n', '\n', '=\r\n', '= \r\n', '=Z', 'ä']],
  ])('decode anew from every place that waits for more: %s', (encoding, words) => {
    const text = fc.array(fc.constantFrom(...words), { maxLength: 200 }).map((each) => each.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (encoded, size) => {
        const source = Buffer.from(encoded, 'latin1');
        const whole = createTransferDecoder(encoding);
        const all = Buffer.concat([whole.push(source), whole.end()]);
        const decoder = createTransferDecoder(encoding);
        let decoded = 0;
        for (let at = 0; at < source.length; at += size) {
          const piece = source.subarray(at, at + size);
          decoded += decoder.push(piece).length;
          const anew = createTransferDecoder(encoding);
          const rest = anew.push(source.subarray(at + piece.length - decoder.pending()));
          expect(Buffer.concat([rest, anew.end()]).equals(all.subarray(decoded))).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['QUE=QkI=', 'AABB'],
    ['QUFB\r\nQkI', 'AAABB'],
    ['QUE\r\n=\r\n!QUJD', 'AAABC'],
    ['Q', ''],
    ['====', ''],
    ['-_QUJD', 'ABC'],
  ])('decode base64 that is padded, cut or littered: %j', (encoded, octets) => {
    const decoder = createTransferDecoder('base64');
    const decoded = Buffer.concat([decoder.push(Buffer.from(encoded)), decoder.end()]);
    expect(decoded.toString('latin1')).toBe(octets);
  });

  it('decode a line of quoted-printable that never ends, piece by piece', () => {
    const line = Buffer.from('=C3=BC  '.repeat(50_000));
    const decoder = createTransferDecoder('quoted-printable');
    const pieces: Buffer[] = [];
    for (let at = 0; at < line.length; at += 70_001)
      pieces.push(decoder.push(line.subarray(at, at + 70_001)));
    expect(decoder.pending()).toBeLessThan(70_001);
    pieces.push(decoder.end());
    expect(Buffer.concat(pieces).equals(decodeQuotedPrintable(line))).toBe(true);
  });
});

describe('dates', () => {
  it.each([
    ['Mon, 23 Nov 2026 11:12:13 +0100', '2026-11-23T10:12:13.000Z'],
    ['23 Nov 2026 11:12 GMT', '2026-11-23T11:12:00.000Z'],
    ['Mon, 23 Nov 2026 11:12:13 +0000 (UTC)', '2026-11-23T11:12:13.000Z'],
    ['yesterday 1', null],
    ['Mon, 99 Foo 2026', null],
    ['', null],
  ])('%j is %j', (text, expected) => {
    expect(readDate(text)).toBe(expected);
  });

  it('of arrival are read as IMAP writes them', () => {
    expect(readInternalDate(' 5-Nov-2026 03:46:15 +0130')).toBe('2026-11-05T02:16:15.000Z');
    expect(readInternalDate('2026')).toBeNull();
  });
});

describe('envelopes', () => {
  it('list the members of groups and nothing that has no address', () => {
    const address = (name: string | null, local: string | null, host: string | null): Token => [
      name === null ? null : string(name),
      null,
      local === null ? null : string(local),
      host === null ? null : string(host),
    ];
    const to = [address(null, 'team', null), address('"A"', 'a', 'x.test'), address(null, null, null)];
    const envelope = readEnvelope([
      string('x'),
      literal(Buffer.from('caf\xe9', 'latin1')),
      null,
      null,
      null,
      to,
      null,
      null,
      string('<a@b> <c@d>'),
      string(' <m@x>'),
    ]);
    expect(envelope).toMatchObject({
      date: null,
      subject: 'café',
      to: [{ name: 'A', address: 'a@x.test' }],
      inReplyTo: ['<a@b>', '<c@d>'],
      messageId: '<m@x>',
    });
    const odd = [
      address(null, 'root', 'MISSING_DOMAIN'),
      address('Ann', 'MISSING_MAILBOX', 'MISSING_DOMAIN'),
      address(null, 'a "b" c', 'x.test'),
    ];
    expect(readEnvelope([null, null, odd]).from).toEqual([
      { name: null, address: 'root' },
      { name: null, address: '"a \\"b\\" c"@x.test' },
    ]);
    expect(readEnvelope(null)).toMatchObject({ subject: null, from: [] });
    expect(messageIds('junk <a@b>, <c@d\r\n> <e@f>')).toEqual(['<a@b>', '<e@f>']);
  });
});

describe('structures', () => {
  it('that are hostile are cut and told, never thrown', () => {
    let deep: Token = [string('text'), string('plain'), null, null, null, string('7bit'), string('1')];
    for (let level = 0; level < 100; level += 1) deep = [deep, string('mixed')];
    expect(readStructure(deep)?.problem).toMatch(/nests/);
    const wide = [...Array.from({ length: 2_000 }, () => [string('text'), string('plain')]), string('mixed')];
    const structure = readStructure(wide);
    expect(structure?.problem).toMatch(/more than 1000 parts/);
    expect(readStructure(null)).toBeNull();
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (value) => {
        readStructure([value as Token]);
      }),
    );
  });

  it('tell a nested message as one attachment, and its disposition behind the nested structure', () => {
    const inner: Token = [
      string('text'),
      string('plain'),
      null,
      null,
      null,
      string('7bit'),
      string('5'),
      string('1'),
    ];
    const nested: Token = [
      ...[string('message'), string('rfc822'), null, null, null, string('7bit'), string('99')],
      ...[
        [null],
        inner,
        string('3'),
        null,
        [string('attachment'), [string('filename'), string('fwd.eml')]],
        null,
        null,
      ],
    ];
    const root = readStructure([inner, nested, string('mixed')])?.root;
    if (root === undefined) throw new Error('no structure');
    expect(attachmentsOf(root)).toMatchObject([
      { section: '2', type: 'message/rfc822', filename: 'fwd.eml' },
    ]);
    expect(bodiesOf(root).text.map(({ section }) => section)).toEqual(['1']);
    expect(findPart(root, '2.1')).toMatchObject({ type: 'text/plain', size: 5 });
  });

  it('number the parts of messages within messages as FETCH does, and let them take nothing of the message itself', () => {
    const leaf = (type: string): Token => {
      const [main = '', sub = ''] = type.split('/');
      return [string(main), string(sub), null, null, null, string('7bit'), string('5'), null];
    };
    const message = (body: Token, encoding = '7bit'): Token => [
      ...[
        string('message'),
        string('rfc822'),
        null,
        null,
        null,
        string(encoding),
        string('99'),
        [null],
        body,
      ],
      ...[string('3'), null, null],
    ];
    const many = [...Array.from({ length: 2_000 }, () => leaf('image/png')), string('mixed')];
    const tree = [message(message([leaf('image/png'), leaf('image/gif'), string('mixed')])), string('mixed')];
    const structure = readStructure([tree, message(many), leaf('image/png'), string('mixed')]);
    if (structure === null) throw new Error('no structure');
    expect(findPart(structure.root, '1.1.1.2')).toMatchObject({ type: 'image/gif' });
    expect(findPart(structure.root, '2.900')).toMatchObject({ type: 'image/png' });
    expect(attachmentsOf(structure.root).map(({ section }) => section)).toEqual(['1.1', '2', '3']);
    expect(structure.problem).toMatch(/messages in this message have more than 1000 parts/);
    expect(readStructure(message(leaf('image/png'), 'base64'))?.root.inner).toBeNull();
  });
});
