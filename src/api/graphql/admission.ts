/**
 * What an operation must pass before any of it runs, the same on every transport: its text, its bounds, its
 * kind and its price. The parser's bound on tokens and GraphQL's own validation stand between.
 */
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
  specifiedRules,
} from 'graphql';
import { GatewayError } from '../../domain/errors.ts';
import { maximumTokens, requireBounds, requireQueryText } from './bounds.ts';
import { requirePrice } from './price.ts';

export interface Admission {
  /** Beside those that GraphQL specifies. */
  readonly validationRules: readonly ValidationRule[];
  /** Throws `too-large`. */
  text(query: string): void;
  /** Of a parsed document that nobody has validated yet. Throws `query-too-expensive`. */
  document(document: DocumentNode): void;
  /** Of a valid document. Throws `method-not-allowed`, `query-too-expensive`, or GraphQL's own errors as a list. */
  operation(request: OperationRequest): OperationDefinitionNode;
}

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Refuses everything but a query. */
  readonly readOnly: boolean;
}

/** Errors of GraphQL's own, together. */
export class RequestErrors extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('The request is not valid.');
    this.errors = errors;
  }
}

export const parseOptions = { maxTokens: maximumTokens } as const;
export const validateOptions = { maxErrors: 20, hideSuggestions: true } as const;

export interface AdmissionOptions {
  /** In expected IMAP round trips. */
  readonly priceLimit: number;
  /** Whether the schema may be asked for. */
  readonly introspection: boolean;
}

export function createAdmission(
  schema: GraphQLSchema,
  { priceLimit, introspection }: AdmissionOptions,
): Admission {
  return {
    validationRules: introspection ? [] : [NoSchemaIntrospectionCustomRule],
    text: requireQueryText,
    document: (document) => requireBounds(document),
    operation({ document, operationName, variables, readOnly }) {
      const operation = getOperationAST(document, operationName);
      if (operation === null || operation === undefined) {
        const problem =
          operationName === null
            ? 'The document has several operations: name one in operationName.'
            : `The document has no operation "${operationName}".`;
        throw new RequestErrors([new GraphQLError(problem)]);
      }
      if (readOnly && operation.operation !== OperationTypeNode.QUERY) {
        throw new GatewayError('method-not-allowed', `A ${operation.operation} goes by POST.`);
      }
      const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      if (values.errors !== undefined) throw new RequestErrors(values.errors);
      requirePrice({ schema, document, operation, variableValues: values.coerced }, priceLimit);
      return operation;
    },
  };
}

/** All of it in order, for a transport that does not parse and validate by itself. */
export function admit(
  admission: Admission,
  schema: GraphQLSchema,
  query: string,
  request: Omit<OperationRequest, 'document'>,
): { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } {
  admission.text(query);
  const document = parse(query, parseOptions);
  admission.document(document);
  const problems = validate(
    schema,
    document,
    [...specifiedRules, ...admission.validationRules],
    validateOptions,
  );
  if (problems.length > 0) throw new RequestErrors(problems);
  return { document, operation: admission.operation({ ...request, document }) };
}
