/**
 * The language of templates: Handlebars' placeholders and blocks and nothing that runs. Read once into a tree, of which
 * `template-rendering.ts` makes texts. `docs/templates.md` tells it to its writers.
 */

/** Where a placeholder stands in its source; both count from one, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The way to a value: so many loops up, then by names; or what a loop says of itself. */
export type ValuePath =
  | {
      readonly kind: 'names';
      readonly up: number;
      readonly names: readonly string[];
      readonly written: string;
    }
  | { readonly kind: 'loop'; readonly fact: LoopFact; readonly written: string };

export type LoopFact = 'index' | 'first' | 'last';

export type TemplateNode =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'value'; readonly path: ValuePath; readonly escaped: boolean; readonly place: Place }
  | {
      readonly kind: 'each' | 'if' | 'unless';
      readonly path: ValuePath;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
      readonly place: Place;
    };

/** Blocks in blocks. */
export const deepestBlocks = 32;
/** Conditions behind an `else`, each within the one before. */
const longestChain = 100;
const longestPath = 32;

/** Why a source is no template. */
export class TemplateSyntaxError extends Error {
  readonly place: Place;
  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

interface Tag {
  readonly start: number;
  readonly end: number;
  readonly word: 'value' | 'raw' | 'comment' | 'open' | 'close' | 'else';
  readonly inner: string;
}

type Token = Tag | string;

/** Throws TemplateSyntaxError. */
export function parseTemplate(source: string): readonly TemplateNode[] {
  const placeOf = placesIn(source);
  const refuse = (message: string, at: number): never => {
    throw new TemplateSyntaxError(message, placeOf(at));
  };
  const tokens = tokensOf(source, refuse);
  let next = 0;
  /** Of the conditions behind an `else` so many are being read. */
  let chained = 0;

  const pathAt = (inner: string, tag: Tag): ValuePath => {
    const written = inner.trim();
    return parsePath(written) ?? refuse(`\`${written}\` is no path to a value.`, tag.start);
  };

  /** The nodes up to the `else` or the closing tag that ends them, which is the second; null at the end of the source. */
  const nodesUntilEnd = (depth: number): readonly [TemplateNode[], Tag | null] => {
    const nodes: TemplateNode[] = [];
    for (;;) {
      const token = tokens[next];
      next += 1;
      if (token === undefined) return [nodes, null];
      if (typeof token === 'string') {
        nodes.push({ kind: 'words', text: token });
        continue;
      }
      switch (token.word) {
        case 'comment':
          break;
        case 'value':
        case 'raw':
          nodes.push({
            kind: 'value',
            path: pathAt(token.inner, token),
            escaped: token.word === 'value',
            place: placeOf(token.start),
          });
          break;
        case 'open':
          nodes.push(block(token, token.inner, depth));
          break;
        case 'close':
        case 'else':
          return [nodes, token];
      }
    }
  };

  const block = (tag: Tag, inner: string, depth: number): TemplateNode => {
    if (depth >= deepestBlocks) refuse(`Blocks are nested at most ${deepestBlocks} deep.`, tag.start);
    const [word, path] = splitFirst(inner);
    if (word !== 'each' && word !== 'if' && word !== 'unless')
      return refuse(`There is no block \`#${word}\`: each, if and unless are known.`, tag.start);
    const [body, end] = nodesUntilEnd(depth + 1);
    const otherwise = end?.word === 'else' ? alternative(tag, word, end, depth) : closed(tag, word, end, []);
    return { kind: word, path: pathAt(path, tag), body, otherwise, place: placeOf(tag.start) };
  };

  /** What stands behind an `else`, up to the tag that closes the block. */
  const alternative = (tag: Tag, word: string, separator: Tag, depth: number): readonly TemplateNode[] => {
    if (separator.inner !== '') {
      // `{{else if}}` shares the closing tag of the block that it stands in.
      chained += 1;
      if (chained > longestChain)
        refuse(`At most ${longestChain} conditions follow one another behind else.`, separator.start);
      const [body, end] = nodesUntilEnd(depth + 1);
      const [kind, path] = splitFirst(separator.inner);
      if (kind !== 'if' && kind !== 'unless')
        return refuse('Behind else there may be if or unless.', separator.start);
      const otherwise =
        end?.word === 'else' ? alternative(tag, word, end, depth) : closed(tag, word, end, []);
      chained -= 1;
      const place = placeOf(separator.start);
      return [{ kind, path: pathAt(path, separator), body, otherwise, place }];
    }
    const [nodes, end] = nodesUntilEnd(depth + 1);
    return closed(tag, word, end, nodes);
  };

  const closed = (
    tag: Tag,
    word: string,
    end: Tag | null,
    nodes: readonly TemplateNode[],
  ): readonly TemplateNode[] => {
    if (end === null) return refuse(`The block \`#${word}\` is not closed.`, tag.start);
    if (end.word === 'else') return refuse('A block has one else without a condition.', end.start);
    if (end.inner.trim() !== word)
      return refuse(`\`/${end.inner.trim()}\` closes no block: \`#${word}\` is open.`, end.start);
    return nodes;
  };

  const [nodes, end] = nodesUntilEnd(0);
  if (end !== null) refuse('There is no open block here.', end.start);
  return nodes;
}

/** Words and tags; a block's tag that has a line to itself takes that line with it, as in Handlebars. */
function tokensOf(source: string, refuse: (message: string, at: number) => never): readonly Token[] {
  const tokens: Token[] = [];
  let from = 0;
  let words = '';
  const endWords = (): void => {
    if (words !== '') tokens.push(words);
    words = '';
  };
  for (let at = source.indexOf('{{'); at !== -1; at = source.indexOf('{{', from)) {
    if (at > from && source[at - 1] === '\\') {
      words += `${source.slice(from, at - 1)}{{`;
      from = at + 2;
      continue;
    }
    const tag = tagAt(source, at) ?? refuse('This placeholder is not closed.', at);
    const line = tag.word === 'value' || tag.word === 'raw' ? null : wholeLine(source, tag);
    words += source.slice(from, Math.max(from, line?.start ?? at));
    endWords();
    tokens.push(tag);
    from = line?.end ?? tag.end;
  }
  words += source.slice(from);
  endWords();
  return tokens;
}

function tagAt(source: string, start: number): Tag | null {
  const [opening, closing] = source.startsWith('{{{', start)
    ? ['{{{', '}}}']
    : source.startsWith('{{!--', start)
      ? ['{{!--', '--}}']
      : ['{{', '}}'];
  const close = source.indexOf(closing, start + opening.length);
  if (close === -1) return null;
  const inner = source.slice(start + opening.length, close).trim();
  const end = close + closing.length;
  if (opening === '{{{') return { start, end, word: 'raw', inner };
  if (opening === '{{!--' || inner.startsWith('!')) return { start, end, word: 'comment', inner };
  const rest = inner.slice(1).trim();
  if (inner.startsWith('#')) return { start, end, word: 'open', inner: rest };
  if (inner.startsWith('/')) return { start, end, word: 'close', inner: rest };
  if (inner.startsWith('&')) return { start, end, word: 'raw', inner: rest };
  const [word, behind] = splitFirst(inner);
  if (word === 'else') return { start, end, word: 'else', inner: behind };
  return { start, end, word: 'value', inner };
}

/** The line of a tag that stands alone in it, its line end included; null where something stands beside it. */
function wholeLine(source: string, tag: Tag): { readonly start: number; readonly end: number } | null {
  let start = tag.start;
  while (start > 0 && isBlank(source[start - 1])) start -= 1;
  if (start > 0 && source[start - 1] !== '\n') return null;
  let end = tag.end;
  while (end < source.length && isBlank(source[end])) end += 1;
  if (source[end] === '\r') end += 1;
  if (end < source.length && source[end] !== '\n') return null;
  return { start, end: Math.min(end + 1, source.length) };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function splitFirst(text: string): readonly [word: string, rest: string] {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  return [word, rest];
}

const nameForm = /^[\p{L}\p{N}_$-]+$/u;

function parsePath(written: string): ValuePath | null {
  const [, fact] = /^@(index|first|last)$/.exec(written) ?? [];
  if (fact !== undefined) return { kind: 'loop', fact: fact as LoopFact, written };
  const [above = ''] = /^(?:\.\.\/)*/.exec(written) ?? [];
  const rest = written.slice(above.length).replace(/^\.\//, '');
  const up = above.length / 3;
  if (rest === '.' || rest === 'this' || (rest === '' && up > 0))
    return { kind: 'names', up, names: [], written };
  if (rest === '..') return { kind: 'names', up: up + 1, names: [], written };
  const names = rest.replace(/^this\./, '').split('.');
  if (names.length > longestPath || !names.every((name) => nameForm.test(name))) return null;
  return { kind: 'names', up, names, written };
}

function placesIn(source: string): (at: number) => Place {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}
