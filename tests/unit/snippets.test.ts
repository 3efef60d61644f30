/** Where a search was found: offsets that mark the very words, whatever folding does to their length. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filter } from '../../src/domain/search.ts';
import { snippetTerms } from '../../src/domain/snippet.ts';
import { folded, occurrences } from '../../src/mime/search-text.ts';
import { snippetsOf, type SnippetSource } from '../../src/imap-pool/snippets.ts';
import { visibleText } from '../../src/mime/visible-text.ts';
import { cpuMs } from '../support/cpu-time.ts';

const nobody: SnippetSource = { subject: null, from: [], to: [], cc: [], bcc: [], body: null };

/** Each snippet with its matches in brackets. */
function shown(source: Partial<SnippetSource>, filter: Filter): readonly string[] {
  return snippetsOf({ ...nobody, ...source }, snippetTerms(filter)).map(({ field, text, matches }) => {
    let marked = '';
    let at = 0;
    for (const [start, end] of matches) {
      marked += `${text.slice(at, start)}[${text.slice(start, end)}]`;
      at = end;
    }
    return `${field}: ${marked}${text.slice(at)}`;
  });
}

describe('a snippet', () => {
  it.each<readonly [string, Partial<SnippetSource>, Filter, readonly string[]]>([
    [
      'a subject, whatever its case',
      { subject: 'Board MINUTES, minutes' },
      { subject: 'minutes' },
      ['subject: Board [MINUTES], [minutes]'],
    ],
    ['decomposed letters', { subject: 'Gru\u0308ße' }, { subject: 'grüße' }, ['subject: [Gru\u0308ße]']],
    [
      'letters that fold to several',
      { subject: 'Straße 5' },
      { subject: 'STRASSE' },
      ['subject: [Straße] 5'],
    ],
    [
      'behind an astral character',
      { subject: '😀 minutes 😀' },
      { subject: 'minutes' },
      ['subject: 😀 [minutes] 😀'],
    ],
    [
      'an address',
      { from: [{ name: 'Ann Lee', address: 'ann@example.com' }] },
      { from: 'lee' },
      ['from: Ann [Lee] <ann@example.com>'],
    ],
    [
      'only the address that matches',
      {
        to: [
          { name: null, address: 'a@x.example' },
          { name: null, address: 'b@y.example' },
        ],
      },
      { to: 'b@' },
      ['to: [b@]y.example'],
    ],
    [
      'words anywhere',
      { subject: 'quince', body: 'A quince.' },
      { text: 'quince' },
      ['subject: [quince]', 'body: A [quince].'],
    ],
    [
      'a phrase over the end of a line',
      { body: 'ripe\r\n  quinces' },
      { body: 'ripe quinces' },
      ['body: [ripe quinces]'],
    ],
    [
      'either of two',
      { subject: 'a b' },
      { any: [{ subject: 'a' }, { subject: 'b' }] },
      ['subject: [a] [b]'],
    ],
    [
      'nothing negated',
      { subject: 'a b' },
      { all: [{ not: { subject: 'a' } }, { subject: 'b' }] },
      ['subject: a [b]'],
    ],
    ['nothing that is not there', { subject: 'a' }, { subject: 'z' }, []],
  ])('marks %s', (_, source, filter, expected) => {
    expect(shown(source, filter)).toEqual(expected);
  });

  it('of a long body is words around the match, at most three pieces', () => {
    const filler = 'lorem ipsum dolor sit amet '.repeat(20);
    const body = `${filler}quince ${filler}quince quince ${filler}quince ${filler}quince`;
    const pieces = shown({ body }, { body: 'quince' });
    expect(pieces).toHaveLength(3);
    expect(pieces[1]?.match(/\[quince\]/g)).toHaveLength(2);
    for (const piece of pieces) {
      expect(piece.length).toBeLessThan(260);
      expect(piece).toMatch(/^body: (lorem|ipsum|dolor|sit|amet) .* (lorem|ipsum|dolor|sit|amet)$/);
    }
  });

  it('marks exactly what folds to the words that were looked for', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', 'B', 'ß', 'ﬁ', 'İ', 'ü', 'u\u0308', '😀', 'Σ', 'ς', ' ', '한'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 0, max: 29 }),
        fc.integer({ min: 1, max: 5 }),
        (text, from, length) => {
          const needle = folded(text.slice(from, from + length));
          let end = 0;
          for (const [start, stop] of occurrences(text, [needle], 100)) {
            expect(start).toBeGreaterThanOrEqual(end);
            expect(stop).toBeGreaterThan(start);
            expect(stop).toBeLessThanOrEqual(text.length);
            end = stop;
          }
          if (needle !== '') expect(end > 0).toBe(folded(text).includes(needle));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of hostile text comes soon', () => {
    const startedAt = cpuMs();
    const body = 'a'.repeat(65_536);
    snippetsOf({ ...nobody, body: body + 'ü' }, snippetTerms({ body: `${'a'.repeat(500)}b` }));
    snippetsOf({ ...nobody, body: 'ü'.repeat(65_536) }, snippetTerms({ body: 'ü' }));
    for (const unit of ['<', '<!--', '<script>', '&', '&#', '<a ']) visibleText(unit.repeat(500_000));
    expect(cpuMs() - startedAt).toBeLessThan(1_500);
  });
});

describe('what an HTML body says', () => {
  it.each([
    ['<p>one</p><p>two</p>', 'one two'],
    ['<b>qu</b>ince', 'quince'],
    ['<style>p { color: red }</style>a<script>b</script>c<!-- d -->e', 'a c e'],
    ['a &amp; b&nbsp;&#252;&#xfc; &bogus; &', 'a & b üü &bogus; &'],
    ['a < b', 'a'],
    ['İ<p>x</p>', 'İ x'],
  ])('%s', (html, text) => {
    expect(visibleText(html).replace(/\s+/g, ' ').trim()).toBe(text);
  });
});
