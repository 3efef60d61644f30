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
import { requirePrice, selectionScope, type PricedOperation } from './price.ts';
import { fieldsOf } from './selection.ts';
import { withoutValues } from './variable-errors.ts';

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
  /** The kinds of operation that the transport carries. */
  readonly carries: readonly OperationTypeNode[];
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
    operation({ document, operationName, variables, carries }) {
      const operation = getOperationAST(document, operationName);
      if (operation === null || operation === undefined) {
        const problem =
          operationName === null
            ? 'The document has several operations: name one in operationName.'
            : `The document has no operation "${operationName}".`;
        throw new RequestErrors([new GraphQLError(problem)]);
      }
      if (!carries.includes(operation.operation)) throw wrongTransport(operation.operation);
      const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      if (values.errors !== undefined) {
        throw new RequestErrors(withoutValues(values.errors, schema, operation, variables));
      }
      const request = { schema, document, operation, variableValues: values.coerced };
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) requireField(request);
      requirePrice(request, priceLimit);
      return operation;
    },
  };
}

function wrongTransport(kind: OperationTypeNode): GatewayError {
  return kind === OperationTypeNode.SUBSCRIPTION
    ? new GatewayError('invalid-request', 'A subscription goes by WebSocket (graphql-transport-ws).')
    : new GatewayError('method-not-allowed', `A ${kind} goes by POST.`);
}

/** Execution takes it for granted, and validation does not look at what `@skip` takes out. */
function requireField(request: PricedOperation): void {
  const [field] = fieldsOf(request.operation.selectionSet, selectionScope(request));
  if (field === undefined) {
    throw new RequestErrors([new GraphQLError('A subscription asks for one field, and this one skips it.')]);
  }
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
