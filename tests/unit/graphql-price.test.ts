import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, getVariableValues, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { priceOf, requirePrice } from '../../src/api/graphql/price.ts';

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));

function operationOf(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Parameters<typeof priceOf>[0] {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined) throw new Error('no operation');
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  return { schema, document, operation, variableValues: coerced ?? {} };
}

const price = (query: string, variables?: Readonly<Record<string, unknown>>): number =>
  priceOf(operationOf(query, variables));

describe('the price of a query', () => {
  it.each([
    [
      'envelopes of a page',
      '{ account(id: "a") { messages(first: 50) { edges { node { subject } } } } }',
      1.1,
    ],
    [
      'texts of a page',
      '{ account(id: "a") { messages(first: 50) { edges { node { subject text } } } } }',
      2.1,
    ],
    ['a page and its total', '{ account(id: "a") { messages { totalCount edges { node { id } } } } }', 2.1],
    [
      'a page of all mailboxes',
      '{ account(id: "a") { messages(mailbox: "*") { edges { node { id } } } } }',
      20.1,
    ],
    [
      'a page and a total of all mailboxes, named in words',
      '{ account(id: "a") { messages(q: "in:anywhere x") { totalCount edges { node { text } } } } }',
      60.1,
    ],
    [
      'a conversation, and what its messages say',
      '{ account(id: "a") { thread(id: "thr_x") { messages { subject text } } } }',
      41.1,
    ],
    [
      'the conversations of a page’s messages',
      '{ account(id: "a") { messages(first: 3) { edges { node { thread { messages { subject } } } } } } }',
      121.1,
    ],
    [
      'a node that may be in any mailbox',
      '{ node(id: "thr_x") { ... on Thread { messages { subject } } } }',
      20,
    ],
    ['settings', '{ account(id: "a") { email state } }', 0.1],
    ['mailboxes', '{ account(id: "a") { mailboxes { edges { node { path } } } } }', 1.1],
    [
      'each mailbox’s first ten',
      '{ account(id: "a") { mailboxes(first: 20) { edges { node { messages(first: 10) { edges { node { subject } } } } } } } }',
      21.1,
    ],
    [
      'an account’s pages, nested',
      '{ accounts(first: 10) { edges { node { mailboxes(first: 20) { edges { node { messages { edges { node { text } } } } } } } } } }',
      410.1,
    ],
    [
      'messages of events, read together',
      '{ events(first: 250) { edges { node { ... on MessageEvent { message { subject text } } } } } }',
      2.1,
    ],
    ['a node that may be a message', '{ node(id: "msg_x") { id ... on Message { text } } }', 2],
    [
      'stored things nested in stored things',
      '{ accounts(first: 250) { edges { node { submissions(first: 250) { edges { node { id } } } } } } }',
      25.1,
    ],
    ['introspection', '{ __schema { types { name fields { name } } } }', 0],
    [
      'a change to many messages of one mailbox',
      'mutation { bulkUpdateMessages(input: { accountId: "a", mailbox: "b", action: DELETE }) { __typename } }',
      10,
    ],
    [
      'a change to many messages of all mailboxes',
      'mutation { bulkUpdateMessages(input: { accountId: "a", mailbox: "*", action: DELETE }) { __typename } }',
      50,
    ],
    [
      'a mutation',
      'mutation { moveMessages(input: { ids: ["a"], mailbox: "b" }) { ... on MoveMessagesPayload { results { message { subject } } } } }',
      3,
    ],
  ])('counts %s', (_what, query, expected) => {
    expect(price(query)).toBe(expected);
  });

  it('takes page sizes from variables and decides @include by them', () => {
    const query = `query($first: Int, $body: Boolean!) {
      accounts(first: $first) { edges { node { messages { edges { node { subject text @include(if: $body) } } } } } }
    }`;
    expect(price(query, { first: 10, body: false })).toBe(10.1);
    expect(price(query, { first: 10, body: true })).toBe(20.1);
    expect(price(query, { first: 100, body: false })).toBe(100.1);
  });

  it('counts what stands in fragments and under aliases as often as it stands there', () => {
    const query = `{ account(id: "a") { x: messages { ...P } y: messages(last: 5, before: "c") { ...P } } }
      fragment P on MessageConnection { edges { node { text } } }`;
    expect(price(query)).toBe(4.1);
  });

  it('takes no page for larger than any can be', () => {
    expect(price('{ accounts(first: 1000000) { edges { node { mailboxes { edges { cursor } } } } } }')).toBe(
      250.1,
    );
  });

  it('refuses what is over the limit and tells the price', () => {
    const operation = operationOf(
      '{ accounts(first: 250) { edges { node { mailboxes { edges { cursor } } } } } }',
    );
    expect(() => {
      requirePrice(operation, 250);
    }).toThrow('250.1 IMAP round trips; at most 250');
    expect(() => {
      requirePrice(operation, 251);
    }).not.toThrow();
  });
});
