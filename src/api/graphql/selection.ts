/**
 * What a query selects below a field, with fragments spread and `@skip`/`@include` decided: the base of
 * fetching exactly this, and of a query's price. Aliases do not matter here; arguments are not read.
 */
import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { messageFields, type MessageField } from '../../domain/message.ts';

/** What evaluating a selection needs to know; a resolver's `info` is one. */
export type SelectionScope = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** False for a selection that `@skip` or `@include` takes out. */
export function isIncluded(node: SelectionNode, { variableValues }: SelectionScope): boolean {
  const variables = { ...variableValues };
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
  );
}

/** The fields of `set`, fragments spread. With `typeName`, only fragments that can apply to an object of that type. */
export function* fieldsOf(
  set: SelectionSetNode | undefined,
  scope: SelectionScope,
  typeName?: string,
): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (!isIncluded(selection, scope)) continue;
    switch (selection.kind) {
      case Kind.FIELD:
        yield selection;
        break;
      case Kind.INLINE_FRAGMENT:
        if (applies(selection.typeCondition?.name.value, typeName, scope)) {
          yield* fieldsOf(selection.selectionSet, scope, typeName);
        }
        break;
      case Kind.FRAGMENT_SPREAD: {
        const fragment = scope.fragments[selection.name.value];
        if (fragment !== undefined && applies(fragment.typeCondition.name.value, typeName, scope)) {
          yield* fieldsOf(fragment.selectionSet, scope, typeName);
        }
        break;
      }
    }
  }
}

function applies(
  condition: string | undefined,
  typeName: string | undefined,
  scope: SelectionScope,
): boolean {
  if (condition === undefined || typeName === undefined || condition === typeName) return true;
  const abstract = scope.schema.getType(condition);
  const type = scope.schema.getType(typeName);
  return isAbstractType(abstract) && isObjectType(type) && scope.schema.isSubType(abstract, type);
}

/** Names of the fields selected under `path` below any of `nodes`: with `['edges', 'node']` those of a connection's items. */
export function selectedNames(
  nodes: readonly FieldNode[],
  path: readonly string[],
  scope: SelectionScope,
  type?: Pick<GraphQLObjectType, 'name'>,
): ReadonlySet<string> {
  let sets = nodes.map((node) => node.selectionSet);
  for (const step of path) {
    sets = sets.flatMap((set) =>
      [...fieldsOf(set, scope)]
        .filter((field) => field.name.value === step)
        .map((field) => field.selectionSet),
    );
  }
  return new Set(
    sets.flatMap((set) => [...fieldsOf(set, scope, type?.name)].map((field) => field.name.value)),
  );
}

/** The message fields that a resolver of a message (`path` empty) or of messages is to fetch; `id` always. */
export function wantedMessageFields(
  info: GraphQLResolveInfo,
  path: readonly string[] = [],
): readonly MessageField[] {
  const names = selectedNames(info.fieldNodes, path, info, { name: 'Message' });
  return messageFields.filter((field) => field === 'id' || names.has(field));
}

/** Whether a connection's `totalCount` is asked for. */
export function wantsTotalCount(info: GraphQLResolveInfo): boolean {
  return selectedNames(info.fieldNodes, [], info).has('totalCount');
}
