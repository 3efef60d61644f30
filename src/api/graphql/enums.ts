/**
 * Enum values of the contract and their GraphQL names: one mechanical mapping in both directions, so that
 * no table can go stale (`auth-failed` ↔ `AUTH_FAILED`).
 */
import { GraphQLEnumType, type GraphQLSchema } from 'graphql';

/** The value in the contract's spelling of a GraphQL enum name. */
export function wireValue(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

export function enumName(value: string): string {
  return value.toUpperCase().replaceAll('-', '_');
}

/** Enum name to contract value for every enum of `schema` but GraphQL's own, in the form that resolvers take. */
export function enumValues(schema: GraphQLSchema): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const enums = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLEnumType => type instanceof GraphQLEnumType && !type.name.startsWith('__'),
  );
  return Object.fromEntries(
    enums.map((type) => [
      type.name,
      Object.fromEntries(type.getValues().map(({ name }) => [name, wireValue(name)])),
    ]),
  );
}
