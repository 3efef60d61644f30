import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompressRtf } from '../../src/content/compressed-rtf.ts';
import { readTnefParts } from '../../src/content/read-tnef.ts';
import { readRtf } from '../../src/content/rtf.ts';
import { readBuffer, readStream } from '../../src/mime/passing-reader.ts';
import { tnef } from '../../src/mime/tnef.ts';
import type { TnefPart } from '../../src/use-cases/ports/content.ts';
import { hostileTnef, tnefSamples } from '../corpus/tnef.ts';
import {
  codepage,
  compressedRtf,
  data,
  rendering,
  textBody,
  title,
  tnef as written,
} from '../corpus/tnef-writer.ts';

const partOf = (octets: Buffer): TnefPart => ({
  section: '2',
  type: 'application/ms-tnef',
  octets,
  size: octets.length,
  encoding: 'binary',
  charset: null,
  flowed: false,
  delSp: false,
});

const pieces = (octets: Buffer, size: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(octets.length / size) }, (_, at) =>
      octets.subarray(at * size, (at + 1) * size),
    ),
  );

describe('a winmail.dat', () => {
  it.each(Object.entries(tnefSamples))('with %s tells what it holds', (_name, sample) => {
    const { octets, files = [], text = null, html = null, whole = true } = sample;
    const found = readBuffer(tnef(), octets);
    expect(found?.whole).toBe(whole);
    const shown = (found?.files ?? []).flatMap((file) =>
      file === null
        ? []
        : [[file.filename, octets.toString('latin1', file.at, file.at + file.size), file.contentType]],
    );
    expect(shown).toEqual(files.map(([filename, content, type = null]) => [filename, content, type]));
    const contents = readTnefParts([partOf(octets)], 10_000);
    expect(contents.text?.text ?? null).toEqual(text);
    expect(contents.html?.text ?? null).toEqual(html);
    expect(contents.problem === null).toBe(whole);
  });

  it('is read as a stream, in whatever pieces, as it is read whole', async () => {
    for (const [name, { octets }] of Object.entries(tnefSamples)) {
      for (const size of [1, 7, 100]) {
        expect(await readStream(tnef(), pieces(octets, size)), `${name} by ${size}`).toEqual(
          readBuffer(tnef(), octets),
        );
      }
    }
  });

  it.each(Object.entries(hostileTnef))('with %s is read soon, as far as it goes', async (_name, octets) => {
    const began = performance.now();
    const { files, text, html } = readTnefParts([partOf(octets)], 1_000_000);
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(files.length).toBeLessThanOrEqual(1_000);
    expect(Buffer.byteLength((text?.text ?? '') + (html?.text ?? ''))).toBeLessThanOrEqual(1_000_000);
    expect(await readStream(tnef(), pieces(octets, 64 * 1024))).toEqual(readBuffer(tnef(), octets));
  });

  it('of any octets never throws, and no file lies where nothing is', () => {
    const whole = written(
      codepage(1252),
      textBody(Buffer.from('text')),
      rendering,
      title('n'),
      data('x'.repeat(50)),
    );
    fc.assert(
      fc.property(fc.nat(whole.length), fc.uint8Array({ maxLength: 20 }), (at, change) => {
        const octets = Buffer.from(whole);
        octets.set(change.subarray(0, octets.length - at), at);
        const found = readBuffer(tnef(), octets);
        for (const file of found?.files ?? []) expect(file?.at ?? 0).toBeLessThanOrEqual(octets.length);
      }),
    );
  });

  it('that is no TNEF is told, and one of which only the beginning came too', () => {
    expect(readTnefParts([partOf(Buffer.from('no'))], 100).problem).toMatch(/could not be read/);
    const [sample] = Object.values(tnefSamples);
    const part = partOf(sample?.octets ?? Buffer.alloc(0));
    expect(readTnefParts([{ ...part, size: part.size + 1 }], 100)).toMatchObject({
      problem: expect.stringMatching(/in part only/) as unknown,
      files: [{ filename: 'report.pdf' }],
    });
  });

  it('has its body cut where that is wished', () => {
    const octets = written(codepage(65001), textBody(Buffer.from('ä'.repeat(100))));
    expect(readTnefParts([partOf(octets)], 11).text).toEqual({ text: 'ä'.repeat(5), cut: true });
  });
});

describe('compressed RTF', () => {
  it('is what the specification shows (MS-OXRTFCP §3.1, §3.2)', () => {
    const example =
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0';
    expect(decompressRtf(Buffer.from(example, 'hex'), 1_000)?.toString('latin1')).toBe(
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    );
    const repeating = '1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0';
    expect(decompressRtf(Buffer.from(repeating, 'hex'), 1_000)?.toString('latin1')).toBe(
      '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}',
    );
  });

  it('of any text comes back, to the length that is wished', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 5_000 }), (text) => {
        const octets = compressedRtf(text);
        expect(decompressRtf(octets, 10_000)?.toString('latin1')).toBe(text);
        expect(decompressRtf(octets, 10)?.length).toBe(Math.min(10, text.length));
      }),
    );
    expect(decompressRtf(Buffer.alloc(40), 100)).toBeNull();
  });
});

describe('RTF', () => {
  const read = (rtf: string): string => readRtf(Buffer.from(rtf, 'latin1')).text;

  it('says its words without form, notes and fonts', () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg932{\fonttbl{\f0 Arial;}}{\info{\author me}}{\*\unknown no}\b A\b0 \'93\'fa\~b\emdash c\cell\line d}`;
    expect(read(rtf)).toBe('A日\u00a0b—c\t\nd');
  });

  it('counts what stands for those who know no Unicode', () => {
    expect(read(String.raw`{\rtf1\ansi\uc2\u26085 ??\u26412\'3f\'3f{\uc0\u33  !}?}`)).toBe('日本! !?');
    expect(read(String.raw`{\rtf1 \u-10179 ?\u-8704 ?}`)).toBe('😀');
  });

  it('that never ends or never began ends', () => {
    fc.assert(fc.property(fc.stringMatching(/^[\\{}*'a-z0-9 -]{0,200}$/), (text) => void read(text)));
  });
});
