/**
 * Templates: what a message says, with places for values of its own. They belong to the whole service; a submission that
 * was accepted no longer depends on one.
 */
import { GatewayError, type InputProblem } from './errors.ts';
import {
  renderNodes,
  roomForOne,
  type RenderingProblem,
  type RenderingRoom,
  type TemplateData,
} from './template-rendering.ts';
import { parseTemplate, TemplateSyntaxError, type Place, type TemplateNode } from './template-syntax.ts';
import type { Instant } from './time.ts';

export const templateParts = ['subject', 'text', 'html'] as const;
export type TemplatePart = (typeof templateParts)[number];

/** The parts of a message that a template writes; null: not this one. */
export type TemplateSource = Readonly<Record<TemplatePart, string | null>>;

export interface Template extends TemplateSource {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Compare-and-set number of the record. */
  readonly revision: number;
}

/** A message by a template. */
export interface TemplateUse {
  readonly id: string;
  /** An object of JSON. */
  readonly data?: TemplateData;
}

/** Read, so that it can be rendered often. */
export type ParsedTemplate = Readonly<Record<TemplatePart, readonly TemplateNode[] | null>>;

/** Throws `template-error` with the part, line and column of what cannot be read. */
export function parseTemplateSource(source: TemplateSource): ParsedTemplate {
  const problems: InputProblem[] = [];
  const parsed = (part: TemplatePart): readonly TemplateNode[] | null => {
    const text = source[part];
    if (text === null) return null;
    try {
      return parseTemplate(text);
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) throw error;
      problems.push({ pointer: `/${part}`, message: `${placed(part, error.place)}: ${error.message}` });
      return null;
    }
  };
  const all = { subject: parsed('subject'), text: parsed('text'), html: parsed('html') };
  if (problems.length > 0) throw templateError(problems);
  return all;
}

export type Rendering =
  | { readonly parts: TemplateSource; readonly problems: null }
  | { readonly parts: null; readonly problems: readonly InputProblem[] };

/** `pointer`: where the data stand in the request. Values are escaped in HTML, and nowhere else. */
export function renderTemplate(
  template: ParsedTemplate,
  data: TemplateData,
  pointer: string,
  room: RenderingRoom = roomForOne(),
): Rendering {
  const problems: InputProblem[] = [];
  const rendered = (part: TemplatePart): string | null => {
    const nodes = template[part];
    if (nodes === null) return null;
    const made = renderNodes(nodes, data, part === 'html' ? escapeHtml : asItIs, room);
    problems.push(...made.problems.map((problem) => told(problem, part, pointer)));
    return made.text;
  };
  const parts = { subject: rendered('subject'), text: rendered('text'), html: rendered('html') };
  return problems.length === 0 ? { parts, problems: null } : { parts: null, problems };
}

/** The first few problems are in its words, as those of GraphQL's refusals are all that is seen. */
export function templateError(problems: readonly InputProblem[]): GatewayError {
  const more = problems.length - mostInWords;
  const words = problems.slice(0, mostInWords).map(({ message }) => message);
  const rest = more > 0 ? [`${more} more.`] : [];
  return new GatewayError('template-error', [...words, ...rest].join(' '), { errors: problems });
}

const mostInWords = 3;

function told({ place, pointer, message }: RenderingProblem, part: TemplatePart, base: string): InputProblem {
  return { pointer: `${base}${pointer}`, message: `${placed(part, place)}: ${message}` };
}

function placed(part: TemplatePart, { line, column }: Place): string {
  return `${part}, line ${line}, column ${column}`;
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;',
};

/** Also fit for an attribute's value without quotes, but for blanks. */
function escapeHtml(value: string): string {
  return value.replace(/[&<>"'`=]/g, (character) => references[character] ?? character);
}

function asItIs(value: string): string {
  return value;
}
