/** REST: templates of messages. */
import type { Templates } from '../../use-cases/templates.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Handlers } from '../operations.ts';
import { templateOnWire } from '../wire.ts';

type TemplateOperation =
  | 'createTemplate'
  | 'listTemplates'
  | 'getTemplate'
  | 'updateTemplate'
  | 'deleteTemplate'
  | 'previewTemplate';

export function createTemplateHandlers(templates: Templates): Pick<Handlers, TemplateOperation> {
  return {
    async createTemplate({ principal, body: { value } }) {
      const template = await templates.create(principal, value);
      return { status: 201, location: `/v1/templates/${template.id}`, body: templateOnWire(template) };
    },
    listTemplates: async ({ principal, query }) =>
      listAnswer(await templates.list(principal, pageRequest(query)), templateOnWire),
    getTemplate: async ({ principal, path }) => ({
      status: 200,
      body: templateOnWire(await templates.get(principal, path.template)),
    }),
    updateTemplate: async ({ principal, path, body: { value } }) => ({
      status: 200,
      body: templateOnWire(await templates.update(principal, path.template, value)),
    }),
    async deleteTemplate({ principal, path }) {
      await templates.remove(principal, path.template);
      return { status: 204 };
    },
    previewTemplate: async ({ principal, path, body: { value } }) => ({
      status: 200,
      body: await templates.preview(principal, path.template, value.data),
    }),
  };
}
