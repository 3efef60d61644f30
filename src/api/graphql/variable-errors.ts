/**
 * What is wrong with the variables of a request, without their values: GraphQL's own words repeat them, and a
 * password may be among them.
 */
import {
  coerceInputValue,
  GraphQLError,
  isInputType,
  typeFromAST,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/** `errors` as `getVariableValues` found them. */
export function withoutValues(
  errors: readonly GraphQLError[],
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] {
  const told = errors.filter(({ message }) => !repeatsValue.test(message));
  const named = new Set(errors.map(({ message }) => repeatsValue.exec(message)?.[1]));
  for (const definition of variableDefinitions) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!named.has(name) || !isInputType(type)) continue;
    coerceInputValue(variables[name], type, (path, _value, { message }) => {
      const reason = message.replace(/( values?): [^]*$/, '$1.');
      told.push(
        new GraphQLError(`Variable "$${[name, ...path].join('.')}": ${reason}`, { nodes: definition }),
      );
    });
  }
  return told.slice(0, mostErrors);
}

const repeatsValue = /^Variable "\$(\w+)" got invalid value /;
const mostErrors = 20;
