/** What leaves behind DATA, and what a message asks for by its octets. */
import { describe, expect, it } from 'vitest';
import { createWireFormReader } from '../../src/domain/wire-form.ts';
import { wireOctets } from '../../src/workers/wire-octets.ts';

async function* each(pieces: readonly string[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield Promise.resolve(Buffer.from(piece, 'latin1'));
}

async function onWire(pieces: readonly string[]): Promise<string> {
  const octets: Buffer[] = [];
  for await (const piece of wireOctets(each(pieces))) octets.push(piece);
  return Buffer.concat(octets).toString('latin1');
}

/** Every way to cut the text in two, and all of its octets alone. */
function cuts(text: string): readonly (readonly string[])[] {
  return [
    Array.from(text),
    ...Array.from({ length: text.length + 1 }, (_, at) => [text.slice(0, at), text.slice(at)]),
  ];
}

describe('the octets behind DATA', () => {
  it.each([
    ['a\r\nb\r\n', 'a\r\nb\r\n.\r\n'],
    ['a', 'a\r\n.\r\n'],
    ['', '.\r\n'],
    ['.\r\n.a\r\n..\r\na.\r\n', '..\r\n..a\r\n...\r\na.\r\n.\r\n'],
    ['a\n.\nb', 'a\r\n..\r\nb\r\n.\r\n'],
    ['a\r.\rb', 'a\r\n..\r\nb\r\n.\r\n'],
    ['a\n.\r\nb', 'a\r\n..\r\nb\r\n.\r\n'],
    ['a\r\n.\nb', 'a\r\n..\r\nb\r\n.\r\n'],
    ['a\r\n.\rb', 'a\r\n..\r\nb\r\n.\r\n'],
    ['a\r\r\n.\r\r\nb', 'a\r\n\r\n..\r\n\r\nb\r\n.\r\n'],
    ['a\r', 'a\r\n.\r\n'],
    ['a\n', 'a\r\n.\r\n'],
  ])('of %j are %j however they are cut', async (text, wire) => {
    for (const pieces of cuts(text)) expect(await onWire(pieces)).toBe(wire);
  });
});

it('a message whose every line begins with a dot leaves in as many pieces as it came in', async () => {
  const lines = '.\r\n'.repeat(1_000);
  const pieces: number[] = [];
  for await (const { length } of wireOctets(each([lines, lines]))) pieces.push(length);
  expect(pieces).toEqual([4_000, 4_000, 3]);
});

describe('the form of a message', () => {
  it.each([
    ['Subject: a\r\n\r\nb\r\n', '7bit'],
    ['Subject: a\r\n\r\nb\xfc\r\n', '8bit'],
    ['Subject: \xc3\xbc\r\n\r\nb\r\n', 'utf8-header'],
    ['Subject: a\r\n\xc3\xbc: b', 'utf8-header'],
    ['\r\nb\xfc', '8bit'],
    ['', '7bit'],
  ])('of %j is %s however it is cut', async (text, form) => {
    for (const pieces of cuts(text)) {
      const reader = createWireFormReader();
      const passed: Buffer[] = [];
      for await (const piece of reader.through(each(pieces))) passed.push(piece);
      expect(reader.form).toBe(form);
      expect(Buffer.concat(passed).toString('latin1')).toBe(text);
    }
  });
});
