/** The language of templates: what is written, what is refused, and where. */
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/domain/errors.ts';
import { parseTemplateSource, renderTemplate, type TemplateSource } from '../../src/domain/template.ts';

const none: TemplateSource = { subject: null, text: null, html: null };

/** The text of a template's text, or what is wrong with it. */
function text(source: string, data: unknown = {}): string | readonly string[] {
  const { parts, problems } = renderTemplate(parseTemplateSource({ ...none, text: source }), data, '');
  return parts?.text ?? problems?.map(({ message }) => message) ?? '';
}

function html(source: string, data: unknown): string | null | undefined {
  return renderTemplate(parseTemplateSource({ ...none, html: source }), data, '').parts?.html;
}

function refusal(source: string): string {
  try {
    parseTemplateSource({ ...none, text: source });
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'template-error') return error.message;
    throw error;
  }
  return 'taken';
}

describe('a template', () => {
  it.each([
    ['a value', 'Dear {{name}},', { name: 'Ada' }, 'Dear Ada,'],
    ['a value deep inside', '{{a.b.0.c}}', { a: { b: [{ c: 7 }] } }, '7'],
    [
      'a value whose name is a word of another language',
      '{{größe}} {{order_no}}',
      { größe: 'XL', order_no: 1 },
      'XL 1',
    ],
    ['truth values and zero', '{{yes}} {{no}} {{zero}}', { yes: true, no: false, zero: 0 }, 'true false 0'],
    ['an empty text', '[{{name}}]', { name: '' }, '[]'],
    ['no comments', 'a{{! not this }}b{{!-- nor }} this --}}c', {}, 'abc'],
    ['braces that are no placeholder', String.raw`\{{name}} {name} }}`, {}, '{{name}} {name} }}'],
    [
      'a loop',
      '{{#each x}}{{@index}}:{{.}}{{#unless @last}}, {{/unless}}{{/each}}',
      { x: ['a', 'b'] },
      '0:a, 1:b',
    ],
    [
      'a loop over objects',
      '{{#each x}}{{name}} of {{../town}};{{/each}}',
      { town: 'T', x: [{ name: 'A' }] },
      'A of T;',
    ],
    [
      'a loop in a loop',
      '{{#each x}}{{#each .}}{{@index}}{{this}}{{/each}}|{{/each}}',
      { x: [['a', 'b'], ['c']] },
      '0a1b|0c|',
    ],
    ['what an empty loop has instead', '{{#each x}}{{.}}{{else}}nothing{{/each}}', { x: [] }, 'nothing'],
    ['how long a list is', '{{x.length}}', { x: [1, 2] }, '2'],
    ['one of two ways', '{{#if a}}A{{else}}B{{/if}}{{#unless a}}C{{/unless}}', { a: '' }, 'BC'],
    ['one of three ways', '{{#if a}}A{{else if b}}B{{else}}C{{/if}}', { b: 1 }, 'B'],
    ['the last of three ways', '{{#if a}}A{{else if b}}B{{else}}C{{/if}}', { b: 0 }, 'C'],
    ['what a condition asks for and is not there', '{{#if a.b}}{{a.b}}{{/if}}.', {}, '.'],
    [
      'a context that a condition leaves alone',
      '{{#each x}}{{#if .}}{{.}}{{/if}}{{/each}}',
      { x: [1, 0] },
      '1',
    ],
  ])('writes %s', (_, source, data, expected) => {
    expect(text(source, data)).toBe(expected);
  });

  it('takes no line for a block that stands alone in one', () => {
    const source =
      'You ordered\r\n  {{#each items}}\r\n- {{.}}\r\n  {{/each}}\r\nThank you {{#if vip}}again{{/if}}\r\n';
    expect(text(source, { items: ['tea', 'milk'], vip: true })).toBe(
      'You ordered\r\n- tea\r\n- milk\r\nThank you again\r\n',
    );
  });

  it('escapes values in HTML, and nowhere else', () => {
    const data = { name: `<b a='1' c="2">&` };
    expect(html('<p title="{{name}}">{{name}}{{{name}}}{{& name}}</p>', data)).toBe(
      '<p title="&lt;b a&#61;&#39;1&#39; c&#61;&quot;2&quot;&gt;&amp;">' +
        '&lt;b a&#61;&#39;1&#39; c&#61;&quot;2&quot;&gt;&amp;' +
        `${data.name}${data.name}</p>`,
    );
    expect(text('{{name}}', data)).toBe(data.name);
    const subject = parseTemplateSource({ ...none, subject: '{{name}}' });
    expect(renderTemplate(subject, data, '').parts?.subject).toBe(data.name);
  });

  it('names every value that is missing, with line, column and place in the data', () => {
    const template = parseTemplateSource({
      subject: '{{a}}',
      text: 'x\n  {{b.c}} {{#each l}}{{n}}{{/each}}',
      html: null,
    });
    expect(renderTemplate(template, { b: null, l: [{ n: 1 }, {}] }, '/data').problems).toEqual([
      { pointer: '/data/a', message: 'subject, line 1, column 1: `a` has no value.' },
      { pointer: '/data/b/c', message: 'text, line 2, column 3: `b.c` has no value.' },
      { pointer: '/data/l/1/n', message: 'text, line 2, column 22: `n` has no value.' },
    ]);
  });

  it.each([
    ['null', '{{a}}', { a: null }, '`a` has no value.'],
    ['a list', '{{a}}', { a: [1] }, '`a` is a list and no text.'],
    ['an object', '{{a}}', { a: {} }, '`a` is an object and no text.'],
    ['a loop over nothing', '{{#each a}}{{/each}}', {}, '`a` has no value.'],
    ['a loop over a text', '{{#each a}}{{/each}}', { a: 'abc' }, '`a` is no list.'],
    ['what is above the data', '{{../a}}', { a: 1 }, '`../a` has no value.'],
    ['the index outside of loops', '{{@index}}', {}, '`@index` has no value.'],
  ])('refuses to write %s', (_, source, data, expected) => {
    expect(text(source, data)).toEqual([`text, line 1, column 1: ${expected}`]);
  });

  it.each([
    'constructor',
    '__proto__',
    'a.constructor.name',
    'toString',
    'a.__proto__.x',
    'l.map',
    's.length',
  ])('sees nothing in the data that is not their own: %s', (path) => {
    const data = { a: {}, l: [], s: 'abc' };
    expect(text(`{{${path}}}`, data)).toEqual([`text, line 1, column 1: \`${path}\` has no value.`]);
    expect(text(`{{#if ${path}}}seen{{/if}}`, data)).toBe('');
  });

  it.each([
    ['{{name', 'text, line 1, column 1: This placeholder is not closed.'],
    ['a\nb {{#if x}}', 'text, line 2, column 3: The block `#if` is not closed.'],
    ['{{#if x}}{{/each}}', 'text, line 1, column 10: `/each` closes no block: `#if` is open.'],
    ['{{/if}}', 'text, line 1, column 1: There is no open block here.'],
    ['{{else}}', 'text, line 1, column 1: There is no open block here.'],
    [
      '{{#if a}}{{else}}{{else}}{{/if}}',
      'text, line 1, column 18: A block has one else without a condition.',
    ],
    [
      '{{#with x}}{{/with}}',
      'text, line 1, column 1: There is no block `#with`: each, if and unless are known.',
    ],
    ['{{#if}}{{/if}}', 'text, line 1, column 1: `` is no path to a value.'],
    ['{{upper name}}', 'text, line 1, column 1: `upper name` is no path to a value.'],
    ['{{> partial}}', 'text, line 1, column 1: `> partial` is no path to a value.'],
    ['{{a..b}}', 'text, line 1, column 1: `a..b` is no path to a value.'],
    ['{{}}', 'text, line 1, column 1: `` is no path to a value.'],
    ['{{#if x}}'.repeat(33), 'text, line 1, column 289: Blocks are nested at most 32 deep.'],
  ])('is refused for its form: %s', (source, expected) => {
    expect(refusal(source)).toBe(expected);
  });

  it('ends where its loops would take too long, or write too much', () => {
    const many = Array.from({ length: 1_000 }, () => 1);
    const loops = '{{#each x}}{{#each ../x}}{{#each ../../x}}.{{/each}}{{/each}}{{/each}}';
    const long = { x: many, word: 'x'.repeat(10_000) };
    const message = 'The text that this would make is too long.';
    expect(text(loops, long)).toEqual([expect.stringContaining(message)]);
    expect(text('{{#each x}}{{../word}}{{/each}}', long)).toEqual([expect.stringContaining(message)]);
  });

  it('looks no further up than there is something', () => {
    const source = `{{#each x}}{{#if ${'../'.repeat(50_000)}y}}{{/if}}{{/each}}`;
    const began = performance.now();
    expect(text(source, { x: Array.from({ length: 20_000 }, () => 1) })).toBe('');
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('has a bound for the conditions behind one another, also over blocks in blocks', () => {
    const chain = (count: number, inside = ''): string =>
      `{{#if x}}${'\n{{else if x}}'.repeat(count)}${inside}{{/if}}`;
    const refused = 'At most 100 conditions follow one another behind else.';
    expect(refusal(chain(100))).toBe('taken');
    expect(refusal(chain(60) + chain(60))).toBe('taken');
    expect(refusal(chain(60, chain(41)))).toContain(refused);
    expect(refusal(chain(25_000))).toBe(`text, line 102, column 1: ${refused}`);
  });

  it('tells what is wrong in all parts at once', () => {
    const source = ['{{#each}}{{/each}}', '{{#if}}{{/if}}', '{{'].join('');
    expect(() => parseTemplateSource({ subject: source, text: source, html: source })).toThrow(
      /^subject, .* text, .* html, /,
    );
  });
});
