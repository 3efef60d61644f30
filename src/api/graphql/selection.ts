/**
 * What a query selects below a field, with fragments spread and `@skip`/`@include` decided: the base of
 * fetching exactly this, and of a query's price. Aliases do not matter here; arguments are not read.
 */
import {
  getArgumentValues,
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
import { invalid } from '../../domain/errors.ts';
import { messageFields, rawHtml, type HtmlForm, type MessageField } from '../../domain/message.ts';

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

/** The fields selected under `path` below any of `nodes`: with `['edges', 'node']` those of a connection's items. */
function* selectedFields(
  nodes: readonly FieldNode[],
  path: readonly string[],
  scope: SelectionScope,
  type?: Pick<GraphQLObjectType, 'name'>,
): Generator<FieldNode> {
  let sets = nodes.map((node) => node.selectionSet);
  for (const step of path) {
    sets = sets.flatMap((set) =>
      [...fieldsOf(set, scope)]
        .filter((field) => field.name.value === step)
        .map((field) => field.selectionSet),
    );
  }
  for (const set of sets) yield* fieldsOf(set, scope, type?.name);
}

/** The names of those fields. */
export function selectedNames(...selection: Parameters<typeof selectedFields>): ReadonlySet<string> {
  return new Set([...selectedFields(...selection)].map((field) => field.name.value));
}

/** The message fields that a resolver of a message (`path` empty) or of messages is to fetch; `id` always. */
export function wantedMessageFields(
  info: GraphQLResolveInfo,
  path: readonly string[] = [],
): readonly MessageField[] {
  const names = new Set(selectedNames(info.fieldNodes, path, info, { name: 'Message' }));
  // What leads to the conversation.
  if (names.has('thread')) names.add('threadId');
  return messageFields.filter((field) => field === 'id' || names.has(field));
}

/** Whether a connection's `totalCount` is asked for. */
export function wantsTotalCount(info: GraphQLResolveInfo): boolean {
  return selectedNames(info.fieldNodes, [], info).has('totalCount');
}

/** The one form that the selected messages' HTML is shown in. Throws `invalid-request` when they are several. */
export function wantedHtmlForm(info: GraphQLResolveInfo, path: readonly string[] = []): HtmlForm {
  const message = info.schema.getType('Message');
  const definition = isObjectType(message) ? message.getFields()['html'] : undefined;
  if (definition === undefined) return rawHtml;
  const forms = [...selectedFields(info.fieldNodes, path, info, { name: 'Message' })]
    .filter((field) => field.name.value === definition.name)
    .map((field) => getArgumentValues(definition, field, info.variableValues))
    .map(({ as, images }): HtmlForm => {
      return { as: as === 'safe' ? 'safe' : 'raw', images: images === 'keep' ? 'keep' : 'block' };
    });
  const [first = rawHtml, ...others] = forms;
  if (others.some(({ as, images }) => as !== first.as || images !== first.images)) {
    throw invalid(
      '',
      'One selection of a message shows its html in one form: ask for the other in a query of its own.',
    );
  }
  return first;
}
