import { readFileSync } from 'node:fs';
import {
  getNamedType,
  GraphQLEnumType,
  graphqlSync,
  isObjectType,
  Kind,
  parse,
  printSchema,
  buildSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { fieldPrices } from '../../src/api/graphql/field-prices.ts';
import { createResolvers } from '../../src/api/graphql/resolvers/index.ts';
import type { ResolverPorts } from '../../src/api/graphql/resolvers/ports.ts';
import { createExecutableSchema, type ResolverMap } from '../../src/api/graphql/schema.ts';
import { scalars } from '../../src/api/graphql/scalars.ts';
import { errorTable } from '../../src/domain/errors.ts';

const text = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');

/** Resolvers that are never called: only their names matter here. */
const resolvers = createResolvers({ useCases: {}, draining: new AbortController().signal } as ResolverPorts);
const schema = createExecutableSchema(text, resolvers);

function without(type: string, field: string): ResolverMap {
  const rest = Object.fromEntries(Object.entries(resolvers[type] ?? {}).filter(([name]) => name !== field));
  return { ...resolvers, [type]: rest };
}

describe('schema.graphql and its resolvers', () => {
  it.each([
    ['Query', 'account'],
    ['Mutation', 'createSubmission'],
    ['Subscription', 'events'],
    ['Account', 'mailboxes'],
    ['Account', 'message'],
    ['Webhook', 'deliveries'],
  ])('does not start when %s.%s has no resolver', (type, field) => {
    expect(() => createExecutableSchema(text, without(type, field))).toThrow(
      `${type}.${field} has no resolver`,
    );
  });

  it('does not start when a resolver names no field', () => {
    const extra = { ...resolvers, Account: { ...resolvers['Account'], colour: () => 'red' } };
    expect(() => createExecutableSchema(text, extra)).toThrow(
      'Account.colour has a resolver and is no field',
    );
    expect(() =>
      createExecutableSchema(text, { ...resolvers, Acount: {}, Cat: { name: () => 'x' } }),
    ).toThrow('Cat.name has a resolver');
  });

  it('shows its enums and their defaults by their GraphQL names', () => {
    expect(printSchema(schema)).toBe(printSchema(buildSchema(text)));
  });

  it('has the contract’s spelling of every enum inside', () => {
    const state = schema.getType('AccountState');
    expect(state instanceof GraphQLEnumType && state.serialize('auth-failed')).toBe('AUTH_FAILED');
    expect(state instanceof GraphQLEnumType && state.parseValue('AUTH_FAILED')).toBe('auth-failed');
  });

  it('has a price for every field of a root type and every connection, and for nothing that is not there', () => {
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    const fields = types.flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
    const roots = new Set(['Query', 'Mutation', 'Subscription']);
    const expected = fields.filter(
      ({ type, field }) =>
        !type.name.startsWith('__') &&
        (roots.has(type.name) || getNamedType(field.type).name.endsWith('Connection')),
    );
    const known = new Set(fields.map(({ type, field }) => `${type.name}.${field.name}`));
    for (const { type, field } of expected)
      expect(Object.keys(fieldPrices)).toContain(`${type.name}.${field.name}`);
    for (const name of Object.keys(fieldPrices)) expect(known).toContain(name);
  });

  it('has a member for every refusal that its unions name, with a code of the closed list', () => {
    const refusal = schema.getType('Refusal');
    const members = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && type.getInterfaces().some((each) => each === refusal),
    );
    const codes = members
      .map(({ name }) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase())
      .filter((code) => code !== 'request-refused');
    for (const code of codes) expect(Object.keys(errorTable)).toContain(code);
  });

  it('answers introspection', () => {
    const result = graphqlSync({ schema, source: '{ __type(name: "Message") { name } }' });
    expect(result).toEqual({ data: { __type: { name: 'Message' } } });
    expect(parse(text).definitions.length).toBeGreaterThan(100);
  });
});

describe('the scalars', () => {
  const { DateTime, UnsignedInt, JSON: json } = scalars;

  it.each(['2026-01-31T12:00:00.000Z', '2026-01-31T12:00:00+02:00', '2024-02-29t23:59:59.9z'])(
    'take the time %s as it is',
    (time) => {
      expect(DateTime.parseValue(time)).toBe(time);
    },
  );

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-01-31',
    '2026-01-31T12:00:00',
    '2026-01-31T24:00:00Z',
    '2016-12-31T23:59:60Z',
    '2026-01-31 12:00:00Z',
    'now',
    7,
    null,
  ])('refuse %j as a time', (time) => {
    expect(() => DateTime.parseValue(time)).toThrow('RFC 3339');
  });

  it.each([0, 2 ** 53 - 1])('take %d as an unsigned number', (value) => {
    expect(UnsignedInt.parseValue(value)).toBe(value);
  });

  it.each([-1, 0.5, 2 ** 53, '1', Number.NaN])('refuse %j as an unsigned number', (value) => {
    expect(() => UnsignedInt.parseValue(value)).toThrow('whole number');
  });

  it('take literals of their own kind only', () => {
    const literal = (source: string): Parameters<typeof json.parseLiteral>[0] => {
      const [definition] = parse(`{ f(a: ${source}) }`).definitions;
      const field =
        definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections[0] : undefined;
      const value = field?.kind === Kind.FIELD ? field.arguments?.[0]?.value : undefined;
      if (value === undefined) throw new Error('no literal');
      return value;
    };
    expect(UnsignedInt.parseLiteral(literal('12'))).toBe(12);
    expect(() => UnsignedInt.parseLiteral(literal('"12"'))).toThrow('whole number');
    expect(() => DateTime.parseLiteral(literal('12'))).toThrow('RFC 3339');
    expect(json.parseLiteral(literal('{ a: [1, "b", null], c: $v }'), { v: true })).toEqual({
      a: [1, 'b', null],
      c: true,
    });
  });
});
