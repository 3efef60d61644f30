/**
 * The three scalars that GraphQL lacks. They let pass exactly what REST takes for the same field, and
 * change nothing: a time stays the text that was given.
 */
import { GraphQLError, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import { isDateTime } from '../../domain/time.ts';

/** What a scalar of a built schema is made to do. */
export interface ScalarBehaviour {
  serialize(value: unknown): unknown;
  parseValue(value: unknown): unknown;
  parseLiteral(node: ValueNode, variables?: Readonly<Record<string, unknown>> | null): unknown;
}

function aDateTime(value: unknown): string {
  if (typeof value === 'string' && isDateTime(value)) return value;
  throw new GraphQLError('A DateTime is RFC 3339 text with a zone, such as 2026-01-31T12:00:00.000Z.');
}

function anUnsignedInt(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new GraphQLError('An UnsignedInt is a whole number from 0 to 9007199254740991.');
}

function literalText(node: ValueNode, kind: typeof Kind.STRING | typeof Kind.INT): unknown {
  if (node.kind !== kind || !('value' in node)) return undefined;
  return kind === Kind.INT ? Number(node.value) : node.value;
}

export const scalars: Readonly<Record<'DateTime' | 'JSON' | 'UnsignedInt', ScalarBehaviour>> = {
  DateTime: {
    serialize: aDateTime,
    parseValue: aDateTime,
    parseLiteral: (node) => aDateTime(literalText(node, Kind.STRING)),
  },
  UnsignedInt: {
    serialize: anUnsignedInt,
    parseValue: anUnsignedInt,
    parseLiteral: (node) => anUnsignedInt(literalText(node, Kind.INT)),
  },
  JSON: {
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables ?? undefined),
  },
};
