/**
 * What a query will cost, in expected IMAP round trips, computed before any of it runs: sizes of pages
 * times what is nested in them. A read of our own storage counts as a tenth of a round trip.
 */
import {
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { GatewayError } from '../../domain/errors.ts';
import { bodyFields, derivedFields, machineFields } from '../../domain/message.ts';
import { pageSize, type ConnectionArguments } from './connection.ts';
import { fieldPrices, type FieldPrice } from './field-prices.ts';
import { isIncluded, selectedNames, type SelectionScope } from './selection.ts';

interface Multiplicity {
  /** How many times a field at this place is resolved. */
  readonly times: number;
  /** The same for the page that this place is nested in. */
  readonly pages: number;
}

export interface PricedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced. */
  readonly variableValues: Readonly<Record<string, unknown>>;
}

function containsContent(names: ReadonlySet<string>): boolean {
  return ['snippets', 'security', 'enclosed', ...machineFields, ...bodyFields, ...derivedFields].some(
    (field) => names.has(field),
  );
}

/** The fields of `set` with the type that each stands on. */
function* typedFields(
  set: SelectionSetNode,
  type: GraphQLCompositeType,
  scope: SelectionScope,
): Generator<readonly [FieldNode, GraphQLCompositeType]> {
  for (const selection of set.selections) {
    if (!isIncluded(selection, scope)) continue;
    if (selection.kind === Kind.FIELD) {
      yield [selection, type];
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? scope.fragments[selection.name.value] : selection;
    const condition = fragment?.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : scope.schema.getType(condition);
    if (fragment !== undefined && isCompositeType(narrowed)) {
      yield* typedFields(fragment.selectionSet, narrowed, scope);
    }
  }
}

export function selectionScope({ schema, document, variableValues }: PricedOperation): SelectionScope {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return { schema, fragments, variableValues: { ...variableValues } };
}

/** `document` is valid and within its bounds. */
export function priceOf(priced: PricedOperation): number {
  const { schema, operation } = priced;
  const scope = selectionScope(priced);

  const ownPrice = (price: FieldPrice, node: FieldNode): number =>
    price.trips +
    (price.messages !== undefined &&
    containsContent(selectedNames([node], price.messages, scope, { name: 'Message' }))
      ? 1
      : 0) +
    (price.count !== undefined && selectedNames([node], [], scope).has('totalCount') ? price.count : 0);

  const fieldPrice = (
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    price: FieldPrice | undefined,
    { times, pages }: Multiplicity,
  ): number => {
    const given: GivenArguments =
      price?.page === true || price?.everywhere !== undefined ? givenArguments(field, node, scope) : {};
    const items = price?.page === true ? pageSize(given) : 1;
    const wide = price?.everywhere !== undefined && namesAllMailboxes(given) ? price.everywhere : 1;
    const own =
      price === undefined ? 0 : ownPrice(price, node) * wide * (price.batched === true ? pages : times);
    const inner = getNamedType(field.type);
    if (node.selectionSet === undefined || !isCompositeType(inner)) return own;
    const nested: Multiplicity =
      price?.page === true ? { times: times * items, pages: times } : { times, pages };
    return own + setPrice(node.selectionSet, inner, nested);
  };

  const setPrice = (
    set: SelectionSetNode,
    type: GraphQLCompositeType,
    multiplicity: Multiplicity,
  ): number => {
    let sum = 0;
    for (const [node, parent] of typedFields(set, type, scope)) {
      const name = node.name.value;
      if (!isObjectType(parent) && !isInterfaceType(parent)) continue;
      const field = parent.getFields()[name];
      if (field === undefined) continue;
      sum += fieldPrice(node, field, fieldPrices[`${parent.name}.${name}`], multiplicity);
    }
    return sum;
  };

  const root = schema.getRootType(operation.operation);
  const sum =
    root === undefined || root === null ? 0 : setPrice(operation.selectionSet, root, { times: 1, pages: 1 });
  return Math.round(sum * 10) / 10;
}

interface GivenArguments extends ConnectionArguments {
  readonly mailbox?: string | null;
  readonly q?: string | null;
  readonly id?: string;
}

function namesAllMailboxes({ mailbox, q, id = '' }: GivenArguments): boolean {
  return mailbox === '*' || /^(eml|thr)_/.test(id) || /\bin:"?(?:\*|anywhere)/i.test(q ?? '');
}

function givenArguments(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  scope: SelectionScope,
): GivenArguments {
  try {
    const { input, ...given }: { readonly input?: object } = getArgumentValues(field, node, {
      ...scope.variableValues,
    });
    return { ...given, ...input };
  } catch {
    // The field will refuse its arguments when it is resolved, and cost nothing.
    return { first: 1 };
  }
}

/** Throws `query-too-expensive` with the price. */
export function requirePrice(operation: PricedOperation, limit: number): void {
  const price = priceOf(operation);
  if (price > limit) {
    throw new GatewayError(
      'query-too-expensive',
      `The query would take about ${price} IMAP round trips; at most ${limit} are allowed. Ask for smaller pages, or for less in each item.`,
    );
  }
}
