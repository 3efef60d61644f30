/** The room that the bodies in one answer share, however many fields of the query read some: that of one page. */
import { OperationTypeNode, type GraphQLResolveInfo } from 'graphql';
import { contentFields, type MessageField } from '../../domain/message.ts';
import type { BodyRoom } from '../../use-cases/ports/mail.ts';
import type { GraphqlContext } from './context.ts';

/** Nothing for fields that no body is read for, and in a subscription, of which each event is an answer of its own. */
export function roomFor(
  fields: readonly MessageField[],
  { bodies }: GraphqlContext,
  { operation }: GraphQLResolveInfo,
): { readonly room?: BodyRoom } {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return {};
  return fields.some((field) => contentFields.includes(field)) ? { room: bodies } : {};
}
