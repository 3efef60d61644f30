/**
 * The executable schema: schema.graphql with scalars, enum values in the contract's spelling and resolvers.
 * It is not made when a field that needs a resolver has none, or a resolver names no field.
 */
import {
  buildSchema,
  getNamedType,
  GraphQLEnumType,
  GraphQLScalarType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLFieldResolver,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { wireValue } from './enums.ts';
import { scalars } from './scalars.ts';
import type { GraphqlContext } from './context.ts';

type FieldResolver = GraphQLFieldResolver<unknown, GraphqlContext>;
/** Of a subscription: where its events come from; each is the field's value as it stands. */
export interface SubscriptionField {
  readonly subscribe: GraphQLFieldResolver<unknown, GraphqlContext>;
  readonly resolve: FieldResolver;
}
export type ResolverMap = Readonly<
  Record<string, Readonly<Record<string, FieldResolver | SubscriptionField>>>
>;

/** Throws with every gap at once. */
export function createExecutableSchema(text: string, resolvers: ResolverMap): GraphQLSchema {
  const schema = buildSchema(text);
  spellEnums(schema);
  giveScalars(schema);
  const gaps = [...attach(schema, resolvers), ...missing(schema, resolvers)];
  if (gaps.length > 0) throw new Error(`schema.graphql and its resolvers differ: ${gaps.join('; ')}`);
  return schema;
}

/** GraphQL names outside, the contract's values inside; defaults were read with the names and are spelt anew. */
function spellEnums(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
  for (const type of types) {
    if (type instanceof GraphQLEnumType)
      for (const value of type.getValues()) value.value = wireValue(value.name);
  }
  const inputs: (GraphQLArgument | GraphQLInputField)[] = types.flatMap((type) => {
    if (isInputObjectType(type)) return Object.values(type.getFields());
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => field.args);
  });
  for (const input of inputs) {
    if (getNamedType(input.type) instanceof GraphQLEnumType && typeof input.defaultValue === 'string') {
      input.defaultValue = wireValue(input.defaultValue);
    }
  }
}

function giveScalars(schema: GraphQLSchema): void {
  for (const [name, behaviour] of Object.entries(scalars)) {
    const type = schema.getType(name);
    if (type instanceof GraphQLScalarType) Object.assign(type, behaviour);
  }
}

function* attach(schema: GraphQLSchema, resolvers: ResolverMap): Generator<string> {
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    for (const [name, resolver] of Object.entries(fields)) {
      const field = isObjectType(type) ? type.getFields()[name] : undefined;
      if (field === undefined) {
        yield `${typeName}.${name} has a resolver and is no field`;
      } else if (typeof resolver === 'function') {
        field.resolve = resolver;
      } else {
        field.resolve = resolver.resolve;
        field.subscribe = resolver.subscribe;
      }
    }
  }
}

/** A field needs a resolver when it takes arguments, is a connection, or stands on a root type. */
function* missing(schema: GraphQLSchema, resolvers: ResolverMap): Generator<string> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const needsOne =
        roots.includes(type) || field.args.length > 0 || getNamedType(field.type).name.endsWith('Connection');
      if (needsOne && resolvers[type.name]?.[field.name] === undefined) {
        yield `${type.name}.${field.name} has no resolver`;
      }
    }
  }
}
