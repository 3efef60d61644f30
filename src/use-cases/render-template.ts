/** A message by a template: subject, text and HTML where the caller gives none. What the caller gives wins, field by field. */
import { hasScope, requireScope } from '../domain/principal.ts';
import { renderTemplate, templateError } from '../domain/template.ts';
import type { ParsedTemplates } from './parsed-templates.ts';
import type { CompositionStep } from './prepare-message.ts';

/**
 * Who may send by a template need not be able to read it otherwise; a draft needs `submissions:read`. Throws `not-found`
 * for a template that is gone, `template-error` with every value that is missing.
 */
export function createRenderTemplate(parsedTemplates: ParsedTemplates): CompositionStep {
  return async (composition, { principal }) => {
    const { template = null } = composition;
    if (template === null) return composition;
    if (!hasScope(principal, 'submissions:write')) requireScope(principal, 'submissions:read');
    const { parts, problems } = renderTemplate(
      await parsedTemplates(template.id),
      template.data ?? {},
      '/template/data',
    );
    if (problems !== null) throw templateError(problems);
    return {
      ...composition,
      subject: composition.subject ?? parts.subject,
      text: composition.text ?? parts.text,
      html: composition.html ?? parts.html,
      template: null,
    };
  };
}
