/** What the owners of the service ask and order about templates. Rendering one into a message is `render-template.ts`. */
import { invalid, notFound } from '../domain/errors.ts';
import { randomId } from '../domain/ids.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireAllAccounts, requireScope, type Principal } from '../domain/principal.ts';
import {
  parseTemplateSource,
  renderTemplate,
  templateError,
  type Template,
  type TemplateSource,
} from '../domain/template.ts';
import { instant } from '../domain/time.ts';
import type { ParsedTemplates } from './parsed-templates.ts';
import type { Clock } from './ports/service.ts';
import type { TemplateStore } from './ports/templates.ts';

/** A JSON Merge Patch (RFC 7396); null takes a part away. */
export interface TemplatePatch extends Partial<TemplateSource> {
  readonly name?: string;
}

export type NewTemplate = TemplatePatch & { readonly name: string };

/** Every key with `submissions:read` sees all; changing one needs a key for all accounts, whose mail it changes. */
export interface Templates {
  /** Throws `template-error` for what cannot be parsed, `invalid-request` for one without a body. */
  create(principal: Principal, input: NewTemplate): Promise<Template>;
  /** Newest first. */
  list(principal: Principal, page: PageRequest): Promise<Page<Template>>;
  get(principal: Principal, id: string): Promise<Template>;
  update(principal: Principal, id: string, patch: TemplatePatch): Promise<Template>;
  remove(principal: Principal, id: string): Promise<void>;
  /** Throws `template-error` with every value that is missing. */
  preview(principal: Principal, id: string, data: unknown): Promise<TemplateSource>;
}

export function createTemplates(ports: {
  readonly templates: TemplateStore;
  readonly parsedTemplates: ParsedTemplates;
  readonly clock: Clock;
}): Templates {
  const { templates, parsedTemplates, clock } = ports;

  const find = async (id: string): Promise<Template> => {
    const template = await templates.get(id);
    if (template === null) throw notFound('template');
    return template;
  };

  const requireOwner = (principal: Principal): void => {
    requireScope(principal, 'submissions:write');
    requireAllAccounts(principal, 'To change templates');
  };

  return {
    async create(principal, { name, subject = null, text = null, html = null }) {
      requireOwner(principal);
      const at = instant(clock.now());
      const source = { subject, text, html };
      check(source);
      const template = {
        id: randomId('tpl'),
        name,
        ...source,
        createdAt: at,
        updatedAt: at,
        revision: 1,
      };
      await templates.insert(template);
      return template;
    },
    async list(principal, page) {
      requireScope(principal, 'submissions:read');
      return await templates.list(page);
    },
    async get(principal, id) {
      requireScope(principal, 'submissions:read');
      return await find(id);
    },
    async update(principal, id, patch) {
      requireOwner(principal);
      for (;;) {
        const template = await find(id);
        const { name, subject, text, html, revision } = { ...template, ...patch };
        const next = {
          ...template,
          name,
          subject,
          text,
          html,
          updatedAt: instant(clock.now()),
          revision: revision + 1,
        };
        check(next);
        if (await templates.save(next)) return next;
      }
    },
    async remove(principal, id) {
      requireOwner(principal);
      if (!(await templates.remove(id))) throw notFound('template');
    },
    async preview(principal, id, data) {
      requireScope(principal, 'submissions:read');
      const { parts, problems } = renderTemplate(await parsedTemplates(id), data, '/data');
      if (problems !== null) throw templateError(problems);
      return parts;
    },
  };
}

function check(source: TemplateSource): void {
  if (source.text === null && source.html === null) throw invalid('/text', 'A template has text or html.');
  parseTemplateSource(source);
}
