/** Templates of messages. */
import type { Template } from '../../../domain/template.ts';
import { templateOnWire } from '../../wire.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import { without, withoutNulls } from '../inputs.ts';
import type { Shape } from '../shapes.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function templateResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { templates } = useCases;
  return {
    Query: {
      template: async (_root, { id }, { principal }) => templateShape(await templates.get(principal, id)),
      templates: async (_root, args, { principal }) =>
        connectionOf(await templates.list(principal, pageRequestOf(args)), templateShape),
    },
    Template: {
      preview: async ({ id }, args, { principal }) => {
        const { data } = checkInput('previewTemplate', { data: args.data });
        return await templates.preview(principal, id, data);
      },
    },
    Mutation: {
      createTemplate: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const body = checkInput('createTemplate', withoutNulls(without(input, 'idempotencyKey')));
            const template = await templates.create(context.principal, body);
            return { wire: templateOnWire(template), target: template.id };
          },
          (template, replayed) => ({ __typename: 'CreateTemplatePayload', template, replayed }),
        ),
      updateTemplate: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const { id, ...rest } = input;
            const body = checkInput('updateTemplate', rest);
            const template = await templates.update(context.principal, id, body);
            return { wire: templateOnWire(template), target: id };
          },
          (template) => ({ __typename: 'UpdateTemplatePayload', template }),
        ),
      deleteTemplate: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            await templates.remove(context.principal, input.id);
            return { wire: { id: input.id }, target: input.id };
          },
          ({ id }) => ({ __typename: 'DeleteTemplatePayload', deletedId: id }),
        ),
    },
  };
}

export function templateShape(template: Template): Shape<'Template'> {
  return templateOnWire(template);
}
