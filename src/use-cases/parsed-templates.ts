/** Templates as they are rendered: read from storage each time, so that a change holds at once, and parsed once. */
import { notFound } from '../domain/errors.ts';
import { parseTemplateSource, type ParsedTemplate, type Template } from '../domain/template.ts';
import type { TemplateStore } from './ports/templates.ts';

/** Throws `not-found`. */
export type ParsedTemplates = (id: string) => Promise<ParsedTemplate>;

const mostKept = 100;

export function createParsedTemplates(templates: Pick<TemplateStore, 'get'>): ParsedTemplates {
  const kept = new Map<string, { readonly revision: number; readonly parsed: ParsedTemplate }>();

  const parse = ({ id, revision, ...source }: Template): ParsedTemplate => {
    const known = kept.get(id);
    const parsed = known?.revision === revision ? known.parsed : parseTemplateSource(source);
    // Those that were used last stay.
    kept.delete(id);
    kept.set(id, { revision, parsed });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return parsed;
  };

  return async (id) => {
    const template = await templates.get(id);
    if (template === null) throw notFound('template');
    return parse(template);
  };
}
