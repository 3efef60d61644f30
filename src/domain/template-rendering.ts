/**
 * From a template's tree and data to a text. Strict: a value that is written and not there is a problem, never an empty
 * place. Only own properties of JSON values are seen, nothing of the data is called, and time and length are bounded.
 */
import type { Place, TemplateNode, ValuePath } from './template-syntax.ts';

/** JSON of a caller. */
export type TemplateData = unknown;

export interface RenderingProblem {
  readonly place: Place;
  /** JSON Pointer (RFC 6901) into the data, of a value that is missing or cannot be written. */
  readonly pointer: string;
  readonly message: string;
}

/** What the renderings of one message may take together. */
export interface RenderingRoom {
  steps: number;
  characters: number;
}

/** Placeholders and turns of loops; and characters. */
export function roomForOne(): RenderingRoom {
  return { steps: 200_000, characters: 5_000_000 };
}

/** A problem is told of so many values, then no more are looked for. */
const mostProblems = 20;

interface Scope {
  readonly value: unknown;
  readonly pointer: string;
  readonly above: Scope | null;
  readonly loop: { readonly index: number; readonly length: number } | null;
}

interface Found {
  /** undefined: it is not there. */
  readonly value: unknown;
  readonly pointer: string;
}

/** Ends a rendering that has no room left, or has met too many problems. */
class Enough extends Error {}

/** `escape` is what a value goes through where the template does not say otherwise. */
export function renderNodes(
  nodes: readonly TemplateNode[],
  data: TemplateData,
  escape: (value: string) => string,
  room: RenderingRoom,
): { readonly text: string; readonly problems: readonly RenderingProblem[] } {
  const written: string[] = [];
  const problems: RenderingProblem[] = [];

  const tell = (problem: RenderingProblem): void => {
    problems.push(problem);
    if (problems.length >= mostProblems) throw new Enough();
  };

  const write = (text: string): void => {
    room.characters -= text.length;
    written.push(text);
  };

  const step = (place: Place): void => {
    room.steps -= 1;
    if (room.steps >= 0 && room.characters >= 0) return;
    problems.push({ place, pointer: '', message: 'The text that this would make is too long.' });
    throw new Enough();
  };

  const writeValue = (node: Extract<TemplateNode, { kind: 'value' }>, scope: Scope): void => {
    const { value, pointer } = lookUp(node.path, scope);
    const text = textOf(value);
    if (text !== null) {
      write(node.escaped ? escape(text) : text);
      return;
    }
    const message =
      value === undefined || value === null
        ? 'has no value'
        : `is ${Array.isArray(value) ? 'a list' : 'an object'} and no text`;
    tell({ place: node.place, pointer, message: `\`${node.path.written}\` ${message}.` });
  };

  const writeEach = (
    { path, body, otherwise, place }: Extract<TemplateNode, { kind: 'each' | 'if' | 'unless' }>,
    scope: Scope,
  ): void => {
    const { value, pointer } = lookUp(path, scope);
    if (!Array.isArray(value)) {
      const what = value === undefined || value === null ? 'has no value' : 'is no list';
      tell({ place, pointer, message: `\`${path.written}\` ${what}.` });
      return;
    }
    const items: readonly unknown[] = value;
    if (items.length === 0) walk(otherwise, scope);
    items.forEach((item, index) => {
      step(place);
      const loop = { index, length: items.length };
      walk(body, { value: item, pointer: `${pointer}/${index}`, above: scope, loop });
    });
  };

  const walk = (each: readonly TemplateNode[], scope: Scope): void => {
    for (const node of each) {
      switch (node.kind) {
        case 'words':
          write(node.text);
          break;
        case 'value':
          step(node.place);
          writeValue(node, scope);
          break;
        case 'each':
          step(node.place);
          writeEach(node, scope);
          break;
        case 'if':
        case 'unless': {
          step(node.place);
          const holds = isFilled(lookUp(node.path, scope).value) === (node.kind === 'if');
          walk(holds ? node.body : node.otherwise, scope);
          break;
        }
      }
    }
  };

  try {
    walk(nodes, { value: data, pointer: '', above: null, loop: null });
    if (room.characters < 0) step({ line: 1, column: 1 });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return { text: written.join(''), problems };
}

function lookUp(path: ValuePath, scope: Scope): Found {
  if (path.kind === 'loop') {
    let inner: Scope | null = scope;
    while (inner !== null && inner.loop === null) inner = inner.above;
    const loop = inner?.loop ?? null;
    if (loop === null) return { value: undefined, pointer: '' };
    const facts = { index: loop.index, first: loop.index === 0, last: loop.index === loop.length - 1 };
    return { value: facts[path.fact], pointer: scope.pointer };
  }
  let from: Scope | null = scope;
  for (let up = 0; up < path.up && from !== null; up += 1) from = from.above;
  if (from === null) return { value: undefined, pointer: '' };
  let { value, pointer } = from;
  for (const name of path.names) {
    pointer += `/${name}`;
    value = own(value, name);
  }
  return { value, pointer };
}

/** Of texts nothing is own: their length is no datum. */
function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function textOf(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return null;
  }
}

/** As in Handlebars: nothing, false, zero, an empty text and an empty list are not. What is missing is not, and no problem. */
function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
