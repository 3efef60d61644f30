/** A GraphQL client for tests: it can ask for all that a type has, and turn the answer into the shape of REST. */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isUnionType,
  type GraphQLOutputType,
} from 'graphql';

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly retryable: boolean } & Readonly<
    Record<string, unknown>
  >;
}

export interface GraphqlAnswer<D> {
  readonly status: number;
  readonly data: D;
  readonly errors: readonly GraphqlError[];
}

export interface GraphqlClient {
  ask<D = Readonly<Record<string, never>>>(query: string, variables?: object): Promise<GraphqlAnswer<D>>;
  /** A mutation by its name: everything of its payload, or the refusal. */
  change<P = Readonly<Record<string, unknown>>>(name: string, input: object): Promise<GraphqlAnswer<P>>;
  as(key: string | null): GraphqlClient;
}

export function createGraphqlClient(baseUrl: string, key: string | null): GraphqlClient {
  async function ask<D>(query: string, variables: object = {}): Promise<GraphqlAnswer<D>> {
    const response = await fetch(`${baseUrl}/graphql`, {
      method: 'POST',
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data: D; errors?: readonly GraphqlError[] };
    return { status: response.status, data: body.data, errors: body.errors ?? [] };
  }
  return {
    ask,
    async change(name, input) {
      const upper = name.charAt(0).toUpperCase() + name.slice(1);
      const query = `mutation($input: ${upper}Input!) { result: ${name}(input: $input) ${everythingOf(`${upper}Result`)} }`;
      const answer = await ask<{ result: never } | null>(query, { input });
      return { ...answer, data: answer.data?.result as never };
    },
    as: (other) => createGraphqlClient(baseUrl, other),
  };
}

/** A selection of all fields of a type that need no arguments, and of all that is in them. */
export function everythingOf(typeName: string, within: readonly string[] = []): string {
  const type = schema.getType(typeName);
  if (isUnionType(type)) {
    return `{ __typename ${type
      .getTypes()
      .map(({ name }) => `... on ${name} ${everythingOf(name, within)}`)
      .join(' ')} }`;
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const fields = Object.values(type.getFields()).filter(
    ({ args, type: inner }) =>
      (args.length === 0 || isLeafType(getNamedType(inner))) && !within.includes(getNamedType(inner).name),
  );
  const inside = [...within, typeName];
  return `{ ${fields.map(({ name, type: inner }) => `${name} ${everythingOf(getNamedType(inner).name, inside)}`).join(' ')} }`;
}

/** What GraphQL answered for `typeName`, as REST says it. */
export function asRest(typeName: string, value: unknown): unknown {
  const type = schema.getType(typeName);
  if (value === null || value === undefined) return value;
  if (isEnumType(type)) return (value as string).toLowerCase().replaceAll('_', '-');
  if (!isObjectType(type)) return value;
  const fields = type.getFields();
  const object = value as Readonly<Record<string, unknown>>;
  if (typeName === 'AccountSelection') return object['all'] === true ? 'all' : object['ids'];
  if (typeName === 'MailboxSelection') return object['all'] === true ? 'all' : object['names'];
  return Object.fromEntries(
    Object.entries(object)
      .filter(([name]) => name !== '__typename')
      .map(([name, each]) => [name, fields[name] === undefined ? each : inRest(fields[name].type, each)]),
  );
}

function inRest(type: GraphQLOutputType, value: unknown): unknown {
  const inner = getNullableType(type);
  if (isListType(inner) && Array.isArray(value)) {
    return value.map((each) => asRest(getNamedType(inner).name, each));
  }
  return asRest(getNamedType(inner).name, value);
}
